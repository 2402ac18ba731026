//! Products through which somebody could be watched, followed or locked out.

use cardea_manifest::model::{DataCategory, Kind, Manifest};

use crate::special;

/// Why whoever takes the product over could hurt somebody, as half a sentence; `None` when nothing in the manifest shows it.
pub(crate) fn high_impact(manifest: &Manifest) -> Option<&'static str> {
    let watches = matches!(
        *manifest.product.kind,
        Kind::SecurityCamera | Kind::Doorbell | Kind::BabyMonitor
    );
    let any = |is: fn(DataCategory) -> bool| {
        manifest
            .streams
            .values()
            .flat_map(|stream| stream.fields.values())
            .any(|field| is(*field.data))
    };
    if watches || any(DataCategory::is_recording) {
        Some("somebody could be watched or heard through it")
    } else if any(|data| data == DataCategory::PreciseLocation) {
        Some("somebody could be followed through it")
    } else if any(|data| data == DataCategory::DoorState) {
        Some("somebody could be let in or locked out through it")
    } else if manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.values())
        .any(|field| special(field).is_some())
    {
        Some("it holds special category data")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: &str, data: &str) -> Option<&'static str> {
        let text = format!(
            "cardea: 1\nproduct: {{ id: x, name: X, kind: {kind}, children: not_likely }}\norganisations: {{ m: {{ name: M, does: [manufacturer], country: GB }} }}\n\
             streams: {{ s: {{ title: S, about: household, fields: {{ a: {{ type: boolean, data: {data} }} }} }} }}\n"
        );
        high_impact(&Manifest::read(text.as_bytes()).unwrap())
    }

    #[test]
    fn each_reason_is_told() {
        for (kind, data, why) in [
            ("light", "home_environment", None),
            ("light", "coarse_location", None),
            (
                "security_camera",
                "home_environment",
                Some("somebody could be watched or heard through it"),
            ),
            (
                "doorbell",
                "home_environment",
                Some("somebody could be watched or heard through it"),
            ),
            (
                "baby_monitor",
                "home_environment",
                Some("somebody could be watched or heard through it"),
            ),
            (
                "light",
                "voice",
                Some("somebody could be watched or heard through it"),
            ),
            (
                "light",
                "precise_location",
                Some("somebody could be followed through it"),
            ),
            (
                "light",
                "door_state",
                Some("somebody could be let in or locked out through it"),
            ),
            (
                "light",
                "heart_rate",
                Some("it holds special category data"),
            ),
        ] {
            assert_eq!(of(kind, data), why, "{kind} {data}");
        }
    }
}
