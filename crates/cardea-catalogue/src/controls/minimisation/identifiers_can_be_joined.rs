use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Manifest, Radio, RadioSignal};
use cardea_manifest::shape::Name;
use cardea_units::CalendarDuration;

use crate::purpose_fields::{field_purposes, personal_fields};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-11",
    name: "identifiers-can-be-joined",
    title: "Unlinkable identifiers",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_25_1, uk_gdpr::ART_32_1_A],
    applies_from: None,
    page: include_str!("identifiers_can_be_joined.md"),
    check,
};

/// The longest time that an address in signals for everyone may stay. A setting of this catalogue; 15 minutes are common.
const ROTATES_MAX: CalendarDuration = CalendarDuration::from_seconds(3_600);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let radios = &manifest.product.radios;
    if !radios.values().any(can_be_followed) && identifiers(manifest).next().is_none() {
        verdict.not_applicable(
            "no radio sends an address to everyone around, and no identifier is sent",
        );
        return;
    }
    for (name, radio) in radios.iter().filter(|(_, radio)| can_be_followed(radio)) {
        rotates(name, radio, verdict);
    }
    for (stream, name) in identifiers(manifest) {
        one_purpose_each(manifest, stream, name, verdict);
    }
}

/// Whether strangers can know it again by its address as it moves about.
fn can_be_followed(radio: &Radio) -> bool {
    let mut emits = radio.emits.iter();
    emits.any(|signal| matches!(**signal, RadioSignal::Advertisement | RadioSignal::Probe))
}

fn rotates(name: &At<Name>, radio: &Radio, verdict: &mut Verdict<'_>) {
    match &radio.rotates {
        None => {
            verdict.cannot_tell(
                name.span,
                format!(
                    "how often the address of `{}` changes is not said; write `rotates`",
                    name.value
                ),
            );
        }
        Some(rotates) if rotates.value > ROTATES_MAX => {
            verdict.broken(
                rotates.span,
                format!(
                    "the address of `{}` stays {}, longer than {ROTATES_MAX}; change it more often",
                    name.value, rotates.value
                ),
            );
        }
        Some(_) => {}
    }
}

fn identifiers(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &At<Name>)> {
    let fields = personal_fields(manifest).filter(|(_, _, field)| {
        matches!(
            *field.data,
            DataCategory::DeviceIdentifier | DataCategory::AccountIdentifier
        )
    });
    fields.map(|(stream, name, _)| (stream, name))
}

fn one_purpose_each(
    manifest: &Manifest,
    stream: &At<Name>,
    name: &At<Name>,
    verdict: &mut Verdict<'_>,
) {
    let mut purposes = field_purposes(manifest, stream.as_str(), name.as_str());
    let Some(first) = purposes.next() else {
        return;
    };
    for other in purposes {
        verdict.broken(
            other.name.span,
            format!(
                "`{}` serves `{}` as well as `{}`, so that both can be joined; give each purpose an identifier of its own",
                name.value, other.purpose_name.value, first.purpose_name.value
            ),
        );
    }
}
