//! Where in a topic the device stands.

/// Forms of topics of known firmware, `+` for the device and `#` for what comes behind.
const KNOWN: &[&str] = &[
    // zigbee2mqtt; what it says of itself is told apart before.
    "zigbee2mqtt/+",
    // Tasmota.
    "tele/+/#",
    "stat/+/#",
    // Shelly of the first generation, and later ones.
    "shellies/+/#",
    "+/events/rpc",
    "+/status/#",
    // ESPHome.
    "+/sensor/#",
    "+/binary_sensor/#",
    "+/switch/#",
    "+/light/#",
    "+/climate/#",
    "+/cover/#",
    "+/number/#",
    "+/select/#",
    "+/text_sensor/#",
    "+/status",
    // OpenMQTTGateway, Zwavejs, rtl_433.
    "rtl_433/+/#",
    "zwave/+/#",
    // Homie.
    "homie/+/#",
    // Cardea's own habit, and what people write who follow AWS IoT or Azure.
    "devices/+/#",
    "device/+/#",
    "things/+/#",
    "dt/+/#",
];

/// A topic in which the device's place is known.
#[derive(Clone, PartialEq, Eq)]
pub struct Placed {
    /// The topic with `{device}` in that place.
    pub template: String,
    /// What stands there.
    pub device: String,
}

/// The device is not shown: people give such names.
impl core::fmt::Debug for Placed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Placed")
            .field("template", &self.template)
            .finish_non_exhaustive()
    }
}

/// What zigbee2mqtt says of a device besides its readings, by the last level.
const OF_A_ZIGBEE_DEVICE: &[&str] = &["availability", "action"];

/// The topic with the device's place; `None` where that is not known.
pub fn device_in(topic: &str) -> Option<Placed> {
    if is_told(topic) || topic.contains(['{', '}']) {
        return None;
    }
    // What people call a Zigbee device may have levels of its own.
    if let Some(rest) = topic.strip_prefix("zigbee2mqtt/") {
        let kind = rest
            .rsplit_once('/')
            .filter(|(_, last)| OF_A_ZIGBEE_DEVICE.contains(last));
        let (device, template) = match kind {
            Some((device, last)) => (device, format!("zigbee2mqtt/{{device}}/{last}")),
            None => (rest, "zigbee2mqtt/{device}".to_owned()),
        };
        return (!device.is_empty()).then(|| Placed {
            template,
            device: device.to_owned(),
        });
    }
    let level = device_level(topic)?;
    Some(Placed {
        template: template(topic, level)?,
        device: topic.split('/').nth(level)?.to_owned(),
    })
}

/// Beginnings of topics on which brokers and hubs speak of themselves, or devices are told something.
const TOLD_BEFORE: &[&str] = &[
    "$SYS/",
    "homeassistant/",
    "zigbee2mqtt/bridge/",
    "tasmota/discovery/",
    "cmnd/",
    "cardea/",
];
/// Ends of topics on which devices are told something.
const TOLD_AFTER: &[&str] = &["/set", "/get", "/command", "/cmd", "/rpc", "/directive"];

/// Whether a topic is none on which a device sends readings.
pub fn is_told(topic: &str) -> bool {
    let events = topic.ends_with("/events/rpc");
    TOLD_BEFORE.iter().any(|begin| topic.starts_with(begin))
        || (!events && TOLD_AFTER.iter().any(|end| topic.ends_with(end)))
}

/// The level of a topic in which the device stands, counted from 0: by the form of the topic, or because one level looks like an address or a
/// serial number. `None` where neither tells.
fn device_level(topic: &str) -> Option<usize> {
    let levels: Vec<&str> = topic.split('/').collect();
    let known = KNOWN.iter().find_map(|form| fits(form, &levels));
    known.or_else(|| {
        let mut ids = levels.iter().enumerate().filter(|(_, level)| is_id(level));
        let first = ids.next()?;
        ids.next().is_none().then_some(first.0)
    })
}

fn fits(form: &str, levels: &[&str]) -> Option<usize> {
    let mut device = None;
    let mut given = levels.iter().enumerate();
    for part in form.split('/') {
        if part == "#" {
            return device.filter(|_| given.next().is_some());
        }
        let (nth, level) = given.next()?;
        match part {
            "+" if level.is_empty() => return None,
            "+" => device = Some(nth),
            word if word == *level => {}
            _ => return None,
        }
    }
    device.filter(|_| given.next().is_none())
}

/// Whether a level looks like the address or serial number of something: six hexadecimal digits or more with a digit among them, or three
/// digits behind letters.
fn is_id(level: &str) -> bool {
    let digits = level.bytes().filter(u8::is_ascii_digit).count();
    let hex = |part: &str| {
        part.len() >= 6
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
    };
    let bare = level.replace([':', '-', '_'], "");
    let parts = || level.split(['-', '_', ':', '.']);
    let mac = || {
        parts().count() == 6
            && parts()
                .all(|part| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_hexdigit()))
    };
    hex(bare.trim_start_matches("0x")) || parts().any(hex) || digits >= 3 || mac()
}

/// The topic with `{device}` in the place of a level; `None` where the topic has no such level, or braces already.
pub(crate) fn template(topic: &str, level: usize) -> Option<String> {
    if topic.contains(['{', '}']) {
        return None;
    }
    topic.split('/').nth(level)?;
    let levels = topic.split('/').enumerate();
    let named: Vec<&str> = levels
        .map(|(nth, word)| if nth == level { "{device}" } else { word })
        .collect();
    Some(named.join("/"))
}

/// Words of topics that say nothing of what is in the message.
const PLAIN: &[&str] = &[
    "state",
    "sensor",
    "binary_sensor",
    "tele",
    "stat",
    "status",
    "events",
    "data",
    "attr",
    "zigbee2mqtt",
    "shellies",
    "homie",
    "devices",
    "device",
    "things",
    "dt",
    "telemetry",
    "readings",
];

/// What a stream is called, by its topic: its last word that says something, `readings` where none does.
pub(crate) fn stream_name(template: &str) -> String {
    let words = || {
        template
            .split('/')
            .filter(|level| !level.contains("{device}") && crate::is_identifier(level))
    };
    let telling = words()
        .rev()
        .find(|word| !PLAIN.contains(&word.to_lowercase().as_str()));
    // `sensor` says little, and still more than nothing.
    let sensor = || words().rev().find(|word| **word == word.to_uppercase());
    let name = telling.or_else(sensor).unwrap_or("readings");
    name.to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn topics_of_real_firmware_name_their_device() {
        for (topic, expected) in [
            ("zigbee2mqtt/hallway", "zigbee2mqtt/{device}"),
            ("zigbee2mqtt/Living Room/lamp", "zigbee2mqtt/{device}"),
            (
                "zigbee2mqtt/Living Room/lamp/availability",
                "zigbee2mqtt/{device}/availability",
            ),
            ("tele/kitchen_plug/SENSOR", "tele/{device}/SENSOR"),
            (
                "shellies/shellyht-1D56AF/sensor/temperature",
                "shellies/{device}/sensor/temperature",
            ),
            (
                "shellyplusht-b8d61a8b17cc/events/rpc",
                "{device}/events/rpc",
            ),
            (
                "shellyplusplugs-80646fd031f8/status/switch:0",
                "{device}/status/switch:0",
            ),
            ("attic/sensor/co2/state", "{device}/sensor/co2/state"),
            ("warmly/WT2-00417/climate", "warmly/{device}/climate"),
            ("v1/AA:BB:CC:DD:EE:FF/up", "v1/{device}/up"),
        ] {
            let placed = device_in(topic).unwrap_or_else(|| panic!("{topic}"));
            assert_eq!(placed.template, expected);
        }
    }

    #[test]
    fn what_does_not_tell_is_not_guessed() {
        for topic in [
            "home/ana/climate",
            "climate",
            "",
            "/",
            "0x00158d0001/0x00158d0002",
        ] {
            assert_eq!(device_in(topic), None, "{topic}");
        }
        for told in [
            "cmnd/plug/POWER",
            "zigbee2mqtt/hall/set",
            "zigbee2mqtt/bridge/devices",
            "shellyplus-1/rpc",
        ] {
            assert!(is_told(told) && device_in(told).is_none(), "{told}");
        }
        assert_eq!(template("{device}/x", 1), None);
    }

    #[test]
    fn a_stream_is_called_after_what_is_in_it() {
        for (topic, name) in [
            ("zigbee2mqtt/{device}", "readings"),
            ("tele/{device}/SENSOR", "sensor"),
            ("shellies/{device}/sensor/temperature", "temperature"),
            ("{device}/sensor/co2/state", "co2"),
            ("warmly/{device}/climate", "climate"),
            ("{device}", "readings"),
        ] {
            assert_eq!(stream_name(topic), name, "{topic}");
        }
    }
}
