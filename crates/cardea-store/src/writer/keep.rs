//! Keeping readings: gate, lock, commit, answer.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::Arc;

use cardea_gate::{
    AboutRule, Acknowledge, Again, Answer, Identity, PurposeSet, Reading, StreamRules, Ticket,
    TierField, TierIndex, Value,
};
use cardea_units::{HouseholdId, PersonId, SubjectId, UnixMillis};
use cardea_vault::{DataKey, NonceSequence, PeriodId, VaultError};

use super::Writer;
use crate::engine::{params, sql};
use crate::homes::Placed;
use crate::journal::{self, BatchWriter, Record, Timed};
use crate::limits::{JOURNAL_PERIOD_MILLIS, JOURNAL_PERIODS_AHEAD_MAX};
use crate::people::profile_label;
use crate::{Product, StoreError, TallyReason};

/// Readings handed in together.
pub(super) type HandIn = (Vec<(Ticket, Reading)>, Arc<dyn Acknowledge>);

/// What is to be written for the batch.
#[derive(Default)]
struct Plan {
    /// Plain records by subject, with the key that will seal them.
    segments: BTreeMap<SubjectId, (HouseholdId, Arc<DataKey>, Vec<u8>)>,
}

impl Writer {
    /// Gates, locks and commits readings, then answers for each. When the commit fails nothing was kept and every answer says so.
    pub(super) fn keep(&mut self, handed: &[HandIn]) {
        let now = self.clock.now();
        let mut plan = Plan::default();
        let period = match self.ended.look(&self.vault, &self.products, now) {
            Ok(()) => self.journal_period(now),
            Err(error) => Err(error),
        };
        let mut answers: Vec<Vec<(Ticket, Answer)>> = Vec::with_capacity(handed.len());
        for (readings, _) in handed {
            let mut given = Vec::with_capacity(readings.len());
            for (ticket, reading) in readings {
                let admitted = match &period {
                    Ok((_, period)) => self.admit(reading, now, *period, &mut plan),
                    Err(_) => Ok(Answer::Unavailable),
                };
                given.push((
                    *ticket,
                    admitted.unwrap_or_else(|error| self.unavailable(&error, now)),
                ));
            }
            answers.push(given);
        }
        let kept = period.and_then(|(at, _)| self.commit(&plan, now, at));
        if let Err(error) = &kept {
            self.unavailable(error, now);
            self.marks.forget_pending();
            // Should the row be on disk for all that the system said, the next one must not want its number.
            self.next_row = self.next_row.saturating_add(1);
        } else {
            self.marks.settle();
        }
        for ((_, acks), mut answers) in handed.iter().zip(answers) {
            if kept.is_err() {
                // A duplicate of what this very commit was to keep is not there either.
                for (_, answer) in &mut answers {
                    if matches!(answer, Answer::Kept | Answer::Duplicate) {
                        *answer = Answer::Unavailable;
                    }
                }
            }
            acks.answer(&answers);
        }
    }

    /// Decides about one reading and plans it.
    fn admit(
        &mut self,
        reading: &Reading,
        now: UnixMillis,
        period: PeriodId,
        plan: &mut Plan,
    ) -> Result<Answer, StoreError> {
        let products = Arc::clone(&self.products);
        let Some(placed) = self
            .homes
            .of_device(&self.db, &products, reading.device, now)?
        else {
            return Ok(Answer::NotPermitted);
        };
        let placed = Placed::clone(placed);
        let Some(product) = products.get(placed.product) else {
            return Ok(Answer::NotPermitted);
        };
        let Some(stream) = product.gate.stream(reading.stream) else {
            return Ok(Answer::NotPermitted);
        };
        let person = self.person_concerned(&placed, product, stream, reading);
        let permitted = placed.permissions.for_stream(stream, person);
        let ended = |tier, starts_at| {
            self.ended
                .has(placed.product, reading.stream, tier, starts_at)
        };
        let wanted = Wanted::of(stream, permitted, reading, now, ended);
        let subject = person.map_or(SubjectId::Household(placed.household), SubjectId::Person);
        let refused = match wanted.refusal {
            None if self.is_repetition(reading) => Some(TallyReason::Duplicate),
            refusal => refusal,
        };
        if let Some(reason) = refused {
            self.tallies.add(
                placed.household,
                product.gate.product(),
                &stream.name,
                reason,
            );
            return Ok(if reason == TallyReason::Duplicate {
                Answer::Duplicate
            } else {
                Answer::NotPermitted
            });
        }
        let records = match plan.segments.entry(subject) {
            Entry::Occupied(known) => &mut known.into_mut().2,
            Entry::Vacant(segment) => {
                let key = match self.vault.data_key(subject, period) {
                    Ok(key) => key,
                    Err(VaultError::SubjectDestroyed | VaultError::SubjectUnknown) => {
                        self.tallies.add(
                            placed.household,
                            product.gate.product(),
                            &stream.name,
                            TallyReason::Erased,
                        );
                        return Ok(Answer::NotPermitted);
                    }
                    Err(error) => return Err(error.into()),
                };
                &mut segment.insert((placed.household, key, Vec::new())).2
            }
        };
        let record = Record {
            layout: product
                .journal_layout(reading.stream)
                .ok_or(StoreError::Unknown("stream"))?,
            device: reading.device,
            at: reading.at,
            arrived: reading.arrived,
            timed: match reading.identity {
                Identity::Time(_) => Timed::ByDevice,
                Identity::Delivery { .. } | Identity::Unknown => Timed::ByArrival,
            },
            mask: product.to_slots(wanted.purposes),
            values: wanted.values,
        };
        record.write(records);
        if let Identity::Time(mark) | Identity::Delivery { mark, .. } = reading.identity {
            self.marks.expect(reading.device, mark);
        }
        Ok(Answer::Kept)
    }

    fn is_repetition(&self, reading: &Reading) -> bool {
        match reading.identity {
            Identity::Time(mark)
            | Identity::Delivery {
                mark,
                again: Again::Yes,
            } => self.marks.knows(reading.device, mark),
            Identity::Delivery {
                again: Again::No, ..
            }
            | Identity::Unknown => false,
        }
    }

    /// The person a reading is about, where it is about one who is known.
    fn person_concerned(
        &self,
        placed: &Placed,
        product: &Product,
        stream: &StreamRules,
        reading: &Reading,
    ) -> Option<PersonId> {
        match stream.about {
            AboutRule::Household | AboutRule::Bystander => None,
            AboutRule::Wearer => placed.wearer,
            AboutRule::Profile { field } => {
                let Some(Some(Value::Text(label))) = reading.values.get(field) else {
                    return None;
                };
                let hash =
                    profile_label(&self.vault, placed.household, product.gate.product(), label);
                placed.profiles.get(&hash).copied()
            }
        }
    }

    /// `at` says under which period of the journal the row is locked.
    fn commit(&mut self, plan: &Plan, now: UnixMillis, at: UnixMillis) -> Result<(), StoreError> {
        if plan.segments.is_empty() {
            return Ok(());
        }
        let base = NonceSequence::draw(&*self.random)?
            .next()
            .ok_or(StoreError::NoRandomness)?;
        let row = self.next_row;
        let mut batch = BatchWriter::begin(row, base);
        for (subject, (household, key, plain)) in &plan.segments {
            batch.add(*household, *subject, key, plain)?;
        }
        let marks = self.marks.pending().len();
        let written = journal::write_marks(self.marks.pending());
        let data = batch.finish();
        let tx = self.db.write()?;
        tx.execute(
            sql!("INSERT INTO journal (id, at, data, marks) VALUES (?1, ?2, ?3, ?4)"),
            params![row, at.0, data, written],
        )?;
        tx.commit()?;
        self.next_row = row.saturating_add(1);
        self.unsealed_bytes = self.unsealed_bytes.saturating_add(data.len());
        let _ = self.unsealed_since.get_or_insert(now);
        self.marks_on_disk.add(row, marks);
        for (household, _, _) in plan.segments.values() {
            self.directory.add(*household, row);
        }
        Ok(())
    }

    /// Says why readings are not kept; nothing about them. Not more often than [`COMPLAINT_MILLIS`] while it goes on.
    fn unavailable(&mut self, error: &StoreError, now: UnixMillis) -> Answer {
        if let Some(unsaid) = self.complaint.is_due(now) {
            tracing::error!(%error, unsaid, "readings could not be kept and were not acknowledged");
        }
        Answer::Unavailable
    }

    /// The period of the journal for what comes in now, and a time in it. Where today's has ended already, because the clock was ahead for a
    /// while, it is the next one that has not.
    fn journal_period(&self, now: UnixMillis) -> Result<(UnixMillis, PeriodId), StoreError> {
        let mut at = now;
        for _ in 0..JOURNAL_PERIODS_AHEAD_MAX {
            let starts_at = journal::period_of(at);
            let name = journal::period_name(starts_at);
            match self.vault.period(&name, journal::period_ends(starts_at)) {
                Ok(period) => return Ok((at, period)),
                Err(VaultError::PeriodEnded) => at = starts_at.plus(JOURNAL_PERIOD_MILLIS),
                Err(error) => return Err(error.into()),
            }
        }
        Err(VaultError::PeriodEnded.into())
    }
}

/// What of a reading is to be kept.
struct Wanted {
    /// For which purposes: those that are permitted, whose tier still keeps a reading of that time, and which use something that is in it.
    purposes: PurposeSet,
    /// The values that these need; the others are not written anywhere.
    values: Vec<Option<Value>>,
    /// Why nothing is.
    refusal: Option<TallyReason>,
}

impl Wanted {
    fn of(
        stream: &StreamRules,
        permitted: PurposeSet,
        reading: &Reading,
        now: UnixMillis,
        ended: impl Fn(TierIndex, UnixMillis) -> bool,
    ) -> Self {
        let mut purposes = PurposeSet::NONE;
        let mut values: Vec<Option<Value>> = vec![None; reading.values.len()];
        let (mut too_old, mut over) = (false, false);
        for (place, tier) in (0..).map(TierIndex).zip(&stream.tiers) {
            let served = tier.purposes.and(permitted);
            let used = |held: &&TierField| {
                let value = reading.values.get(held.field);
                value.is_some_and(Option::is_some)
            };
            if served.is_empty() || !tier.fields.iter().any(|held| used(&held)) {
                continue;
            }
            if !tier.holds(reading.at, now) {
                too_old = true;
                continue;
            }
            if ended(place, tier.period_of(reading.at)) {
                over = true;
                continue;
            }
            purposes = purposes.or(served);
            for held in tier.fields.iter().filter(used) {
                if let Some(place) = values.get_mut(held.field) {
                    *place = reading.values.get(held.field).cloned().flatten();
                }
            }
        }
        let refusal = match (purposes.is_empty(), over, too_old) {
            (false, ..) => None,
            (true, true, _) => Some(TallyReason::PeriodEnded),
            (true, false, true) => Some(TallyReason::TooOld),
            (true, false, false) => Some(TallyReason::NotPermitted),
        };
        Self {
            purposes,
            values,
            refusal,
        }
    }
}
