//! What is said of each thing that can be wrong with the text of a manifest.

use granit_parser::ErrorKind;

use super::super::open::Bracket;
use super::super::source::shown;
use super::first_line;
use crate::limits::{DEPTH_MAX, NODES_MAX};

/// What is wrong, and what to do about it.
pub(in super::super) struct Words {
    pub(in super::super) message: String,
    pub(in super::super) help: String,
}

const ONCE: &str = "write it out: a manifest says each thing once, in place";
const QUOTES: &str = "text that begins like this goes in quotes";

fn words(message: impl Into<String>, help: impl Into<String>) -> Words {
    Words {
        message: message.into(),
        help: help.into(),
    }
}

/// What YAML offers and a manifest does not use.
impl Words {
    pub(in super::super) fn anchor(text: &str) -> Self {
        words(
            format!(
                "{} is an anchor, by which YAML repeats a part elsewhere",
                shown(text)
            ),
            format!("{ONCE}; {QUOTES}"),
        )
    }

    pub(in super::super) fn alias(text: &str) -> Self {
        words(
            format!(
                "{} is an alias, by which YAML repeats a part from elsewhere",
                shown(text)
            ),
            format!("{ONCE}; {QUOTES}"),
        )
    }

    pub(in super::super) fn merge() -> Self {
        words(
            "`<<` is a merge key, by which YAML takes in another section",
            ONCE,
        )
    }

    pub(in super::super) fn tag(text: &str) -> Self {
        words(
            format!(
                "{} is a tag, by which YAML changes what a value is",
                shown(text)
            ),
            format!("leave it out; {QUOTES}"),
        )
    }

    pub(in super::super) fn directive() -> Self {
        words(
            "this line is a directive, by which YAML changes how the file is read",
            format!("leave it out; {QUOTES}"),
        )
    }

    pub(in super::super) fn second_document() -> Self {
        words(
            "a second document begins here, and a file holds one manifest",
            "move it to a file of its own, or remove the `---` or `...` line before it",
        )
    }

    pub(in super::super) fn question_mark() -> Self {
        words(
            "`?` is YAML's other way to begin a key",
            "write `key: value`",
        )
    }
}

/// Keys.
impl Words {
    pub(in super::super) fn duplicate(key: &str, line: usize) -> Self {
        words(
            format!("{} is already on line {line}", shown(key)),
            "keep one of the two: a key comes once in its section",
        )
    }

    pub(in super::super) fn key_with_parts() -> Self {
        words(
            "a list or section stands here as a key",
            "write a plain name as the key; text that begins with a bracket goes in quotes",
        )
    }

    pub(in super::super) fn key_of_several_lines() -> Self {
        words(
            "this key runs over several lines",
            "write the key on one line, and see that the entry before it ends with its `,` or `]`",
        )
    }

    pub(in super::super) fn no_key() -> Self {
        words("there is no key before this `:`", "write `key: value`")
    }

    pub(in super::super) fn no_value(key: &str) -> Self {
        match key.split_once(':') {
            Some((name, value)) if Self::lacks_space(name, value) => {
                Self::no_space_after_colon(name, value)
            }
            _ => words(
                format!("{} has no colon and no value", first_line(key)),
                format!(
                    "write {}, or list names as `[a, b]`",
                    shown(&format!("{}: value", first_line(key).trim_matches('`')))
                ),
            ),
        }
    }

    /// Whether `key:value` was likely meant as `key: value`; a quoted text or a web address was
    /// not.
    pub(super) fn lacks_space(key: &str, value: &str) -> bool {
        !key.is_empty()
            && !key.starts_with(['"', '\''])
            && !value.is_empty()
            && !value.starts_with("//")
    }

    pub(super) fn no_space_after_colon(key: &str, value: &str) -> Self {
        words(
            format!("a space is missing after the colon of {}", first_line(key)),
            format!(
                "write {}",
                shown(&format!(
                    "{}: {}",
                    key.trim(),
                    value.lines().next().unwrap_or_default().trim()
                ))
            ),
        )
    }

    pub(super) fn no_colon(text: &str) -> Self {
        words(
            format!(
                "{} is followed by no colon, and a section holds `key: value` lines",
                first_line(text)
            ),
            "write `key: value`, or indent the line if it belongs to the text above",
        )
    }

    pub(super) fn long_key() -> Self {
        words(
            "this key is longer than a key can be",
            "keep it shorter than 64 characters",
        )
    }

    pub(super) fn colon_in_text() -> Self {
        words(
            "a second colon on this line makes it unclear what the key is",
            "put text that has `: ` in it in quotes",
        )
    }

    pub(super) fn section_below_value(line: usize) -> Self {
        words(
            format!("this line is indented below line {line}, which already has a value"),
            format!("line it up with the key on line {line}, or remove the value there"),
        )
    }
}

/// Quotes and other text.
impl Words {
    pub(super) fn unclosed_quote(quote: &str) -> Self {
        words(
            "this quote is not closed",
            format!("end the text with {quote} on this line"),
        )
    }

    pub(super) fn document_in_quote() -> Self {
        words(
            "this quote is not closed before a line that begins with `---` or `...`",
            "close it before that line",
        )
    }

    pub(super) fn behind_quote() -> Self {
        words(
            "something follows the closing quote",
            "put the whole text within the quotes; a double quote within them is written `\\\"`",
        )
    }

    pub(super) fn apostrophe() -> Self {
        words(
            "something follows the closing quote",
            "put the whole text within the quotes; an apostrophe in single quotes is written twice",
        )
    }

    pub(super) fn bad_escape() -> Self {
        words(
            "this text has a `\\` followed by something that means nothing to YAML",
            "write `\\\\` for a backslash, or use single quotes, where a backslash is itself",
        )
    }

    pub(super) fn bad_beginning(character: char) -> Self {
        match character {
            '|' | '>' => words(
                format!("a block of text cannot begin with `{character}` within brackets"),
                "put the text in quotes, or write the section line by line without brackets",
            ),
            '`' => words(
                "a value cannot begin with a backtick",
                "put it in quotes if it is text",
            ),
            character => words(
                format!(
                    "a value cannot begin with {}",
                    shown(&character.to_string())
                ),
                "put it in quotes if it is text",
            ),
        }
    }

    pub(super) fn bad_block() -> Self {
        words(
            "behind `|` or `>` nothing but `-`, `+` or an indentation from 1 to 9 can follow",
            "begin the text on the next line, or put it in quotes",
        )
    }

    pub(super) fn no_space_before_comment() -> Self {
        words(
            "a space is missing before this `#`",
            "put a space before a comment, and text with `#` in it in quotes",
        )
    }

    pub(in super::super) fn comment_within_text() -> Self {
        words(
            "a comment stands in the middle of a text",
            "move the comment above the key, or put the text on one line",
        )
    }

    pub(super) fn behind_value(text: &str) -> Self {
        words(
            format!(
                "{} follows a value that is already complete",
                first_line(text)
            ),
            "begin a new line for it, or put the whole value in quotes",
        )
    }
}

/// Brackets.
impl Words {
    pub(super) fn unclosed_bracket(open: char) -> Self {
        let close = if open == '[' { ']' } else { '}' };
        words(
            format!("this `{open}` is not closed"),
            format!("close it with `{close}` behind its last entry"),
        )
    }

    pub(super) fn mismatched_bracket(open: char, close: char) -> Self {
        let right = if open == '[' { ']' } else { '}' };
        words(
            format!("this `{open}` is followed by `{close}` before it is closed"),
            format!("close it with `{right}` behind its last entry"),
        )
    }

    pub(super) fn stray_bracket(bracket: &str) -> Self {
        words(
            format!("this `{bracket}` closes nothing"),
            "remove it, or put it in quotes if it is text",
        )
    }

    pub(super) fn no_comma(bracket: Option<(Bracket, usize)>) -> Self {
        let message = match bracket {
            Some((bracket, line)) => format!(
                "before this, a `,` is missing, or the `{}` that closes `{bracket}` of line {line}",
                bracket.closing()
            ),
            None => "before this, a `,` or a closing bracket is missing".to_owned(),
        };
        words(
            message,
            "put a `,` between entries, and text that has `: ` in it in quotes",
        )
    }

    pub(super) fn nothing_before_comma() -> Self {
        words(
            "there is nothing before this `,`",
            "remove the `,` or write the entry that is missing",
        )
    }

    pub(super) fn no_space_after(text: &str) -> Self {
        words(
            format!("a space is missing after this {}", shown(text)),
            format!("write {}", shown(&format!("{text} "))),
        )
    }

    pub(super) fn dash_in_brackets() -> Self {
        words(
            "a list with dashes stands within brackets",
            "separate the entries by `,` instead, or leave the brackets out",
        )
    }
}

/// Indentation.
impl Words {
    pub(super) fn indentation() -> Self {
        words(
            "the indentation of this line fits no section around it",
            "line it up with the other lines of the section it belongs to",
        )
    }

    pub(super) fn list_behind_key() -> Self {
        words(
            "a list cannot begin on the line of its key",
            "begin the list on the next line, or write it as `[a, b]`",
        )
    }

    pub(super) fn dash_among_keys() -> Self {
        words(
            "a list entry stands among `key: value` lines",
            "move it below the key it belongs to, or remove the dash",
        )
    }

    pub(in super::super) fn list_swallowed() -> Self {
        words(
            "this looks like a list entry, but by its indentation it is more of the text above",
            "line the dash up with the dashes above, or put the text in quotes",
        )
    }
}

/// Size.
impl Words {
    pub(in super::super) fn too_deep() -> Self {
        words(
            format!("sections and lists stand within each other more than {DEPTH_MAX} deep"),
            "check the indentation and the brackets: a manifest goes 7 deep",
        )
    }

    pub(in super::super) fn too_many_nodes() -> Self {
        words(
            format!("the file has more than {NODES_MAX} keys, values and lists"),
            "check that this is the right file: a manifest has a few thousand",
        )
    }

    pub(super) fn other(kind: &ErrorKind) -> Self {
        words(
            format!("this is not YAML: {kind}"),
            "compare the line with those of a manifest that works",
        )
    }
}
