use cardea_law::uk_gdpr;
use cardea_manifest::model::BasisKind;

use crate::domestic_law::names_a_law;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "LAW-04",
    name: "duty-without-law",
    title: "Legal obligation names the law",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_6_1_C, uk_gdpr::ART_6_3],
    applies_from: None,
    page: include_str!("duty_without_law.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (name, purpose) in world
        .manifest
        .purposes
        .iter()
        .filter(|(_, purpose)| purpose.basis.kind == BasisKind::LegalObligation)
    {
        any = true;
        let Some(law) = &purpose.basis.rests_on else {
            continue;
        };
        if !names_a_law(law.as_str()) {
            verdict.broken(
                law.span,
                format!(
                    "`{}` rests on a legal duty, but `{}` names no law of the United Kingdom; write its title with the year, such as \
                     `Data Protection Act 2018 s.164A`, or choose another basis",
                    name.value, law.value
                ),
            );
        }
    }
    if !any {
        verdict.not_applicable("no purpose rests on a legal obligation");
    }
}
