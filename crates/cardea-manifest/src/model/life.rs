//! Updates, reset, transfer, end of life.

use cardea_units::{CalendarDuration, Date};

use crate::At;
use crate::shape::{Name, Sequence, Text, Url, record, words};

record! {
    /// Software updates.
    pub struct Updates {
        /// The last day of security updates (PSTI Regulations Sch 1 para 3). May move later, never earlier.
        pub support_until: Option<At<Date>>,
        /// Whether updates are signed.
        pub signed: Option<At<bool>>,
        /// Whether they install by themselves.
        pub automatic: Option<At<bool>>,
        /// What they bring.
        pub kinds: Vec<At<UpdateKind>>,
        /// Whether security updates come apart from the others.
        pub security_apart: Option<At<bool>>,
        /// How soon after a weakness is known its update is out.
        pub within: Option<At<CalendarDuration>>,
        /// Whether people are told that an update is there and what it does.
        pub told: Option<At<bool>>,
        /// Whether an older version with known weaknesses can be put back.
        pub rollback: Option<At<Rollback>>,
        /// Whether updates leave choices, settings and privacy controls as they are.
        pub keeps_choices: Option<At<bool>>,
    }
}

words! {
    /// Whether an older version can be put back.
    pub enum Rollback {
        /// It is refused.
        Refused = "refused",
        /// It is possible.
        Possible = "possible",
    }
}

words! {
    /// What an update brings.
    pub enum UpdateKind {
        /// Security.
        Security = "security",
        /// Features.
        Feature = "feature",
        /// Safety of people.
        Safety = "safety",
        /// More that the product reports about itself.
        Telemetry = "telemetry",
    }
}

record! {
    /// What a reset does.
    pub struct Reset {
        /// What it erases on the device.
        pub erases: At<ErasureExtent>,
        /// Where the product starts again.
        pub returns_to: Option<At<Text>>,
        /// Whether erasing the cloud is offered with it.
        pub cloud: Option<At<Text>>,
        /// How the person sees that it is done.
        pub confirmation: Option<At<Text>>,
        /// What goes with it, beyond what `erases` says in one word.
        pub covers: Vec<At<ErasedPart>>,
        /// The page that says how it is done.
        pub guide: Option<At<Url>>,
        /// Whether somebody who lost the product can lock and erase it from afar.
        pub from_afar: Option<At<bool>>,
    }
}

words! {
    /// What a reset erases on a device.
    pub enum ErasedPart {
        /// Readings and recordings.
        Readings = "readings",
        /// Settings.
        Settings = "settings",
        /// Keys of networks.
        NetworkKeys = "network_keys",
        /// Tokens of accounts and services.
        Tokens = "tokens",
        /// Logs.
        Logs = "logs",
        /// What models learned of people.
        LearnedModels = "learned_models",
    }
}

words! {
    /// What is erased.
    pub enum ErasureExtent {
        /// Everything about people.
        All = "all",
        /// Settings only.
        Settings = "settings",
        /// Nothing.
        None = "none",
    }
}

record! {
    /// How the product passes to another owner.
    pub struct Transfer {
        /// What the old owner and the new one do.
        pub steps: Sequence<At<Name>>,
    }
}

record! {
    /// What happens when support ends.
    pub struct EndOfLife {
        /// When: `support_until`, or a date.
        pub after: At<Text>,
        /// What still works.
        pub what: At<Text>,
        /// How long before that people are told.
        pub notice: Option<At<CalendarDuration>>,
        /// Whether people can take their data with them.
        pub export: Option<At<bool>>,
        /// What becomes of the data, also when the business is sold or ends.
        pub data: Option<At<Text>>,
    }
}
