//! Children: whether they are likely to use a product, which purposes may use their data, and how those stand before anybody chose.

use cardea_manifest::At;
use cardea_manifest::Span;
use cardea_manifest::model::{
    About, Children, ChildrenCare, Handler, Kind, Manifest, Purpose, PurposeChildren, SenseState,
    Start, Stream,
};
use cardea_manifest::shape::Name;

use crate::asked::waits_for_consent;
use crate::{Verdict, World};

/// How a purpose stands for a child before anybody chose.
#[derive(Clone, Copy, Debug)]
pub(crate) enum AtFirst<'m> {
    /// Nothing runs until somebody chose it.
    Off,
    /// Its choice starts switched on, and says so here.
    On(&'m At<Start>),
    /// It runs, and waits for nobody.
    Unasked,
}

/// Says that a control does not bind a product that children are not likely to use, or that uses no data. Whether it said so.
pub(crate) fn not_for_children(world: &World<'_>, verdict: &mut Verdict<'_>) -> bool {
    let why = if *world.manifest.product.children == Children::NotLikely {
        "children are not likely to use it"
    } else if world.uses_no_data() {
        "the product uses no data"
    } else {
        return false;
    };
    verdict.not_applicable(why);
    true
}

/// The purposes that may use children's data, in the order of the file.
pub(crate) fn open_to_children(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &Purpose)> {
    manifest
        .purposes
        .iter()
        .filter(|(_, purpose)| *purpose.children == PurposeChildren::Allowed)
}

/// What the manifest says of the care for children, if it says anything, and where it does or should.
pub(crate) fn care(manifest: &Manifest) -> (Option<&ChildrenCare>, Span) {
    let care = manifest.people.children.as_ref();
    (care, care.map_or(manifest.people.span, |care| care.span))
}

/// Whether somebody in the home can watch or follow a child: live, in recordings, by its place, or in readings about that child.
pub(crate) fn can_be_watched(manifest: &Manifest) -> bool {
    let product = &manifest.product;
    let sees = &manifest.people.sees;
    let camera = matches!(
        *product.kind,
        Kind::SecurityCamera | Kind::Doorbell | Kind::BabyMonitor
    );
    let shows_watching = product
        .senses
        .values()
        .flat_map(|sense| &sense.shows)
        .any(|state| **state == SenseState::Watched);
    let mut shared = sees
        .other_members
        .iter()
        .filter_map(|name| manifest.streams.get(name.as_str()));
    camera || shows_watching || sees.live_view_signal.is_some() || shared.any(follows)
}

/// Whether who sees a stream follows a person by it.
fn follows(stream: &Stream) -> bool {
    let of_one = matches!(stream.about, About::Wearer { .. } | About::Profile { .. });
    let mut fields = stream.fields.values();
    of_one || fields.any(|field| field.data.is_recording() || field.data.is_location())
}

/// How a purpose stands for a child before anybody chose.
///
/// A choice of the maker's own starts as it says. Cardea waits for nothing but consent.
pub(crate) fn at_first<'m>(
    manifest: &'m Manifest,
    name: &At<Name>,
    purpose: &Purpose,
) -> AtFirst<'m> {
    let choice = manifest.choices.get(name.as_str());
    let own_choice = *manifest.handled_by.choices == Handler::Own && choice.is_some();
    match choice.map(|choice| &choice.starts) {
        Some(starts) if **starts == Start::On => AtFirst::On(starts),
        _ if waits_for_consent(purpose) || own_choice => AtFirst::Off,
        _ => AtFirst::Unasked,
    }
}
