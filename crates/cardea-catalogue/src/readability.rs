//! How hard a text is to read, by the Flesch-Kincaid grade (Kincaid and others, 1975).
//!
//! A count of syllables is a guess, and short words can be hard; so the figure finds texts that are surely too hard, and no more.

/// The highest reading age, in years, at which a text for people at home counts as plain. A setting of this catalogue: the law gives no
/// number.
pub(crate) const PLAIN_READING_AGE_MAX: u32 = 14;

/// The age, in years, from which people read a text with ease, at most 99. Zero for a text without words.
///
/// School begins at five, so it is the grade plus five, rounded to the nearest year.
pub(crate) fn reading_age(text: &str) -> u32 {
    let words: Vec<&str> = text
        .split(|letter: char| !letter.is_alphanumeric() && !matches!(letter, '\'' | '’' | '-'))
        .filter(|word| word.chars().any(char::is_alphabetic))
        .collect();
    let sentences = text
        .split(['.', '!', '?', ';', ':', '\n'])
        .filter(|part| part.chars().any(char::is_alphabetic))
        .count();
    if words.is_empty() {
        return 0;
    }
    let syllables: usize = words.iter().map(|word| syllables(word)).sum();
    let grade = 0.39_f64.mul_add(
        ratio(words.len(), sentences),
        11.8_f64.mul_add(ratio(syllables, words.len()), -15.59),
    );
    years(grade + 5.0)
}

/// The first part of a sentence that says no twice, such as "do not keep it unless you would not". `None` when there is none.
///
/// Parts end at punctuation and at `and`, `or` and `but`, so that a list of things that do not happen is not taken for one.
pub(crate) fn double_negative(text: &str) -> Option<String> {
    const NEGATIONS: [&str; 10] = [
        "cannot", "neither", "never", "no", "nobody", "none", "not", "nothing", "unless", "without",
    ];
    let is_negative = |word: &str| {
        let word = word.to_lowercase();
        NEGATIONS.contains(&word.as_str()) || word.ends_with("n't") || word.ends_with("n’t")
    };
    let is_joint = |word: &str| ["and", "or", "but"].contains(&word.to_lowercase().as_str());
    text.split(['.', '!', '?', ';', ':', ',', '\n'])
        .find_map(|clause| {
            let words: Vec<&str> = clause.split_whitespace().collect();
            words.split(|word| is_joint(word)).find_map(|part| {
                let count = part.iter().filter(|word| is_negative(word)).count();
                (count > 1).then(|| part.join(" "))
            })
        })
}

/// Groups of vowels, without a silent `e` at the end; at least one.
fn syllables(word: &str) -> usize {
    let word = word.to_lowercase();
    let mut groups: usize = 0;
    let mut in_group = false;
    for letter in word.chars() {
        let vowel = matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        if vowel && !in_group {
            groups = groups.saturating_add(1);
        }
        in_group = vowel;
    }
    let silent = word.ends_with('e') && !word.ends_with("le") && groups > 1;
    groups.saturating_sub(usize::from(silent)).max(1)
}

fn ratio(many: usize, few: usize) -> f64 {
    // Texts of a manifest have at most 4,000 characters, so nothing is lost.
    let exact = |count: usize| f64::from(u32::try_from(count).unwrap_or(u32::MAX));
    exact(many) / exact(few.max(1))
}

fn years(age: f64) -> u32 {
    (1..=99_u32)
        .rev()
        .find(|year| f64::from(*year) - 0.5 <= age)
        .unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_sentences_are_for_the_young_and_legal_ones_are_not() {
        let plain = reading_age("We use room readings to switch your heating.");
        let legal = reading_age(
            "Notwithstanding the aforementioned provisions, telemetry may be disseminated to affiliated organisations for \
             the optimisation of operational functionality and the facilitation of complementary commercial opportunities.",
        );
        assert!(plain <= 12, "{plain}");
        assert!(legal >= 20, "{legal}");
    }

    #[test]
    fn saying_no_twice_in_one_breath_is_found() {
        for (text, found) in [
            ("We keep it only when you agree.", None),
            ("We do not sell it, and nobody sees it.", None),
            ("We do not sell it and nobody sees it.", None),
            ("Do not tick this. Nothing is kept.", None),
            (
                "If you like, do not tick this unless you agree.",
                Some("do not tick this unless you agree"),
            ),
            (
                "We don't keep it without a yes",
                Some("We don't keep it without a yes"),
            ),
            ("We can’t do nothing", Some("We can’t do nothing")),
            ("A note on knots", None),
        ] {
            assert_eq!(double_negative(text).as_deref(), found, "{text}");
        }
        for word in [
            "cannot", "neither", "never", "no", "nobody", "none", "not", "nothing", "unless",
            "without",
        ] {
            assert!(
                double_negative(&format!("{word} x {word}")).is_some(),
                "{word}"
            );
        }
    }

    #[test]
    fn nothing_to_read_is_not_hard() {
        assert_eq!(reading_age(""), 0);
        assert_eq!(reading_age("1234 -- !"), 0);
        assert_eq!(reading_age("Yes."), 2);
    }

    #[test]
    fn syllables_are_groups_of_vowels() {
        for (word, count) in [
            ("home", 1),
            ("heating", 2),
            ("temperature", 4),
            ("little", 2),
            ("by", 1),
            ("hmm", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }
}
