use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{About, DataCategory, Field, From, Personal, Stream};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "INF-01",
    name: "personal-data-denied",
    title: "Personal-data test on every element",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_4_1, ico_iot_guidance::CHAPTER_WHAT_INFORMATION],
    applies_from: None,
    page: include_str!("personal_data_denied.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.manifest.streams.is_empty() {
        verdict.not_applicable("the product sends no data");
    }
    for stream in world.manifest.streams.values() {
        for (name, field) in stream
            .fields
            .iter()
            .filter(|(_, field)| *field.personal == Personal::No)
        {
            if let Some(why) = relates_to_somebody(stream, field) {
                verdict.broken(
                    field.personal.span,
                    format!("`{}` is said to be about nobody, but {why}; write `personal: yes` or `personal: linkable`", name.value),
                );
            }
        }
    }
}

/// Why a field says something about a person all the same.
fn relates_to_somebody(stream: &Stream, field: &Field) -> Option<String> {
    if !can_be_about_nobody(*field.data) {
        return Some(format!(
            "`{}` always says something about somebody",
            *field.data
        ));
    }
    if matches!(stream.about, About::Wearer { .. } | About::Profile { .. }) {
        return Some("its stream is about one person".to_owned());
    }
    if matches!(*stream.from, From::Device | From::App) {
        return Some(
            "it arrives with the lasting identity of a device in somebody's home".to_owned(),
        );
    }
    let identifier = stream
        .fields
        .iter()
        .find(|(_, field)| identifies(*field.data));
    identifier.map(|(At { value, .. }, _): (&At<Name>, &Field)| {
        format!("it arrives together with `{value}`")
    })
}

/// Categories that can describe the weather, a tariff or a machine, and nobody besides.
const fn can_be_about_nobody(data: DataCategory) -> bool {
    matches!(
        data,
        DataCategory::HomeEnvironment
            | DataCategory::EnergyUse
            | DataCategory::SoundLevel
            | DataCategory::DeviceStatus
    )
}

const fn identifies(data: DataCategory) -> bool {
    matches!(
        data,
        DataCategory::DeviceIdentifier
            | DataCategory::AccountIdentifier
            | DataCategory::ContactDetails
    )
}
