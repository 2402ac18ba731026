//! How keeping and deleting is looked after.

use cardea_units::{CalendarDuration, Date};

use crate::At;
use crate::shape::{Map, Text, record};

record! {
    /// How keeping and deleting is looked after. The periods themselves stand with the purposes.
    pub struct Retention {
        /// Who answers for it.
        pub owner: Option<At<Text>>,
        /// When the periods were last looked at.
        pub reviewed: Option<At<Date>>,
        /// How often they are.
        pub review_every: Option<At<CalendarDuration>>,
        /// How long logs that can be traced to a person are kept.
        pub logs: Option<At<CalendarDuration>>,
        /// How long receipts and other evidence of choices are kept after they ended.
        pub receipts: Option<At<CalendarDuration>>,
        /// What is kept beyond its time for a claim or an investigation.
        pub holds: Map<Hold>,
    }
}

record! {
    /// Something that is kept beyond its time.
    pub struct Hold {
        /// Why.
        pub reason: At<Text>,
        /// What is kept, about whom.
        pub scope: At<Text>,
        /// The last day.
        pub until: At<Date>,
    }
}
