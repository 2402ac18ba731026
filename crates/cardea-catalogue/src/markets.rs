//! Which countries belong together in law, and whether a product is sold in them.

use cardea_manifest::At;
use cardea_manifest::shape::Country;

use crate::World;

/// The Member States of the European Union (ISO 3166), since 2020-02-01.
pub const EU_STATES: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The other states of the European Economic Area (ISO 3166).
pub const EEA_BEYOND_THE_EU: [&str; 3] = ["IS", "LI", "NO"];

/// Whether a country is the United Kingdom. Gibraltar, Jersey, Guernsey and the Isle of Man are countries of their own here.
pub fn is_the_uk(country: &Country) -> bool {
    country.as_str() == "GB"
}

/// Whether a country is a Member State of the European Union.
pub fn is_in_the_eu(country: &Country) -> bool {
    EU_STATES.contains(&country.as_str())
}

impl<'m> World<'m> {
    /// The first country of the European Union in which the product is sold, where the maker says it. What names no market is not sold there.
    pub fn eu_market(&self) -> Option<&'m At<Country>> {
        let markets = &self.manifest.product.markets;
        markets.iter().find(|market| is_in_the_eu(market))
    }
}

#[cfg(test)]
mod tests {
    use cardea_manifest::model::Manifest;
    use cardea_units::date;

    use super::*;

    fn eu_market(markets: &str) -> Option<String> {
        let text = format!(
            "cardea: 1\nproduct: {{ id: x, name: X, kind: light, children: not_likely{markets} }}\n\
             organisations: {{ m: {{ name: M, does: [manufacturer], country: GB }} }}\n"
        );
        let manifest = Manifest::read(text.as_bytes()).unwrap();
        let world = World::new(&manifest, date(2026, 11, 23));
        world.eu_market().map(|market| market.as_str().to_owned())
    }

    #[test]
    fn a_product_is_sold_in_the_union_where_it_says_so() {
        assert_eq!(eu_market(""), None);
        assert_eq!(eu_market(", markets: [GB]"), None);
        assert_eq!(eu_market(", markets: [NO, CH, US]"), None);
        assert_eq!(eu_market(", markets: [GB, IE, DE]"), Some("IE".into()));
    }

    #[test]
    fn the_lists_are_ordered_and_share_nothing() {
        assert!(EU_STATES.is_sorted_by(|one, next| one < next));
        assert!(
            EEA_BEYOND_THE_EU
                .iter()
                .all(|state| !EU_STATES.contains(state))
        );
        assert!(!EU_STATES.contains(&"GB") && !EU_STATES.contains(&"CH"));
    }
}
