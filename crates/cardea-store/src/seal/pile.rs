//! Rows on their way from the journal into blocks.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use cardea_units::{HouseholdId, SubjectId, UnixMillis};
use cardea_vault::VaultError;

use super::cuts::{Cut, cut_mask, load_cuts};
use super::put::Place;
use super::{Row, cells, conversion, intervals, open, row_key};
use crate::blocks::{BlockKey, BlockRows};
use crate::journal::{self, Record, segments};
use crate::writer::Writer;
use crate::{Product, StoreError};

/// Rows on their way into blocks.
#[derive(Default)]
pub(super) struct Pile {
    pub(super) blocks: BTreeMap<BlockKey, (Place, BlockRows)>,
    cuts: BTreeMap<HouseholdId, Vec<Cut>>,
}

/// Where a record comes from.
#[derive(Clone, Copy)]
struct Source {
    row: i64,
    /// Its place in its segment.
    place: u64,
    household: HouseholdId,
    subject: SubjectId,
}

impl Pile {
    pub(super) fn take_row(
        &mut self,
        writer: &Writer,
        row: &Row,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        let Some(period) = writer
            .vault
            .find_period(&journal::period_name(journal::period_of(row.at)))?
        else {
            return Ok(());
        };
        for segment in segments(row.id, &row.data)? {
            let key = match writer.vault.data_key(segment.subject, period) {
                Ok(key) => key,
                // Erased, or over: nobody can read it any more, and so it is dropped here.
                Err(
                    VaultError::SubjectDestroyed
                    | VaultError::SubjectUnknown
                    | VaultError::PeriodEnded,
                ) => continue,
                Err(error) => return Err(error.into()),
            };
            let records = match open(&segment, &key) {
                Ok(records) => records,
                // One damaged segment must not hold up everybody's sealing, and with it the end of everybody's periods.
                Err(error) => {
                    tracing::error!(%error, row = row.id, "a segment of the journal is damaged and lost");
                    continue;
                }
            };
            for (place, record) in (0..).zip(records) {
                let source = Source {
                    row: row.id,
                    place,
                    household: segment.household,
                    subject: segment.subject,
                };
                self.take_record(writer, source, record, now)?;
            }
        }
        Ok(())
    }

    fn take_record(
        &mut self,
        writer: &Writer,
        source: Source,
        record: Record,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        let Source {
            row,
            place,
            household,
            subject,
        } = source;
        let Some((product, stream, record)) =
            conversion::to_today(&writer.db, &writer.products, record)?
        else {
            return Ok(());
        };
        let Some(rules) = product.gate.stream(stream) else {
            return Ok(());
        };
        let mask = record.mask & !self.cut(writer, product, household, subject, row)?;
        for (tier, layout) in product.tiers_of(stream) {
            let mask = mask & product.to_slots(tier.purposes);
            let cells = cells(tier, &record);
            if mask == 0 || !tier.holds(record.at, now) || cells.iter().all(Option::is_none) {
                continue;
            }
            let period = tier.period_of(record.at);
            let key = BlockKey {
                household: household.to_column(),
                subject,
                layout,
                period,
                device: record.device,
                mask,
            };
            let target = || Place {
                product: product.gate.product().to_owned(),
                stream: rules.name.clone(),
                tier: tier.name(),
                intervals: intervals(tier),
                ends_at: tier.period_ends(period),
            };
            let (_, rows) = self
                .blocks
                .entry(key)
                .or_insert_with(|| (target(), BlockRows::default()));
            rows.add(row_key(tier, &record, row, place), cells, intervals(tier));
        }
        Ok(())
    }

    /// Purposes (slots) that were taken away after this row was written.
    fn cut(
        &mut self,
        writer: &Writer,
        product: &Product,
        household: HouseholdId,
        subject: SubjectId,
        row: i64,
    ) -> Result<u64, StoreError> {
        let cuts = match self.cuts.entry(household) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(load_cuts(&writer.db, household)?),
        };
        let person = match subject {
            SubjectId::Household(_) => 0,
            SubjectId::Person(person) => person.to_column(),
        };
        Ok(cut_mask(cuts, product.gate.product(), person, row))
    }
}
