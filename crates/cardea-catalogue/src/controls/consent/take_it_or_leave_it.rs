use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::model::{Choice, Manifest, PurposeClass};

use crate::asked::{Asked, Place, asked};
use crate::refusal_cost::other_purposes_lost;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-04",
    name: "take-it-or-leave-it",
    title: "No take-it-or-leave-it",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_7_4, ico_iot_guidance::CHAPTER_LAWFULLY],
    applies_from: None,
    page: include_str!("take_it_or_leave_it.md"),
    check,
};

/// Words under `without_it` that mean the whole product, beside its name.
const EVERYTHING: [&str; 4] = [
    "everything",
    "the product",
    "the whole product",
    "the device",
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    let optional = asked(world.manifest).filter(|it| *it.purpose.class != PurposeClass::Core);
    for asked in optional {
        any = true;
        match asked.choice {
            Some(choice) => {
                core(world.manifest, &asked, verdict);
                everything(world.manifest, &asked, choice, verdict);
            }
            None if asked.place == Place::MakersOwn => {
                let name = &asked.name.value;
                verdict.cannot_tell(
                    asked.name.span,
                    format!("what stops working when `{name}` is refused is not said; write `without_it` under `choices.{name}`"),
                );
            }
            None => {}
        }
    }
    if !any {
        verdict.not_applicable("no purpose that the product can do without waits for consent");
    }
}

fn core(manifest: &Manifest, asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let lost = other_purposes_lost(manifest, asked)
        .filter(|lost| *lost.purpose.class == PurposeClass::Core);
    for lost in lost {
        verdict.broken(
            lost.what.span,
            format!(
                "whoever refuses `{}` loses `{}`, which the product was bought for and which works without; let it work",
                asked.name.value, lost.name.value
            ),
        );
    }
}

fn everything(manifest: &Manifest, asked: &Asked<'_>, choice: &Choice, verdict: &mut Verdict<'_>) {
    let product = manifest.product.name.as_str();
    for lost in &choice.without_it {
        let text = lost.as_str();
        let is_all = EVERYTHING
            .iter()
            .any(|word| text.eq_ignore_ascii_case(word));
        if is_all || text.eq_ignore_ascii_case(product) {
            verdict.broken(
                lost.span,
                format!("whoever refuses `{}` loses the whole product, so nobody is free to refuse; let the rest work", asked.name.value),
            );
        }
    }
}
