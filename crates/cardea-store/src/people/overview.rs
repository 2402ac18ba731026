//! How much is held, and how much was not kept.

use cardea_units::{HouseholdId, SubjectId};
use rusqlite::params;

use crate::{Store, StoreError, Tally};

impl Store {
    /// What was not kept in this home since a day (counted from 1970), and why.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn tallies(
        &self,
        household: HouseholdId,
        since_day: i64,
    ) -> Result<Vec<Tally>, StoreError> {
        let reader = self.reader()?;
        let mut select = reader.prepare_cached(
            "SELECT product, stream, reason, sum(count) FROM tally WHERE household = ?1 AND day >= ?2 GROUP BY product, stream, reason ORDER BY product, stream, reason",
        )?;
        let rows = select.query_map(params![household.to_column(), since_day], |row| {
            Ok(Tally {
                product: row.get(0)?,
                stream: row.get(1)?,
                reason: row.get(2)?,
                count: row.get::<_, i64>(3)?.unsigned_abs(),
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Rows in the blocks of a subject, over all products and tiers. What waits in the journal is not counted: seal first.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn rows_held(&self, household: HouseholdId, subject: SubjectId) -> Result<u64, StoreError> {
        let reader = self.reader()?;
        let count: i64 = reader.query_row(
            "SELECT COALESCE(sum(count), 0) FROM block WHERE household = ?1 AND subject = ?2",
            params![household.to_column(), subject.to_bytes()],
            |row| row.get(0),
        )?;
        Ok(count.unsigned_abs())
    }
}
