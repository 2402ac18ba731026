//! What is ready for the European Union.

use cardea_units::CalendarDuration;

use super::Dated;
use crate::At;
use crate::shape::{Text, Url, record};

record! {
    /// What is ready for the European Union.
    pub struct EuFacts {
        /// Access to data (Data Act, Regulation (EU) 2023/2854).
        pub data_act: Option<DataAct>,
        /// Cyber resilience (Regulation (EU) 2024/2847).
        pub cyber_resilience: Option<CyberResilience>,
        /// Cybersecurity of radio equipment (Delegated Regulation (EU) 2022/30).
        pub radio: Option<RadioEquipment>,
    }
}

record! {
    /// Access to data under the Data Act.
    pub struct DataAct {
        /// How a user gets to the data directly (Art 3(1)).
        pub direct_access: Option<At<Text>>,
        /// The page on which a user asks for it (Art 4).
        pub request: Option<At<Url>>,
        /// The page on which a user lets somebody else have it (Art 5).
        pub share: Option<At<Url>>,
        /// The page that says it all before the contract (Art 3(2), (3)).
        pub before_contract: Option<At<Url>>,
        /// Why the duties do not bind the maker, such as being a micro or small enterprise (Art 7).
        pub exempt: Option<At<Text>>,
    }
}

record! {
    /// Cyber resilience.
    pub struct CyberResilience {
        /// The plan for reports within 24 hours, 72 hours and at the end (Art 14), with its date.
        pub reporting_plan: Option<Dated>,
        /// The assessment of the essential requirements (Annex I), with its date.
        pub assessed: Option<Dated>,
        /// How long there are security updates.
        pub support: Option<At<CalendarDuration>>,
        /// Whether it bears the CE mark for it.
        pub ce_marked: Option<At<bool>>,
    }
}

record! {
    /// Cybersecurity of radio equipment.
    pub struct RadioEquipment {
        /// The declaration of conformity: how the maker finds it.
        pub declaration: At<Text>,
        /// The standard that was applied, such as EN 18031-1, -2 and -3.
        pub standard: Option<At<Text>>,
    }
}
