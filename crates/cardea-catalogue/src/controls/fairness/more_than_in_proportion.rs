use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{ico_iot_guidance, uk_gdpr};

pub(crate) static CONTROL: Control = Control {
    code: "FAI-03",
    name: "more-than-in-proportion",
    title: "Necessity and proportionality",
    level: Level::Must,
    checked: Checked::AutoAndAttest,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_1_A,
        uk_gdpr::ART_5_1_B,
        uk_gdpr::ART_5_1_C,
        uk_gdpr::ART_6_1,
        ico_iot_guidance::CHAPTER_FAIRLY,
    ],
    applies_from: None,
    page: include_str!("more_than_in_proportion.md"),
    check,
};

/// Words that answer the question about a gentler way with nothing.
const EMPTY: [&str; 4] = ["n/a", "no", "none", "nothing"];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (name, purpose) in world.manifest.purposes.iter() {
        if purpose.uses.is_empty() {
            continue;
        }
        any = true;
        let Some(necessity) = &purpose.necessity else {
            verdict.cannot_tell(
                name.span,
                format!("whether `{}` could do with less is not said; write under `necessity.less_intrusive` which gentler way was considered, and why it does not do", name.value),
            );
            continue;
        };
        let gentler = &necessity.less_intrusive;
        if EMPTY
            .iter()
            .any(|word| word.eq_ignore_ascii_case(gentler.as_str()))
        {
            verdict.broken(
                gentler.span,
                format!("no gentler way than `{}` was considered; write which one there is and why it does not do, or take it", name.value),
            );
        }
    }
    if !any {
        verdict.not_applicable("no purpose uses data");
    }
}
