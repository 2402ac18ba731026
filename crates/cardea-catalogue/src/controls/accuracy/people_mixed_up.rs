use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::model::{About, Manifest, UnsureGoesTo};

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACU-05",
    name: "people-mixed-up",
    title: "Right person in a shared device",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_D, ico_iot_guidance::CHAPTER_ACCURACY],
    applies_from: None,
    page: include_str!("people_mixed_up.md"),
    check,
};

/// Below this a coin decides better. A setting of this catalogue.
const SURE_MIN: f64 = 0.5;

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if !tells_people_apart(manifest) {
        verdict.not_applicable("nothing is counted to one of several persons");
        return;
    }
    let Some(recognition) = &manifest.people.recognition else {
        verdict.cannot_tell(
            manifest.people.span,
            "how the product tells people apart is not said; write it as `people.recognition`",
        );
        return;
    };
    Ask {
        place: recognition.span,
        unsaid: "how sure the product must be is not said; write `sure_from` under `people.recognition`",
        wrong: "a reading is counted to a person on less than an even chance; ask for at least 0.5",
    }
    .is(recognition.sure_from.as_ref(), |sure| *sure >= SURE_MIN, verdict);
    Ask {
        place: recognition.span,
        unsaid: "to whom an uncertain reading is counted is not said; write `unsure_goes_to` under `people.recognition`",
        wrong: "what is uncertain is counted to whoever is nearest; count it to nobody or to a guest",
    }
    .is(
        recognition.unsure_goes_to.as_ref(),
        |whom| *whom != UnsureGoesTo::Nearest,
        verdict,
    );
}

fn tells_people_apart(manifest: &Manifest) -> bool {
    manifest.streams.values().any(|stream| {
        let matched = |field: &cardea_manifest::model::Field| {
            field.matched.as_ref().is_some_and(|matched| matched.value)
        };
        matches!(stream.about, About::Profile { .. }) || stream.fields.values().any(matched)
    })
}
