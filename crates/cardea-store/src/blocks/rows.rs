//! The rows of a block.

use core::mem;

use cardea_gate::Accumulator;
use cardea_units::UnixMillis;

/// What a field of a tier comes to at one time; `None` where there was no value.
pub(crate) type Cell = Option<Accumulator>;

/// Where a row stands: by time, and among readings that arrived in the same millisecond by a number of their own. The tie is 0 for a
/// reading that has its device's time and for an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowKey {
    pub(crate) at: UnixMillis,
    pub(crate) tie: u64,
}

impl RowKey {
    /// The row of an interval.
    pub(crate) const fn of_window(at: UnixMillis) -> Self {
        Self { at, tie: 0 }
    }
}

/// Whether rows of one time are intervals that add up, or the same reading come again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Intervals {
    Yes,
    No,
}

/// Rows by time, their cells side by side. Debug shows none of them.
///
/// Rows that come in order are appended; the others are put in their places when somebody looks ([`BlockRows::settle`]), so that adding is
/// cheap for what devices do, which is to send in order.
#[derive(Clone)]
pub(crate) struct BlockRows {
    intervals: Intervals,
    /// Cells of one row.
    width: usize,
    keys: Vec<RowKey>,
    /// Row after row.
    cells: Vec<Cell>,
    /// Each key is greater than the one before it.
    settled: bool,
}

impl core::fmt::Debug for BlockRows {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "BlockRows({})", self.keys.len())
    }
}

impl BlockRows {
    /// No rows.
    pub(crate) const fn new(intervals: Intervals) -> Self {
        Self {
            intervals,
            width: 0,
            keys: Vec::new(),
            cells: Vec::new(),
            settled: true,
        }
    }

    /// Rows as they were read, in order.
    pub(super) const fn from_parts(
        intervals: Intervals,
        width: usize,
        keys: Vec<RowKey>,
        cells: Vec<Cell>,
    ) -> Self {
        Self {
            intervals,
            width,
            keys,
            cells,
            settled: false,
        }
    }

    /// Takes the row of one reading: into its interval where the tier has intervals, else once for each time.
    pub(crate) fn add(&mut self, key: RowKey, cells: impl IntoIterator<Item = Cell>) {
        let start = self.cells.len();
        self.cells.extend(cells);
        let width = self.cells.len().saturating_sub(start);
        if width != self.width {
            self.fit(start, width);
        }
        match self.keys.last() {
            Some(last) if *last == key && self.settled => self.join_last(),
            last => {
                self.settled &= last.is_none_or(|last| *last < key);
                self.keys.push(key);
            }
        }
    }

    /// Takes every row of another part.
    pub(crate) fn absorb(&mut self, other: Self) {
        if self.keys.is_empty() {
            let intervals = self.intervals;
            *self = other;
            self.intervals = intervals;
            return;
        }
        if self.width == other.width {
            let follows = match (self.keys.last(), other.keys.first()) {
                (Some(last), Some(first)) => last < first,
                _ => true,
            };
            self.settled &= other.settled && follows;
            self.keys.extend(other.keys);
            self.cells.extend(other.cells);
            return;
        }
        let Self {
            width, keys, cells, ..
        } = other;
        let mut cells = cells.into_iter();
        for key in keys {
            self.add(key, cells.by_ref().take(width));
        }
    }

    /// Puts every row in its place; rows of one time become one.
    pub(crate) fn settle(&mut self) {
        if self.settled {
            return;
        }
        self.settled = true;
        if self.keys.is_sorted_by(|one, next| one < next) {
            return;
        }
        let keys = mem::take(&mut self.keys);
        let mut cells: Vec<Cell> = mem::take(&mut self.cells);
        let mut order: Vec<usize> = (0..keys.len()).collect();
        // Stable: of rows of one time the one that came first stays first.
        order.sort_by_key(|place| keys.get(*place));
        self.keys.reserve(keys.len());
        self.cells.reserve(cells.len());
        for place in order {
            let Some(key) = keys.get(place) else { continue };
            let start = place.saturating_mul(self.width);
            let row = cells
                .get_mut(start..start.saturating_add(self.width))
                .unwrap_or_default();
            self.cells.extend(row.iter_mut().map(mem::take));
            if self.keys.last() == Some(key) {
                self.join_last();
            } else {
                self.keys.push(*key);
            }
        }
    }

    /// How many rows there are, where none is there twice.
    pub(crate) const fn len(&self) -> usize {
        self.keys.len()
    }

    pub(super) const fn width(&self) -> usize {
        self.width
    }

    pub(super) fn keys(&self) -> &[RowKey] {
        &self.keys
    }

    /// The cells of one field, in the order of the rows.
    pub(super) fn column(&self, field: usize) -> impl Iterator<Item = Option<&Accumulator>> {
        self.cells
            .iter()
            .skip(field)
            .step_by(self.width.max(1))
            .map(Option::as_ref)
    }

    /// Each row, in its place when settled.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (RowKey, &[Cell])> {
        let cells = self.cells.chunks(self.width.max(1));
        self.keys.iter().copied().zip(cells)
    }

    /// Keeps the rows of some times.
    pub(crate) fn retain(&mut self, keep: impl Fn(RowKey) -> bool) {
        if self.keys.iter().all(|key| keep(*key)) {
            return;
        }
        let keys = mem::take(&mut self.keys);
        let mut cells = mem::take(&mut self.cells).into_iter();
        for key in keys {
            let row = cells.by_ref().take(self.width);
            if keep(key) {
                self.cells.extend(row);
                self.keys.push(key);
            } else {
                row.for_each(drop);
            }
        }
    }

    /// The last row of cells belongs to the last key, which has a row.
    fn join_last(&mut self) {
        let Some(start) = self.cells.len().checked_sub(self.width) else {
            return;
        };
        if self.intervals == Intervals::Yes {
            let (before, last) = self.cells.split_at_mut(start);
            let known = before.len().saturating_sub(self.width);
            let known = before.get_mut(known..).unwrap_or_default();
            for (here, there) in known.iter_mut().zip(last) {
                match (here.as_mut(), there.take()) {
                    (Some(here), Some(there)) => here.merge(&there),
                    (None, there) => *here = there,
                    (Some(_), None) => {}
                }
            }
        }
        self.cells.truncate(start);
    }

    /// The last row is wider or narrower than those before: the narrower are filled up. `start` is where it begins.
    fn fit(&mut self, start: usize, width: usize) {
        if self.keys.is_empty() {
            self.width = width;
            return;
        }
        if width < self.width {
            self.cells.resize(start.saturating_add(self.width), None);
            return;
        }
        let old = mem::take(&mut self.cells);
        let mut old = old.into_iter();
        for _ in 0..self.keys.len() {
            self.cells.extend(old.by_ref().take(self.width));
            let missing = width.saturating_sub(self.width);
            self.cells.extend(core::iter::repeat_n(None, missing));
        }
        self.cells.extend(old);
        self.width = width;
    }
}

#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    reason = "a test stops where something is not as it says"
)]
mod tests;
