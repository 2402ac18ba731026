use cardea_law::en_303_645;
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Field, From, Manifest, Origin};
use cardea_manifest::shape::Name;

use crate::sensing::{hears, locates, sees};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-24",
    name: "sensing-undocumented",
    title: "External sensing documented",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[en_303_645::P_5_8_3],
    applies_from: None,
    page: include_str!("sensing_undocumented.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let unlisted: Vec<_> = observed(manifest)
        .filter_map(|(name, field)| Some((name, sensor(*field.data)?)))
        .filter(|(_, sensor)| !manifest.product.senses.names().any(sensor.is))
        .collect();
    if manifest.product.senses.is_empty() && unlisted.is_empty() {
        verdict.not_applicable("it has no sensors");
        return;
    }
    for (name, sensor) in unlisted {
        verdict.broken(
            name.span,
            format!("the device sends `{}`, but no sensor under `senses` {}; list every sensor, and document it", name.value, sensor.does),
        );
    }
    if manifest.notices.sensors.is_none() {
        verdict.broken(
            manifest.notices.span,
            "no page lists the sensors and what each can sense; publish one, and write it as `sensors`",
        );
    }
}

/// What the device itself measured.
fn observed(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &Field)> {
    let streams = manifest.streams.values();
    streams
        .filter(|stream| *stream.from == From::Device)
        .flat_map(|stream| stream.fields.iter())
        .filter(|(_, field)| *field.origin == Origin::Observed)
}

/// The kind of sensor that data comes from.
struct Sensor {
    is: fn(&str) -> bool,
    does: &'static str,
}

fn sensor(data: DataCategory) -> Option<Sensor> {
    match data {
        DataCategory::Voice | DataCategory::Audio | DataCategory::SoundLevel => Some(Sensor {
            is: hears,
            does: "hears",
        }),
        DataCategory::Image | DataCategory::Video => Some(Sensor {
            is: sees,
            does: "sees",
        }),
        DataCategory::PreciseLocation => Some(Sensor {
            is: locates,
            does: "tells where it is",
        }),
        _ => None,
    }
}
