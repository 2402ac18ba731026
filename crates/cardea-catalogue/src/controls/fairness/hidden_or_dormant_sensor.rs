use cardea_law::{en_303_645, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, From, Manifest, Origin, Sense, Start};
use cardea_manifest::shape::Name;

use crate::said::Ask;
use crate::sensing::{hears, is_sensitive, locates, sees, senses_presence};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "FAI-06",
    name: "hidden-or-dormant-sensor",
    title: "No hidden or dormant sensors",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        en_303_645::P_5_8_3,
        en_303_645::P_5_6_1,
        en_303_645::P_5_6_3,
        uk_gdpr::ART_5_1_A,
    ],
    applies_from: None,
    page: include_str!("hidden_or_dormant_sensor.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let hidden = hidden(manifest, verdict);
    if manifest.product.senses.is_empty() && !hidden {
        verdict.not_applicable("the product has no sensor");
    }
    for (name, sense) in manifest.product.senses.iter() {
        match sense.used.as_ref().map(|used| used.value) {
            Some(false) => unused(manifest, name, sense, verdict),
            None if is_sensitive(name.as_str()) && !is_needed(manifest, name) => {
                verdict.cannot_tell(
                    name.span,
                    format!("nothing that is sent or concluded comes from `{}`; write `used: false` and `starts: off`, or `used: true` if the device needs it itself", name.value),
                );
            }
            Some(true) | None => {}
        }
    }
}

/// Tells recordings that no sensor of the list can make, and whether there are any.
fn hidden(manifest: &Manifest, verdict: &mut Verdict<'_>) -> bool {
    let mut any = false;
    let from_device = |from: From| from == From::Device;
    for (name, field) in manifest
        .streams
        .values()
        .filter(|stream| from_device(*stream.from))
        .flat_map(|stream| stream.fields.iter())
        .filter(|(_, field)| *field.origin == Origin::Observed)
    {
        let (what, makes): (_, fn(&str) -> bool) = match *field.data {
            data if is_heard(data) => ("microphone", hears),
            data if is_seen(data) => ("camera", sees),
            _ => continue,
        };
        if !manifest.product.senses.names().any(makes) {
            any = true;
            verdict.broken(
                name.span,
                format!("`{}` is recorded, but no {what} is among the sensors; list it under `product.senses`", name.value),
            );
        }
    }
    any
}

const fn is_heard(data: DataCategory) -> bool {
    matches!(
        data,
        DataCategory::Voice
            | DataCategory::Audio
            | DataCategory::SoundLevel
            | DataCategory::VoicePrint
    )
}

const fn is_seen(data: DataCategory) -> bool {
    matches!(
        data,
        DataCategory::Image | DataCategory::Video | DataCategory::FacePrint
    )
}

const fn is_noticed(data: DataCategory) -> bool {
    matches!(
        data,
        DataCategory::Presence
            | DataCategory::Occupancy
            | DataCategory::Arrival
            | DataCategory::Activity
    )
}

/// Whether a model reads the sensor, or something is sent that it makes.
fn is_needed(manifest: &Manifest, name: &At<Name>) -> bool {
    let sent = |is: &dyn Fn(DataCategory) -> bool| {
        let mut fields = manifest
            .streams
            .values()
            .flat_map(|stream| stream.fields.values());
        fields.any(|field| is(*field.data))
    };
    let name_text = name.as_str();
    is_read(manifest, name)
        || (hears(name_text) && sent(&is_heard))
        || (sees(name_text) && sent(&is_seen))
        || (senses_presence(name_text) && sent(&is_noticed))
        || (locates(name_text) && sent(&DataCategory::is_location))
}

fn is_read(manifest: &Manifest, name: &At<Name>) -> bool {
    let mut read = manifest.models.values().flat_map(|model| &model.from);
    let named = || {
        let mut streams = manifest.streams.values();
        streams.any(|stream| stream.fields.get(name.as_str()).is_some())
    };
    read.any(|from| from == name) || named()
}

fn unused(manifest: &Manifest, name: &At<Name>, sense: &Sense, verdict: &mut Verdict<'_>) {
    if is_read(manifest, name) {
        verdict.broken(
            name.span,
            format!("`{}` is said not to be used, but a model or a stream has what it senses; write `used: true`, or leave that out", name.value),
        );
    }
    let name = &name.value;
    Ask {
        place: sense.span,
        unsaid: &format!("whether `{name}`, which is not used, is off in the firmware is not said; write `starts: off`"),
        wrong: &format!("`{name}` is not used, but on; switch it off in the firmware and write `starts: off`"),
    }
    .is(sense.starts.as_ref(), |start| *start == Start::Off, verdict);
}
