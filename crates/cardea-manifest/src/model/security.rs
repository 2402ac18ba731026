//! How the data is protected.

use cardea_units::{CalendarDuration, Date};

use crate::At;
use crate::shape::{Map, Text, Url, record, words};

record! {
    /// How the data is protected.
    pub struct Security {
        /// The threat model.
        pub threat_model: Option<Dated>,
        /// Passwords of the device (PSTI Regulations Sch 1 para 1).
        pub passwords: Option<Passwords>,
        /// How people sign in to its services.
        pub sign_in: Option<SignIn>,
        /// Encryption on the way.
        pub transit: Option<Transit>,
        /// Encryption where it is stored, by place.
        pub at_rest: Map<At<Text>>,
        /// Open ports, by protocol.
        pub ports: Map<Vec<At<u32>>>,
        /// How the start of the device is protected.
        pub boot: Option<At<Boot>>,
        /// How it is paired.
        pub pairing: Option<At<Text>>,
        /// How somebody reports a weakness (PSTI Regulations Sch 1 para 2).
        pub vulnerability_reports: Option<VulnerabilityReports>,
        /// Tests of its security.
        pub tests: Option<Tests>,
        /// Who answers when there is a breach.
        pub breach_rota: Option<At<Text>>,
    }
}

record! {
    /// A document with its date.
    pub struct Dated {
        /// How the maker finds it.
        pub reference as "ref": At<Text>,
        /// Its date.
        pub on: At<Date>,
    }
}

record! {
    /// Passwords of the device.
    pub struct Passwords {
        /// Where they come from.
        pub scheme: At<PasswordScheme>,
        /// How unique ones are made, where they are.
        pub made_from: Option<At<PasswordSource>>,
    }
}

words! {
    /// Where a password comes from.
    pub enum PasswordScheme {
        /// The user chooses it.
        UserDefined = "user_defined",
        /// Each device leaves the factory with its own.
        UniqueRandom = "unique_random",
        /// Every device leaves the factory with the same.
        Shared = "shared",
        /// There is none.
        None = "none",
    }
}

words! {
    /// What a unique password is made from.
    pub enum PasswordSource {
        /// Chance.
        Random = "random",
        /// A keyed hash of the serial number.
        KeyedHash = "keyed_hash",
        /// The serial number or an address, plainly transformed.
        Serial = "serial",
        /// A counter.
        Counter = "counter",
    }
}

record! {
    /// How people sign in.
    pub struct SignIn {
        /// Second factors.
        pub mfa: Option<At<Mfa>>,
        /// Whether guessing is slowed down.
        pub rate_limited: Option<At<bool>>,
        /// What happens with passwords known from breaches.
        pub breached_passwords: Option<At<Text>>,
    }
}

words! {
    /// Whether there is a second factor.
    pub enum Mfa {
        /// On unless switched off.
        Default = "default",
        /// Off unless switched on.
        Optional = "optional",
        /// There is none.
        None = "none",
    }
}

record! {
    /// Encryption on the way.
    pub struct Transit {
        /// Lowest version of TLS that is accepted, or `none`.
        pub tls: Option<At<Text>>,
    }
}

words! {
    /// How the start of the device is protected.
    pub enum Boot {
        /// Each stage checks the next.
        Verified = "verified",
        /// It is not.
        Plain = "plain",
    }
}

record! {
    /// How somebody reports a weakness.
    pub struct VulnerabilityReports {
        /// The public page.
        pub url: At<Url>,
        /// How soon the reporter hears back.
        pub acknowledges: Option<At<CalendarDuration>>,
        /// How often they hear of progress.
        pub updates: Option<At<CalendarDuration>>,
    }
}

record! {
    /// Tests of security.
    pub struct Tests {
        /// The last penetration test.
        pub penetration: Option<At<Date>>,
        /// How often there is one.
        pub every: Option<At<CalendarDuration>>,
    }
}
