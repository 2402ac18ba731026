//! Other people's texts inside a manifest: in quotes or behind `#`, never able to leave either.

use crate::limits::SHOWN_CHARS_MAX;

/// One line of at most [`SHOWN_CHARS_MAX`] characters, without what cannot be seen.
pub(super) fn short(text: &str) -> String {
    let plain = text
        .chars()
        .map(|letter| if visible(letter) { letter } else { ' ' });
    let cut: String = plain.take(SHOWN_CHARS_MAX).collect();
    cut.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Neither a control character, nor a break of lines, nor one that turns the direction of a text.
fn visible(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fff0}'..='\u{ffff}')
        && u32::from(letter) & 0xfffe != 0xfffe
}

/// For a comment.
pub(super) fn comment(text: &str) -> String {
    short(text)
}

/// In double quotes, as YAML and JSON both read them.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            _ if visible(letter) => quoted.push(letter),
            _ => quoted.push(' '),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether a text is the same when it is quoted: no character of it is lost.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(visible)
}

/// Whether a manifest takes it as a topic.
pub(super) fn is_template(topic: &str) -> bool {
    topic.matches("{device}").count() == 1
        && topic.len() <= 512
        && !topic.contains(['#', '+'])
        && is_plain(topic)
        && topic.split('/').all(|level| level.len() <= 128)
}

/// Whether a manifest takes it as a path.
pub(super) fn is_pointer(path: &str) -> bool {
    let escapes = || path.split('~').skip(1);
    path.is_empty()
        || (path.starts_with('/')
            && path.len() <= 256
            && is_plain(path)
            && escapes().all(|rest| rest.starts_with(['0', '1'])))
}
