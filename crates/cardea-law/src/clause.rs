//! An instrument of law and one place in it.

use core::fmt;

use cardea_units::Date;

/// A statute, regulation, code, standard or piece of guidance.
pub struct Instrument {
    /// The name people write: `UK GDPR`. Unique among [`ALL`](crate::ALL).
    pub name: &'static str,
    /// Other names people write, such as `SI 2003/2426`.
    pub also: &'static [&'static str],
    /// The full title.
    pub title: &'static str,
    /// First day on which it applied, UK civil date.
    pub in_force: Date,
    /// A function, because each clause points back here and constants cannot go round in a circle.
    pub(crate) list: fn() -> &'static [Clause],
}

impl Instrument {
    /// The clauses that we know, in the order of the instrument. Not every clause it has.
    pub fn clauses(&self) -> &'static [Clause] {
        (self.list)()
    }
}

/// One place in an instrument.
#[derive(Clone, Copy)]
pub struct Clause {
    /// The instrument that it stands in.
    pub instrument: &'static Instrument,
    /// The place as people write it: `Art 5(1)(e)`, `Sch A1 para 5`, `s.164A`.
    pub place: &'static str,
    /// What it is about, in a few words.
    pub heading: &'static str,
    /// First day on which it applied with its present words, UK civil date.
    pub in_force: Date,
    /// How much of it the catalogue checks.
    pub reach: Reach,
    /// What remains for people to judge.
    pub people: &'static str,
}

/// How much of a clause the catalogue checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reach {
    /// No control checks any of it.
    None,
    /// Controls check some of it; [`Clause::people`] says what is left.
    Part,
    /// Controls check everything that it asks of a product.
    All,
}

impl Clause {
    /// Whether it applied on `day` with its present words. Its first day counts.
    pub fn is_in_force(&self, day: Date) -> bool {
        self.in_force <= day
    }
}

/// The citation, as in `PECR Sch A1 para 5`.
impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.instrument.name, self.place)
    }
}

/// The citation only: an instrument holds its clauses and each clause its instrument.
impl fmt::Debug for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Clause({self})")
    }
}

/// Two clauses are the same when they are the same place of the same instrument.
impl PartialEq for Clause {
    fn eq(&self, other: &Self) -> bool {
        self.instrument.name == other.instrument.name && self.place == other.place
    }
}

impl Eq for Clause {}

impl fmt::Debug for Instrument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "Instrument({}, {} clauses)",
            self.name,
            self.clauses().len()
        )
    }
}

impl fmt::Display for Reach {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::Part => "part",
            Self::All => "all",
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::{ALL, uk_gdpr};

    #[test]
    fn names_and_places_are_unique_and_every_clause_points_home() {
        let mut names = BTreeSet::new();
        for instrument in ALL {
            for name in instrument.also.iter().chain([&instrument.name]) {
                assert!(
                    names.insert(name.to_lowercase()),
                    "{name} names two instruments"
                );
            }
            let mut places = BTreeSet::new();
            for clause in instrument.clauses() {
                assert!(places.insert(clause.place), "{clause} is there twice");
                assert!(core::ptr::eq(clause.instrument, *instrument), "{clause}");
                assert!(
                    clause.in_force >= instrument.in_force,
                    "{clause} is older than its instrument"
                );
                assert!(
                    !clause.people.is_empty() && !clause.heading.is_empty(),
                    "{clause}"
                );
            }
        }
    }

    #[test]
    fn a_clause_is_in_force_from_its_first_day() {
        let clause = crate::pecr::SCH_A1_PARA_5;
        assert!(!clause.is_in_force(cardea_units::date(2026, 2, 4)));
        assert!(clause.is_in_force(cardea_units::date(2026, 2, 5)));
    }

    #[test]
    fn debug_prints_a_citation_and_ends() {
        assert_eq!(
            format!("{:?}", uk_gdpr::ART_5_1_E),
            "Clause(UK GDPR Art 5(1)(e))"
        );
        assert!(format!("{:?}", uk_gdpr::INSTRUMENT).starts_with("Instrument(UK GDPR, "));
    }

    #[test]
    fn the_same_place_of_two_instruments_is_two_clauses() {
        assert_ne!(crate::dpa_2018::S_10, crate::psti_act_2022::S_10);
        assert_eq!(uk_gdpr::ART_6_1, crate::find("GDPR Art 6(1)").unwrap());
    }
}
