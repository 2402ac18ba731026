//! Reading all that is held in parts, each small enough to be held in memory.

use cardea_gate::Tier;
use cardea_units::UnixMillis;

use super::{Question, Rows, Whose};
use crate::engine::{params, sql};
use crate::{Store, StoreError};

/// A part of what is held of one tier. Together the stretches of a question hold all that it asks for, each row once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// The place of the tier among the answers of [`Store::read`].
    tier: usize,
    from: UnixMillis,
    until: UnixMillis,
}

impl Store {
    /// What is held of a stream, for each tier in stretches of about so many rows; one period is never parted. A tier of which nothing is held has
    /// one stretch.
    ///
    /// # Errors
    /// What the database reports.
    pub fn stretches(
        &self,
        question: &Question,
        rows: u64,
    ) -> Result<Vec<Vec<Stretch>>, StoreError> {
        let (product, _) = self.asked(question)?;
        let mut all = Vec::new();
        for (place, (tier, layout)) in product.readable_tiers_of(question.stream).enumerate() {
            let mut starts = vec![question.from];
            let mut count = 0_u64;
            self.reader()?.each(
                sql!("SELECT period, CAST(sum(count) AS BIGINT) FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3
                      GROUP BY period ORDER BY period"),
                params![question.household.to_column(), question.subject.to_bytes(), layout],
                |row| {
                    let period = UnixMillis(row.get(0)?);
                    let more = row.get::<i64>(1)?.unsigned_abs();
                    let too_many = count.saturating_add(more) > rows && count > 0;
                    if too_many && may_begin(tier, period, question) {
                        starts.push(period);
                        count = 0;
                    }
                    count = count.saturating_add(more);
                    Ok(())
                },
            )?;
            let ends = starts.iter().skip(1).chain([&question.until]);
            let stretch = |(from, until): (&UnixMillis, &UnixMillis)| Stretch {
                tier: place,
                from: *from,
                until: *until,
            };
            all.push(starts.iter().zip(ends).map(stretch).collect());
        }
        Ok(all)
    }

    /// The rows of one stretch. For people, not for a purpose: [`Whose::Purpose`] passes tiers over.
    ///
    /// # Errors
    /// As [`Store::read`].
    pub fn read_stretch(
        &self,
        question: &Question,
        whose: Whose,
        stretch: Stretch,
    ) -> Result<Rows, StoreError> {
        let (product, _) = self.asked(question)?;
        let looked_at = product
            .readable_tiers_of(question.stream)
            .nth(stretch.tier)
            .ok_or(StoreError::Unknown("tier"))?;
        let part = Question {
            from: stretch.from,
            until: stretch.until,
            ..*question
        };
        self.read_of_tier(&part, whose, looked_at)
    }
}

/// Whether a stretch may begin with a period: no interval lies across its start, because one is answered whole or not at all.
fn may_begin(tier: &Tier, period: UnixMillis, question: &Question) -> bool {
    tier.window_of(period) == period && period > question.from && period < question.until
}
