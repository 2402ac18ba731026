//! What is ready for a breach of personal data, and where to say what is missing.

use cardea_manifest::Span;
use cardea_manifest::model::{Breaches, Manifest};

/// What is ready for a breach, where the manifest says it, and the most exact place for what it does not say.
pub(crate) fn breaches(manifest: &Manifest) -> (Option<&Breaches>, Span) {
    let security = manifest.security.as_ref();
    let breaches = security.and_then(|security| security.breaches.as_ref());
    let span = breaches
        .map(|breaches| breaches.span)
        .or(security.map(|security| security.span))
        .unwrap_or(manifest.product.span);
    (breaches, span)
}
