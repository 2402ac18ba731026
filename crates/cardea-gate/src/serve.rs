//! How what a tier holds is served.

use cardea_units::Quantum;

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

/// One interval of one field as it is served, at the step of its tier. A mean is rounded once, halves away from zero; a count is a number
/// of ones. `None` where there is no such value.
pub fn serve_field(held: &TierField, interval: &Accumulator) -> Option<Served> {
    let number = match interval {
        Accumulator::Count(count) => {
            return Some(Served::Number(i64::try_from(*count).ok()?, Quantum::ONE));
        }
        Accumulator::Last { value, .. } => match value {
            Value::Flag(flag) => return Some(Served::Flag(*flag)),
            Value::Text(text) => return Some(Served::Text(text.clone())),
            Value::Number(number) => *number,
        },
        Accumulator::Mean { count, sum } => mean(*count, *sum)?,
        Accumulator::Min(number) | Accumulator::Max(number) | Accumulator::Sum(number) => *number,
    };
    Some(Served::Number(number, held.step?))
}

fn mean(count: u64, sum: i64) -> Option<i64> {
    let count = i128::from(count);
    let half = count.checked_div(2)?;
    let magnitude = i128::from(sum.unsigned_abs())
        .checked_add(half)?
        .checked_div(count)?;
    let mean = if sum < 0 {
        magnitude.checked_neg()?
    } else {
        magnitude
    };
    i64::try_from(mean).ok()
}
