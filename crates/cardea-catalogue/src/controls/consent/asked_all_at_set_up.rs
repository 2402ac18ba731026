use cardea_law::ico_iot_guidance;
use cardea_manifest::model::{Moment, PurposeClass};

use crate::asked::{Asked, Place, asked};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-18",
    name: "asked-all-at-set-up",
    title: "Ask at the moment of use",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_iot_guidance::CHAPTER_TRANSPARENCY],
    applies_from: None,
    page: include_str!("asked_all_at_set_up.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let optional: Vec<_> = asked(world.manifest)
        .filter(|asked| *asked.purpose.class != PurposeClass::Core)
        .collect();
    if optional.is_empty() {
        verdict.not_applicable("no purpose that the product can do without waits for consent");
        return;
    }
    for asked in &optional {
        when(asked, verdict);
    }
    if optional.iter().all(|asked| asked.place == Place::Portal) {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "the portal asks nobody at set-up: each switch waits until the person goes to it, and nothing is kept before",
        );
    }
}

fn when(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    if asked.place == Place::Portal {
        return;
    }
    let name = &asked.name.value;
    match asked.choice.map(|choice| &choice.when) {
        Some(when) if !is_of_use(when.value) => {
            verdict.broken(
                when.span,
                format!("`{name}` is asked at `{}`, when nobody wants it yet; ask when the feature is switched on, and write `when: feature_activation`", when.value),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                asked.name.span,
                format!("when people are asked for `{name}` is not said; write `when` under `choices.{name}`"),
            );
        }
    }
}

/// Moments at which people want the feature, or went to look for it, or at which it became something else.
const fn is_of_use(moment: Moment) -> bool {
    match moment {
        Moment::FeatureActivation | Moment::Settings | Moment::Change => true,
        Moment::BeforePurchase
        | Moment::Unboxing
        | Moment::FirstUse
        | Moment::AccountCreation
        | Moment::Pairing
        | Moment::Reset => false,
    }
}
