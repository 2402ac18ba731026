use cardea_law::{ico_audit_toolkits, uk_gdpr};

use crate::breaches::breaches;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "BRE-01",
    name: "breaches-not-recorded",
    title: "Detect and record every breach",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_33_5, ico_audit_toolkits::TOOLKIT_BREACH],
    applies_from: None,
    page: include_str!("breaches_not_recorded.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let (breaches, span) = breaches(world.manifest);
    if breaches.is_none_or(|breaches| breaches.register.is_none()) {
        verdict.broken(
            span,
            "there is no register in which every breach is recorded; keep one and name it as `register` under `security.breaches`",
        );
    }
}
