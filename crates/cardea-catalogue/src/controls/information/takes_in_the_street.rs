use cardea_law::{case_law, ico_domestic_cctv, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{Reach, Sense, Start};
use cardea_manifest::shape::Name;

use crate::said::Ask;
use crate::sensing::{hears, sees};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "INF-07",
    name: "takes-in-the-street",
    title: "Content of conversations and images",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_1_A,
        uk_gdpr::ART_5_1_C,
        case_law::FAIRHURST_V_WOODARD,
        ico_domestic_cctv::CHAPTER_BOUNDARY,
    ],
    applies_from: None,
    page: include_str!("takes_in_the_street.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (name, sense) in world.manifest.product.senses.iter() {
        let (hearing, seeing) = (hears(name.as_str()), sees(name.as_str()));
        any |= hearing || seeing;
        if *sense.reach == Reach::Outdoors && is_used(sense) {
            if hearing {
                sound_off(name, sense, verdict);
            }
            if seeing {
                zones(name, sense, verdict);
            }
        }
    }
    if !any {
        verdict.not_applicable("the product has no microphone and no camera");
    }
}

fn is_used(sense: &Sense) -> bool {
    sense.used.as_ref().is_none_or(|used| used.value)
}

fn sound_off(name: &At<Name>, sense: &Sense, verdict: &mut Verdict<'_>) {
    let name = &name.value;
    Ask {
        place: sense.span,
        unsaid: &format!("whether `{name}` listens beyond the home before anybody chose it is not said; write `starts: off` under `product.senses.{name}`"),
        wrong: &format!("`{name}` listens to neighbours and callers before anybody chose it; write `starts: off`"),
    }
    .is(sense.starts.as_ref(), |start| *start == Start::Off, verdict);
}

fn zones(name: &At<Name>, sense: &Sense, verdict: &mut Verdict<'_>) {
    let name = &name.value;
    Ask {
        place: sense.span,
        unsaid: &format!("whether people can cut off what `{name}` sees beyond the home is not said; write `zones` under `product.senses.{name}`"),
        wrong: &format!("`{name}` sees beyond the home, and nobody can cut that off; let people mask parts of the picture and write `zones: true`"),
    }
    .yes(sense.zones.as_ref(), verdict);
}
