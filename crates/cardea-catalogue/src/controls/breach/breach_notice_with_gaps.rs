use cardea_law::{ico_audit_toolkits, uk_gdpr};
use cardea_manifest::model::BreachNoticePart;

use crate::breaches::breaches;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "BRE-03",
    name: "breach-notice-with-gaps",
    title: "Contents of the notice",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_33_3, ico_audit_toolkits::TOOLKIT_BREACH],
    applies_from: None,
    page: include_str!("breach_notice_with_gaps.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let (breaches, span) = breaches(world.manifest);
    let says = breaches
        .map(|breaches| breaches.notice_says.as_slice())
        .unwrap_or_default();
    let missing: Vec<String> = BreachNoticePart::ALL
        .iter()
        .filter(|part| !says.iter().any(|said| said.value == **part))
        .map(|part| format!("`{part}`"))
        .collect();
    if !missing.is_empty() {
        verdict.broken(
            says.first().map_or(span, |first| first.span),
            format!("the prepared notice of a breach to the regulator lacks {}; add what it lacks, and list it under `notice_says`", missing.join(", ")),
        );
    }
}
