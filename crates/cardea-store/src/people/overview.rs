//! How much is held, and how much was not kept.

use std::collections::BTreeSet;

use cardea_gate::StreamIndex;
use cardea_units::{DeviceId, HouseholdId, SubjectId, UnixMillis};
use cardea_vault::PeriodName;

use crate::blocks::{BlockKey, BlockRows, Cell, RowKey};
use crate::engine::{params, sql};
use crate::seal::intervals;
use crate::{ProductIndex, Store, StoreError, Tally};

impl Store {
    /// What was not kept in this home since a day (counted from 1970), and why.
    ///
    /// # Errors
    /// What the database reports.
    pub fn tallies(
        &self,
        household: HouseholdId,
        since_day: i64,
    ) -> Result<Vec<Tally>, StoreError> {
        self.reader()?.all(
            sql!("SELECT product, stream, reason, CAST(sum(count) AS BIGINT) FROM tally WHERE household = ?1 AND day >= ?2
                  GROUP BY product, stream, reason ORDER BY product, stream, reason"),
            params![household.to_column(), since_day],
            |row| {
                Ok(Tally {
                    product: row.get(0)?,
                    stream: row.get(1)?,
                    reason: row.get(2)?,
                    count: row.get::<i64>(3)?.unsigned_abs(),
                })
            },
        )
    }

    /// The streams of which blocks or clips of a subject are stored, whichever devices are in the home now. What waits in the journal is not looked
    /// at: seal first.
    ///
    /// # Errors
    /// What the database reports.
    pub fn streams_stored(
        &self,
        household: HouseholdId,
        subject: SubjectId,
    ) -> Result<BTreeSet<(ProductIndex, StreamIndex)>, StoreError> {
        let mut streams = BTreeSet::new();
        self.reader()?.each(
            sql!("SELECT DISTINCT layout FROM block WHERE household = ?1 AND subject = ?2"),
            params![household.to_column(), subject.to_bytes()],
            |row| {
                let place = self.products().of_tier_layout(row.get(0)?);
                streams.extend(place.map(|place| (place.product, place.stream)));
                Ok(())
            },
        )?;
        streams.extend(self.streams_of_media(household, subject)?);
        Ok(streams)
    }

    /// How many rows of a subject are stored and can be opened, counted block by block and not through a read: what an access package must
    /// come to. What waits in the journal is not counted: seal first.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub fn rows_readable(
        &self,
        household: HouseholdId,
        subject: SubjectId,
    ) -> Result<u64, StoreError> {
        let now = self.clock().now();
        let mut counted: Vec<(i64, i64, RowKey)> = Vec::new();
        let has_value = |cells: &[Cell]| cells.iter().any(Option::is_some);
        self.reader()?.each(
            sql!("SELECT layout, period, device, mask, part, data FROM block WHERE household = ?1 AND subject = ?2"),
            params![household.to_column(), subject.to_bytes()],
            |row| {
                let layout: i64 = row.get(0)?;
                let Some(place) = self.products().of_tier_layout(layout) else {
                    return Ok(());
                };
                let period = UnixMillis(row.get(1)?);
                let device: i64 = row.get(2)?;
                let name = PeriodName {
                    product: place.product_id,
                    stream: place.stream_id,
                    tier: &place.tier.name(),
                    starts_at: period,
                };
                let Ok(Some(id)) = self.vault().find_period(&name) else {
                    return Ok(());
                };
                let Ok(key) = self.vault().data_key(subject, id) else {
                    return Ok(());
                };
                let key_of = BlockKey {
                    household: household.to_column(),
                    subject,
                    layout,
                    period,
                    device: DeviceId::from_column(device)
                        .ok_or(StoreError::Corrupt("a block names no device"))?,
                    mask: row.get::<i64>(3)?.cast_unsigned(),
                };
                let block = BlockRows::read(
                    &key_of.open(row.get(4)?, &key, row.get(5)?)?,
                    intervals(place.tier),
                )?;
                let held = block
                    .iter()
                    .filter(|(at, cells)| place.tier.holds(at.at, now) && has_value(cells));
                counted.extend(held.map(|(at, _)| (layout, device, at)));
                Ok(())
            },
        )?;
        // A row that stands in several blocks, or parts of one, is one row.
        counted.sort_unstable();
        counted.dedup();
        Ok(u64::try_from(counted.len()).unwrap_or(u64::MAX))
    }
}
