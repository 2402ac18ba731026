//! What each component of Home Assistant reads from its device: a table.

use serde_json::{Map, Value};

use crate::Form;
use crate::json::{number, on_off, text, words};

/// A value that a component reads.
#[derive(Debug)]
pub(super) struct Reads {
    components: &'static [&'static str],
    /// The key with its topic.
    pub(super) topic: &'static str,
    /// The keys of its template; the first that is there counts.
    pub(super) templates: &'static [&'static str],
    /// What it is called where the message has no key for it; empty: as the component.
    pub(super) name: &'static str,
    /// What kind of value it is.
    pub(super) shape: Shape,
}

/// Kinds of values, and the keys that say more of them.
#[derive(Clone, Copy, Debug)]
pub(super) enum Shape {
    /// A number where it has a unit or is measured, else words or a text.
    Sensor,
    /// On or off, in the words of these keys; the first pair that is there counts.
    Flag(&'static [(&'static str, &'static str)]),
    /// One of the words under these keys, or of those in front where a key is not there.
    Words(&'static [(&'static str, &'static str)]),
    /// One of the words in a list under this key; without it any text.
    Options(&'static str),
    /// A number: keys of its lowest and highest value and its step, and what they are where a key is not there.
    Number {
        unit: Option<&'static str>,
        low: (&'static str, f64),
        high: (&'static str, f64),
        step: &'static str,
    },
    /// A temperature: its unit is `temperature_unit`, or that of the home.
    Temperature(Option<(&'static str, &'static str)>),
    /// A text of no known words.
    Text,
}

const STATE: &str = "state_topic";
const VALUE: &[&str] = &["value_template"];
const STATE_VALUE: &[&str] = &["state_value_template", "value_template"];
const ON_OFF: Shape = Shape::Flag(&[("state_on", "state_off"), ("payload_on", "payload_off")]);
const PERCENT: Shape = Shape::Number {
    unit: Some("%"),
    low: ("", 0.0),
    high: ("", 100.0),
    step: "",
};
const CLIMATE: &[&str] = &["climate", "water_heater"];

macro_rules! reads {
    ($($components:expr, $topic:literal, $templates:expr, $name:literal, $shape:expr;)+) => {
        &[$(Reads { components: $components, topic: $topic, templates: $templates, name: $name, shape: $shape },)+]
    };
}

const TABLE: &[Reads] = reads! {
    &["sensor"], "state_topic", VALUE, "", Shape::Sensor;
    &["binary_sensor"], "state_topic", VALUE, "", Shape::Flag(&[("payload_on", "payload_off")]);
    &["switch", "siren", "fan", "humidifier"], "state_topic", STATE_VALUE, "", ON_OFF;
    &["light"], "state_topic", STATE_VALUE, "state", Shape::Flag(&[("payload_on", "payload_off")]);
    &["light"], "brightness_state_topic", &["brightness_value_template"], "brightness",
        Shape::Number { unit: None, low: ("", 0.0), high: ("brightness_scale", 255.0), step: "" };
    &["light"], "color_temp_state_topic", &["color_temp_value_template"], "color_temp",
        Shape::Number { unit: Some("mired"), low: ("min_mireds", 153.0), high: ("max_mireds", 500.0), step: "" };
    &["light"], "effect_state_topic", &["effect_value_template"], "effect", Shape::Options("effect_list");
    &["lock"], "state_topic", VALUE, "lock_state",
        Shape::Words(&[("state_locked", "LOCKED"), ("state_unlocked", "UNLOCKED"), ("state_locking", "LOCKING"), ("state_unlocking", "UNLOCKING"), ("state_jammed", "JAMMED")]);
    &["cover", "valve"], "state_topic", VALUE, "state",
        Shape::Words(&[("state_open", "open"), ("state_opening", "opening"), ("state_closed", "closed"), ("state_closing", "closing"), ("state_stopped", "stopped")]);
    &["cover"], "position_topic", &["position_template"], "position",
        Shape::Number { unit: None, low: ("position_closed", 0.0), high: ("position_open", 100.0), step: "" };
    &["cover"], "tilt_status_topic", &["tilt_status_template"], "tilt",
        Shape::Number { unit: None, low: ("tilt_min", 0.0), high: ("tilt_max", 100.0), step: "" };
    CLIMATE, "current_temperature_topic", &["current_temperature_template"], "current_temperature", Shape::Temperature(None);
    CLIMATE, "temperature_state_topic", &["temperature_state_template"], "target_temperature", Shape::Temperature(Some(("min_temp", "max_temp")));
    CLIMATE, "temperature_high_state_topic", &["temperature_high_state_template"], "target_temperature_high", Shape::Temperature(Some(("min_temp", "max_temp")));
    CLIMATE, "temperature_low_state_topic", &["temperature_low_state_template"], "target_temperature_low", Shape::Temperature(Some(("min_temp", "max_temp")));
    CLIMATE, "mode_state_topic", &["mode_state_template"], "mode", Shape::Options("modes");
    CLIMATE, "action_topic", &["action_template"], "running_state",
        Shape::Words(&[("", "off"), ("", "heating"), ("", "cooling"), ("", "drying"), ("", "idle"), ("", "fan"), ("", "preheating"), ("", "defrosting")]);
    CLIMATE, "fan_mode_state_topic", &["fan_mode_state_template"], "fan_mode", Shape::Options("fan_modes");
    CLIMATE, "swing_mode_state_topic", &["swing_mode_state_template"], "swing_mode", Shape::Options("swing_modes");
    &["climate", "fan"], "preset_mode_state_topic", &["preset_mode_value_template"], "preset", Shape::Options("preset_modes");
    &["climate", "humidifier"], "current_humidity_topic", &["current_humidity_template"], "current_humidity", PERCENT;
    &["climate", "humidifier"], "target_humidity_state_topic", &["target_humidity_state_template"], "target_humidity", PERCENT;
    &["humidifier"], "mode_state_topic", &["mode_state_template"], "mode", Shape::Options("modes");
    &["fan"], "percentage_state_topic", &["percentage_value_template"], "speed",
        Shape::Number { unit: None, low: ("", 0.0), high: ("speed_range_max", 100.0), step: "" };
    &["number"], "state_topic", VALUE, "", Shape::Number { unit: None, low: ("min", 1.0), high: ("max", 100.0), step: "step" };
    &["select"], "state_topic", VALUE, "", Shape::Options("options");
    &["text"], "state_topic", VALUE, "", Shape::Text;
    &["alarm_control_panel"], "state_topic", VALUE, "alarm_state",
        Shape::Words(&[("", "disarmed"), ("", "armed_home"), ("", "armed_away"), ("", "armed_night"), ("", "armed_vacation"), ("", "armed_custom_bypass"), ("", "pending"), ("", "triggered"), ("", "arming"), ("", "disarming")]);
    &["device_tracker"], "state_topic", VALUE, "presence", Shape::Words(&[("payload_home", "home"), ("payload_not_home", "not_home")]);
    &["tag"], "topic", VALUE, "tag", Shape::Text;
    &["update"], "state_topic", VALUE, "installed_version", Shape::Text;
};

/// What stands in one message of a component, where that is so by its own rules: key in the message, kind.
const OBJECTS: &[(&str, &str, Shape)] = &[
    ("light", "state", ON_OFF),
    (
        "light",
        "brightness",
        Shape::Number {
            unit: None,
            low: ("", 0.0),
            high: ("brightness_scale", 255.0),
            step: "",
        },
    ),
    (
        "light",
        "color_temp",
        Shape::Number {
            unit: Some("mired"),
            low: ("min_mireds", 153.0),
            high: ("max_mireds", 500.0),
            step: "",
        },
    ),
    ("event", "event_type", Shape::Options("event_types")),
    (
        "vacuum",
        "state",
        Shape::Words(&[
            ("", "cleaning"),
            ("", "docked"),
            ("", "paused"),
            ("", "idle"),
            ("", "returning"),
            ("", "error"),
        ]),
    ),
    ("vacuum", "battery_level", PERCENT),
    ("vacuum", "fan_speed", Shape::Options("fan_speed_list")),
];

/// What a component reads from messages of its own form: an object with these keys.
pub(super) fn of_object(component: &str) -> impl Iterator<Item = (&'static str, Shape)> {
    OBJECTS
        .iter()
        .filter(move |(of, ..)| *of == component)
        .map(|(_, key, shape)| (*key, *shape))
}

/// What a component reads, each from a topic.
pub(super) fn of(component: &str) -> impl Iterator<Item = &'static Reads> {
    TABLE
        .iter()
        .filter(move |reads| reads.components.contains(&component))
}

/// Every component that reads something, or is only told something.
pub(super) fn is_component(word: &str) -> bool {
    [
        "device",
        "device_automation",
        "camera",
        "image",
        "lawn_mower",
    ]
    .contains(&word)
        || TOLD.contains(&word)
        || of(word).next().is_some()
        || of_object(word).next().is_some()
}

/// Components that a device is only told something by.
pub(super) const TOLD: &[&str] = &["button", "scene", "notify"];

/// Device classes whose sensors are no numbers.
const NO_NUMBERS: &[&str] = &["enum", "timestamp", "date"];

impl Shape {
    /// Its form, by what a message says.
    pub(super) fn form(self, config: &Map<String, Value>) -> Form {
        match self {
            Self::Sensor => sensor(config),
            Self::Flag(pairs) => {
                let said = pairs
                    .iter()
                    .find(|(on, off)| config.contains_key(*on) || config.contains_key(*off));
                let (on, off) = said.map_or((None, None), |(on, off)| {
                    (config.get(*on), config.get(*off))
                });
                on_off(on, off)
            }
            Self::Words(known) => {
                let said = |(key, word): &(&str, &str)| {
                    config
                        .get(*key)
                        .cloned()
                        .unwrap_or_else(|| Value::from(*word))
                };
                words(&known.iter().map(said).collect::<Vec<_>>())
            }
            Self::Options(key) => match config.get(key).and_then(Value::as_array) {
                Some(options) => words(options),
                None => Form::Text(Vec::new()),
            },
            Self::Number {
                unit,
                low,
                high,
                step,
            } => {
                let of = |(key, other): (&str, f64)| number(config, key).or(Some(other));
                let said = text(config, "unit_of_measurement").or(unit);
                Form::Number {
                    unit: said.map(str::to_owned),
                    low: of(low),
                    high: of(high),
                    step: number(config, step).or(Some(1.0)),
                }
            }
            Self::Temperature(range) => Form::Number {
                unit: text(config, "temperature_unit")
                    .or(Some("°C"))
                    .map(str::to_owned),
                low: range.and_then(|(low, _)| number(config, low)),
                high: range.and_then(|(_, high)| number(config, high)),
                step: number(config, "temp_step").or(number(config, "precision")),
            },
            Self::Text => Form::Text(Vec::new()),
        }
    }
}

fn sensor(config: &Map<String, Value>) -> Form {
    if let Some(options) = config.get("options").and_then(Value::as_array) {
        return words(options);
    }
    let class = text(config, "device_class");
    let measured = [
        "unit_of_measurement",
        "state_class",
        "suggested_display_precision",
    ]
    .iter()
    .any(|key| config.contains_key(*key));
    if class.is_some_and(|class| NO_NUMBERS.contains(&class)) || (class.is_none() && !measured) {
        return Form::Text(Vec::new());
    }
    let digits = config
        .get("suggested_display_precision")
        .and_then(Value::as_u64);
    let step = digits
        .and_then(|digits| i32::try_from(digits).ok())
        .filter(|digits| *digits <= 9);
    Form::Number {
        unit: text(config, "unit_of_measurement").map(str::to_owned),
        low: None,
        high: None,
        step: step.map(|digits| 10_f64.powi(digits.saturating_neg())),
    }
}

/// The topic of a component, where it has one.
pub(super) fn state_topic(config: &Map<String, Value>) -> Option<&str> {
    text(config, STATE)
}
