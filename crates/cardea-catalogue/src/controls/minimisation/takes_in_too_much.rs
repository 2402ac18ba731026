use cardea_law::{case_law, ico_domestic_cctv, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{Kind, Manifest, Reach, Sense, Start};
use cardea_manifest::shape::Name;
use cardea_units::CalendarDuration;

use crate::purpose_fields::purpose_fields;
use crate::said::Ask;
use crate::sensing::{hears, sees};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-10",
    name: "takes-in-too-much",
    title: "Limit the field of view and sound",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_1_C,
        uk_gdpr::ART_25_2,
        case_law::FAIRHURST_V_WOODARD,
        ico_domestic_cctv::CHAPTER_BOUNDARY,
    ],
    applies_from: None,
    page: include_str!("takes_in_too_much.md"),
    check,
};

/// Recordings of a camera kept longer than a month are asked about. A setting of this catalogue: the law gives no number.
const RECORDINGS_KEPT_MAX: CalendarDuration = CalendarDuration::from_days(31);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let product = &manifest.product;
    let senses = || product.senses.iter().filter(|(_, sense)| is_in_use(sense));
    let watches = matches!(*product.kind, Kind::SecurityCamera | Kind::Doorbell);
    let has_camera = senses().any(|(name, _)| sees(name.as_str()));
    if !watches && !has_camera {
        verdict.not_applicable("the product has no camera");
        return;
    }
    if !has_camera {
        verdict.cannot_tell(
            product.kind.span,
            format!(
                "a `{}` has a camera, but none is listed; list it under `senses`",
                *product.kind
            ),
        );
    }
    for (name, sense) in senses() {
        if sees(name.as_str()) && *sense.reach != Reach::Body {
            view(name, sense, verdict);
        }
        // A baby monitor is bought to listen.
        if hears(name.as_str()) && *product.kind != Kind::BabyMonitor {
            sound(name, sense, verdict);
        }
    }
    kept(manifest, verdict);
}

fn is_in_use(sense: &Sense) -> bool {
    sense.used.as_ref().is_none_or(|used| used.value)
}

fn view(name: &At<Name>, sense: &Sense, verdict: &mut Verdict<'_>) {
    Ask {
        place: name.span,
        unsaid: "whether people can cut off parts of what the camera sees is not said; write `zones`",
        wrong: "people cannot cut off parts of what the camera sees; offer zones or masks",
    }
    .yes(sense.zones.as_ref(), verdict);
}

fn sound(name: &At<Name>, sense: &Sense, verdict: &mut Verdict<'_>) {
    Ask {
        place: name.span,
        unsaid: "whether sound is off at first is not said; write `starts`",
        wrong: "sound is on before anybody chose it; write `starts: off`",
    }
    .is(sense.starts.as_ref(), |start| *start == Start::Off, verdict);
}

fn kept(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    for (name, purpose) in manifest.purposes.iter() {
        let recordings =
            purpose_fields(manifest, purpose).filter(|it| it.field.data.is_recording());
        for it in recordings.filter(|it| *it.used.keep > RECORDINGS_KEPT_MAX) {
            verdict.broken(
                it.used.keep.span,
                format!(
                    "recordings are kept {} for `{}`, longer than {RECORDINGS_KEPT_MAX}; shorten it, or let people look live instead",
                    *it.used.keep, name.value
                ),
            );
        }
    }
}
