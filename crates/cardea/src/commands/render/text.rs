//! A text to show pieces of. Where its lines begin is found once, so that no piece costs more for standing far down.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

/// A text and where its lines begin.
#[derive(Debug)]
pub(crate) struct Text {
    text: String,
    /// Offset of the first byte of each line; the first is 0. Lines end as they do for [`miette`]: with `\n`, `\r\n` or `\r`.
    lines: Vec<usize>,
}

/// The lines around a place: bytes of the text, and how many lines stand before them.
struct Window<'a> {
    bytes: &'a [u8],
    start: usize,
    lines_before: usize,
}

impl Text {
    pub(crate) fn new(text: String) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at.saturating_add(1)) != Some(&b'\n'),
            _ => false,
        });
        let starts = ends.map(|(at, _)| at.saturating_add(1));
        let lines = std::iter::once(0).chain(starts).collect();
        Self { text, lines }
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The number of the line, from 0, that a byte stands in.
    pub(super) fn line_of(&self, offset: usize) -> usize {
        let up_to = self.lines.partition_point(|start| *start <= offset);
        up_to.saturating_sub(1)
    }

    /// Where a line, counted from 0, begins.
    pub(super) fn start_of(&self, line: usize) -> Option<usize> {
        self.lines.get(line).copied()
    }

    /// A line, counted from 0, without its line feed; `None` behind the last one, which is not there where the text ends with a line feed.
    pub(super) fn line(&self, number: usize) -> Option<&str> {
        let start = self.start_of(number)?;
        let next = self.start_of(number.saturating_add(1));
        let line = self.text.get(start..next.unwrap_or(self.text.len()))?;
        (!line.is_empty()).then(|| line.strip_suffix('\n').unwrap_or(line))
    }

    /// One line more than was asked for on both sides, so that what ends where a line does is seen to.
    fn window(&self, span: &SourceSpan, before: usize, after: usize) -> Window<'_> {
        let end = span.offset().saturating_add(span.len());
        let lines_before = self
            .line_of(span.offset())
            .saturating_sub(before.saturating_add(1));
        let behind = self.line_of(end).saturating_add(after).saturating_add(2);
        let start = self.start_of(lines_before).unwrap_or_default();
        let bytes = self.text.as_bytes();
        let stop = self.start_of(behind).unwrap_or(bytes.len());
        Window {
            bytes: bytes.get(start..stop).unwrap_or_default(),
            start,
            lines_before,
        }
    }
}

impl SourceCode for Text {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        if span.offset().saturating_add(span.len()) > self.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let window = self.window(span, before, after);
        let within = span.offset().saturating_sub(window.start);
        let within = SourceSpan::new(within.into(), span.len());
        let piece = window.bytes.read_span(&within, before, after)?;
        let start = piece.span().offset().saturating_add(window.start);
        Ok(Box::new(MietteSpanContents::new(
            piece.data(),
            SourceSpan::new(start.into(), piece.span().len()),
            piece.line().saturating_add(window.lines_before),
            piece.column(),
            piece.line_count().saturating_add(window.lines_before),
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every piece of every text of these letters is the one that [`miette`] finds by reading from the start.
    #[test]
    fn a_piece_is_the_same_as_if_all_had_been_read() {
        const LETTERS: [char; 4] = ['a', '\n', '\r', 'é'];
        const LENGTH_MAX: u32 = 5;
        for length in 0..=LENGTH_MAX {
            for number in 0..4_usize.pow(length) {
                let text: String = (0..length)
                    .map(|place| LETTERS[number / 4_usize.pow(place) % 4])
                    .collect();
                same_everywhere(&text);
            }
        }
    }

    #[test]
    fn it_is_so_in_the_middle_of_many_lines() {
        same_everywhere("a: 1\nb:\n\n  c: 2\r\n  d: é\r\n\r\ne: 3\rf: 4\n\n\ng");
    }

    fn same_everywhere(text: &str) {
        let indexed = Text::new(text.to_owned());
        for start in 0..=text.len() {
            for length in 0..=text.len().saturating_sub(start) {
                for around in [0, 1, 2] {
                    let span = SourceSpan::new(start.into(), length);
                    let told = |source: &dyn SourceCode| {
                        let piece = source.read_span(&span, around, around).ok()?;
                        Some((
                            piece.data().to_vec(),
                            *piece.span(),
                            piece.line(),
                            piece.column(),
                            piece.line_count(),
                        ))
                    };
                    let expected = told(&text);
                    assert_eq!(told(&indexed), expected, "{text:?} at {span:?}, {around}");
                }
            }
        }
    }
}
