//! The product: what it is, what it senses, how people meet it.

use cardea_units::{CalendarDuration, Date};

use super::{Moment, Start};
use crate::At;
use crate::shape::{Country, Map, Name, Text, record, words};

record! {
    /// The product.
    pub struct Product {
        /// Short name in addresses and log entries; never changes.
        pub id: At<Name>,
        /// What people call it.
        pub name: At<Text>,
        /// What kind of thing it is.
        pub kind: At<Kind>,
        /// Model numbers this manifest covers.
        pub models: Vec<At<Text>>,
        /// Countries it is sold in (ISO 3166).
        pub markets: Vec<At<Country>>,
        /// The day it went or goes on sale.
        pub on_sale_from: Option<At<Date>>,
        /// How many people will use it, roughly.
        pub expected_users: Option<At<u64>>,
        /// Whether children are likely to use it (children's code; UK GDPR Art 25(1A)).
        pub children: At<Children>,
        /// Whether it needs an account.
        pub account: Option<At<Account>>,
        /// What still works without an account.
        pub works_without: Option<At<Text>>,
        /// What still works without a network (EN 303 645 5.9-2).
        pub works_offline: Option<At<Text>>,
        /// What it is sold as, where that is not a consumer product like any other.
        pub sold_as: Option<At<SoldAs>>,
        /// How a person can answer it.
        pub inputs: Vec<At<Input>>,
        /// How it can tell a person something.
        pub outputs: Vec<At<Output>>,
        /// Every sensor in it, used or not.
        pub senses: Map<Sense>,
        /// Every radio in it.
        pub radios: Map<Radio>,
        /// Its companion app.
        pub app: Option<App>,
    }
}
pub use app::App;

words! {
    /// Kinds of product.
    pub enum Kind {
        /// A speaker that listens for commands.
        SmartSpeaker = "smart_speaker",
        /// A television with an internet connection.
        ConnectedTv = "connected_tv",
        /// A toy with a connection.
        ConnectedToy = "connected_toy",
        /// A lamp or light bulb.
        Light = "light",
        /// A heating control.
        Thermostat = "thermostat",
        /// A hub that connects other products.
        HomeHub = "home_hub",
        /// A band or clip that counts movement.
        FitnessTracker = "fitness_tracker",
        /// A watch with apps.
        SmartWatch = "smart_watch",
        /// Scales that know who stands on them.
        SmartScales = "smart_scales",
        /// A monitor of sleep.
        SleepMonitor = "sleep_monitor",
        /// A camera that watches a place.
        SecurityCamera = "security_camera",
        /// A doorbell with a camera.
        Doorbell = "doorbell",
        /// A monitor of a baby.
        BabyMonitor = "baby_monitor",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// What a product is sold as. Some kinds are outside the guidance for consumer IoT, or outside product security law (PSTI Regulations
    /// 2023 Sch 3).
    pub enum SoldAs {
        /// A consumer product.
        ConsumerProduct = "consumer_product",
        /// A computer, tablet or laptop without a mobile network of its own.
        Computer = "computer",
        /// A computer or tablet made only for children under 14.
        ComputerForChildren = "computer_for_children",
        /// A vehicle, or a part of one.
        Vehicle = "vehicle",
        /// A smart meter.
        SmartMeter = "smart_meter",
        /// A charge point for electric vehicles.
        ChargePoint = "charge_point",
        /// A medical device.
        MedicalDevice = "medical_device",
        /// Something for businesses or factories.
        Enterprise = "enterprise",
        /// A part of a town: its lamps, bins, traffic.
        SmartCity = "smart_city",
    }
}

words! {
    /// Whether children are likely to use the product.
    pub enum Children {
        /// It is unlikely, and the maker can show why.
        NotLikely = "not_likely",
        /// It is likely, as in any home with children.
        Likely = "likely",
        /// It is made for them.
        AimedAt = "aimed_at",
    }
}

words! {
    /// Whether the product needs an account.
    pub enum Account {
        /// There is no account.
        None = "none",
        /// It works without one.
        Optional = "optional",
        /// It does not work without one.
        Required = "required",
    }
}

words! {
    /// How a person can answer the product.
    pub enum Input {
        /// A touch screen or touch surface.
        Touch = "touch",
        /// Buttons or a dial.
        Buttons = "buttons",
        /// Speaking to it.
        Voice = "voice",
        /// Moving in front of it.
        Gesture = "gesture",
        /// The app on a phone or tablet.
        CompanionApp = "companion_app",
        /// A remote control.
        Remote = "remote",
        /// A web page.
        Web = "web",
    }
}

words! {
    /// How the product can tell a person something.
    pub enum Output {
        /// A screen of its own.
        Screen = "screen",
        /// A light.
        Light = "light",
        /// Sound or speech.
        Sound = "sound",
        /// The app on a phone or tablet.
        CompanionApp = "companion_app",
        /// The box, a leaflet, a sticker.
        Packaging = "packaging",
        /// A web page.
        Web = "web",
        /// E-mail.
        Email = "email",
    }
}

record! {
    /// One sensor.
    pub struct Sense {
        /// How far it reaches.
        pub reach: At<Reach>,
        /// How people notice that it is on.
        pub signal: Vec<At<Signal>>,
        /// How it can be switched off.
        pub switch: Option<At<Switch>>,
        /// Whether the product uses it; one that is not used is off in the firmware. Without a word, it is used.
        pub used: Option<At<bool>>,
        /// How it stands before anybody touched it.
        pub starts: Option<At<Start>>,
        /// What people can tell apart by its signal: that it is on, records, is watched, is muted.
        pub shows: Vec<At<SenseState>>,
        /// Whether software could switch the sensor on and leave the signal off.
        pub signal_can_be_bypassed: Option<At<bool>>,
        /// Whether people can cut off parts of what it sees or hears, by zones or masks.
        pub zones: Option<At<bool>>,
        /// What it holds back before something triggers it.
        pub buffer: Option<Buffer>,
        /// When it was last calibrated or checked in the field.
        pub calibrated: Option<At<Date>>,
    }
}

words! {
    /// States of a sensor that people can tell apart.
    pub enum SenseState {
        /// It is on.
        On = "on",
        /// It records.
        Recording = "recording",
        /// Somebody watches or listens live.
        Watched = "watched",
        /// It is muted or shut.
        Muted = "muted",
    }
}

record! {
    /// What a sensor holds back before something triggers it, such as the seconds before a wake word.
    pub struct Buffer {
        /// How much it holds.
        pub length: At<CalendarDuration>,
        /// Where.
        pub place: At<BufferPlace>,
        /// What becomes of what a false trigger caught.
        pub false_triggers: Option<At<FalseTriggers>>,
    }
}

words! {
    /// Where a buffer is.
    pub enum BufferPlace {
        /// In memory that is overwritten and is empty without power.
        Ram = "ram",
        /// In storage that lasts.
        Storage = "storage",
        /// Off the device.
        Cloud = "cloud",
    }
}

words! {
    /// What becomes of what a false trigger caught.
    pub enum FalseTriggers {
        /// It is deleted at once.
        Deleted = "deleted",
        /// It is kept.
        Kept = "kept",
    }
}

words! {
    /// How far a sensor reaches.
    pub enum Reach {
        /// The body of the person who wears or touches it.
        Body = "body",
        /// The room it stands in.
        Room = "room",
        /// Beyond the home: the garden, the street, the neighbours.
        Outdoors = "outdoors",
    }
}

words! {
    /// How people notice that a sensor is on.
    pub enum Signal {
        /// A light.
        Light = "light",
        /// A sound.
        Sound = "sound",
        /// Something on the screen.
        Screen = "screen",
        /// A sticker or sign beside it.
        Sign = "sign",
    }
}

words! {
    /// How a sensor can be switched off.
    pub enum Switch {
        /// A switch or shutter that cuts it off physically.
        Hardware = "hardware",
        /// A setting.
        Software = "software",
        /// It cannot.
        None = "none",
    }
}

record! {
    /// One radio.
    pub struct Radio {
        /// What it sends to everyone around.
        pub emits: Vec<At<RadioSignal>>,
        /// How often the address in those signals changes.
        pub rotates: Option<At<CalendarDuration>>,
        /// What those signals say of people and the home.
        pub reveals: Vec<At<Revealed>>,
    }
}

words! {
    /// What a signal says to everyone around.
    pub enum Revealed {
        /// Only what kind of product it is.
        Kind = "kind",
        /// A name that people gave it, or a person's name.
        Name = "name",
        /// Its serial number or another identifier that stays.
        Serial = "serial",
        /// Where it stands.
        Location = "location",
        /// What it measures.
        Readings = "readings",
    }
}

words! {
    /// What a radio sends to everyone around.
    pub enum RadioSignal {
        /// Bluetooth advertisements.
        Advertisement = "advertisement",
        /// Wi-Fi probe requests.
        Probe = "probe",
        /// Discovery on the local network (mDNS, SSDP).
        Discovery = "discovery",
        /// A network of its own.
        AccessPoint = "access_point",
    }
}

mod app {
    use super::{AppPermission, Component};
    use crate::shape::{Map, record};

    record! {
        /// The companion app.
        pub struct App {
            /// What the app asks the phone for, each with its reason.
            pub permissions: Map<AppPermission>,
            /// Software of others in it, by the name of their organisation.
            pub components: Vec<Component>,
        }
    }
}

/// Software of another organisation in the app: the organisation's name.
pub type Component = At<Name>;

record! {
    /// One permission that the app asks the phone for; its key says which (see the words of `Permission`).
    pub struct AppPermission {
        /// The purpose or feature it is for.
        pub for_what as "for": At<Text>,
        /// What works when the person says no.
        pub fallback: Option<At<Text>>,
        /// At which moment the app asks.
        pub when: Option<At<Moment>>,
    }
}

words! {
    /// Permissions of phones that reveal something about people.
    pub enum Permission {
        /// Where the phone is.
        Location = "location",
        /// The microphone.
        Microphone = "microphone",
        /// The camera.
        Camera = "camera",
        /// Contacts.
        Contacts = "contacts",
        /// Photos and files.
        Photos = "photos",
        /// Bluetooth devices nearby.
        Bluetooth = "bluetooth",
        /// Devices on the local network.
        LocalNetwork = "local_network",
        /// Health data.
        Health = "health",
        /// Movement of the phone.
        Motion = "motion",
        /// Notifications.
        Notifications = "notifications",
        /// Tracking over other apps.
        Tracking = "tracking",
        /// The calendar.
        Calendar = "calendar",
    }
}

record! {
    /// Who runs what. What Cardea runs it keeps by construction.
    pub struct HandledBy {
        /// Receiving, gating, storing, forgetting and serving data.
        pub data: At<Handler> = Handler::Cardea,
        /// Writing and publishing notices.
        pub notices: At<Handler> = Handler::Cardea,
        /// Asking for and recording choices.
        pub choices: At<Handler> = Handler::Cardea,
        /// Answering requests.
        pub rights: At<Handler> = Handler::Cardea,
    }
}

words! {
    /// Who runs a part.
    pub enum Handler {
        /// Cardea does.
        Cardea = "cardea",
        /// The maker does, and states how.
        Own = "own",
    }
}
