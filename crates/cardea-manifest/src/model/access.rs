//! PECR access, choices, and the places where people are told.

use cardea_units::CalendarDuration;

use super::Output;
use crate::At;
use crate::shape::{Name, Text, Url, record, words};

words! {
    /// Grounds on which something is stored on or read from a device (PECR Schedule A1).
    pub enum Ground {
        /// Solely to carry a communication (para 3).
        Transmission = "transmission",
        /// Strictly necessary for what the user asked for (para 4).
        StrictlyNecessary = "strictly_necessary",
        /// Statistics to improve the service (para 5).
        Statistics = "statistics",
        /// How the service looks or works, as the user prefers (para 6).
        Appearance = "appearance",
        /// Finding somebody who asked for emergency help (para 7).
        Emergency = "emergency",
        /// The user agreed beforehand (para 2).
        Consent = "consent",
    }
}

record! {
    /// Something stored on, read from or heard from the device, the app or a web page, beside the streams.
    pub struct OtherAccess {
        /// Where.
        pub surface: At<Surface>,
        /// What it is.
        pub what: At<Text>,
        /// The purpose it is for.
        pub for_what as "for": At<Name>,
        /// The ground for it.
        pub ground: At<Ground>,
        /// Whether it is a signal that devices send out by themselves, such as Wi-Fi probes.
        pub emitted: Option<At<bool>>,
        /// How long it stays: a length of time, `until_reset` or `session`.
        pub lives: Option<At<Text>>,
        /// The other organisation that stores or reads it.
        pub by: Option<At<Name>>,
    }
}

words! {
    /// Where something is stored or read.
    pub enum Surface {
        /// The device.
        Device = "device",
        /// The app.
        App = "app",
        /// A web page.
        Web = "web",
    }
}

record! {
    /// How consent to one purpose is asked.
    pub struct Choice {
        /// At which moment.
        pub when: At<Moment>,
        /// Where: `companion_app`, `portal`, `screen`, `voice`, ...
        pub places as "where": Vec<At<Text>>,
        /// Where it can be withdrawn, if that is not everywhere it is asked.
        pub withdraw_where: Vec<At<Text>>,
        /// With which control.
        pub by: At<Control> = Control::Switch,
        /// Steps (taps, spoken turns) that each answer takes.
        pub steps: Option<Steps>,
        /// How long a consent lasts before it is asked again.
        pub lasts: Option<At<CalendarDuration>>,
        /// What does not work without it.
        pub without_it: Vec<At<Text>>,
        /// How the choice stands before anybody touched it.
        pub starts: At<Start> = Start::Off,
    }
}

words! {
    /// How a choice stands before anybody touched it.
    pub enum Start {
        /// Off.
        Off = "off",
        /// On.
        On = "on",
    }
}

words! {
    /// Controls with which a person answers.
    pub enum Control {
        /// A switch.
        Switch = "switch",
        /// Two buttons of equal weight.
        Buttons = "buttons",
        /// A box to tick.
        Checkbox = "checkbox",
        /// Spoken words, read back.
        Voice = "voice",
    }
}

words! {
    /// Moments at which people are asked or told.
    pub enum Moment {
        /// Before they buy.
        BeforePurchase = "before_purchase",
        /// When they unpack.
        Unboxing = "unboxing",
        /// When they switch it on first.
        FirstUse = "first_use",
        /// When they make an account.
        AccountCreation = "account_creation",
        /// When they pair it.
        Pairing = "pairing",
        /// When they first use a feature.
        FeatureActivation = "feature_activation",
        /// At any time, in the settings.
        Settings = "settings",
        /// When something changes.
        Change = "change",
        /// When they reset it.
        Reset = "reset",
    }
}

record! {
    /// Steps that each answer takes. Refusing and withdrawing may never take more than granting (UK GDPR Art 7(3)).
    pub struct Steps {
        /// To grant.
        pub grant: At<u32>,
        /// To refuse.
        pub refuse: At<u32>,
        /// To withdraw.
        pub withdraw: At<u32>,
    }
}

record! {
    /// Where people are told, by moment. The texts are made from this manifest; these are the places.
    pub struct Notices {
        /// Before they buy.
        pub before_purchase: Vec<At<Output>>,
        /// When they switch it on first.
        pub first_use: Vec<At<Output>>,
        /// When they make an account.
        pub account_creation: Vec<At<Output>>,
        /// When they first use a feature.
        pub feature_activation: Vec<At<Output>>,
        /// When something changes.
        pub change: Vec<At<Output>>,
        /// When the product is reset or passes on.
        pub reset: Vec<At<Output>>,
        /// The page behind the QR code on the product.
        pub qr: Option<At<Url>>,
        /// Spoken questions that the product answers.
        pub voice: Vec<At<Text>>,
    }
}
