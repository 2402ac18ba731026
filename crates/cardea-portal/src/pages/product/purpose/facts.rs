//! What is used for a purpose, how long, by whom, and why the law lets it be done.

use cardea_manifest::model::{BasisKind, Purpose};

use super::{Kept, Organisations, Seen};
use crate::pages::wording::{how_often, listed, words_of};

impl Seen<'_> {
    pub(super) fn data(&self, purpose: &Purpose) -> Vec<Kept> {
        let of_stream = |name: &str, used: &cardea_manifest::model::Use| {
            let stream = self.product.manifest.streams.get(name);
            let fields: Vec<String> = used.fields.0.names().map(words_of).collect();
            Kept {
                stream: stream
                    .map(|stream| stream.title.to_string())
                    .unwrap_or_default(),
                what: listed(&fields),
                how_often: how_often(used.every.as_ref().and_then(|every| every.exact_millis())),
                keep: used.keep.to_string(),
            }
        };
        purpose
            .uses
            .iter()
            .map(|(name, used)| of_stream(name.as_str(), used))
            .collect()
    }
}

/// Who gets it, and how long it is kept at most.
pub(super) fn short(purpose: &Purpose, organisations: &Organisations) -> String {
    let decide = &organisations.decide;
    let used_by = match organisations.handle.as_slice() {
        [] => format!("For {decide}."),
        handle => format!("For {decide}, handled by {}.", listed(handle)),
    };
    let goes_to = match organisations.get.as_slice() {
        [] => format!("{used_by} Nobody else gets it."),
        get => format!("{used_by} It goes to {}.", listed(get)),
    };
    match purpose.uses.values().map(|used| *used.keep).max() {
        Some(longest) => format!("{goes_to} Kept for {longest} at most."),
        None => goes_to,
    }
}

/// Why the law lets it be done (UK GDPR Art 6(1)), in plain words.
pub(super) fn basis(purpose: &Purpose) -> String {
    let rests_on = purpose
        .basis
        .rests_on
        .as_ref()
        .map(|text| text.to_string())
        .unwrap_or_default();
    match purpose.basis.kind {
        BasisKind::Consent => "Only if you say yes.".to_owned(),
        BasisKind::Contract => "The product needs this to do what you got it for.".to_owned(),
        BasisKind::LegalObligation => format!("A law asks for this: {rests_on}."),
        BasisKind::VitalInterests => "This can save somebody’s life.".to_owned(),
        BasisKind::PublicTask => "This is a public duty. You can object.".to_owned(),
        BasisKind::LegitimateInterests => "The maker has weighed this against your interests and says that it may. You can object.".to_owned(),
        BasisKind::RecognisedLegitimateInterests => format!("The law names this as a good reason: {rests_on}. You can object."),
    }
}
