//! What one interval of a field comes to.

use cardea_manifest::model::Aggregate;
use cardea_units::UnixMillis;

use crate::Value;

/// What one interval of a field comes to: what its aggregate needs and nothing else. Merging is the same in any order, so late readings find
/// their place; only of two last values of the same millisecond it is the one that comes later.
#[derive(Clone, PartialEq, Eq)]
pub enum Accumulator {
    /// For a mean: how many numbers, and their sum in the tier's steps.
    Mean {
        /// How many; at least one.
        count: u64,
        /// Their sum.
        sum: i64,
    },
    /// The lowest number, in the tier's steps.
    Min(i64),
    /// The highest number.
    Max(i64),
    /// The sum of the numbers.
    Sum(i64),
    /// How many values of any form.
    Count(u64),
    /// The last value.
    Last {
        /// When it was read.
        at: UnixMillis,
        /// What it is.
        value: Value,
    },
}

impl core::fmt::Debug for Accumulator {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Accumulator(..)")
    }
}

impl Accumulator {
    /// An interval with one value, its number in the tier's steps. `None` for a mean, an extreme or a sum of what is not a number.
    pub fn of(aggregate: Aggregate, at: UnixMillis, value: Value) -> Option<Self> {
        let number = match &value {
            Value::Number(number) => Some(*number),
            Value::Flag(_) | Value::Text(_) => None,
        };
        Some(match aggregate {
            Aggregate::Mean => Self::Mean {
                count: 1,
                sum: number?,
            },
            Aggregate::Min => Self::Min(number?),
            Aggregate::Max => Self::Max(number?),
            Aggregate::Sum => Self::Sum(number?),
            Aggregate::Count => Self::Count(1),
            Aggregate::Last => Self::Last { at, value },
        })
    }

    /// The aggregate it is of.
    pub const fn aggregate(&self) -> Aggregate {
        match self {
            Self::Mean { .. } => Aggregate::Mean,
            Self::Min(_) => Aggregate::Min,
            Self::Max(_) => Aggregate::Max,
            Self::Sum(_) => Aggregate::Sum,
            Self::Count(_) => Aggregate::Count,
            Self::Last { .. } => Aggregate::Last,
        }
    }

    /// Takes the values of the same interval of another reading or block. Of another kind there is nothing to take.
    pub fn merge(&mut self, other: &Self) {
        match (self, other) {
            (
                Self::Mean { count, sum },
                Self::Mean {
                    count: more,
                    sum: added,
                },
            ) => {
                *count = count.saturating_add(*more);
                *sum = sum.saturating_add(*added);
            }
            (Self::Min(here), Self::Min(there)) => *here = (*here).min(*there),
            (Self::Max(here), Self::Max(there)) => *here = (*here).max(*there),
            (Self::Sum(here), Self::Sum(there)) => *here = here.saturating_add(*there),
            (Self::Count(here), Self::Count(there)) => *here = here.saturating_add(*there),
            (
                Self::Last { at, value },
                Self::Last {
                    at: later,
                    value: other,
                },
            ) if *later >= *at => {
                *at = *later;
                *value = other.clone();
            }
            _ => {}
        }
    }
}
