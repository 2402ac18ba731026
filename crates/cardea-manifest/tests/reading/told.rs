//! What a maker is told.

use cardea_manifest::Problem;
use cardea_manifest::model::Manifest;

use crate::changed::changed;

/// The problems of a text that cannot be read.
pub(crate) fn problems(text: &str) -> Vec<Problem> {
    match Manifest::read(text.as_bytes()) {
        Ok(_) => Vec::new(),
        Err(unreadable) => unreadable.problems,
    }
}

/// Changes the example and compares everything that is told, in its order: the underlined text, the message, the help.
#[track_caller]
pub(crate) fn told(pieces: &[(&str, &str)], expected: &[(&str, &str, &str)]) {
    let text = changed(pieces);
    let problems = problems(&text);
    let found: Vec<(&str, &str, &str)> = problems
        .iter()
        .map(|problem| {
            (
                &text[problem.span.start..problem.span.end],
                problem.message.as_str(),
                problem.help.as_str(),
            )
        })
        .collect();
    assert_eq!(found, expected, "{pieces:?}");
}

/// The same where one piece is changed and one thing is told.
#[track_caller]
pub(crate) fn one(old: &str, new: &str, underlined: &str, message: &str, help: &str) {
    told(&[(old, new)], &[(underlined, message, help)]);
}
