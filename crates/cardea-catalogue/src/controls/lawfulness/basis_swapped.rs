use cardea_law::{ico_biometrics, ico_lawful_basis};
use cardea_manifest::At;
use cardea_manifest::model::{BasisKind, FormerBasis, Purpose};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "LAW-13",
    name: "basis-swapped",
    title: "Basis not swapped",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        ico_biometrics::CHAPTER_LAWFULLY,
        ico_lawful_basis::CHAPTER_CHOOSE,
    ],
    applies_from: None,
    page: include_str!("basis_swapped.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (name, purpose) in world.manifest.purposes.iter() {
        for former in &purpose.former_bases {
            any = true;
            swapped(world, name, purpose, former, verdict);
        }
    }
    if !any {
        verdict.not_applicable("no purpose has changed its basis");
    }
}

fn swapped(
    world: &World<'_>,
    name: &At<Name>,
    purpose: &Purpose,
    former: &FormerBasis,
    verdict: &mut Verdict<'_>,
) {
    let name = &name.value;
    if former.until.value >= world.today {
        verdict.broken(
            former.until.span,
            format!("`{name}` is said to have stood on `{}` until {}, which has not passed; a purpose has one basis at a time, so write the other when it begins", former.basis.value, former.until.value),
        );
    }
    let now = purpose.basis.kind;
    if former.basis.value == BasisKind::Consent && now != BasisKind::Consent {
        verdict.broken(
            former.basis.span,
            format!("`{name}` went from consent to `{now}`, so what people refused or withdrew goes on; rest it on consent again, or end it"),
        );
    } else if former.because.is_none() {
        verdict.cannot_tell(
            former.span,
            format!(
                "why `{name}` no longer stands on `{}` is not said; write `because`",
                former.basis.value
            ),
        );
    }
}
