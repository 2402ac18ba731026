//! The marks of a row's readings, so that what comes again after a restart is known.

use std::collections::VecDeque;

use cardea_units::DeviceId;

use crate::StoreError;
use crate::limits::{MARKS_MAX, MARKS_STRETCH};
use crate::wire::{Take, put_u64};

/// Writes marks.
pub(crate) fn write_marks(marks: &[(DeviceId, u64)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(marks.len().saturating_mul(16).saturating_add(4));
    put_u64(&mut bytes, as_u64(marks.len()));
    for (device, mark) in marks {
        bytes.extend_from_slice(&device.get().to_be_bytes());
        bytes.extend_from_slice(&mark.to_be_bytes());
    }
    bytes
}

/// Reads them.
pub(crate) fn read_marks(
    bytes: &[u8],
    mut each: impl FnMut(DeviceId, u64),
) -> Result<(), StoreError> {
    let mut take = Take::new(bytes);
    for _ in 0..take.count()? {
        let device = DeviceId::from_column(i64::from_be_bytes(take.array()?));
        let mark = u64::from_be_bytes(take.array()?);
        if let Some(device) = device {
            each(device, mark);
        }
    }
    Ok(())
}

fn as_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

/// How many marks the rows on disk have, in stretches of about [`MARKS_STRETCH`]: no more are kept there than are held in memory.
#[derive(Debug, Default)]
pub(crate) struct MarksOnDisk {
    /// The last row of each stretch, and its marks.
    stretches: VecDeque<(i64, usize)>,
    count: usize,
}

impl MarksOnDisk {
    /// A row with so many marks was written.
    pub(crate) fn add(&mut self, row: i64, marks: usize) {
        self.count = self.count.saturating_add(marks);
        match self.stretches.back_mut() {
            Some((last, count)) if *count < MARKS_STRETCH => {
                *last = row;
                *count = count.saturating_add(marks);
            }
            _ => self.stretches.push_back((row, marks)),
        }
    }

    /// Forgets the oldest stretches that are too many; answers up to which row.
    pub(crate) fn forget(&mut self) -> Option<i64> {
        let mut through = None;
        while self.count > MARKS_MAX
            && let Some((last, count)) = self.stretches.pop_front()
        {
            self.count = self.count.saturating_sub(count);
            through = Some(last);
        }
        through
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_marks_stay_on_disk_than_in_memory() {
        let mut marks = MarksOnDisk::default();
        let rows = i64::try_from(MARKS_MAX / 4_000).unwrap() * 3;
        let mut gone = 0;
        for row in 1..=rows {
            marks.add(row, 4_000);
            gone = marks.forget().unwrap_or(gone);
            assert!(marks.count <= MARKS_MAX);
        }
        let left = usize::try_from(rows - gone).unwrap() * 4_000;
        assert!(
            left <= MARKS_MAX && left + 2 * MARKS_STRETCH > MARKS_MAX,
            "{left}"
        );
    }
}
