//! The journal: arriving readings, many in one row, each sealed for the person it is about.
//!
//! A row is a format byte, a nonce base, and for each subject a segment: household (8 bytes), subject (9), length, ciphertext. The key of a
//! segment comes from the subject's secret and the secret of the journal's day; its place in the row is bound to it.

mod batch;
mod directory;
mod marks;
mod record;

pub(crate) use batch::{BatchWriter, Segment, segments};
pub(crate) use directory::Directory;
pub(crate) use marks::{MarksOnDisk, read_marks, write_marks};
pub(crate) use record::{Record, Timed};

use cardea_units::UnixMillis;
use cardea_vault::{JOURNAL_TIER, PeriodName};

use crate::StoreError;
use crate::engine::{Connection, params, sql};
use crate::limits::JOURNAL_PERIOD_MILLIS;

/// The journal's period in which a time lies.
pub(crate) const fn period_of(at: UnixMillis) -> UnixMillis {
    UnixMillis(
        at.0.div_euclid(JOURNAL_PERIOD_MILLIS)
            .saturating_mul(JOURNAL_PERIOD_MILLIS),
    )
}

/// The name of a period of the journal, which is of no product and no stream.
pub(crate) const fn period_name(starts_at: UnixMillis) -> PeriodName<'static> {
    PeriodName {
        product: "-",
        stream: "-",
        tier: JOURNAL_TIER,
        starts_at,
    }
}

/// When a period of the journal ends: a day after its last reading came in.
pub(crate) const fn period_ends(starts_at: UnixMillis) -> UnixMillis {
    starts_at.plus(JOURNAL_PERIOD_MILLIS.saturating_mul(2))
}

/// Writes a row that holds nothing, so that its number is never used again: parts of blocks are counted by it.
pub(crate) fn use_up(db: &Connection, row: i64, now: UnixMillis) -> Result<(), StoreError> {
    db.execute(
        sql!("INSERT INTO journal (id, at, data, marks) VALUES (?1, ?2, NULL, ?3)"),
        params![row, now.0, write_marks(&[])],
    )?;
    Ok(())
}
