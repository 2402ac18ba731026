//! Words that do not belong into the repository.

use super::Text;

/// Marks of unfinished work, each in two halves so that this file does not accuse itself.
const UNFINISHED: &[[&str; 2]] = &[["TO", "DO"], ["FIX", "ME"], ["XX", "X"]];

/// Paths of one machine and hosts of registries, in two halves for the same reason.
const PLACES: &[[&str; 2]] = &[
    ["/wo", "rk/"],
    ["/ro", "ot/"],
    ["crates", ".io"],
    ["pypi", ".org"],
    ["python", "hosted.org"],
    ["npm", "js.org"],
    ["npm", "js.com"],
    ["proxy.go", "lang.org"],
];

/// Files that tools write and that must name such places.
const EXEMPT: &[&str] = &["Cargo.lock", "package-lock.json"];

pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let mut complaints = Vec::new();
    for text in texts {
        if text
            .path
            .file_name()
            .is_some_and(|name| EXEMPT.iter().any(|exempt| name == *exempt))
        {
            continue;
        }
        for (number, line) in text.text.lines().enumerate() {
            let found = UNFINISHED
                .iter()
                .filter(|word| has_word(line, &word.concat()));
            let places = PLACES.iter().filter(|place| line.contains(&place.concat()));
            for word in found.chain(places) {
                let number = number.saturating_add(1);
                complaints.push(format!(
                    "{}:{number}: `{}` does not belong here",
                    text.path.display(),
                    word.concat()
                ));
            }
        }
    }
    complaints
}

/// Whether `word` stands in `line` with no letter or digit at either side.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|head| head.chars().next_back());
        let after = line
            .get(at.saturating_add(word.len())..)
            .and_then(|tail| tail.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaints(path: &str, text: &str) -> usize {
        check(&[Text {
            path: path.into(),
            text: text.to_owned(),
        }])
        .len()
    }

    #[test]
    fn unfinished_work_is_found_as_a_word_only() {
        let word = UNFINISHED[0].concat();
        assert_eq!(complaints("a.rs", &format!("// {word}: later")), 1);
        assert_eq!(complaints("a.rs", &word), 1);
        assert_eq!(
            complaints("a.rs", &format!("MAS{word}N and {}", word.to_lowercase())),
            0
        );
    }

    #[test]
    fn paths_of_a_machine_and_hosts_of_registries_are_found_except_in_lock_files() {
        for place in PLACES {
            let text = format!("see https://x{}y", place.concat());
            assert_eq!(complaints("docs/a.md", &text), 1, "{text}");
            assert_eq!(complaints("Cargo.lock", &text), 0);
        }
    }

    #[test]
    fn this_file_does_not_accuse_itself() {
        assert_eq!(complaints("words.rs", include_str!("words.rs")), 0);
    }
}
