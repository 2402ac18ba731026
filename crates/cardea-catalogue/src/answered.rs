//! Who answers when people use their rights, and from which data.

use cardea_manifest::Span;
use cardea_manifest::model::{Handler, Manifest};

/// Who answers when people use their rights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answered {
    /// Cardea does, from the data that it keeps itself.
    ByCardea,
    /// The maker does, or keeps the data; here it says so.
    ByMaker(Span),
}

/// Who answers requests about a product.
pub(crate) const fn answered(manifest: &Manifest) -> Answered {
    let handled = &manifest.handled_by;
    match (handled.rights.value, handled.data.value) {
        (Handler::Cardea, Handler::Cardea) => Answered::ByCardea,
        (Handler::Own, _) => Answered::ByMaker(handled.rights.span),
        (Handler::Cardea, Handler::Own) => Answered::ByMaker(handled.data.span),
    }
}
