//! Home Assistant's MQTT discovery: retained messages on `homeassistant/<component>/.../config` by which a device says what it sends.

mod entry;
mod template;
mod values;
mod words;

use std::collections::BTreeMap;

use serde_json::Value;

use self::entry::Entry;
use crate::json::{fits, unreadable};
use crate::limits::PRODUCTS_MAX;
use crate::messages::{message, of_json};
use crate::{Message, Sends, Unreadable};

const HELP: &str = "give what `mosquitto_sub -t 'homeassistant/#' -v -W 5` prints, lines of `{\"topic\": ..., \"payload\": ...}`, or the payload of one";

/// Reads a file of them. What people call their devices is not taken over where a model is known.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Sends>, Unreadable> {
    let entries = entries(fits(bytes)?)?;
    let mut devices: Vec<Sends> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for entry in &entries {
        let Some(component) = entry.component() else {
            let help = "say which it is: put it in as `{\"topic\": \"homeassistant/COMPONENT/NAME/config\", \"payload\": ...}`";
            return Err(unreadable(
                &entry.place,
                "this does not say which component of Home Assistant it is for",
                help,
            ));
        };
        let key = entry.device_key();
        let nth = *known.entry(key).or_insert(devices.len());
        if nth == devices.len() {
            devices.push(entry.product());
        }
        if devices.len() > PRODUCTS_MAX {
            let why = format!("there are more than {PRODUCTS_MAX} devices");
            return Err(unreadable("", why, "import fewer at a time"));
        }
        let Some(sends) = devices.get_mut(nth) else {
            continue;
        };
        match entry.parts() {
            Some(parts) => {
                for part in parts {
                    let component = part.component().unwrap_or("sensor").to_owned();
                    part.take(sends, &component);
                }
            }
            None => entry.take(sends, component),
        }
    }
    if devices.is_empty() {
        let why = "there is no message on a topic that ends with `/config`";
        return Err(unreadable("", why, HELP));
    }
    let mut products: Vec<Sends> = Vec::new();
    for sends in devices {
        if !products.contains(&sends) {
            products.push(sends);
        }
    }
    Ok(products)
}

fn entries(bytes: &[u8]) -> Result<Vec<Entry>, Unreadable> {
    let whole: Option<Value> = serde_json::from_slice(bytes).ok();
    let mut entries = Vec::new();
    match &whole {
        Some(Value::Array(list)) => {
            for (nth, value) in list.iter().enumerate() {
                entries.extend(of_value(&format!("/{nth}"), value)?);
            }
        }
        Some(value @ Value::Object(map)) => {
            // Topics and payloads as an object, too.
            let topics = !map.is_empty() && map.keys().all(|key| key.ends_with("/config"));
            if topics {
                for (topic, config) in map {
                    entries.extend(of_config(topic, topic, config)?);
                }
            } else {
                entries.extend(of_value("", value)?);
            }
        }
        _ => {
            for (nth, line) in bytes.split(|byte| *byte == b'\n').enumerate() {
                let place = format!("line {}", nth.saturating_add(1));
                let read = message(line).map_err(|why| unreadable(&place, why, HELP))?;
                if let Some(message) = read {
                    entries.extend(of_message(&place, &message)?);
                }
            }
        }
    }
    Ok(entries)
}

fn of_value(place: &str, value: &Value) -> Result<Option<Entry>, Unreadable> {
    if value.get("topic").is_some()
        && value
            .get("payload")
            .is_some_and(|payload| payload.is_object() || payload.is_string() || payload.is_null())
        && value
            .get("topic")
            .and_then(Value::as_str)
            .is_some_and(|topic| topic.ends_with("/config"))
    {
        let message = of_json(value).map_err(|why| unreadable(place, why, HELP))?;
        return of_message(place, &message);
    }
    of_config(place, "", value)
}

/// Messages on other topics are passed over, and empty ones, by which a device is taken away.
fn of_message(place: &str, message: &Message) -> Result<Option<Entry>, Unreadable> {
    if !message.topic.ends_with("/config") || message.payload.trim_ascii().is_empty() {
        return Ok(None);
    }
    let config: Value = serde_json::from_slice(&message.payload)
        .map_err(|_| unreadable(place, "the payload is not JSON", HELP))?;
    of_config(place, &message.topic, &config)
}

fn of_config(place: &str, topic: &str, config: &Value) -> Result<Option<Entry>, Unreadable> {
    let Some(config) = config.as_object() else {
        return Err(unreadable(place, "this is not an object", HELP));
    };
    Ok(Some(Entry::of(place, topic, config)))
}
