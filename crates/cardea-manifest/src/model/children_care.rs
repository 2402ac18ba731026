//! How children are protected.

use super::{Dated, Signal};
use crate::At;
use crate::shape::{Text, record, words};

record! {
    /// How children are protected (children's code; UK GDPR Arts 8, 25(1A)).
    pub struct ChildrenCare {
        /// The record of how the design protects and supports children, with its date.
        pub design: Option<Dated>,
        /// How the age of a user is known.
        pub age_known_by: Option<At<AgeKnownBy>>,
        /// Whether everybody gets the protection of a child until their age is known.
        pub everyone_as_child: Option<At<bool>>,
        /// Ages for which there are notices of their own.
        pub wording_for: Vec<At<AgeBand>>,
        /// The lowest age that the published rules allow, in years; 0 where anybody may use it.
        pub lowest_age: Option<At<u32>>,
        /// How that age is enforced.
        pub lowest_age_enforced_by: Option<At<Text>>,
        /// Whether each part of the service is switched on by itself, when the child uses it.
        pub parts_apart: Option<At<bool>>,
        /// Whether sharing of the place goes back to off after each session.
        pub location_resets: Option<At<bool>>,
        /// How a child notices that a parent watches or follows, or that its place is tracked.
        pub watched_signal: Vec<At<Signal>>,
        /// Where a child finds tools for rights and worries.
        pub tools: Vec<At<Text>>,
        /// How a child gets help at once.
        pub urgent_help: Option<At<Text>>,
        /// How the consent of a guardian is verified.
        pub guardian_verified_by: Option<At<Text>>,
        /// Ages, in years, at which choices are asked again and controls of parents end.
        pub asked_again_at: Vec<At<u32>>,
        /// Who can use the rights of a child.
        pub rights_used_by: Vec<At<RightsActor>>,
    }
}

words! {
    /// How the age of a user is known.
    pub enum AgeKnownBy {
        /// It is not.
        Nothing = "nothing",
        /// The user says it.
        SelfDeclared = "self_declared",
        /// A parent or account holder says it.
        AccountHolder = "account_holder",
        /// It is estimated.
        Estimated = "estimated",
        /// It is verified.
        Verified = "verified",
    }
}

words! {
    /// Age bands of the children's code.
    pub enum AgeBand {
        /// 0 to 5: before they read.
        UpTo5 = "up_to_5",
        /// 6 to 9.
        From6To9 = "6_to_9",
        /// 10 to 12.
        From10To12 = "10_to_12",
        /// 13 to 15.
        From13To15 = "13_to_15",
        /// 16 and 17.
        From16To17 = "16_to_17",
    }
}

words! {
    /// Who can use the rights of a child.
    pub enum RightsActor {
        /// The child.
        Child = "child",
        /// A guardian, with the child's authority or in its best interests.
        Guardian = "guardian",
    }
}
