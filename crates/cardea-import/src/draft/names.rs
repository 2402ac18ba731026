//! Names that a manifest can use, each once.

use std::collections::BTreeSet;

use cardea_manifest::limits::NAME_CHARS_MAX;

/// Words that YAML may take for something else than a text.
const NO_NAMES: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// The names given so far.
#[derive(Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// A name like `wish` of letters, digits, `_` and `-`, at most 64, that was not given before; `else_name` where nothing is left of it.
    pub(super) fn fit(&mut self, wish: &str, else_name: &str) -> String {
        // Room for a number behind it.
        const ROOM: usize = NAME_CHARS_MAX - 8;
        let letters = wish.chars().take(ROOM);
        let name: String = letters
            .map(|letter| match letter {
                '_' | '-' => letter,
                _ if letter.is_ascii_alphanumeric() => letter,
                _ => '_',
            })
            .collect();
        let trimmed = name.trim_matches(['_', '-']);
        let name = match trimmed.chars().next() {
            None => else_name.to_owned(),
            Some(first) if first.is_ascii_digit() => format!("{else_name}_{trimmed}"),
            Some(_) if NO_NAMES.contains(&trimmed.to_lowercase().as_str()) => {
                format!("{else_name}_{trimmed}")
            }
            Some(_) => trimmed.to_owned(),
        };
        let name: String = name.chars().take(ROOM).collect();
        let mut given = name.clone();
        let mut number: usize = 1;
        while !self.0.insert(given.clone()) {
            number = number.saturating_add(1);
            given = format!("{name}_{number}");
        }
        given
    }
}
