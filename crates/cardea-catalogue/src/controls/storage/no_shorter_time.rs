use cardea_law::uk_gdpr;
use cardea_manifest::model::{DataCategory, Manifest, PurposeClass, Use};
use cardea_units::CalendarDuration;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-04",
    name: "no-shorter-time",
    title: "User sets shorter time",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_25_2],
    applies_from: None,
    page: include_str!("no_shorter_time.md"),
    check,
};

/// Up to this time most data need not be shortened. A setting of this catalogue.
const UNASKED_MAX: CalendarDuration = CalendarDuration::from_days(30);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if manifest
        .purposes
        .values()
        .all(|purpose| purpose.uses.is_empty())
    {
        verdict.not_applicable("nothing is kept for a purpose");
        return;
    }
    for (name, purpose) in manifest.purposes.iter() {
        let demanded = matches!(
            *purpose.class,
            PurposeClass::Safety | PurposeClass::Security | PurposeClass::Legal
        );
        for (stream, used) in purpose.uses.iter() {
            let long = *used.keep > UNASKED_MAX && !demanded;
            if used.person_may_shorten.is_empty()
                && (long || is_intimate(manifest, stream.as_str(), used))
            {
                verdict.broken(
                    used.keep.span,
                    format!(
                        "`{}` is kept {} for `{}`, and nobody at home can shorten it; offer shorter times with `person_may_shorten`",
                        stream.value, *used.keep, name.value
                    ),
                );
            }
        }
    }
}

/// Recordings, places, what people asked for and watched.
fn is_intimate(manifest: &Manifest, stream: &str, used: &Use) -> bool {
    let declared = manifest.streams.get(stream);
    let mut fields = used
        .fields
        .0
        .names()
        .filter_map(|name| declared?.fields.get(name));
    fields.any(|field| {
        field.data.is_recording()
            || field.data.is_location()
            || matches!(
                *field.data,
                DataCategory::Requests | DataCategory::ContentUse
            )
    })
}
