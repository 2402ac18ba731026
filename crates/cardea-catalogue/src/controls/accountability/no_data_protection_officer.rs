use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Manifest, Organisation, Purpose};
use cardea_manifest::shape::Name;

use crate::{
    Checked, Control, LARGE_SCALE_PEOPLE, Level, Role, Status, Verdict, World, roles,
    special_fields,
};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-12",
    name: "no-data-protection-officer",
    title: "Data protection officer where required",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_37, uk_gdpr::ART_38, uk_gdpr::ART_39],
    applies_from: None,
    page: include_str!("no_data_protection_officer.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let purposes = manifest.purposes.values();
    let mut watching = purposes
        .filter(|purpose| watches(manifest, purpose))
        .peekable();
    if watching.peek().is_none() {
        verdict.not_applicable("it neither follows what people do nor uses special category data");
        return;
    }
    let people = manifest
        .product
        .expected_users
        .as_ref()
        .map(|people| people.value);
    if let Some(people) = people.filter(|people| *people < LARGE_SCALE_PEOPLE) {
        verdict.not_applicable(format!(
            "{people} people are not a large scale, which begins at {LARGE_SCALE_PEOPLE}"
        ));
        return;
    }
    for (name, _) in watching.flat_map(|purpose| without_officer(manifest, purpose)) {
        match people {
            Some(people) => {
                verdict.broken(
                    name.span,
                    format!(
                        "`{}` follows what {people} people do or has special category data of them, and names no data protection officer; \
                         appoint one and write `dpo` under `contact`",
                        name.value
                    ),
                );
            }
            None => {
                verdict.cannot_tell(
                    manifest.product.span,
                    format!(
                        "whether `{}` needs a data protection officer is not said; write `expected_users`, or name one with `dpo` under \
                         its `contact`",
                        name.value
                    ),
                );
            }
        }
    }
}

/// Those who decide about a purpose and name no officer.
fn without_officer<'m>(
    manifest: &'m Manifest,
    purpose: &'m Purpose,
) -> impl Iterator<Item = (&'m At<Name>, &'m Organisation)> {
    roles(purpose)
        .filter(|(_, role)| *role == Role::Controller)
        .filter_map(|(name, _)| manifest.organisations.entry(name.as_str()))
        .filter(|(_, it)| {
            it.contact
                .as_ref()
                .is_none_or(|contact| contact.dpo.is_none())
        })
}

/// Whether a purpose follows what people do, or uses special category data.
fn watches(manifest: &Manifest, purpose: &Purpose) -> bool {
    let follows = purpose.uses.iter().any(|(stream, used)| {
        let stream = manifest.streams.get(stream.as_str());
        used.fields.0.names().any(|field| {
            let field = stream.and_then(|stream| stream.fields.get(field));
            field.is_some_and(|field| follows_people(*field.data))
        })
    });
    follows || special_fields(manifest, purpose).next().is_some()
}

/// Whether data of this kind, taken again and again, shows what somebody does or where they are.
const fn follows_people(data: DataCategory) -> bool {
    data.is_location()
        || data.is_recording()
        || matches!(
            data,
            DataCategory::Presence
                | DataCategory::Occupancy
                | DataCategory::EnergyUse
                | DataCategory::ProductUse
                | DataCategory::ContentUse
                | DataCategory::Requests
                | DataCategory::SoundLevel
                | DataCategory::Activity
                | DataCategory::Arrival
                | DataCategory::DoorState
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn these_kinds_of_data_follow_people_and_no_others() {
        let found = DataCategory::ALL
            .iter()
            .filter(|data| follows_people(**data));
        let words: Vec<&str> = found.map(|data| data.word()).collect();
        assert_eq!(
            words.join(" "),
            "presence occupancy energy_use product_use content_use requests sound_level voice image video audio activity \
             precise_location coarse_location network_surroundings arrival door_state"
        );
    }
}
