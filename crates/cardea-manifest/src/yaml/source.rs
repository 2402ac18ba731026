//! The text of a manifest and where things stand in it.

use crate::Span;

/// The text behind a byte-order mark, and how many bytes that mark took.
///
/// Offsets in the modules below `yaml` count from the start of `text`; only [`Source::span`] gives
/// places in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'a> {
    /// What the parser sees.
    pub(super) text: &'a str,
    /// Bytes before it in the file.
    pub(super) base: usize,
}

impl<'a> Source<'a> {
    /// A stretch of the text as a stretch of the file.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        Span {
            start: self.base.saturating_add(start),
            end: self.base.saturating_add(end.max(start)),
        }
    }

    /// The stretch between two offsets; nothing where they are out of place.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The byte at an offset.
    pub(super) fn byte(&self, at: usize) -> Option<u8> {
        self.text.as_bytes().get(at).copied()
    }

    /// Where the line of an offset ends, its line break not included.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let newline = self.newline(at);
        if newline > at && self.byte(newline.saturating_sub(1)) == Some(b'\r') {
            newline.saturating_sub(1)
        } else {
            newline
        }
    }

    /// The line feed that ends the line of an offset, or the end of the text.
    pub(super) fn newline(&self, at: usize) -> usize {
        self.slice(at, self.text.len())
            .find('\n')
            .map_or(self.text.len(), |length| at.saturating_add(length))
    }

    /// Where the line of an offset begins.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.slice(0, at)
            .rfind('\n')
            .map_or(0, |newline| newline.saturating_add(1))
    }

    /// Behind the last visible character from an offset on in its line.
    pub(super) fn text_end(&self, at: usize) -> usize {
        at.saturating_add(self.slice(at, self.line_end(at)).trim_end().len())
    }

    /// From an offset to the last visible character of its line, or one character if there is none.
    pub(super) fn rest_of_line(&self, at: usize) -> Span {
        let end = self.text_end(at);
        if end == at {
            self.character(at)
        } else {
            self.span(at, end)
        }
    }

    /// The first visible character of the line of an offset.
    pub(super) fn text_start(&self, at: usize) -> usize {
        let start = self.line_start(at);
        let line = self.slice(start, self.line_end(start));
        start.saturating_add(line.len().saturating_sub(line.trim_start().len()))
    }

    /// The one character at an offset; empty at the end of the text.
    pub(super) fn character(&self, at: usize) -> Span {
        let length = self
            .slice(at, self.text.len())
            .chars()
            .next()
            .map_or(0, char::len_utf8);
        self.span(at, at.saturating_add(length))
    }
}

/// The number of the line an offset lies in, from 1.
pub(super) fn line_number(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or(bytes);
    before.split(|byte| *byte == b'\n').count()
}

/// A name or piece of text as it appears in a message: in backticks, short, on one line.
pub(super) fn shown(text: &str) -> String {
    const CHARACTERS_MAX: usize = 40;
    let mut out = String::from("`");
    for (n, c) in text.chars().enumerate() {
        if n == CHARACTERS_MAX {
            out.push('…');
            break;
        }
        match c {
            '`' => out.push('\''),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('`');
    out
}
