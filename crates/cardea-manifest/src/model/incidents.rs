//! What is ready for a breach, for a product that fails, and for a look at the network.

use cardea_units::{CalendarDuration, Date};

use super::Dated;
use crate::At;
use crate::shape::{Text, record, words};

record! {
    /// What is ready for a personal data breach (UK GDPR Arts 33, 34).
    pub struct Breaches {
        /// The register of every breach: how the maker finds it.
        pub register: Option<At<Text>>,
        /// The plan: who decides, who tells the regulator within 72 hours, with its date.
        pub plan: Option<Dated>,
        /// What the prepared notice to the regulator says.
        pub notice_says: Vec<At<BreachNoticePart>>,
        /// How people are told.
        pub people_told_by: Vec<At<Text>>,
        /// Who decides at night, at weekends and when somebody is away.
        pub out_of_hours: Option<At<Text>>,
        /// Whether the maker provides a public electronic communications service (PECR reg 5A).
        pub communications_service: Option<At<bool>>,
    }
}

words! {
    /// Parts of a notice to the regulator (UK GDPR Art 33(3)).
    pub enum BreachNoticePart {
        /// What happened.
        Nature = "nature",
        /// Which people and records, and about how many.
        Numbers = "numbers",
        /// Whom to ask.
        Contact = "contact",
        /// What is likely to follow.
        Consequences = "consequences",
        /// What was done about it.
        Measures = "measures",
    }
}

record! {
    /// What happens when a product turns out not to keep product security law.
    pub struct FailurePlan {
        /// How the maker finds it.
        pub reference as "ref": At<Text>,
        /// Who is told.
        pub tells: Vec<At<SupplyContact>>,
        /// How long records of it are kept.
        pub records_kept: Option<At<CalendarDuration>>,
    }
}

words! {
    /// Who is told of a product that fails.
    pub enum SupplyContact {
        /// The enforcement authority: the Office for Product Safety and Standards.
        EnforcementAuthority = "enforcement_authority",
        /// Other manufacturers of the product.
        Manufacturers = "manufacturers",
        /// Its importers.
        Importers = "importers",
        /// Its distributors.
        Distributors = "distributors",
        /// People who have it.
        Customers = "customers",
    }
}

record! {
    /// What a product sends, captured on the network and compared with its manifest.
    pub struct Capture {
        /// When.
        pub on: At<Date>,
        /// How many hosts, fields and messages nobody could explain by the manifest.
        pub unexplained: At<u32>,
    }
}
