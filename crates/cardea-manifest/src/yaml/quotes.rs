//! Which quote was left open, where the parser notices it only further down.

use super::source::Source;

/// Where the quoted text begins that ends just before `stop`, looking from `from`, which is not
/// within quotes.
///
/// The parser tells where quoted text is followed by something it should not be. If a quote was
/// left open, that place is behind the opening quote of some later text, and the one to show is the
/// first.
pub(super) fn opening(source: &Source<'_>, from: usize, stop: usize) -> Option<usize> {
    let mut at = from;
    let mut depth = 0_usize;
    while at < stop {
        let byte = source.byte(at)?;
        let next = at.saturating_add(1);
        at = match byte {
            b'"' | b'\'' => {
                let end = end_of_quoted(source, at, byte)?;
                if source.slice(end, stop).trim().is_empty() {
                    return Some(at);
                }
                end
            }
            b'[' | b'{' => {
                depth = depth.saturating_add(1);
                next
            }
            b']' | b'}' => {
                depth = depth.saturating_sub(1);
                next
            }
            b' ' | b'\t' | b'\r' | b'\n' | b',' | b':' | b'-' | b'?' => next,
            b'#' => source.newline(at),
            _ => end_of_plain(source, at, depth > 0),
        };
    }
    None
}

/// Behind the closing quote.
fn end_of_quoted(source: &Source<'_>, start: usize, quote: u8) -> Option<usize> {
    let mut at = start.checked_add(1)?;
    loop {
        match source.byte(at)? {
            b'\\' if quote == b'"' => at = at.checked_add(2)?,
            byte if byte == quote => {
                at = at.checked_add(1)?;
                if quote == b'"' || source.byte(at) != Some(b'\'') {
                    return Some(at);
                }
                at = at.checked_add(1)?;
            }
            _ => at = at.checked_add(1)?,
        }
    }
}

/// Behind bare text: at `: `, ` #`, the end of the line, and within brackets at the next of them or
/// a comma.
fn end_of_plain(source: &Source<'_>, start: usize, in_brackets: bool) -> usize {
    let mut at = start;
    while let Some(byte) = source.byte(at) {
        let next = source.byte(at.saturating_add(1));
        let ends = match byte {
            b'\n' => true,
            b':' => matches!(next, None | Some(b' ' | b'\t' | b'\r' | b'\n')),
            b' ' => next == Some(b'#'),
            b',' | b'[' | b']' | b'{' | b'}' => in_brackets,
            _ => false,
        };
        if ends {
            return at.max(start.saturating_add(1));
        }
        at = at.saturating_add(1);
    }
    at
}
