//! The laws that the running system keeps by how it is built.

use core::fmt;

/// One of the laws of the house. Each has tests that try to break the running system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HouseLaw {
    /// What is not declared is never stored, forwarded or logged.
    L1,
    /// A reading is kept for a purpose only if that purpose is permitted for everyone it is about.
    L2,
    /// After a withdrawal, objection or restriction is answered, nothing more is stored or served for it.
    L3,
    /// After an erasure is answered, nothing can be decrypted to that person's data.
    L4,
    /// After a period ends, its data can be read by nobody and goes with the next sweep.
    L5,
    /// A device hears that a reading arrived only when it is durable.
    L6,
    /// Data leaves only for a purpose, to a recipient the manifest names, with the evidence written first.
    L7,
    /// When a decision cannot be made, data does not flow.
    L8,
    /// Every entry of the log can be proved by a program that shares no code with Cardea.
    L9,
    /// What is published is computed from the manifest that is enforced.
    L10,
    /// No personal data in logs, metrics, error texts, addresses or the transparency log.
    L11,
    /// Bad input gets a clear error that says what to do.
    L12,
}

impl HouseLaw {
    /// What it promises, in one sentence without a full stop.
    pub const fn says(self) -> &'static str {
        match self {
            Self::L1 => "what the manifest does not declare is never stored, forwarded or logged",
            Self::L2 => {
                "a reading is kept for a purpose only if that purpose is permitted for everyone it is about"
            }
            Self::L3 => {
                "after a withdrawal, objection or restriction is answered, nothing more is stored or served for it"
            }
            Self::L4 => {
                "after an erasure is answered, nothing can be decrypted to that person's data"
            }
            Self::L5 => {
                "after a period ends, its data can be read by nobody and goes with the next sweep"
            }
            Self::L6 => "a device hears that a reading arrived only when it is durable",
            Self::L7 => {
                "data leaves only for a purpose, to a recipient the manifest names, with the evidence written first"
            }
            Self::L8 => "when a decision cannot be made, data does not flow",
            Self::L9 => {
                "every entry of the log can be proved by a program that shares no code with Cardea"
            }
            Self::L10 => "what is published is computed from the manifest that is enforced",
            Self::L11 => {
                "no personal data is in logs, metrics, error texts, addresses or the transparency log"
            }
            Self::L12 => "bad input gets a clear error that says what to do",
        }
    }
}

/// `L5`.
impl fmt::Display for HouseLaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}
