//! The step that a number is rounded to.

use core::fmt;
use core::str::FromStr;

/// A positive decimal step such as `0.1`, `0.5`, `1` or `50`. Numbers are kept as whole multiples of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantum {
    /// Digits without the point, 1 to 999,999,999.
    mantissa: u32,
    /// Digits behind the point, 0 to 9.
    scale: u32,
}

/// Why a text is not a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuantumError;

impl fmt::Display for QuantumError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "a step is a positive number with at most nine digits, such as `0.1`, `0.5` or `50`",
        )
    }
}

impl std::error::Error for QuantumError {}

impl Quantum {
    /// A step of one.
    pub const ONE: Self = Self {
        mantissa: 1,
        scale: 0,
    };

    /// The step as a floating-point number.
    pub fn as_f64(self) -> f64 {
        f64::from(self.mantissa) / self.divisor()
    }

    /// The whole multiple nearest to `value`, halves away from zero. `None` when `value` is not finite or too far away
    /// (beyond 2^53 steps) to be told from its neighbour.
    pub fn multiples(self, value: f64) -> Option<i64> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        let steps = (value * self.divisor() / f64::from(self.mantissa)).round();
        if !steps.is_finite() || steps.abs() > EXACT {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "bounded by 2^53 above")]
        Some(steps as i64)
    }

    /// The value of so many steps.
    pub fn value(self, multiples: i64) -> f64 {
        #[expect(
            clippy::cast_precision_loss,
            reason = "multiples are below 2^53, see `multiples`"
        )]
        let steps = multiples as f64;
        steps * f64::from(self.mantissa) / self.divisor()
    }

    /// Whether every multiple of `self` is a multiple of `finer`.
    pub fn is_multiple_of(self, finer: Self) -> bool {
        let scale = self.scale.max(finer.scale);
        let here = self.at_scale(scale);
        let there = finer.at_scale(scale);
        here.checked_rem(there) == Some(0)
    }

    /// How many steps of `finer` make one of `self`; `None` when they do not fit evenly or there are more than 2^31.
    pub fn ratio(self, finer: Self) -> Option<i64> {
        let scale = self.scale.max(finer.scale);
        let (here, there) = (self.at_scale(scale), finer.at_scale(scale));
        if here.checked_rem(there) != Some(0) {
            return None;
        }
        i32::try_from(here.checked_div(there)?).ok().map(i64::from)
    }

    /// Text of `multiples` steps, exact, without an exponent: `20.5`.
    pub fn text(self, multiples: i64) -> String {
        let mut text = String::new();
        self.write_text(multiples, &mut text);
        text
    }

    /// Appends the text of `multiples` steps: what [`text`](Self::text) answers, without a text of its own for each.
    pub fn write_text(self, multiples: i64, to: &mut String) {
        let digits = i128::from(multiples).saturating_mul(i128::from(self.mantissa));
        if digits < 0 {
            to.push('-');
        }
        let unit = 10_u128.saturating_pow(self.scale);
        let digits = digits.unsigned_abs();
        // Numbers of two words are slow to divide, and nearly none is so long.
        let (whole, rest) = match (u64::try_from(digits), u64::try_from(unit)) {
            (Ok(digits), Ok(unit)) => (
                u128::from(digits.checked_div(unit).unwrap_or(0)),
                digits.checked_rem(unit).unwrap_or(0),
            ),
            _ => (
                digits.checked_div(unit).unwrap_or(0),
                u64::try_from(digits.checked_rem(unit).unwrap_or(0)).unwrap_or(0),
            ),
        };
        match u64::try_from(whole) {
            Ok(whole) => put_digits(whole, 1, to),
            Err(_) => to.push_str(&whole.to_string()),
        }
        if rest > 0 {
            let mut width = usize::try_from(self.scale).unwrap_or(0);
            let mut rest = rest;
            while rest.checked_rem(10) == Some(0) {
                rest = rest.checked_div(10).unwrap_or(0);
                width = width.saturating_sub(1);
            }
            to.push('.');
            put_digits(rest, width, to);
        }
    }

    fn at_scale(self, scale: u32) -> u128 {
        let more = scale.saturating_sub(self.scale);
        u128::from(self.mantissa).saturating_mul(10_u128.saturating_pow(more))
    }

    fn divisor(self) -> f64 {
        const POWERS: [f64; 10] = [1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];
        let place = usize::try_from(self.scale).unwrap_or(0);
        POWERS.get(place).copied().unwrap_or(1.0)
    }
}

/// Appends a number in so many digits at least.
fn put_digits(number: u64, width: usize, to: &mut String) {
    const DIGITS: &[u8; 10] = b"0123456789";
    /// Those of the greatest number.
    const MOST: usize = 20;
    let mut digits = [b'0'; MOST];
    let (mut left, mut used) = (number, 0_usize);
    for place in digits.iter_mut().rev() {
        if left == 0 && used >= width {
            break;
        }
        let digit = left
            .checked_rem(10)
            .and_then(|digit| usize::try_from(digit).ok());
        *place = digit
            .and_then(|digit| DIGITS.get(digit))
            .copied()
            .unwrap_or(b'0');
        left = left.checked_div(10).unwrap_or(0);
        used = used.saturating_add(1);
    }
    let digits = digits.get(MOST.saturating_sub(used)..).unwrap_or_default();
    to.extend(digits.iter().map(|digit| char::from(*digit)));
}

impl PartialOrd for Quantum {
    fn partial_cmp(&self, other: &Self) -> Option<core::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Quantum {
    fn cmp(&self, other: &Self) -> core::cmp::Ordering {
        let scale = self.scale.max(other.scale);
        self.at_scale(scale).cmp(&other.at_scale(scale))
    }
}

impl FromStr for Quantum {
    type Err = QuantumError;

    fn from_str(text: &str) -> Result<Self, QuantumError> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let fraction = fraction.trim_end_matches('0');
        let digits = format!("{whole}{fraction}");
        if whole.is_empty() || digits.len() > 12 || digits.bytes().any(|b| !b.is_ascii_digit()) {
            return Err(QuantumError);
        }
        let mantissa: u32 = digits.parse().map_err(|_| QuantumError)?;
        let scale = u32::try_from(fraction.len()).map_err(|_| QuantumError)?;
        if mantissa == 0 || mantissa > 999_999_999 || scale > 9 {
            return Err(QuantumError);
        }
        Ok(Self { mantissa, scale })
    }
}

impl fmt::Display for Quantum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(text: &str) -> Quantum {
        text.parse().unwrap()
    }

    #[test]
    fn values_round_to_the_nearest_step() {
        for (quantum, value, multiples, text) in [
            ("0.1", 20.04, 200, "20"),
            ("0.1", 20.06, 201, "20.1"),
            ("0.5", 20.25, 41, "20.5"),
            ("50", 124.0, 2, "100"),
            ("0.001", -0.0014, -1, "-0.001"),
            ("1", -0.5, -1, "-1"),
        ] {
            assert_eq!(
                step(quantum).multiples(value),
                Some(multiples),
                "{value} by {quantum}"
            );
            assert_eq!(step(quantum).text(multiples), text);
        }
        assert_eq!(step("0.1").multiples(f64::NAN), None);
        assert_eq!(step("0.1").multiples(1e300), None);
    }

    #[test]
    fn a_text_is_exact_to_the_last_digit() {
        for (quantum, multiples, text) in [
            ("0.999999999", i64::MIN, "-9223372027631403771.145224192"),
            ("0.000000001", i64::MAX, "9223372036.854775807"),
            ("0.000000001", -1, "-0.000000001"),
            ("0.000000001", 1_000_000_010, "1.00000001"),
            ("50", i64::MAX, "461168601842738790350"),
            ("0.5", 0, "0"),
            ("0.25", -4, "-1"),
        ] {
            let mut after = "before ".to_owned();
            step(quantum).write_text(multiples, &mut after);
            assert_eq!(after, format!("before {text}"), "{multiples} by {quantum}");
            assert_eq!(step(quantum).text(multiples), text);
        }
    }

    #[test]
    fn a_step_knows_what_it_is_a_multiple_of() {
        assert!(step("0.5").is_multiple_of(step("0.1")));
        assert!(!step("0.25").is_multiple_of(step("0.1")));
        assert!(step("1").is_multiple_of(step("0.5")));
        assert!(step("0.10").is_multiple_of(step("0.1")));
        assert!(step("0.5") > step("0.1"));
        assert_eq!(step("1.0"), Quantum::ONE);
    }

    #[test]
    fn what_is_no_step_is_refused() {
        for text in [
            "",
            "0",
            "0.0",
            "-1",
            "1e3",
            ".5",
            "1.5.2",
            "99999999999",
            "0.00000000001",
            "x",
        ] {
            assert_eq!(text.parse::<Quantum>(), Err(QuantumError), "{text}");
        }
    }
}
