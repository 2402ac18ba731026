//! Closing: the parts of a block become one when its period is over, since then hardly anything comes into it any more.

use std::collections::BTreeMap;
use std::sync::Arc;

use cardea_units::{DeviceId, SubjectId, UnixMillis};
use cardea_vault::NonceSequence;

use super::part::{Part, Place};
use super::{Sealer, intervals};
use crate::StoreError;
use crate::blocks::BlockKey;
use crate::engine::{Connection, params, sql};
use crate::journal;
use crate::limits::{CLOSE_AFTER_MILLIS, CLOSE_BACK_MILLIS, CLOSE_BLOCKS_MAX, PART_ROWS_FULL};
use crate::writer::Writer;
use crate::{Products, Store};

/// Up to which period the blocks of each layout are closed. In memory only: after a restart the last few periods are looked at again.
pub(crate) type Closed = BTreeMap<i64, UnixMillis>;

/// Where one look for blocks to close left off.
type After = (i64, Vec<u8>, i64, i64);

impl Store {
    /// Makes one part of the parts of each block whose period is over. What comes late makes further ones, which are merged when they are
    /// many.
    ///
    /// # Errors
    /// What the database or the vault reports; every reading is then where it was.
    pub async fn close_periods(&self) -> Result<(), StoreError> {
        let _one = self.one_sealer().lock().await;
        let now = self.clock().now();
        let due = due(self.products(), &mut self.closed(), now);
        for (layout, periods) in due {
            for period in periods {
                let mut after: After = (i64::MIN, Vec::new(), i64::MIN, i64::MIN);
                while let Some(last) = self.close_some(layout, period, after).await? {
                    after = last;
                }
            }
        }
        Ok(())
    }

    /// Closes up to [`CLOSE_BLOCKS_MAX`] blocks of a period; answers which was the last, and `None` when there are no more.
    async fn close_some(
        &self,
        layout: i64,
        period: UnixMillis,
        after: After,
    ) -> Result<Option<After>, StoreError> {
        let sealer = Arc::clone(self.sealer());
        let look = after.clone();
        let found = move || sealer.has_parts(layout, period, &look);
        let found = tokio::task::spawn_blocking(found)
            .await
            .map_err(|_| StoreError::Stopped)??;
        if !found {
            return Ok(None);
        }
        let first = self.with_writer(Writer::begin_closing).await??;
        let sealer = Arc::clone(self.sealer());
        let prepared = move || sealer.prepare_closing(layout, period, &after, first);
        let (parts, last) = tokio::task::spawn_blocking(prepared)
            .await
            .map_err(|_| StoreError::Stopped)??;
        self.with_writer(move |writer| writer.place_closed(&parts))
            .await??;
        Ok(last)
    }
}

/// The periods of each tier that are over and were not looked at.
fn due(products: &Products, closed: &mut Closed, now: UnixMillis) -> Vec<(i64, Vec<UnixMillis>)> {
    let mut all = Vec::new();
    for (_, product) in products.iter() {
        for (stream, _) in product.gate.streams() {
            for (tier, layout) in product.readable_tiers_of(stream) {
                let length = tier.period_millis();
                let open = tier.period_of(now.plus(CLOSE_AFTER_MILLIS.saturating_neg()));
                let furthest = tier.period_of(open.plus(CLOSE_BACK_MILLIS.saturating_neg()));
                let first = closed
                    .insert(layout, open)
                    .map_or(furthest, |closed| closed.max(furthest));
                let periods = core::iter::successors(Some(first), |at| Some(at.plus(length)));
                let periods: Vec<_> = periods.take_while(|at| *at < open).collect();
                if !periods.is_empty() {
                    all.push((layout, periods));
                }
            }
        }
    }
    all
}

impl Sealer {
    fn has_parts(
        &self,
        layout: i64,
        period: UnixMillis,
        after: &After,
    ) -> Result<bool, StoreError> {
        self.on_snapshot(|bench| Ok(!in_parts(bench.db, layout, period, after)?.is_empty()))
    }

    fn prepare_closing(
        &self,
        layout: i64,
        period: UnixMillis,
        after: &After,
        row: i64,
    ) -> Result<(Vec<Part>, Option<After>), StoreError> {
        self.on_snapshot(|bench| {
            let Some(place) = bench.products.of_tier_layout(layout) else {
                return Ok((Vec::new(), None));
            };
            let locked = Place {
                product: place.product_id.to_owned(),
                stream: place.stream_id.to_owned(),
                tier: place.tier.name(),
                intervals: intervals(place.tier),
                ends_at: place.tier.period_ends(period),
            };
            let blocks = in_parts(bench.db, layout, period, after)?;
            let last = blocks.last().map(|key| {
                let subject = key.subject.to_bytes().to_vec();
                (
                    key.household,
                    subject,
                    key.device.to_column(),
                    key.mask.cast_signed(),
                )
            });
            let mut nonces = NonceSequence::draw(bench.random)?;
            let mut parts = Vec::with_capacity(blocks.len());
            for (number, key) in (super::first_part(row)..).zip(blocks) {
                parts.extend(Part::of_all(bench, key, &locked, number, &mut nonces)?);
            }
            Ok((parts, last))
        })
    }
}

/// Blocks of a period that have more than one part which is not full.
fn in_parts(
    db: &Connection,
    layout: i64,
    period: UnixMillis,
    (household, subject, device, mask): &After,
) -> Result<Vec<BlockKey>, StoreError> {
    const BROKEN: StoreError = StoreError::Corrupt("a block names nobody");
    db.all(
        sql!("SELECT household, subject, device, mask FROM block WHERE layout = ?1 AND period = ?2 AND count < ?8
              AND (household, subject, device, mask) > (?3, ?4, ?5, ?6)
              GROUP BY household, subject, device, mask HAVING count(*) > 1
              ORDER BY household, subject, device, mask LIMIT ?7"),
        params![layout, period.0, household, subject, device, mask, CLOSE_BLOCKS_MAX, PART_ROWS_FULL],
        |row| {
            Ok(BlockKey {
                household: row.get(0)?,
                subject: SubjectId::from_bytes(row.get(1)?).ok_or(BROKEN)?,
                layout,
                device: DeviceId::from_column(row.get(2)?).ok_or(BROKEN)?,
                period,
                mask: row.get::<i64>(3)?.cast_unsigned(),
            })
        },
    )
}

impl Writer {
    /// Begins to note what changes; answers the number of a row of the journal by which parts are counted. It is used up, on disk, too.
    fn begin_closing(&mut self) -> Result<i64, StoreError> {
        let row = self.next_row;
        journal::use_up(&self.db, row, self.clock.now())?;
        self.next_row = row.saturating_add(1);
        let _ = self.begin_sealing();
        Ok(row)
    }

    /// Puts closed blocks in place. Homes that changed since [`Writer::begin_sealing`] are left as they are.
    fn place_closed(&mut self, parts: &[Part]) -> Result<(), StoreError> {
        let Some(sealing) = self.sealing.take() else {
            return Ok(());
        };
        if parts.is_empty() {
            return Ok(());
        }
        let tx = self.db.write()?;
        for part in parts {
            let touched = part
                .household()
                .is_none_or(|home| sealing.touched.contains(&home));
            if !touched {
                part.write(&tx)?;
            }
        }
        tx.commit()
    }
}
