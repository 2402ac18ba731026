//! Categories of data: a closed list, each with what the law and people make of it.

use crate::shape::words;

words! {
    /// What a field is about. Each category has a term of the W3C Data Privacy Vocabulary.
    pub enum DataCategory {
        /// Temperature, humidity, light or air of a room.
        HomeEnvironment = "home_environment",
        /// Whether somebody is there.
        Presence = "presence",
        /// How many people are there.
        Occupancy = "occupancy",
        /// Energy, water or gas used.
        EnergyUse = "energy_use",
        /// What people did with the product: buttons, settings, modes.
        ProductUse = "product_use",
        /// What people watched, listened to or played.
        ContentUse = "content_use",
        /// What somebody searched or asked for.
        Requests = "requests",
        /// Sound of a place, without words being kept.
        SoundLevel = "sound_level",
        /// Speech.
        Voice = "voice",
        /// A stored pattern that tells one voice from others.
        VoicePrint = "voice_print",
        /// Still pictures of people or places.
        Image = "image",
        /// Moving pictures of people or places.
        Video = "video",
        /// Other sound recorded in or around a home.
        Audio = "audio",
        /// A stored pattern that tells one face from others.
        FacePrint = "face_print",
        /// A stored pattern of a finger.
        Fingerprint = "fingerprint",
        /// Steps, movement, exercise.
        Activity = "activity",
        /// Heart rate and its variation.
        HeartRate = "heart_rate",
        /// Oxygen in the blood.
        BloodOxygen = "blood_oxygen",
        /// Weight and body composition.
        BodyComposition = "body_composition",
        /// Sleep and its stages.
        Sleep = "sleep",
        /// Breathing.
        Breathing = "breathing",
        /// Temperature of the body.
        BodyTemperature = "body_temperature",
        /// Stress, mood or emotion.
        Mood = "mood",
        /// Menstruation, fertility or pregnancy.
        ReproductiveHealth = "reproductive_health",
        /// Other facts about health.
        Health = "health",
        /// Where somebody is, to a few hundred metres or better.
        PreciseLocation = "precise_location",
        /// Where somebody is, roughly: a town or region.
        CoarseLocation = "coarse_location",
        /// Networks and devices nearby.
        NetworkSurroundings = "network_surroundings",
        /// An identifier of a device.
        DeviceIdentifier = "device_identifier",
        /// An identifier of a person or account.
        AccountIdentifier = "account_identifier",
        /// Name, address, e-mail or telephone number.
        ContactDetails = "contact_details",
        /// Age or date of birth.
        Age = "age",
        /// Gender.
        Gender = "gender",
        /// Ethnic origin, religion, politics, union membership, sex life or orientation.
        Beliefs = "beliefs",
        /// How the device itself works: battery, signal, errors, version.
        DeviceStatus = "device_status",
        /// Somebody came, rang or passed.
        Arrival = "arrival",
        /// A door or window was opened, closed, locked or unlocked.
        DoorState = "door_state",
    }
}

/// What the law makes of a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sensitivity {
    /// Personal data like any other.
    Ordinary,
    /// Special category data (UK GDPR Art 9(1)) as it stands.
    Special,
    /// Becomes special category data by use: matched with a stored pattern it identifies a person uniquely.
    SpecialWhenMatched,
}

impl DataCategory {
    /// What the law makes of it.
    pub const fn sensitivity(self) -> Sensitivity {
        match self {
            Self::VoicePrint
            | Self::FacePrint
            | Self::Fingerprint
            | Self::HeartRate
            | Self::BloodOxygen
            | Self::BodyComposition
            | Self::Sleep
            | Self::Breathing
            | Self::BodyTemperature
            | Self::Mood
            | Self::ReproductiveHealth
            | Self::Health
            | Self::Beliefs => Sensitivity::Special,
            Self::Voice | Self::Image | Self::Video | Self::Audio => {
                Sensitivity::SpecialWhenMatched
            }
            _ => Sensitivity::Ordinary,
        }
    }

    /// Whether it says where somebody is.
    pub const fn is_location(self) -> bool {
        matches!(
            self,
            Self::PreciseLocation | Self::CoarseLocation | Self::NetworkSurroundings
        )
    }

    /// Whether it records people's words, looks or sounds.
    pub const fn is_recording(self) -> bool {
        matches!(self, Self::Voice | Self::Image | Self::Video | Self::Audio)
    }

    /// Its term in the personal data extension (`pd:`) of the Data Privacy Vocabulary 2.3, the nearest that is defined there.
    pub const fn dpv(self) -> &'static str {
        match self {
            Self::HomeEnvironment
            | Self::EnergyUse
            | Self::DeviceStatus
            | Self::NetworkSurroundings => "pd:DeviceBased",
            Self::DoorState
            | Self::ProductUse
            | Self::Presence
            | Self::Occupancy
            | Self::Arrival
            | Self::Activity => "pd:Behavioural",
            Self::SoundLevel => "pd:External",
            Self::ContentUse => "pd:TVViewingBehaviour",
            Self::Requests => "pd:ServiceConsumptionBehaviour",
            Self::Voice | Self::Audio => "pd:VoiceCommunicationRecording",
            Self::VoicePrint => "pd:Biometric",
            Self::FacePrint => "pd:FacialPrint",
            Self::Fingerprint => "pd:Fingerprint",
            Self::Image | Self::Video => "pd:Picture",
            Self::HeartRate
            | Self::BloodOxygen
            | Self::Breathing
            | Self::BodyTemperature
            | Self::Sleep
            | Self::Health => "pd:Health",
            Self::BodyComposition => "pd:Weight",
            Self::Mood => "pd:Mood",
            Self::ReproductiveHealth => "pd:PhysicalHealth",
            Self::PreciseLocation | Self::CoarseLocation => "pd:Location",
            Self::DeviceIdentifier => "pd:UID",
            Self::AccountIdentifier => "pd:AccountIdentifier",
            Self::ContactDetails => "pd:Contact",
            Self::Age => "pd:Age",
            Self::Gender => "pd:Gender",
            Self::Beliefs => "pd:Thought",
        }
    }

    /// What a notice calls it.
    pub fn plain(self) -> &'static str {
        self.meaning().trim().trim_end_matches('.')
    }
}
