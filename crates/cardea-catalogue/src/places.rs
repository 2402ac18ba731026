//! What people can do in which place: the portal, the app, and others that the maker builds.

use cardea_manifest::model::{Handler, Input, Manifest, Output};

use crate::asked::{Asked, PORTAL, asked};

/// The companion app, as places are named in a manifest.
pub(crate) const APP: &str = "companion_app";

/// Whether the product has a companion app.
pub(crate) fn has_app(manifest: &Manifest) -> bool {
    let product = &manifest.product;
    let input = |input: Input| product.inputs.iter().any(|it| it.value == input);
    let output = |output: Output| product.outputs.iter().any(|it| it.value == output);
    product.app.is_some() || input(Input::CompanionApp) || output(Output::CompanionApp)
}

/// Whether people answer for this purpose in this place. Where Cardea handles choices, the portal has a switch for each.
pub(crate) fn is_asked_in(manifest: &Manifest, asked: &Asked<'_>, place: &str) -> bool {
    let portal = place == PORTAL && *manifest.handled_by.choices == Handler::Cardea;
    let named = |choice: &cardea_manifest::model::Choice| {
        choice.places.iter().any(|named| named.as_str() == place)
    };
    portal || asked.choice.is_some_and(named)
}

/// Whether people use every right in this place. Where Cardea handles rights, they do in the portal.
pub(crate) fn rights_are_used_in(manifest: &Manifest, place: &str) -> bool {
    let portal = place == PORTAL && *manifest.handled_by.rights == Handler::Cardea;
    let mut everywhere = manifest.rights.everywhere.iter();
    portal || everywhere.any(|named| named.as_str() == place)
}

/// Whether people answer for every purpose and use every right in this place.
pub(crate) fn has_everything(manifest: &Manifest, place: &str) -> bool {
    rights_are_used_in(manifest, place)
        && asked(manifest).all(|asked| is_asked_in(manifest, &asked, place))
}
