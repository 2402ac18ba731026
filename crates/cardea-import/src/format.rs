//! The formats that are read.

use crate::{Sends, Unreadable, homeassistant, thing_description, zigbee2mqtt};

/// A format in which something says what devices send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// What zigbee2mqtt says of devices.
    Zigbee2Mqtt,
    /// Discovery messages for Home Assistant.
    HomeAssistant,
    /// W3C Thing Descriptions.
    ThingDescription,
}

impl Format {
    /// What it is called in a draft.
    pub const fn source(self) -> &'static str {
        match self {
            Self::Zigbee2Mqtt => "what zigbee2mqtt says of it",
            Self::HomeAssistant => "what it tells Home Assistant of itself",
            Self::ThingDescription => "its W3C Thing Description",
        }
    }

    /// Reads a file: the products that it describes, each once.
    ///
    /// # Errors
    /// The first place that cannot be read, and what to do.
    pub fn read(self, bytes: &[u8]) -> Result<Vec<Sends>, Unreadable> {
        match self {
            Self::Zigbee2Mqtt => zigbee2mqtt::read(bytes),
            Self::HomeAssistant => homeassistant::read(bytes),
            Self::ThingDescription => thing_description::read(bytes),
        }
    }
}
