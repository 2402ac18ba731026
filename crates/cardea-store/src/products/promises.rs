//! Earlier promises that cover today's: a consent to one of them counts (decision 0022).

use cardea_gate::Gate;
use cardea_manifest::VersionId;
use cardea_manifest::diff;
use cardea_manifest::model::Manifest;

use crate::StoreError;
use crate::engine::{Connection, params, sql};
use crate::limits::MANIFESTS_COMPARED_MAX;

/// How today's promise of a purpose stands to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Earlier {
    /// It lies within it: who agreed to the earlier one has agreed to today's.
    Covers,
    /// It goes further.
    Less,
    /// It goes further, and is another matter: others decide or get the data, or it rests on something else.
    AnotherMatter,
}

/// For each purpose, by its place: the promises it was served with before, other than today's, and how today's stands to each. Of versions that
/// cannot be read any more nothing is known, and so a consent to them does not count.
pub(super) fn earlier(
    db: &Connection,
    manifest: &Manifest,
    gate: &Gate,
) -> Result<Vec<Vec<(VersionId, Earlier)>>, StoreError> {
    let mut found: Vec<Vec<(VersionId, Earlier)>> = gate.purposes().map(|_| Vec::new()).collect();
    db.each(
        sql!("SELECT yaml FROM manifest WHERE product = ?1 AND version != ?2 ORDER BY deployed_at DESC LIMIT ?3"),
        params![gate.product(), gate.version().bytes(), MANIFESTS_COMPARED_MAX],
        |row| {
            let Ok(earlier) = Manifest::read(row.get(0)?) else {
                tracing::warn!(
                    product = gate.product(),
                    "an older manifest cannot be read any more; consents to what it promised do not count"
                );
                return Ok(());
            };
            compare(&earlier, manifest, &mut found);
            Ok(())
        },
    )?;
    Ok(found)
}

/// Adds the promises of an earlier version.
fn compare(earlier: &Manifest, manifest: &Manifest, found: &mut [Vec<(VersionId, Earlier)>]) {
    for ((name, purpose), known) in manifest.purposes.iter().zip(found) {
        let Some(before) = earlier.purposes.get(name.as_str()) else {
            continue;
        };
        let promise = earlier.promise(before);
        if promise == manifest.promise(purpose) || known.iter().any(|(seen, _)| *seen == promise) {
            continue;
        }
        let (old, new) = ((earlier, before), (manifest, purpose));
        let how = if diff::promise(old, new).is_covered() {
            Earlier::Covers
        } else if diff::another_matter(old, new) {
            Earlier::AnotherMatter
        } else {
            Earlier::Less
        };
        known.push((promise, how));
    }
}
