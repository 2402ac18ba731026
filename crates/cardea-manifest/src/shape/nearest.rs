//! The name somebody probably meant.

use crate::limits::NAME_CHARS_MAX;

/// The candidate nearest to `word`, if any is near enough to be a slip of the hand: at most a third of its letters differ.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let letters = word.chars().count();
    if letters > NAME_CHARS_MAX {
        return None;
    }
    let allowed = letters.div_ceil(3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Help for a name that is not among the known ones.
pub(crate) fn suggest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str> + Clone,
) -> String {
    /// More than this is a list to look up, not to read in an error.
    const LISTED_MAX: usize = 40;
    if let Some(near) = nearest(word, candidates.clone()) {
        return format!("did you mean `{near}`?");
    }
    let mut all = candidates.into_iter();
    let listed: Vec<&str> = all.by_ref().take(LISTED_MAX).collect();
    let more = all.count();
    match (listed.as_slice(), more) {
        ([], _) => "none is declared yet".to_owned(),
        ([one], _) => format!("write `{one}`, the only one there is"),
        (_, 0) => format!("choose one of `{}`", listed.join("`, `")),
        _ => format!("choose one of `{}` and {more} more", listed.join("`, `")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_finds_the_name_that_was_meant() {
        let known = ["purposes", "streams", "people"];
        assert_eq!(nearest("purpose", known), Some("purposes"));
        assert_eq!(nearest("steams", known), Some("streams"));
        assert_eq!(nearest("poeple", known), Some("people"));
        assert_eq!(nearest("retention", known), None);
        assert_eq!(nearest(&"purposes".repeat(100_000), known), None);
    }
}
