use crate::answered::{Answered, answered};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};
use cardea_law::{ico_subject_access, uk_gdpr};
use cardea_manifest::model::Manifest;
use cardea_units::date;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-04",
    name: "search-not-planned",
    title: "Search effort",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_15_1A, ico_subject_access::CHAPTER_SEARCH],
    applies_from: Some(date(2025, 6, 19)),
    page: include_str!("search_not_planned.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let manifest = world.manifest;
    if let Some(where_to_look) = elsewhere(manifest) {
        if manifest.rights.search.is_none() {
            verdict.broken(
                manifest.rights.span,
                format!(
                    "nobody has said where to look for a person's data and why not further, though there is data {where_to_look}; write `search` \
                     under `rights`"
                ),
            );
        }
        return;
    }
    verdict.kept_by_construction(
        HouseLaw::L10,
        "there is data in Cardea's store only, and a copy is compared with all that the store holds",
    );
}

/// Where there is data that Cardea's own search does not reach.
fn elsewhere(manifest: &Manifest) -> Option<String> {
    if let Answered::ByMaker(_) = answered(manifest) {
        return Some("that the maker looks for itself".to_owned());
    }
    let mut uses = manifest
        .purposes
        .values()
        .flat_map(|purpose| purpose.uses.values());
    if let Some(place) = uses.find_map(|used| used.also_on.names().next()) {
        return Some(format!("on `{place}` too"));
    }
    let access = manifest.other_access.names().next()?;
    Some(format!("in `{access}` too"))
}
