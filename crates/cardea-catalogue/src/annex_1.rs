//! The interests that UK GDPR Annex 1 recognises: a closed list.

/// The words by which a basis names each condition, in the order of the annex.
pub(crate) const CONDITIONS: [&str; 7] = [
    "disclosure for a public task",
    "national security",
    "public security",
    "defence",
    "emergencies",
    "crime",
    "safeguarding vulnerable individuals",
];

/// Whether a text names one of the conditions: its words, alone or before a colon and what is meant in this case.
pub(crate) fn names_a_condition(text: &str) -> bool {
    let named = text.split(':').next().unwrap_or(text).trim();
    CONDITIONS
        .iter()
        .any(|condition| condition.eq_ignore_ascii_case(named))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_words_of_the_list_name_a_condition() {
        for condition in CONDITIONS {
            assert!(names_a_condition(condition), "{condition}");
            let upper = condition.to_uppercase();
            assert!(names_a_condition(&format!(" {upper} : a burglary")));
            assert!(!names_a_condition(&format!("no {condition}")));
        }
        for other in ["", ":", "crimes", "direct marketing", "marketing: crime"] {
            assert!(!names_a_condition(other), "{other}");
        }
    }
}
