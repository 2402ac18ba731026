//! What a wrapped secret is bound to, so that rows cannot be exchanged.
//!
//! Each identity is a label, then its parts; texts have their length before them. So no two different
//! rows have the same bytes, and a secret put in another's place does not unwrap.

use cardea_units::SubjectId;

use crate::period::PeriodName;

const SUBJECT: &[u8] = b"cardea subject 1:";
const PERIOD: &[u8] = b"cardea period 1:";

/// The row of the pepper.
pub(crate) const PEPPER: &[u8] = b"cardea pepper 1:";

/// The row of a subject.
pub(crate) fn subject(id: SubjectId) -> Vec<u8> {
    [SUBJECT, &id.to_bytes()].concat()
}

/// The row of a period. The name must have passed [`PeriodName::check`].
pub(crate) fn period(name: &PeriodName<'_>) -> Vec<u8> {
    let mut bytes = PERIOD.to_vec();
    for part in [name.product, name.stream, name.tier] {
        push_text(&mut bytes, part);
    }
    bytes.extend_from_slice(&name.starts_at.0.to_be_bytes());
    bytes
}

/// A text with its length in four bytes, big endian, before it.
pub(crate) fn push_text(bytes: &mut Vec<u8>, text: &str) {
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    bytes.extend_from_slice(&length.to_be_bytes());
    bytes.extend_from_slice(text.as_bytes());
}

#[cfg(test)]
mod tests {
    use cardea_units::UnixMillis;

    use super::*;

    #[test]
    fn moving_a_letter_from_one_name_to_the_next_is_another_row() {
        let name = |product, stream| PeriodName {
            product,
            stream,
            tier: "day",
            starts_at: UnixMillis(5),
        };
        assert_ne!(period(&name("ab", "c")), period(&name("a", "bc")));
        assert_eq!(period(&name("ab", "c")), period(&name("ab", "c")));
    }
}
