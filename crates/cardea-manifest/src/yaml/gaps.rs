//! What stands between two values: blanks, comments, indicators, and the `---` or `...` before all.

use super::source::Source;

/// The first of `wanted` at or behind `from`, with only blanks, comments and indicators before it.
pub(super) fn find(source: &Source<'_>, from: usize, wanted: &[u8]) -> Option<usize> {
    let mut at = from;
    while let Some(byte) = source.byte(at) {
        if wanted.contains(&byte) {
            return Some(at);
        }
        at = match byte {
            b' ' | b'\t' | b'\r' | b'\n' | b':' | b'-' | b'?' | b',' | b'.' => at.saturating_add(1),
            b'#' => source.line_end(at),
            _ => return None,
        };
    }
    None
}
