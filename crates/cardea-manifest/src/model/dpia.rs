//! The data protection impact assessment: what only people can write of it.

use cardea_units::Date;

use crate::At;
use crate::shape::{Map, Text, record, words};

record! {
    /// The data protection impact assessment (UK GDPR Art 35). What follows from the rest of the manifest is not written here again.
    pub struct Dpia {
        /// How the maker finds it.
        pub reference as "ref": At<Text>,
        /// When it was made or last looked at.
        pub on: At<Date>,
        /// The mark of the facts it was made for; `cardea check` says it. Another sensor, purpose, recipient, model, country or group of
        /// people makes another mark, and the assessment is due again.
        pub covers: Option<At<Text>>,
        /// What the data protection officer advised.
        pub advice: Option<At<Text>>,
        /// What people concerned said, or why they were not asked.
        pub views: Option<At<Text>>,
        /// The risks, by a name of their own.
        pub risks: Map<Risk>,
        /// Misuse within a home that was thought through.
        pub misuse: Vec<At<Misuse>>,
        /// What it says of children, by age and stage.
        pub children: Option<At<Text>>,
        /// The question to the regulator, where high risk remains (UK GDPR Art 36).
        pub consultation: Option<Consultation>,
    }
}

record! {
    /// One risk to people.
    pub struct Risk {
        /// What could happen to them.
        pub harms: Vec<At<Harm>>,
        /// How likely it is.
        pub likelihood: At<Grade>,
        /// How bad it would be.
        pub severity: At<Grade>,
        /// What is done about it.
        pub measures: Vec<At<Text>>,
        /// What remains.
        pub residual: At<Grade>,
    }
}

words! {
    /// How much.
    pub enum Grade {
        /// Little.
        Low = "low",
        /// Some.
        Medium = "medium",
        /// Much.
        High = "high",
    }
}

words! {
    /// Harm to people (UK GDPR recital 75).
    pub enum Harm {
        /// To body or life.
        Physical = "physical",
        /// To money or property.
        Material = "material",
        /// To mind: fear, distress, humiliation.
        Psychological = "psychological",
        /// To standing or relations with others.
        Social = "social",
        /// Unequal treatment.
        Discrimination = "discrimination",
        /// Loss of control over what is one's own.
        LossOfControl = "loss_of_control",
        /// Being controlled, stalked or watched by somebody close.
        Coercion = "coercion",
    }
}

words! {
    /// Misuse within a home.
    pub enum Misuse {
        /// Working the product from afar against somebody.
        RemoteControl = "remote_control",
        /// Watching or listening live.
        LiveView = "live_view",
        /// Following where somebody is.
        Location = "location",
        /// Going through what was recorded.
        History = "history",
    }
}

record! {
    /// The question to the regulator before a start with high risk.
    pub struct Consultation {
        /// How the maker finds it.
        pub reference as "ref": At<Text>,
        /// When it was asked.
        pub on: At<Date>,
        /// When the answer came.
        pub answered: Option<At<Date>>,
    }
}
