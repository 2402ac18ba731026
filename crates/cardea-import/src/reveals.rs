//! What a value tells of people, by its name: a table, each row with its reason.

use cardea_manifest::model::DataCategory::{self, *};

/// What a value tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reveals {
    /// The category it belongs to.
    pub data: DataCategory,
    /// What it lets somebody conclude about people; `None` where it tells of the room or the device.
    pub behaviour: Option<&'static str>,
}

/// Words of a name, category, and what it reveals. The first row wins: narrower words stand above wider ones.
const TABLE: &[(&[&str], DataCategory, Option<&str>)] = &[
    // How the device is set up: "sensitivity" of a presence sensor tells nothing about who is there.
    (
        &[
            "sensitivity",
            "calibration",
            "threshold",
            "firmware",
            "linkquality",
            "rssi",
            "signal_strength",
            "uptime",
            "led",
            "indicator",
            "timeout",
            "interval",
            "fading_time",
            "keep_time",
        ],
        DeviceStatus,
        None,
    ),
    (
        &[
            "battery",
            "tamper",
            "fault",
            "faults",
            "error",
            "device_temperature",
            "power_outage",
            "self_test",
            "voltage_mv",
        ],
        DeviceStatus,
        None,
    ),
    // Who somebody is.
    (
        &[
            "pin",
            "pin_code",
            "action_code",
            "user",
            "action_user",
            "card",
            "rfid",
            "tag",
        ],
        AccountIdentifier,
        Some("which person did it"),
    ),
    (
        &["finger", "fingerprint"],
        Fingerprint,
        Some("which person did it"),
    ),
    (
        &["ssid", "bssid", "wifi", "mac"],
        NetworkSurroundings,
        Some("where the home is"),
    ),
    (
        &["meter_id", "serial", "serial_number", "device_id"],
        DeviceIdentifier,
        Some("which home it is"),
    ),
    // Bodies.
    (
        &["heart", "heart_rate", "heartbeat", "bpm", "pulse_rate"],
        HeartRate,
        Some("how somebody's heart is"),
    ),
    (
        &["spo2", "blood_oxygen"],
        BloodOxygen,
        Some("how somebody's blood is"),
    ),
    (
        &["breathing", "breath", "respiration", "respiratory_rate"],
        Breathing,
        Some("how somebody breathes, and sleeps"),
    ),
    (
        &["sleep", "in_bed", "bed"],
        Sleep,
        Some("when somebody sleeps"),
    ),
    (
        &["body_temperature"],
        BodyTemperature,
        Some("whether somebody is ill"),
    ),
    (
        &["weight", "bmi", "body_fat"],
        BodyComposition,
        Some("what somebody's body is like"),
    ),
    (
        &[
            "blood_pressure",
            "glucose",
            "fall",
            "fall_status",
            "fall_down_status",
        ],
        Health,
        Some("how somebody's health is"),
    ),
    (
        &["steps", "step_count", "activity", "calories"],
        Activity,
        Some("how somebody moves"),
    ),
    // Recordings.
    (
        &["voice", "speech", "transcript"],
        Voice,
        Some("what people say"),
    ),
    (
        &["image", "picture", "snapshot", "photo"],
        Image,
        Some("what people look like and do"),
    ),
    (
        &["video", "stream_url"],
        Video,
        Some("what people look like and do"),
    ),
    (
        &["audio", "recording"],
        Audio,
        Some("what is heard in the home"),
    ),
    (
        &["noise", "sound_pressure", "sound_level", "loudness"],
        SoundLevel,
        Some("when the home is loud, and so when people are up"),
    ),
    // Where.
    (
        &[
            "latitude",
            "longitude",
            "gps",
            "gps_coordinates",
            "location",
            "position_gps",
        ],
        PreciseLocation,
        Some("where somebody is"),
    ),
    // A set-point is what somebody chose, also where its name says "occupied".
    (
        &[
            "setpoint",
            "preset",
            "schedule",
            "system_mode",
            "fan_mode",
            "mode",
        ],
        ProductUse,
        Some("how people live by the day and the week"),
    ),
    // Who is there and what they do.
    (
        &["people", "person_count", "people_count", "count_people"],
        Occupancy,
        Some("how many people are there"),
    ),
    (
        &["doorbell", "ring", "visitor"],
        Arrival,
        Some("when somebody comes"),
    ),
    (
        &[
            "occupancy",
            "occupied",
            "presence",
            "motion",
            "moving",
            "person",
            "human",
            "room_status_code",
            "target_distance",
            "vibration",
            "home_away",
            "away_mode",
        ],
        Presence,
        Some("whether somebody is there, and when the home is empty"),
    ),
    (
        &[
            "contact",
            "lock",
            "lock_state",
            "door",
            "window",
            "window_open",
            "garage",
            "garage_door",
            "opening",
        ],
        DoorState,
        Some("when people come and go"),
    ),
    // Energy.
    (
        &[
            "power_factor",
            "power_on_behavior",
            "ac_frequency",
            "frequency",
            "power_outage_memory",
        ],
        DeviceStatus,
        None,
    ),
    (
        &[
            "power",
            "energy",
            "current",
            "consumption",
            "apparent_power",
            "reactive_power",
            "flow",
            "water_consumed",
            "gas_consumed",
        ],
        EnergyUse,
        Some("when people are up, cook, wash or are away"),
    ),
    // Rooms.
    (
        &[
            "temperature",
            "humidity",
            "illuminance",
            "lux",
            "pressure",
            "moisture",
            "soil_moisture",
            "dew_point",
            "pm25",
            "pm10",
            "pm1",
            "voc",
            "tvoc",
            "formaldehyd",
            "aqi",
            "air_quality",
            "smoke",
            "gas",
            "carbon_monoxide",
            "water_leak",
            "rain",
            "wind",
        ],
        HomeEnvironment,
        None,
    ),
    (
        &["co2", "carbon_dioxide", "eco2"],
        HomeEnvironment,
        Some("how many people are in the room: they breathe it out"),
    ),
    (&["voltage"], DeviceStatus, None),
    (
        &[
            "action",
            "state",
            "brightness",
            "volume",
            "channel",
            "source",
            "position",
            "color",
            "click",
            "button",
        ],
        ProductUse,
        Some("when people use it, and so are at home and up"),
    ),
];

/// What a value tells, by its name and the class that its source gives it. What no row knows is taken for what people do with the product.
pub fn reveals(name: &str, class: Option<&str>) -> Reveals {
    let names = [Some(name), class];
    let words: Vec<String> = names.into_iter().flatten().map(plain).collect();
    let found = TABLE.iter().find(|(keys, ..)| {
        keys.iter()
            .any(|key| words.iter().any(|word| has(word, key)))
    });
    match found {
        Some((_, data, behaviour)) => Reveals {
            data: *data,
            behaviour: *behaviour,
        },
        None => Reveals {
            data: ProductUse,
            behaviour: Some(
                "not known: taken for something that people do, until you say otherwise",
            ),
        },
    }
}

/// Whether some row knows a name.
pub(crate) fn is_known(name: &str) -> bool {
    let words = plain(name);
    TABLE
        .iter()
        .any(|(keys, ..)| keys.iter().any(|key| has(&words, key)))
}

/// `heartRate`, `Heart Rate` and `heart-rate` as `_heart_rate_`.
fn plain(name: &str) -> String {
    let mut plain = String::from("_");
    let mut small = false;
    for letter in name.chars() {
        if letter.is_uppercase() && small {
            plain.push('_');
        }
        small = letter.is_lowercase() || letter.is_numeric();
        if letter.is_alphanumeric() {
            plain.extend(letter.to_lowercase());
        } else if !plain.ends_with('_') {
            plain.push('_');
        }
    }
    plain.push('_');
    plain
}

fn has(words: &str, key: &str) -> bool {
    words.match_indices(key).any(|(start, found)| {
        let end = start.saturating_add(found.len());
        words
            .get(..start)
            .is_some_and(|before| before.ends_with('_'))
            && words.get(end..).is_some_and(|after| after.starts_with('_'))
    })
}

#[cfg(test)]
mod tests;
