//! What is reached outside, and whom this machine trusts there.

use std::path::Path;

use anyhow::{Context, Result, bail};
use cardea_beyond::limits::NETWORKS_MAX;
use cardea_beyond::{Connectors, Network, Outside, Reach};
use cardea_portal::House;

/// Certificates (DER) of those whom this machine trusts to vouch for servers.
fn trusted() -> Vec<Vec<u8>> {
    let found = rustls_native_certs::load_native_certs();
    if found.certs.is_empty() {
        tracing::warn!(
            "this machine trusts no certificates, so that nobody can be reached by TLS: install `ca-certificates`, or set SSL_CERT_FILE"
        );
    }
    found
        .certs
        .iter()
        .map(|certificate| certificate.to_vec())
        .collect()
}

/// What organisations are told with.
pub(crate) fn client(allowed: Vec<Network>) -> Result<Outside> {
    if allowed.len() > NETWORKS_MAX {
        bail!("at most {NETWORKS_MAX} networks can be allowed; name larger ones");
    }
    Ok(Outside::new(trusted(), Reach::also(allowed))?)
}

/// The connectors of a file.
pub(crate) fn connectors(file: &Path) -> Result<Connectors> {
    let text =
        std::fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
    let folder = file.parent().unwrap_or(Path::new("."));
    Connectors::read(&text, folder, &trusted()).with_context(|| file.display().to_string())
}

/// Each connector of a house with whose it is: an organisation that a manifest names, so that people are told who holds what.
pub(crate) fn named(house: &House) -> Result<Vec<(String, String)>> {
    let mut all = Vec::new();
    for connector in house.elsewhere.iter() {
        let mapping = connector.mapping();
        let is_named = house.store.products().iter().any(|(_, product)| {
            product
                .manifest
                .organisations
                .get(&mapping.organisation)
                .is_some()
        });
        if !is_named {
            bail!(
                "connector `{}` is of `{}`, which no manifest that is served names: add it under `organisations`, or check the name",
                mapping.name,
                mapping.organisation
            );
        }
        all.push((mapping.name.clone(), mapping.organisation.clone()));
    }
    Ok(all)
}
