//! How the data is protected.

use cardea_units::{CalendarDuration, Date};

use super::{Breaches, Capture, FailurePlan, Start};
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
        /// What is ready for a breach.
        pub breaches: Option<Breaches>,
        /// What happens when the product turns out not to keep product security law (PSTI Act 2022 ss.10 to 12).
        pub failure_plan: Option<FailurePlan>,
        /// Interfaces that are not used.
        pub unused_interfaces: Option<At<Start>>,
        /// The debug interface in products that are sold.
        pub debug: Option<At<Debug>>,
        /// Keys and other secrets in the device.
        pub secrets: Option<At<DeviceSecrets>>,
        /// Software of others that it is made of.
        pub components: Option<Components>,
        /// What is looked for in telemetry to find attacks.
        pub watches_for: Vec<At<Text>>,
        /// When restoring from a backup was last tried.
        pub restore_tested: Option<At<Date>>,
        /// How staff get to see what is people's.
        pub staff_access: Option<StaffAccess>,
        /// How the first set-up goes.
        pub set_up: Option<SetUp>,
    }
}

words! {
    /// The debug interface in products that are sold.
    pub enum Debug {
        /// It is closed or not there.
        Closed = "closed",
        /// It opens for whoever can prove who they are.
        Protected = "protected",
        /// It is open.
        Open = "open",
    }
}

words! {
    /// Keys and other secrets in a device.
    pub enum DeviceSecrets {
        /// Each device has its own, and none is in the software.
        PerDevice = "per_device",
        /// All devices share one.
        Shared = "shared",
        /// One is written into the software.
        HardCoded = "hard_coded",
    }
}

record! {
    /// Software of others that a product is made of.
    pub struct Components {
        /// The list of them (SBOM): how the maker finds it.
        pub list: At<Text>,
        /// How often they are looked up for known weaknesses.
        pub looked_up_every: Option<At<CalendarDuration>>,
    }
}

record! {
    /// How staff get to see what is people's.
    pub struct StaffAccess {
        /// Who allows it, each time.
        pub allowed_by: At<Text>,
        /// Whether each access is logged.
        pub logged: Option<At<bool>>,
        /// Whether staff are bound to confidentiality.
        pub confidential: Option<At<bool>>,
    }
}

record! {
    /// How the first set-up goes (EN 303 645 5.12).
    pub struct SetUp {
        /// How many decisions a person takes.
        pub decisions: Option<At<u32>>,
        /// The page that guides through it.
        pub guide: Option<At<Url>>,
        /// Whether the product checks that it is set up securely.
        pub checked: Option<At<bool>>,
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
        /// Whether people see where they are signed in, and end it.
        pub sessions_listed: Option<At<bool>>,
        /// How long a sign-in lasts without use, at most.
        pub session_lasts: Option<At<CalendarDuration>>,
        /// Whether people are told of a sign-in from a new place.
        pub new_sign_in_told: Option<At<bool>>,
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
        /// Whether the device checks the other side's certificate.
        pub certificates: Option<At<Certificates>>,
        /// Encryption on the local network and over the air.
        pub local: Option<At<LocalTransit>>,
    }
}

words! {
    /// Whether certificates are checked.
    pub enum Certificates {
        /// They are.
        Checked = "checked",
        /// They are not.
        NotChecked = "not_checked",
    }
}

words! {
    /// Encryption on the local network and over the air.
    pub enum LocalTransit {
        /// Everything is encrypted.
        Encrypted = "encrypted",
        /// Some of it is in the clear.
        Plain = "plain",
        /// Nothing is sent there.
        None = "none",
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
        /// Where a report goes: an e-mail or web address.
        pub contact: Option<At<Text>>,
        /// Whether it is free, in English, and can be found and used without asking or signing in.
        pub open_to_all: Option<At<bool>>,
        /// Whether a reporter must give personal data.
        pub asks_who: Option<At<bool>>,
    }
}

record! {
    /// Tests of security.
    pub struct Tests {
        /// The last penetration test.
        pub penetration: Option<At<Date>>,
        /// How often there is one.
        pub every: Option<At<CalendarDuration>>,
        /// When input was last tried with malformed data (fuzzing).
        pub fuzzing: Option<At<Date>>,
        /// What the product sends, captured on the network and compared with this manifest.
        pub capture: Option<Capture>,
    }
}
