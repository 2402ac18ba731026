//! Tiers: how finely and how long each part of a stream is kept.

use cardea_manifest::model::Aggregate;
use cardea_units::{CalendarDuration, Quantum, UnixMillis};

use crate::rules::UseRules;
use crate::{Accumulator, FieldRule, PurposeSet, Value, ValueForm};

/// The place of a tier among those of its stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TierIndex(pub u8);

/// One tier: the part of a stream that is kept for the same time at the same interval, for purposes that need exactly the same of it.
///
/// Purposes that need different things never share a tier: so a tier holds nothing that one of its purposes has no use for, and when a
/// purpose ends, what is left of the tier is what the others need.
#[derive(Clone, Debug)]
pub struct Tier {
    /// The purposes it serves.
    pub purposes: PurposeSet,
    /// One value in so many milliseconds; every reading where it is `None`.
    pub every_millis: Option<i64>,
    /// How long it is kept, from the time of the reading.
    pub keep: CalendarDuration,
    /// What it holds, in the order of the stream's fields.
    pub fields: Vec<TierField>,
}

/// One field of a tier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TierField {
    /// Its place among the fields of the stream.
    pub field: usize,
    /// The step it is kept at; `None` for what is not a number.
    pub step: Option<Quantum>,
    /// So many of the field's own steps make one of the tier's.
    pub own_steps: i64,
    /// How the values of one interval become one; [`Aggregate::Last`] where every reading is kept.
    pub aggregate: Aggregate,
}

impl Tier {
    /// Its interval and how long it is kept, in words. Tiers of one name have the same periods, and so share the secrets of these; what is
    /// in them is told apart by what blocks are bound to.
    pub fn name(&self) -> String {
        let every = self
            .every_millis
            .map_or_else(|| "each".to_owned(), |millis| format!("{millis}ms"));
        format!("{every}/{}", self.keep)
    }

    /// How long a period of the tier is, in milliseconds: an hour where data is kept a week or less, a day where it is kept a year or less, else
    /// a week. The secret of a period goes when its last reading may no longer be kept.
    pub fn period_millis(&self) -> i64 {
        const WEEK: CalendarDuration = CalendarDuration::from_days(7);
        const YEAR: CalendarDuration = CalendarDuration::from_months(12);
        if self.keep <= WEEK {
            3_600_000
        } else if self.keep <= YEAR {
            UnixMillis::DAY
        } else {
            UnixMillis::DAY.saturating_mul(7)
        }
    }

    /// The start of the period in which a time lies.
    pub fn period_of(&self, at: UnixMillis) -> UnixMillis {
        let length = self.period_millis();
        UnixMillis(at.0.div_euclid(length).saturating_mul(length))
    }

    /// When the secret of the period that starts at `start` is destroyed: when its last reading has reached `keep`.
    pub fn period_ends(&self, start: UnixMillis) -> UnixMillis {
        let end = start.plus(self.period_millis());
        // A month after 30 January is later on the same day than a month after midnight of the 31st: both end on 28 February.
        self.keep.after(end).max(self.keep.after(end.plus(-1)))
    }

    /// The start of the interval in which a time lies.
    pub fn window_of(&self, at: UnixMillis) -> UnixMillis {
        match self.every_millis {
            Some(every) if every > 0 => UnixMillis(at.0.div_euclid(every).saturating_mul(every)),
            _ => at,
        }
    }

    /// Whether a reading of that time may still be kept or read.
    pub fn holds(&self, at: UnixMillis, now: UnixMillis) -> bool {
        now < self.keep.after(at)
    }

    /// The value of a field as this tier keeps it.
    pub fn reduce(&self, field: &TierField, value: &Value) -> Value {
        match value {
            Value::Number(own) => Value::Number(round_to(*own, field.own_steps)),
            Value::Flag(flag) => Value::Flag(*flag),
            Value::Text(text) => Value::Text(text.clone()),
        }
    }

    /// One reading of a field as this tier keeps it; `None` where such a value cannot be kept that way.
    pub fn cell(&self, field: &TierField, at: UnixMillis, value: &Value) -> Option<Accumulator> {
        Accumulator::of(field.aggregate, at, self.reduce(field, value))
    }

    pub(crate) fn of_uses(uses: &[UseRules], fields: &[FieldRule]) -> Vec<Self> {
        let mut tiers: Vec<Self> = Vec::new();
        for used in uses {
            let held = tier_fields(used, fields);
            let same = |tier: &&mut Self| {
                tier.every_millis == used.every_millis
                    && tier.keep == used.keep
                    && tier.fields == held
            };
            if let Some(tier) = tiers.iter_mut().find(same) {
                tier.purposes = tier.purposes.or(PurposeSet::only(used.purpose));
            } else {
                tiers.push(Self {
                    purposes: PurposeSet::only(used.purpose),
                    every_millis: used.every_millis,
                    keep: used.keep,
                    fields: held,
                });
            }
        }
        tiers.sort_by_key(|tier| (tier.keep, tier.every_millis));
        tiers
    }
}

/// The fields that a purpose needs, each at the step that is enough for it.
fn tier_fields(used: &UseRules, fields: &[FieldRule]) -> Vec<TierField> {
    let mut held: Vec<TierField> = used
        .fields
        .iter()
        .filter_map(|(place, step, aggregate)| {
            let own = match fields.get(*place)?.form {
                ValueForm::Number { step, .. } => Some(step),
                ValueForm::Flag | ValueForm::Text { .. } | ValueForm::Media => None,
            };
            // A manifest's steps are multiples of the field's own; of one that is not, nothing is kept.
            let own_steps = match (own, step) {
                (Some(own), Some(step)) => step.ratio(own)?,
                _ => 1,
            };
            Some(TierField {
                field: *place,
                step: own.map(|own| step.unwrap_or(own)),
                own_steps,
                aggregate: aggregate.unwrap_or(Aggregate::Last),
            })
        })
        .collect();
    held.sort_unstable_by_key(|held| held.field);
    held
}

/// The multiple of `steps` nearest to `value`, in units of `steps`, halves away from zero.
pub(crate) fn round_to(value: i64, steps: i64) -> i64 {
    if steps <= 1 {
        return value;
    }
    let half = steps.checked_div(2).unwrap_or(0);
    let magnitude = value
        .saturating_abs()
        .saturating_add(half)
        .checked_div(steps)
        .unwrap_or(0);
    // For an even number of steps the half lies on the boundary and goes away from zero; for an odd one there is no half.
    if value < 0 {
        magnitude.saturating_neg()
    } else {
        magnitude
    }
}
