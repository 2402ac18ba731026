//! Bytes to text: size, encoding, and characters that must not be in a manifest.

use super::source::{Source, line_number};
use crate::limits::{MANIFEST_BYTES_MAX, PROBLEMS_MAX};
use crate::{Problem, Span};

/// Checks size, encoding and characters.
pub(super) fn read(bytes: &[u8]) -> Result<Source<'_>, Vec<Problem>> {
    if bytes.len() > MANIFEST_BYTES_MAX {
        return Err(vec![Problem::new(
            Span::default(),
            format!(
                "this file has {} bytes, and a manifest at most {MANIFEST_BYTES_MAX}",
                bytes.len()
            ),
            "check that this is the right file",
        )]);
    }
    if looks_like_utf_16(bytes) {
        return Err(vec![Problem::new(
            Span {
                start: 0,
                end: bytes.len().min(2),
            },
            "line 1 shows that this file is saved as UTF-16",
            SAVE_AS_UTF_8,
        )]);
    }
    let whole = str::from_utf8(bytes).map_err(|error| vec![not_utf_8(bytes, error)])?;
    let text = whole.strip_prefix('\u{feff}').unwrap_or(whole);
    let source = Source {
        text,
        base: bytes.len().saturating_sub(text.len()),
    };
    let problems = faults(&source);
    if problems.is_empty() {
        Ok(source)
    } else {
        Err(problems)
    }
}

const SAVE_AS_UTF_8: &str = "save the file as UTF-8; most editors offer it as `save with encoding`";

/// A byte-order mark of UTF-16 or UTF-32, or ASCII in units of two bytes.
fn looks_like_utf_16(bytes: &[u8]) -> bool {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => true,
        [0, a, 0, b, ..] | [a, 0, b, 0, ..] => *a != 0 && *b != 0,
        _ => false,
    }
}

fn not_utf_8(bytes: &[u8], error: core::str::Utf8Error) -> Problem {
    let start = error.valid_up_to();
    let length = error
        .error_len()
        .unwrap_or_else(|| bytes.len().saturating_sub(start));
    let byte = bytes.get(start).copied().unwrap_or_default();
    Problem::new(
        Span {
            start,
            end: start.saturating_add(length),
        },
        format!(
            "line {} has a byte that is not UTF-8: {byte:#04x}",
            line_number(bytes, start)
        ),
        SAVE_AS_UTF_8,
    )
}

/// One problem a line at most: a file that is not text at all has them by the thousand.
fn faults(source: &Source<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut told_to = 0;
    for (at, c) in source.text.char_indices() {
        if plainly_text(c) || at < told_to {
            continue;
        }
        if c == '\r' && source.byte(at.saturating_add(1)) == Some(b'\n') {
            continue;
        }
        if let Some((message, help)) = fault(c) {
            problems.push(Problem::new(source.character(at), message, help));
            told_to = source.newline(at);
        }
        if problems.len() >= PROBLEMS_MAX {
            break;
        }
    }
    problems
}

/// The quick answer for nearly every character.
fn plainly_text(c: char) -> bool {
    matches!(c, ' '..='~' | '\n' | '\t' | '\u{a0}'..='\u{2027}')
}

/// What is wrong with a character, and what to do; nothing for one that may stand in a manifest.
pub(super) fn fault(c: char) -> Option<(String, &'static str)> {
    let code = u32::from(c);
    match c {
        '\t' | '\n' => None,
        '\r' => Some((
            "a line ends here with a carriage return alone".to_owned(),
            "save the file with line endings LF or CRLF",
        )),
        // Some editors show what follows on a line of its own; YAML reads it as part of this one.
        '\u{85}' | '\u{2028}' | '\u{2029}' => Some((
            format!(
                "an unusual line break stands here (U+{code:04X}), which not every program shows"
            ),
            "replace it with an ordinary line break or a space",
        )),
        c if c.is_control() => Some((
            format!("a control character stands here (U+{code:04X})"),
            "remove it; it may have come with text copied from elsewhere",
        )),
        // With these a reader is shown another text than the one that is enforced.
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some((
            format!(
                "an invisible character (U+{code:04X}) changes the order in which this is shown"
            ),
            "remove it, so that everyone reads what is enforced",
        )),
        '\u{feff}' => Some((
            "an invisible byte-order mark stands here (U+FEFF)".to_owned(),
            "remove it; it may only begin the file",
        )),
        '\u{fffe}' | '\u{ffff}' => Some((
            format!("here stands U+{code:04X}, which is not a character"),
            "remove it",
        )),
        _ => None,
    }
}
