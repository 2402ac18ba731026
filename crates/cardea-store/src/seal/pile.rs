//! Rows on their way from the journal into blocks.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use cardea_units::{HouseholdId, SubjectId};
use cardea_vault::{DataKey, PeriodId, VaultError};

use super::cuts::{Cut, cut_mask, load_cuts};
use super::part::Place;
use super::{Bench, Homes, Row, cells, conversion, intervals, open, row_key};
use crate::blocks::{BlockKey, BlockRows, Cell};
use crate::journal::{self, Record, Segment, segments};
use crate::{Product, StoreError};

/// Rows on their way into blocks, one subject after the other.
pub(super) struct Pile<'a> {
    bench: Bench<'a>,
    cuts: BTreeMap<HouseholdId, Vec<Cut>>,
    /// Blocks of the subject whose turn it is.
    blocks: BTreeMap<BlockKey, (Place, BlockRows)>,
    /// The cells of one row, for reuse.
    cells: Vec<Cell>,
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

impl<'a> Pile<'a> {
    pub(super) fn new(bench: Bench<'a>) -> Self {
        Self {
            bench,
            cuts: BTreeMap::new(),
            blocks: BTreeMap::new(),
            cells: Vec::new(),
        }
    }

    /// Hands over each block that the rows of some homes come to.
    pub(super) fn each_block(
        mut self,
        rows: &[Row],
        homes: Homes<'_>,
        mut hand_over: impl FnMut(BlockKey, Place, BlockRows) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut all: Vec<(Segment<'_>, PeriodId)> = Vec::new();
        for row in rows {
            let name = journal::period_name(journal::period_of(row.at));
            // The journal's period is over: nobody can read it any more, and so it is dropped here.
            let Some(period) = self.bench.vault.find_period(&name)? else {
                continue;
            };
            let wanted = segments(row.id, &row.data)?.into_iter();
            let wanted = wanted.filter(|segment| homes.has(segment.household));
            all.extend(wanted.map(|segment| (segment, period)));
        }
        // Stable: what came first of a subject stays first.
        all.sort_by_key(|(segment, _)| (segment.household, segment.subject));
        for of_subject in all.chunk_by(|(one, _), (next, _)| {
            (one.household, one.subject) == (next.household, next.subject)
        }) {
            self.take_subject(of_subject)?;
            for (key, (place, rows)) in core::mem::take(&mut self.blocks) {
                hand_over(key, place, rows)?;
            }
        }
        Ok(())
    }

    fn take_subject(&mut self, of_subject: &[(Segment<'_>, PeriodId)]) -> Result<(), StoreError> {
        let mut known: Option<(PeriodId, Arc<DataKey>)> = None;
        for (segment, period) in of_subject {
            let key = match &known {
                Some((of, key)) if of == period => Arc::clone(key),
                _ => match self.bench.vault.data_key(segment.subject, *period) {
                    Ok(key) => key,
                    // Erased, or over: nobody can read it any more, and so it is dropped here.
                    Err(
                        VaultError::SubjectDestroyed
                        | VaultError::SubjectUnknown
                        | VaultError::PeriodEnded,
                    ) => continue,
                    Err(error) => return Err(error.into()),
                },
            };
            let records = match open(segment, &key) {
                Ok(records) => records,
                // Forgotten just now.
                Err(StoreError::Vault(VaultError::SubjectDestroyed)) => continue,
                // One damaged segment must not hold up everybody's sealing, and with it the end of everybody's periods.
                Err(error) => {
                    tracing::error!(%error, row = segment.row, "a segment of the journal is damaged and lost");
                    continue;
                }
            };
            known = Some((*period, key));
            for (place, record) in (0..).zip(records) {
                let source = Source {
                    row: segment.row,
                    place,
                    household: segment.household,
                    subject: segment.subject,
                };
                self.take_record(source, record)?;
            }
        }
        Ok(())
    }

    fn take_record(&mut self, source: Source, record: Record) -> Result<(), StoreError> {
        let Source {
            row,
            place,
            household,
            subject,
        } = source;
        let Bench {
            db, products, now, ..
        } = self.bench;
        let Some((product, stream, record)) = conversion::to_today(db, products, record)? else {
            return Ok(());
        };
        let Some(rules) = product.gate.stream(stream) else {
            return Ok(());
        };
        let mask = record.mask & !self.cut(product, household, subject, row)?;
        for (tier, layout) in product.tiers_of(stream) {
            let mask = mask & product.to_slots(tier.purposes);
            if mask == 0 || !tier.holds(record.at, now) {
                continue;
            }
            self.cells.clear();
            self.cells.extend(cells(tier, &record));
            if self.cells.iter().all(Option::is_none) {
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
            let (_, rows) = self.blocks.entry(key).or_insert_with(|| {
                let place = Place {
                    product: product.gate.product().to_owned(),
                    stream: rules.name.clone(),
                    tier: tier.name(),
                    intervals: intervals(tier),
                    ends_at: tier.period_ends(period),
                };
                (place, BlockRows::new(intervals(tier)))
            });
            rows.add(row_key(tier, &record, row, place), self.cells.drain(..));
        }
        Ok(())
    }

    /// Purposes (slots) that were taken away after this row was written.
    fn cut(
        &mut self,
        product: &Product,
        household: HouseholdId,
        subject: SubjectId,
        row: i64,
    ) -> Result<u64, StoreError> {
        let cuts = match self.cuts.entry(household) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(place) => place.insert(load_cuts(self.bench.db, household)?),
        };
        if cuts.is_empty() {
            return Ok(0);
        }
        let person = match subject {
            SubjectId::Household(_) => 0,
            SubjectId::Person(person) => person.to_column(),
        };
        Ok(cut_mask(cuts, product.gate.product(), person, row))
    }
}
