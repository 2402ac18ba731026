//! YAML text to a tree with positions. What lets a text mean something other than it shows is
//! refused.

mod build;
mod characters;
mod gaps;
mod open;
mod quotes;
mod source;
mod syntax;
mod tabs;

use crate::{Node, Unreadable};

/// Reads the bytes of a manifest into a tree.
///
/// Spans count bytes from the start of `bytes`, a byte-order mark included. A scalar's span is what
/// was written, quotes included; a block's begins at its `|` or `>`; a list's or section's ends
/// with its last entry. Where nothing was written the span is empty and stands behind the colon or
/// dash.
///
/// Less than YAML is read, on purpose: one document; no anchors, aliases, merge keys, tags or
/// directives; keys are text on one line and come once; no tabs in indentation; no characters that
/// hide or reorder what is shown.
///
/// # Errors
/// All problems found, at least one and at most [`crate::limits::PROBLEMS_MAX`], in the order of
/// the file. Those of the encoding and of the grammar end the reading; the others are collected.
/// Where the bytes are not UTF-8, a span need not lie between characters.
pub fn parse(bytes: &[u8]) -> Result<Node, Unreadable> {
    let source = characters::read(bytes).map_err(Unreadable::new)?;
    build::tree(source).map_err(Unreadable::new)
}

#[cfg(test)]
mod tests;
