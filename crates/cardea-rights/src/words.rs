//! The words of a choice, from the manifest: what is put before somebody, on a page or spoken.

use cardea_manifest::model::{Manifest, Purpose, Sensitivity};

/// The language of the manifest's texts and of the words around them (BCP 47).
pub const LANGUAGE: &str = "en-GB";

/// The sentence in which somebody agrees expressly to a purpose, with the special data named. `whose` is `my`, or a name with its `’s`.
pub fn statement(manifest: &Manifest, purpose: &Purpose, whose: &str) -> String {
    let mut kinds: Vec<String> = Vec::new();
    for (stream, used) in purpose.uses.iter() {
        let Some(stream) = manifest.streams.get(stream.as_str()) else {
            continue;
        };
        for (field, _) in used.fields.0.iter() {
            let special = stream
                .fields
                .get(field.as_str())
                .filter(|field| field.data.sensitivity() != Sensitivity::Ordinary);
            let Some(word) = special.map(|field| field.data.word().replace('_', " ")) else {
                continue;
            };
            if !kinds.contains(&word) {
                kinds.push(word);
            }
        }
    }
    let kinds = if kinds.is_empty() {
        "special".to_owned()
    } else {
        listed(&kinds)
    };
    let who = deciders(manifest, purpose);
    let title = inside(purpose.title.as_str());
    format!("I agree that {who} may use {whose} {kinds} data for this: {title}.")
}

/// Who decides about a purpose, by name.
pub fn deciders(manifest: &Manifest, purpose: &Purpose) -> String {
    let names = purpose.controller.iter().chain(&purpose.controllers);
    let names: Vec<String> = names
        .filter_map(|name| manifest.organisations.get(name.as_str()))
        .map(|known| known.name.to_string())
        .collect();
    listed(&names)
}

/// `a`, `a and b`, `a, b and c`.
pub(crate) fn listed(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// A title inside a sentence: its first letter is small, unless it is an abbreviation.
pub(crate) fn inside(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next();
    let second_is_capital = letters.clone().next().is_some_and(char::is_uppercase);
    match first {
        Some(letter) if !second_is_capital => letter.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}
