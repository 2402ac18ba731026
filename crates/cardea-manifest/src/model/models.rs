//! What infers something about people, and decides.

use cardea_units::{CalendarDuration, Date};

use crate::At;
use crate::shape::{Map, Name, Text, record, words};

record! {
    /// One model that infers something about people.
    pub struct Model {
        /// The fields it reads.
        pub from: Vec<At<Name>>,
        /// The field it writes.
        pub says: At<Name>,
        /// How often it is right, from 0 to 1: `all`, and by the groups that matter.
        pub accuracy: Map<At<f64>>,
        /// When somebody last looked whether that is still so.
        pub reviewed: Option<At<Date>>,
        /// How often somebody looks.
        pub review_every: Option<At<CalendarDuration>>,
        /// Which version of it runs.
        pub version: Option<At<Text>>,
        /// How people see that it is a guess.
        pub shown_as: Option<At<ShownAs>>,
        /// Where a person corrects it.
        pub corrected_by: Option<At<Text>>,
        /// Where it runs.
        pub place: Option<At<ModelPlace>>,
    }
}

words! {
    /// How people see what a model says.
    pub enum ShownAs {
        /// As an estimate, in words.
        Estimate = "estimate",
        /// With how sure it is.
        Confidence = "confidence",
        /// As a fact.
        Fact = "fact",
        /// It is not shown.
        Hidden = "hidden",
    }
}

words! {
    /// Where a model runs.
    pub enum ModelPlace {
        /// On the device.
        Device = "device",
        /// On a phone.
        App = "app",
        /// In the cloud.
        Cloud = "cloud",
    }
}

record! {
    /// One decision made by machine alone, with legal or similarly significant effect (UK GDPR Arts 22A to 22D).
    pub struct AutomatedDecision {
        /// What is decided.
        pub what: At<Text>,
        /// The purpose it serves.
        pub for_what as "for": At<Name>,
        /// How a person gets a human to look at it.
        pub human_review: Option<At<Text>>,
        /// Where its logic is explained.
        pub explained: Option<At<Text>>,
        /// How a person says what they think of it.
        pub representations: Option<At<Text>>,
        /// How a person contests it.
        pub contested_by: Option<At<Text>>,
        /// How good the data behind it must be, and who checks that.
        pub data_checked: Option<At<Text>>,
    }
}
