//! Tiers: how finely and how long each part of a stream is kept.

use cardea_manifest::model::Aggregate;
use cardea_units::{CalendarDuration, Quantum, UnixMillis};

use crate::rules::UseRules;
use crate::{FieldRule, PurposeIndex, PurposeSet, Value, ValueForm};

/// The place of a tier among those of its stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TierIndex(pub u8);

/// One tier: the part of a stream that is kept for the same time at the same interval. It holds what its purposes need and nothing finer.
#[derive(Clone, Debug)]
pub struct Tier {
    /// The purposes it serves.
    pub purposes: PurposeSet,
    /// One value in so many milliseconds; every reading where it is `None`.
    pub every_millis: Option<i64>,
    /// How long it is kept, from the time of the reading.
    pub keep: CalendarDuration,
    /// What it holds.
    pub fields: Vec<TierField>,
    pub(crate) uses: Vec<UseRules>,
}

/// One field of a tier.
#[derive(Clone, Debug)]
pub struct TierField {
    /// Its place among the fields of the stream.
    pub field: usize,
    /// The step it is kept at; `None` for what is not a number.
    pub step: Option<Quantum>,
    /// So many of the field's own steps make one of the tier's.
    pub own_steps: i64,
}

impl Tier {
    /// A name that changes with anything that changes what is in the tier, so that keys of one tier never open another.
    pub fn name(&self) -> String {
        let every = self
            .every_millis
            .map_or_else(|| "each".to_owned(), |millis| format!("{millis}ms"));
        format!("{every}/{}", self.keep)
    }

    /// How long a period of the tier is, in milliseconds: an hour where data is kept a week or less, else a day. The secret of a period
    /// goes when its last reading may no longer be kept.
    pub fn period_millis(&self) -> i64 {
        const WEEK: CalendarDuration = CalendarDuration::from_days(7);
        if self.keep <= WEEK {
            3_600_000
        } else {
            UnixMillis::DAY
        }
    }

    /// The start of the period in which a time lies.
    pub fn period_of(&self, at: UnixMillis) -> UnixMillis {
        let length = self.period_millis();
        UnixMillis(at.0.div_euclid(length).saturating_mul(length))
    }

    /// When the secret of the period that starts at `start` is destroyed: when its last reading has reached `keep`.
    pub fn period_ends(&self, start: UnixMillis) -> UnixMillis {
        self.keep.after(start.plus(self.period_millis()))
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

    /// What a purpose uses of this tier: place in [`Tier::fields`], step and aggregate.
    pub fn use_of(
        &self,
        purpose: PurposeIndex,
    ) -> Option<Vec<(usize, Option<Quantum>, Aggregate)>> {
        let used = self.uses.iter().find(|used| used.purpose == purpose)?;
        let fields = used.fields.iter().filter_map(|(field, step, aggregate)| {
            let place = self.fields.iter().position(|known| known.field == *field)?;
            Some((place, *step, aggregate.unwrap_or(Aggregate::Last)))
        });
        Some(fields.collect())
    }

    /// How intervals of a field of the tier become one value, over all its purposes, each way once.
    pub fn aggregates_of(&self, place: usize) -> Vec<Aggregate> {
        let Some(held) = self.fields.get(place) else {
            return Vec::new();
        };
        let wanted = self
            .uses
            .iter()
            .flat_map(|used| &used.fields)
            .filter(|(field, _, _)| *field == held.field);
        let mut ways: Vec<Aggregate> = wanted
            .map(|(_, _, aggregate)| aggregate.unwrap_or(Aggregate::Last))
            .collect();
        ways.sort_unstable();
        ways.dedup();
        ways
    }

    pub(crate) fn of_uses(uses: &[UseRules], fields: &[FieldRule]) -> Vec<Self> {
        let mut tiers: Vec<Self> = Vec::new();
        for used in uses {
            let same =
                |tier: &&mut Self| tier.every_millis == used.every_millis && tier.keep == used.keep;
            if let Some(tier) = tiers.iter_mut().find(same) {
                tier.purposes = tier.purposes.or(PurposeSet::only(used.purpose));
                tier.uses.push(used.clone());
            } else {
                tiers.push(Self {
                    purposes: PurposeSet::only(used.purpose),
                    every_millis: used.every_millis,
                    keep: used.keep,
                    fields: Vec::new(),
                    uses: vec![used.clone()],
                });
            }
        }
        for tier in &mut tiers {
            tier.fields = tier_fields(&tier.uses, fields);
        }
        tiers.sort_by_key(|tier| (tier.keep, tier.every_millis));
        tiers
    }
}

/// The fields that any use of the tier needs, each at the coarsest step that serves all of them.
fn tier_fields(uses: &[UseRules], fields: &[FieldRule]) -> Vec<TierField> {
    let wanted = |place: usize| {
        uses.iter()
            .flat_map(|used| &used.fields)
            .filter(move |(field, _, _)| *field == place)
    };
    let mut held = Vec::new();
    for (place, rule) in fields.iter().enumerate() {
        if wanted(place).next().is_none() {
            continue;
        }
        let own = match rule.form {
            ValueForm::Number { step, .. } => Some(step),
            ValueForm::Flag | ValueForm::Text { .. } | ValueForm::Media => None,
        };
        let step = own.map(|own| {
            let steps: Vec<Quantum> = wanted(place)
                .map(|(_, step, _)| step.unwrap_or(own))
                .collect();
            let finest = steps.iter().copied().min().unwrap_or(own);
            let serves_all = steps.iter().all(|step| step.is_multiple_of(finest));
            if serves_all { finest } else { own }
        });
        let own_steps = own
            .zip(step)
            .and_then(|(own, step)| step.ratio(own))
            .unwrap_or(1);
        held.push(TierField {
            field: place,
            step,
            own_steps,
        });
    }
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

/// What one interval of a field comes to. Merging is the same in any order, so late readings find their place.
#[derive(Clone, PartialEq, Eq)]
pub struct Accumulator {
    /// How many values.
    pub count: u64,
    /// Sum of the numbers, in the tier's steps; yes counts one.
    pub sum: i64,
    /// Lowest number.
    pub min: i64,
    /// Highest number.
    pub max: i64,
    /// When the last value was read.
    pub last_at: UnixMillis,
    /// The last value.
    pub last: Value,
}

impl core::fmt::Debug for Accumulator {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Accumulator(..)")
    }
}

impl Accumulator {
    /// An interval with one value.
    pub fn of(at: UnixMillis, value: Value) -> Self {
        let number = match &value {
            Value::Number(number) => *number,
            Value::Flag(flag) => i64::from(*flag),
            Value::Text(_) => 0,
        };
        Self {
            count: 1,
            sum: number,
            min: number,
            max: number,
            last_at: at,
            last: value,
        }
    }

    /// Takes the values of the same interval of another reading or block.
    pub fn merge(&mut self, other: &Self) {
        self.count = self.count.saturating_add(other.count);
        self.sum = self.sum.saturating_add(other.sum);
        self.min = self.min.min(other.min);
        self.max = self.max.max(other.max);
        if other.last_at >= self.last_at {
            self.last_at = other.last_at;
            self.last = other.last.clone();
        }
    }
}
