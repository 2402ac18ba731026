//! The text of a manifest, with lines and columns. The lines are found once, however many places are asked for.

use cardea_manifest::Span;

/// The bytes of a manifest and where its lines begin.
#[derive(Debug)]
pub(crate) struct Source {
    bytes: Vec<u8>,
    /// Offset of the first byte of each line; the first is 0.
    lines: Vec<usize>,
}

/// A place for people and programs: line and column, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub(crate) struct Place {
    /// Lines end with a line feed; a carriage return before it belongs to it.
    pub(crate) line: usize,
    /// In the unit that was asked for.
    pub(crate) column: usize,
}

/// What columns count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Columns {
    /// Unicode scalar values.
    Characters,
    /// Code units of UTF-16, the unit of SARIF and of most editors.
    Utf16,
}

/// Counts nowhere as a column: editors do not show it.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

impl Source {
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        let starts = bytes
            .iter()
            .enumerate()
            .filter(|(_, byte)| **byte == b'\n')
            .map(|(at, _)| at.saturating_add(1));
        let lines = std::iter::once(0).chain(starts).collect();
        Self { bytes, lines }
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Line and column of a byte; what lies behind the end is the end.
    pub(crate) fn place(&self, offset: usize, columns: Columns) -> Place {
        let offset = offset.min(self.bytes.len());
        let line = self.lines.partition_point(|start| *start <= offset);
        let start = self.line_start(line);
        let before = self.bytes.get(start..offset).unwrap_or_default();
        let before = match before.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) if start == 0 => rest,
            _ => before,
        };
        let before = String::from_utf8_lossy(before);
        let column = match columns {
            Columns::Characters => before.chars().count(),
            Columns::Utf16 => before.encode_utf16().count(),
        };
        Place {
            line,
            column: column.saturating_add(1),
        }
    }

    /// The part of a span on its first line. A section is marked where it begins, not over a hundred lines.
    pub(crate) fn first_line(&self, span: Span) -> Span {
        let start = span.start.min(self.bytes.len());
        let end = span.end.clamp(start, self.bytes.len());
        let part = self.bytes.get(start..end).unwrap_or_default();
        let line = part.split(|byte| *byte == b'\n').next().unwrap_or_default();
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        Span {
            start,
            end: start.saturating_add(line.len()),
        }
    }

    /// Offset of the first byte of a line counted from 1.
    fn line_start(&self, line: usize) -> usize {
        line.checked_sub(1)
            .and_then(|index| self.lines.get(index))
            .copied()
            .unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, offset: usize, columns: Columns) -> (usize, usize) {
        let place = Source::new(text.as_bytes().to_vec()).place(offset, columns);
        (place.line, place.column)
    }

    #[test]
    fn lines_and_columns_count_from_one() {
        let text = "ab\ncd\n";
        for (offset, at) in [
            (0, (1, 1)),
            (2, (1, 3)),
            (3, (2, 1)),
            (4, (2, 2)),
            (6, (3, 1)),
            (99, (3, 1)),
        ] {
            assert_eq!(place(text, offset, Columns::Characters), at, "{offset}");
        }
        assert_eq!(place("", 0, Columns::Utf16), (1, 1));
    }

    #[test]
    fn a_column_is_what_its_unit_says() {
        // One character outside the basic plane: four bytes, two code units of UTF-16.
        let text = "é🏠: x";
        let colon = text.find(':').unwrap();
        assert_eq!(place(text, colon, Columns::Characters), (1, 3));
        assert_eq!(place(text, colon, Columns::Utf16), (1, 4));
    }

    #[test]
    fn a_byte_order_mark_is_no_column_and_only_the_first_is_one() {
        assert_eq!(place("\u{feff}a: b", 3, Columns::Utf16), (1, 1));
        assert_eq!(place("\u{feff}a: b", 6, Columns::Characters), (1, 4));
        assert_eq!(place("x\n\u{feff}a", 5, Columns::Characters), (2, 2));
    }

    #[test]
    fn windows_lines_are_cut_before_their_carriage_return() {
        let source = Source::new(b"a:\r\n  b: c\r\n  d: e\r\n".to_vec());
        let whole = Span { start: 6, end: 20 };
        let first = source.first_line(whole);
        assert_eq!((first.start, first.end), (6, 10));
        assert_eq!(source.place(12, Columns::Utf16).line, 3);
        let beyond = source.first_line(Span { start: 90, end: 95 });
        assert_eq!((beyond.start, beyond.end), (20, 20));
    }
}
