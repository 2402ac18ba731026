//! PECR access, choices, and the places where people are told.

use cardea_units::{CalendarDuration, Date};

use super::{Marketing, NecessaryFor, NoticeForm, NoticeLayer, Output};
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
        /// Why it is strictly necessary (PECR Sch A1 para 4).
        pub necessary_for: Option<At<NecessaryFor>>,
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
        /// How yes and no look and sound beside each other.
        pub prominence: Option<At<Prominence>>,
        /// Whether the request stands apart from terms and other matters (UK GDPR Art 7(2)).
        pub apart: Option<At<bool>>,
        /// The words in which people agree expressly, where it is about special category data (UK GDPR Art 9(2)(a)).
        pub statement: Option<At<Text>>,
        /// After how long people may be asked again when they said no; without it, six months where Cardea asks.
        pub asks_again_after: Option<At<CalendarDuration>>,
        /// What makes it be asked anew.
        pub renewed_on: Vec<At<Renewal>>,
        /// Whether deletion is offered together with withdrawal.
        pub offers_erasure: Option<At<bool>>,
    }
}

words! {
    /// How yes and no look and sound beside each other.
    pub enum Prominence {
        /// Alike in size, place, colour and voice.
        Equal = "equal",
        /// Yes stands out.
        YesStandsOut = "yes_stands_out",
        /// No is hidden behind another step.
        NoIsHidden = "no_is_hidden",
    }
}

words! {
    /// What makes a choice be asked anew.
    pub enum Renewal {
        /// The purpose changed.
        PurposeChange = "purpose_change",
        /// The product has another owner.
        OwnerChange = "owner_change",
        /// The product was reset.
        Reset = "reset",
        /// A child came of age.
        Age = "age",
        /// Nobody used it for long.
        Disuse = "disuse",
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
        /// A press of a button on the product.
        Press = "press",
        /// Going on to use the product. That is not an answer.
        ContinuedUse = "continued_use",
        /// Switching the product on. That is not an answer.
        PowerOn = "power_on",
        /// Pairing the product. That is not an answer.
        Pairing = "pairing",
        /// Accepting the terms. That is not an answer.
        Terms = "terms",
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
        /// When they unpack.
        pub unboxing: Vec<At<Output>>,
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
        /// When support comes to its end.
        pub end_of_support: Vec<At<Output>>,
        /// The page behind the QR code on the product.
        pub qr: Option<At<Url>>,
        /// Until when that page stays where it is, at least.
        pub qr_until: Option<At<Date>>,
        /// How deep people can read, from short to full.
        pub layers: Vec<At<NoticeLayer>>,
        /// Other forms in which they are told.
        pub forms: Vec<At<NoticeForm>>,
        /// Languages beside English, as people call them.
        pub languages: Vec<At<Text>>,
        /// The page that lists every sensor and what it can sense (EN 303 645 5.8-3).
        pub sensors: Option<At<Url>>,
        /// The page that says which telemetry is sent, how it is used, by whom and why (EN 303 645 6-5).
        pub telemetry: Option<At<Url>>,
        /// Messages that advertise something.
        pub marketing: Option<Marketing>,
        /// Spoken questions that the product answers.
        pub voice: Vec<At<Text>>,
    }
}
