use crate::answered::{Answered, answered};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{ErasureExtent, Manifest};
use cardea_manifest::shape::Name;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-06",
    name: "erasure-leaves-copies",
    title: "Erasure",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_17, uk_gdpr::ART_19],
    applies_from: None,
    page: include_str!("erasure_leaves_copies.md"),
    check,
};

/// Copies of Cardea's store: without the secrets that an erasure destroys, nobody reads them.
const BACKUPS: &str = "backups";
/// The product itself, which a reset erases.
const DEVICE: &str = "device";

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    match answered(world.manifest) {
        Answered::ByMaker(span) => {
            verdict.ask_statement(
                world,
                span,
                "nobody has stated how a person's data is erased in every store and in its backups; state it under `assessments.RIG-06`",
            );
        }
        Answered::ByCardea => {
            verdict.kept_by_construction(
                HouseLaw::L4,
                "erasing a person destroys the secrets without which neither the store nor its backups can be read",
            );
            for (stream, place) in copies(world.manifest) {
                copy(world, stream, place, verdict);
            }
        }
    }
}

/// Streams that are kept in places that Cardea does not erase, with the place.
fn copies(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &At<Name>)> {
    let uses = manifest
        .purposes
        .values()
        .flat_map(|purpose| purpose.uses.iter());
    uses.flat_map(|(stream, used)| used.also_on.iter().map(move |(place, _)| (stream, place)))
        .filter(|(_, place)| place.as_str() != BACKUPS)
}

fn copy(world: &World<'_>, stream: &At<Name>, place: &At<Name>, verdict: &mut Verdict<'_>) {
    let resets = world.manifest.reset.as_ref();
    if place.as_str() != DEVICE {
        verdict.ask_statement(
            world,
            place.span,
            format!(
                "`{}` is also on `{}`, which Cardea does not erase; state under `assessments.RIG-06` how it is erased there",
                stream.value, place.value
            ),
        );
    } else if resets.is_none_or(|reset| *reset.erases != ErasureExtent::All) {
        verdict.broken(
            place.span,
            format!("`{}` is also on the device, and no reset erases it there; let `reset` say `erases: all`", stream.value),
        );
    }
}
