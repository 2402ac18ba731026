//! Earlier promises that cover today's: a consent to one of them counts (decision 0022).

use cardea_gate::Gate;
use cardea_manifest::VersionId;
use cardea_manifest::diff;
use cardea_manifest::model::Manifest;

use crate::StoreError;
use crate::engine::{Connection, params, sql};
use crate::limits::MANIFESTS_COMPARED_MAX;

/// For each purpose, by its place: the promises it was served with before, other than today's, within which today's lies. Of versions that
/// cannot be read any more nothing is known, and so a consent to them does not count.
pub(super) fn covering(
    db: &Connection,
    manifest: &Manifest,
    gate: &Gate,
) -> Result<Vec<Vec<VersionId>>, StoreError> {
    let mut covering: Vec<Vec<VersionId>> = gate.purposes().map(|_| Vec::new()).collect();
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
            covers(&earlier, manifest, &mut covering);
            Ok(())
        },
    )?;
    Ok(covering)
}

/// Adds the promises of an earlier version within which today's lie.
fn covers(earlier: &Manifest, manifest: &Manifest, covering: &mut [Vec<VersionId>]) {
    for ((name, purpose), known) in manifest.purposes.iter().zip(covering) {
        let Some(before) = earlier.purposes.get(name.as_str()) else {
            continue;
        };
        let promise = earlier.promise(before);
        let is_today = promise == manifest.promise(purpose);
        if !is_today
            && !known.contains(&promise)
            && diff::promise((earlier, before), (manifest, purpose)).is_covered()
        {
            known.push(promise);
        }
    }
}
