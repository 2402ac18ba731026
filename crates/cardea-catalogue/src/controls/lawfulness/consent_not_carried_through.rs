use cardea_law::{ico_iot_guidance, pecr};
use cardea_manifest::model::{BasisKind, Ground};

use crate::pecr::operations;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "LAW-12",
    name: "consent-not-carried-through",
    title: "Consent lines up with PECR",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[pecr::REG_6, ico_iot_guidance::CHAPTER_LAWFULLY],
    applies_from: None,
    page: include_str!("consent_not_carried_through.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for operation in operations(world.manifest) {
        if operation.declared().map(|ground| ground.value) != Some(Ground::Consent) {
            continue;
        }
        any = true;
        let basis = &operation.purpose.basis;
        if basis.kind != BasisKind::Consent {
            verdict.broken(
                basis.span,
                format!(
                    "{} is stored or read by consent for `{}`, which rests on `{}`; write `basis: consent`, so that a no ends both",
                    operation.names(),
                    operation.purpose_name.value,
                    basis.kind
                ),
            );
        }
    }
    if !any {
        verdict.not_applicable("nothing is stored or read by consent");
    }
}
