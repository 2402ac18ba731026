//! The principles under which the catalogue orders its controls.

use core::fmt;

use crate::Control;

/// What a control serves, in the words of the ICO's guidance. A family of controls, such as `STO`, serves one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Principle {
    /// Who answers for what, and what of it is written down; also what the data is.
    Accountability,
    /// Lawful bases, consent, and what is stored on or read from a device.
    LawfulnessAndConsent,
    /// Nothing that people would not expect or that harms them.
    Fairness,
    /// People are told.
    Transparency,
    /// No more data than the purpose needs.
    DataMinimisation,
    /// What is held is right.
    Accuracy,
    /// No longer than the purpose needs.
    StorageLimitation,
    /// Of the data and of the product; breaches.
    Security,
    /// What people may ask for.
    DataSubjectRights,
    /// What children are owed beyond that.
    Children,
}

impl Principle {
    /// Every principle, in the order of the catalogue.
    pub const ALL: &'static [Self] = &[
        Self::Accountability,
        Self::LawfulnessAndConsent,
        Self::Fairness,
        Self::Transparency,
        Self::DataMinimisation,
        Self::Accuracy,
        Self::StorageLimitation,
        Self::Security,
        Self::DataSubjectRights,
        Self::Children,
    ];

    /// The principle that the control with this code serves; `None` for a code of no family that we know.
    pub fn of(code: &str) -> Option<Self> {
        let (family, number) = code.split_once('-')?;
        Some(match (family, number) {
            ("ACC" | "INF", _) => Self::Accountability,
            ("LAW" | "PEC" | "CON", _) => Self::LawfulnessAndConsent,
            ("FAI", _) => Self::Fairness,
            // Law of other places: each of its controls serves its own principle.
            ("TRA", _) | ("BEY", "03") => Self::Transparency,
            ("MIN", _) => Self::DataMinimisation,
            ("ACU", _) => Self::Accuracy,
            ("STO", _) => Self::StorageLimitation,
            ("SEC" | "PST" | "BRE", _) | ("BEY", "04" | "05" | "06") => Self::Security,
            ("RIG", _) | ("BEY", "01" | "02") => Self::DataSubjectRights,
            ("CHI", _) => Self::Children,
            _ => return None,
        })
    }
}

impl Control {
    /// The principle that it serves; every control of the catalogue has one.
    pub fn principle(&self) -> Option<Principle> {
        Principle::of(self.code)
    }
}

impl fmt::Display for Principle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Padded where a table asks for a width.
        f.pad(match self {
            Self::Accountability => "Accountability",
            Self::LawfulnessAndConsent => "Lawfulness and consent",
            Self::Fairness => "Fairness",
            Self::Transparency => "Transparency",
            Self::DataMinimisation => "Data minimisation",
            Self::Accuracy => "Accuracy",
            Self::StorageLimitation => "Storage limitation",
            Self::Security => "Security",
            Self::DataSubjectRights => "Data subject rights",
            Self::Children => "Children",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ALL;

    #[test]
    fn every_control_serves_a_principle() {
        for control in ALL {
            assert!(control.principle().is_some(), "{}", control.code);
        }
    }

    #[test]
    fn law_of_other_places_is_told_apart_by_its_number() {
        assert_eq!(Principle::of("BEY-02"), Some(Principle::DataSubjectRights));
        assert_eq!(Principle::of("BEY-03"), Some(Principle::Transparency));
        assert_eq!(Principle::of("BEY-06"), Some(Principle::Security));
        for unknown in ["BEY-07", "STO", "sto-01", "XYZ-01", ""] {
            assert_eq!(Principle::of(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn the_list_holds_each_once_in_its_order() {
        assert!(Principle::ALL.windows(2).all(|pair| pair[0] < pair[1]));
        assert_eq!(format!("{:<9}|", Principle::Fairness), "Fairness |");
    }
}
