//! What was not kept, and why: names and counts, never a value.

use std::collections::BTreeMap;

use cardea_units::{HouseholdId, UnixMillis};

use crate::StoreError;
use crate::engine::{Connection, params, sql};

/// Why a reading was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum TallyReason {
    /// Nobody it is about permits any purpose that would use it.
    NotPermitted,
    /// It was there already.
    Duplicate,
    /// It is older than anybody may keep it.
    TooOld,
    /// The period of its time has ended already, though it is not too old: the clock was ahead for a while.
    PeriodEnded,
    /// The device belongs to nobody.
    Unclaimed,
    /// The person it is about was erased, or the home was.
    Erased,
}

impl TallyReason {
    /// As it is written in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NotPermitted => "not_permitted",
            Self::Duplicate => "duplicate",
            Self::TooOld => "too_old",
            Self::PeriodEnded => "period_ended",
            Self::Unclaimed => "unclaimed",
            Self::Erased => "erased",
        }
    }
}

/// How many readings of a stream were not kept on a day, for one reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// The product.
    pub product: String,
    /// The stream.
    pub stream: String,
    /// Why, as a word.
    pub reason: String,
    /// How many.
    pub count: u64,
}

/// Counts that are not yet written.
#[derive(Debug, Default)]
pub(crate) struct Tallies(BTreeMap<Place, BTreeMap<(String, String), u64>>);

/// Of which home, and why.
type Place = (HouseholdId, TallyReason);

impl Tallies {
    /// Homes whose counts are held before they are written; beyond it a count is lost, never a reading.
    pub(crate) const HELD_MAX: usize = 10_000;

    pub(crate) fn add(
        &mut self,
        household: HouseholdId,
        product: &str,
        stream: &str,
        reason: TallyReason,
    ) {
        let place = (household, reason);
        if self.0.len() >= Self::HELD_MAX && !self.0.contains_key(&place) {
            return;
        }
        let counts = self.0.entry(place).or_default();
        if let Some((_, count)) = counts
            .iter_mut()
            .find(|((p, s), _)| p == product && s == stream)
        {
            *count = count.saturating_add(1);
        } else {
            counts.insert((product.to_owned(), stream.to_owned()), 1);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn write(&self, db: &Connection, now: UnixMillis) -> Result<(), StoreError> {
        let day = now.0.div_euclid(UnixMillis::DAY);
        let counts = self
            .0
            .iter()
            .flat_map(|(place, counts)| counts.iter().map(move |count| (place, count)));
        for ((household, reason), ((product, stream), count)) in counts {
            db.execute(
                sql!("INSERT INTO tally (day, household, product, stream, reason, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                      ON CONFLICT (household, product, day, stream, reason) DO UPDATE SET count = tally.count + excluded.count"),
                params![
                    day,
                    household.to_column(),
                    product,
                    stream,
                    reason.word(),
                    i64::try_from(*count).unwrap_or(i64::MAX)
                ],
            )?;
        }
        Ok(())
    }

    /// They are written and committed.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}
