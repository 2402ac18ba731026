//! Lines of at most so many columns, broken where [`miette`] breaks them, for texts of a few letters whose breaks are known.
//!
//! Where a line may end is said by Unicode Standard Annex 14. For the letters that are known here it comes to this: behind spaces, between
//! `)` and `(`, between a mark and `(`; and, as [`miette`] has it, behind a hyphen between two letters or digits.

use super::WIDTH;

/// Columns that [`miette`] leaves free at the right.
const MARGIN: usize = 2;

/// Adds the text, its first line behind `first` and all others behind `rest`, which are equally wide and one column a character. `None`,
/// and perhaps half of it in `out`, where it has letters whose breaks are not known here.
pub(super) fn wrap(text: &str, first: &str, rest: &str, out: &mut String) -> Option<()> {
    let width = WIDTH
        .saturating_sub(MARGIN)
        .saturating_sub(first.chars().count());
    let mut indent = first;
    for paragraph in text.split('\n') {
        let bytes = known(paragraph)?;
        let mut line = Line::default();
        let mut at = 0;
        while let Some(piece) = next_piece(paragraph, &bytes, at) {
            if piece.columns > width {
                return None;
            }
            if line.columns.saturating_add(piece.columns) > width && line.start < at {
                line.put(paragraph, indent, out)?;
                indent = rest;
                line = Line {
                    start: at,
                    end: at,
                    columns: 0,
                };
            }
            line.end = piece.end;
            line.columns = line
                .columns
                .saturating_add(piece.columns)
                .saturating_add(piece.spaces);
            at = piece.end.saturating_add(piece.spaces);
        }
        line.put(paragraph, indent, out)?;
        indent = rest;
    }
    Some(())
}

/// A line in the making.
#[derive(Default)]
struct Line {
    start: usize,
    /// Without the spaces behind it.
    end: usize,
    /// With them.
    columns: usize,
}

impl Line {
    fn put(&self, paragraph: &str, indent: &str, out: &mut String) -> Option<()> {
        out.push_str(indent);
        out.push_str(paragraph.get(self.start..self.end)?);
        out.push('\n');
        Some(())
    }
}

/// What no line ends within, and the spaces behind it.
struct Piece {
    end: usize,
    columns: usize,
    spaces: usize,
}

/// The piece that begins at a byte; `None` at the end.
fn next_piece(text: &str, kinds: &[Kind], at: usize) -> Option<Piece> {
    let rest = kinds.get(at..).filter(|rest| !rest.is_empty())?;
    let mut pairs = rest.windows(2);
    let length = pairs
        .position(|pair| matches!(pair, [left, right] if ends_between(*left, *right)))
        .map_or(rest.len(), |left| left.saturating_add(1));
    // A hyphen ends a piece only where it stands within a word, which takes three letters to see.
    let length = rest
        .windows(3)
        .take(length.saturating_sub(1))
        .position(|three| three == [Kind::Letter, Kind::Hyphen, Kind::Letter])
        .map_or(length, |left| left.saturating_add(2).min(length));
    let end = at.saturating_add(length);
    let spaces = kinds
        .get(end..)?
        .iter()
        .take_while(|kind| **kind == Kind::Space)
        .count();
    Some(Piece {
        end,
        columns: text.get(at..end)?.chars().count(),
        spaces,
    })
}

/// What a letter is for the end of a line, one for each byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// ASCII letters and digits.
    Letter,
    /// Like a letter, but no hyphen is split beside it.
    Sign,
    Space,
    Hyphen,
    /// `.`, `,`, `:`, `;`
    Mark,
    Open,
    Close,
}

const fn ends_between(left: Kind, right: Kind) -> bool {
    matches!(
        (left, right),
        (_, Kind::Space) | (Kind::Close | Kind::Mark, Kind::Open)
    )
}

/// What the bytes of a text are; `None` where one is not known, or stands beside a space where it does what is not known here.
fn known(text: &str) -> Option<Vec<Kind>> {
    let mut kinds = Vec::with_capacity(text.len());
    for letter in text.chars() {
        let kind = match letter {
            'a'..='z' | 'A'..='Z' | '0'..='9' => Kind::Letter,
            '`' | '_' | '·' => Kind::Sign,
            ' ' => Kind::Space,
            '-' => Kind::Hyphen,
            '.' | ',' | ':' | ';' => Kind::Mark,
            '(' => Kind::Open,
            ')' => Kind::Close,
            _ => return None,
        };
        (0..letter.len_utf8()).for_each(|_| kinds.push(kind));
    }
    let strange = |pair: &[Kind]| {
        matches!(
            pair,
            [Kind::Space, Kind::Hyphen | Kind::Mark | Kind::Close] | [Kind::Open, Kind::Space]
        )
    };
    let at_ends = kinds.first() == Some(&Kind::Space) || kinds.last() == Some(&Kind::Space);
    (!kinds.is_empty() && !at_ends && !kinds.windows(2).any(strange)).then_some(kinds)
}
