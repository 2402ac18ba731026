//! Names of companies and products, taken out of an example.

use std::collections::BTreeSet;

use anyhow::{Result, anyhow};
use cardea_manifest::model::{Kind, Manifest};

/// Numbers in words, for companies beside the maker. More than these no example has.
const NUMBERS: [&str; 12] = [
    "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve",
    "Thirteen",
];

/// The example with `maker` and `company_two` in place of its companies, and a product without a name.
pub(super) fn taken_out(example: &str, kind: Kind) -> Result<String> {
    let manifest = Manifest::read(example.as_bytes()).map_err(|error| anyhow!("{error}"))?;
    let product = &manifest.product;
    let plain = kind.word().replace('_', " ");
    let mut swaps = vec![
        (
            product.id.to_string(),
            format!("my-{}", plain.replace(' ', "-")),
        ),
        (product.name.to_string(), format!("My {plain}")),
    ];
    for (number, (key, organisation)) in manifest.organisations.iter().enumerate() {
        let (short, name) = match number.checked_sub(1).and_then(|n| NUMBERS.get(n)) {
            None => ("maker".to_owned(), "My Company".to_owned()),
            Some(word) => (
                format!("company_{}", word.to_lowercase()),
                format!("Company {word}"),
            ),
        };
        swaps.push((organisation.name.to_string(), format!("{name} Ltd")));
        for brand in brands(organisation.name.as_str(), key.as_str()) {
            swaps.push((brand, name.clone()));
        }
        swaps.push((key.to_string(), short));
    }
    // Longer names first, so that a part of one is not taken for another.
    swaps.sort_by_key(|(from, _)| core::cmp::Reverse(from.len()));
    Ok(swaps.iter().fold(example.to_owned(), |text, (from, to)| {
        replaced(&text, from, to)
    }))
}

/// What people call a company: the words of its legal name up to the first that many names have.
fn brands(name: &str, key: &str) -> BTreeSet<String> {
    const COMMON: [&str; 12] = [
        "ltd", "inc", "plc", "llp", "cic", "gmbh", "and", "the", "of", "uk", "limited", "company",
    ];
    let words: Vec<&str> = name
        .split_whitespace()
        .take_while(|word| {
            !COMMON.contains(
                &word
                    .to_lowercase()
                    .trim_matches(['.', ','])
                    .to_owned()
                    .as_str(),
            )
        })
        .collect();
    let mut brands = BTreeSet::new();
    if let Some(first) = words.first().filter(|word| word.len() > 3) {
        brands.insert((*first).to_owned());
    }
    brands.insert(words.join(" "));
    let mut letters = key.chars();
    if let Some(first) = letters.next() {
        brands.insert(first.to_uppercase().chain(letters).collect());
    }
    brands.retain(|brand| brand.len() > 2);
    brands
}

/// Replaces whole words.
fn replaced(text: &str, from: &str, to: &str) -> String {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(from) {
        let joined = |letter: char| letter.is_alphanumeric() || letter == '_';
        let inside = before.ends_with(joined) || after.starts_with(joined);
        result.push_str(before);
        result.push_str(if inside { from } else { to });
        rest = after;
    }
    result.push_str(rest);
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_words_are_replaced() {
        assert_eq!(
            replaced("ab abc ab_c ab-c ab", "ab", "x"),
            "x abc ab_c x-c x"
        );
    }

    #[test]
    fn a_company_is_known_by_the_beginning_of_its_name() {
        let found: Vec<String> = brands("Penny Post Mail Ltd", "penny_post")
            .into_iter()
            .collect();
        assert_eq!(found, ["Penny", "Penny Post Mail", "Penny_post"]);
    }
}
