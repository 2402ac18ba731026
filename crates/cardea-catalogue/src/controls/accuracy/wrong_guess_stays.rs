use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{ico_iot_guidance, uk_gdpr};

pub(crate) static CONTROL: Control = Control {
    code: "ACU-04",
    name: "wrong-guess-stays",
    title: "Easy correction in the product",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_1_D,
        uk_gdpr::ART_16,
        ico_iot_guidance::CHAPTER_ACCURACY,
        ico_iot_guidance::CHAPTER_RIGHTS,
    ],
    applies_from: None,
    page: include_str!("wrong_guess_stays.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    for (name, model) in manifest.models.iter() {
        let name_it = |text: &str| text.replace("MODEL", name.as_str());
        Ask {
            place: name.span,
            unsaid: &name_it("where people say that `MODEL` guessed wrong is not said; write `corrected_by`"),
            wrong: &name_it("nobody can say that `MODEL` guessed wrong; let people correct it where they see it"),
        }
        .is(
            model.corrected_by.as_ref(),
            |place| !matches!(place.as_str(), "nowhere" | "none"),
            verdict,
        );
    }
    Ask {
        place: manifest.rights.span,
        unsaid: "where people correct what is held of them is not said; write `correct_in` under `rights`",
        wrong: "",
    }
    .words(manifest.rights.correct_in.first(), verdict);
}
