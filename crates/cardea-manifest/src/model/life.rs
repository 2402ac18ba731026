//! Updates, reset, transfer, end of life.

use cardea_units::Date;

use crate::At;
use crate::shape::{Name, Sequence, Text, record, words};

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
    }
}

words! {
    /// What an update brings.
    pub enum UpdateKind {
        /// Security.
        Security = "security",
        /// Features.
        Feature = "feature",
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
    }
}
