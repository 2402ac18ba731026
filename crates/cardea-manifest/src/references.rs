//! Whether every name that is used is declared, and every pair of facts fits together.

mod models;
mod organisations;
mod people;
mod places;
mod purposes;
mod statements;
mod streams;

use crate::At;
use crate::limits::{MODELS_MAX, ORGANISATIONS_MAX, PURPOSES_MAX, STREAMS_MAX};
use crate::model::Manifest;
use crate::shape::{Map, Name, Reader};

/// Tells every problem of a manifest whose parts are each readable.
pub(crate) fn check(manifest: &Manifest, reader: &mut Reader) {
    // Comparing everything with everything takes time that a file beyond these bounds is not given.
    let within = [
        bound(
            &manifest.purposes,
            PURPOSES_MAX,
            "purposes",
            "join purposes that are asked, kept and served alike",
            reader,
        ),
        bound(
            &manifest.streams,
            STREAMS_MAX,
            "streams",
            "join streams that are sent together",
            reader,
        ),
        bound(
            &manifest.organisations,
            ORGANISATIONS_MAX,
            "organisations",
            "leave out those that never see data",
            reader,
        ),
        bound(
            &manifest.models,
            MODELS_MAX,
            "models",
            "describe models that say the same as one",
            reader,
        ),
    ];
    if within.contains(&false) || !streams::within_bounds(manifest, reader) {
        return;
    }
    streams::check(manifest, reader);
    for (name, purpose) in manifest.purposes.iter() {
        purposes::check(manifest, name, purpose, reader);
    }
    people::check(manifest, reader);
    organisations::check(manifest, reader);
    places::check(manifest, reader);
    models::check(manifest, reader);
    statements::check(manifest, reader);
}

/// Tells the first entry that is one too many.
fn bound<T>(entries: &Map<T>, max: usize, what: &str, help: &str, reader: &mut Reader) -> bool {
    let Some((At { span, .. }, _)): Option<(&At<Name>, _)> = entries.at(max) else {
        return true;
    };
    reader.problem(
        *span,
        format!("{} {what} are more than {max}", entries.len()),
        help,
    );
    false
}
