//! What a purpose gets to see of a tier: its own fields, at its own step.

use cardea_manifest::model::Aggregate;
use cardea_units::Quantum;

use crate::tier::round_to;
use crate::{Accumulator, TierField, Value};

/// One value as it is served.
#[derive(Clone, PartialEq, Eq)]
pub enum Served {
    /// A number in multiples of a step.
    Number(i64, Quantum),
    /// Yes or no.
    Flag(bool),
    /// A text.
    Text(Box<str>),
}

impl core::fmt::Debug for Served {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Served(..)")
    }
}

/// One interval of one field as a purpose with this step and aggregate gets it.
///
/// A mean is rounded once, to the purpose's step, halves away from zero. `None` where there is no such value.
pub fn serve_field(
    held: &TierField,
    step: Option<Quantum>,
    aggregate: Aggregate,
    interval: &Accumulator,
) -> Option<Served> {
    if aggregate == Aggregate::Count {
        return Some(Served::Number(
            i64::try_from(interval.count).ok()?,
            Quantum::ONE,
        ));
    }
    let Some(kept) = held.step else {
        return match &interval.last {
            Value::Flag(flag) => Some(Served::Flag(*flag)),
            Value::Text(text) => Some(Served::Text(text.clone())),
            Value::Number(_) => None,
        };
    };
    let step = step.unwrap_or(kept);
    let coarser = step.ratio(kept)?;
    let number = match aggregate {
        Aggregate::Mean => return mean(interval, coarser).map(|mean| Served::Number(mean, step)),
        Aggregate::Min => interval.min,
        Aggregate::Max => interval.max,
        Aggregate::Sum => interval.sum,
        Aggregate::Last | Aggregate::Count => match &interval.last {
            Value::Number(number) => *number,
            Value::Flag(_) | Value::Text(_) => return None,
        },
    };
    Some(Served::Number(round_to(number, coarser), step))
}

fn mean(interval: &Accumulator, coarser: i64) -> Option<i64> {
    let divisor = i128::from(interval.count).checked_mul(i128::from(coarser))?;
    let half = divisor.checked_div(2)?;
    let sum = i128::from(interval.sum);
    let magnitude = i128::try_from(sum.unsigned_abs())
        .ok()?
        .checked_add(half)?
        .checked_div(divisor)?;
    i64::try_from(if sum < 0 {
        magnitude.checked_neg()?
    } else {
        magnitude
    })
    .ok()
}
