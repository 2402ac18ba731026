//! What a control may look at: the manifest and the day.

use cardea_manifest::model::Manifest;
use cardea_units::Date;

use crate::Statement;
use crate::outcomes::Outcomes;

/// What a control may look at.
///
/// What several controls look up in a manifest stands in files named for it, such as `roles.rs` and `special_category.rs`.
#[derive(Clone, Copy, Debug)]
pub struct World<'m> {
    /// The manifest.
    pub manifest: &'m Manifest,
    /// The day for which it is judged, UK civil date. What ends today still holds today.
    pub today: Date,
    /// What came of controls so far, where anybody remembers it.
    pub(crate) outcomes: Option<&'m Outcomes>,
}

impl<'m> World<'m> {
    /// A manifest on a day.
    pub const fn new(manifest: &'m Manifest, today: Date) -> Self {
        Self {
            manifest,
            today,
            outcomes: None,
        }
    }

    /// The same, remembering there what comes of controls.
    pub(crate) const fn remembering(self, outcomes: &'m Outcomes) -> Self {
        Self {
            outcomes: Some(outcomes),
            ..self
        }
    }

    /// Whether the manifest names no data at all: nothing sent, nothing stored or read, no purpose.
    pub fn uses_no_data(&self) -> bool {
        self.manifest.streams.is_empty()
            && self.manifest.other_access.is_empty()
            && self.manifest.purposes.is_empty()
    }

    /// Whether the statement about the control with this code holds today.
    pub fn is_stated(&self, code: &str) -> bool {
        matches!(self.statement(code), Statement::Holds(_))
    }

    /// Whether the product is sold in the United Kingdom, or does not say where it is sold.
    pub fn sold_in_the_uk(&self) -> bool {
        let markets = &self.manifest.product.markets;
        markets.is_empty() || markets.iter().any(|market| market.as_str() == "GB")
    }
}

#[cfg(test)]
mod tests {
    use cardea_units::date;

    use super::*;

    const DATALESS: &str = "cardea: 1\nproduct: { id: x, name: X, kind: light, children: not_likely }\norganisations: { m: { name: M, does: [manufacturer], country: GB } }\n";
    const PURPOSE: &str =
        "purposes: { p: { title: P, explain: E, class: core, basis: contract, controller: m } }\n";

    fn uses_no_data(more: &str) -> bool {
        let manifest = Manifest::read(format!("{DATALESS}{more}").as_bytes()).unwrap();
        World::new(&manifest, date(2026, 11, 23)).uses_no_data()
    }

    #[test]
    fn a_stream_a_purpose_or_another_access_is_data() {
        assert!(uses_no_data(""));
        assert!(!uses_no_data(PURPOSE));
        assert!(!uses_no_data(
            "streams: { s: { title: S, about: household, fields: { a: { type: boolean, data: presence } } } }\n"
        ));
        let access = "other_access: { a: { surface: app, what: W, for: p, ground: consent } }\n";
        assert!(!uses_no_data(&format!("{PURPOSE}{access}")));
    }

    #[test]
    fn a_product_that_names_no_market_counts_as_sold_here() {
        for (markets, sold) in [
            ("", true),
            (", markets: [GB]", true),
            (", markets: [FR, GB]", true),
            (", markets: [FR]", false),
        ] {
            let text = DATALESS.replace("kind: light", &format!("kind: light{markets}"));
            let manifest = Manifest::read(text.as_bytes()).unwrap();
            assert_eq!(
                World::new(&manifest, date(2026, 11, 23)).sold_in_the_uk(),
                sold,
                "{markets}"
            );
        }
    }
}
