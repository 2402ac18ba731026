//! zigbee2mqtt: what it says of its devices (`exposes`), from `zigbee2mqtt/bridge/devices` or a list of definitions.

use serde_json::{Map, Value};

use crate::json::{fits, number, on_off, parse, text, unreadable, words};
use crate::limits::{DEPTH_MAX, PRODUCTS_MAX};
use crate::sends::step;
use crate::{Field, Form, Sends, Stream, Unreadable};

const HELP: &str = "give what zigbee2mqtt publishes on `zigbee2mqtt/bridge/devices`, or definitions with `model`, `vendor` and `exposes`";
/// Bit of `access`: the device sends it.
const PUBLISHED: u64 = 1;

/// Reads a file of them. What people call their devices is not taken over.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Sends>, Unreadable> {
    let root = match parse(without_topic(fits(bytes)?), HELP)? {
        // As `mosquitto_sub -F %J` writes a message down.
        Value::Object(mut message) if !message.contains_key("exposes") => {
            match message.remove("payload") {
                Some(payload @ (Value::Array(_) | Value::Object(_))) => payload,
                _ => Value::Object(message),
            }
        }
        other => other,
    };
    let entries = match &root {
        // A bare list of exposes is one device without a name.
        Value::Array(list) if list.iter().any(is_expose) => return Ok(vec![bare(list)?]),
        Value::Array(list) => list.as_slice(),
        Value::Object(_) => core::slice::from_ref(&root),
        _ => return Err(unreadable("", "this is neither a list nor an object", HELP)),
    };
    if entries.len() > PRODUCTS_MAX {
        let why = format!("there are more than {PRODUCTS_MAX} devices");
        return Err(unreadable("", why, "import fewer at a time"));
    }
    let mut products: Vec<Sends> = Vec::new();
    for (nth, entry) in entries.iter().enumerate() {
        let place = if root.is_array() {
            format!("/{nth}")
        } else {
            String::new()
        };
        let Some(device) = entry.as_object() else {
            return Err(unreadable(&place, "this is not a device", HELP));
        };
        let (definition, place) = match device.get("definition") {
            // The coordinator, and devices that zigbee2mqtt does not know: nobody knows what they send.
            Some(Value::Null) => continue,
            Some(Value::Object(definition)) => (definition, format!("{place}/definition")),
            Some(_) => return Err(unreadable(&place, "`definition` is not an object", HELP)),
            None if text(device, "type") == Some("Coordinator") => continue,
            None => (device, place),
        };
        let sends = product(definition, &place)?;
        // Two of the same in one home are one product.
        if !products.contains(&sends) {
            products.push(sends);
        }
    }
    Ok(products)
}

/// The payload alone, where a topic stands before it, as `mosquitto_sub -v` writes it.
fn without_topic(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.trim_ascii_start();
    let end = bytes.iter().position(|byte| *byte == b' ').unwrap_or(0);
    match bytes.split_at_checked(end) {
        Some((topic, payload)) if topic.ends_with(b"/bridge/devices") => payload,
        _ => bytes,
    }
}

fn is_expose(value: &Value) -> bool {
    value.as_object().is_some_and(|object| {
        object.get("type").is_some_and(Value::is_string)
            && (object.contains_key("features") || object.contains_key("property"))
    })
}

fn bare(list: &[Value]) -> Result<Sends, Unreadable> {
    let mut sends = Sends::default();
    fill(&mut sends, list, "")?;
    Ok(sends)
}

fn product(definition: &Map<String, Value>, place: &str) -> Result<Sends, Unreadable> {
    let Some(list) = definition.get("exposes").and_then(Value::as_array) else {
        return Err(unreadable(place, "there is no list `exposes`", HELP));
    };
    let model = text(definition, "model");
    let vendor = text(definition, "vendor");
    let what = text(definition, "description")
        .or(model)
        .unwrap_or_default();
    let mut sends = Sends {
        name: format!("{} {what}", vendor.unwrap_or_default())
            .trim()
            .to_owned(),
        maker: vendor.map(str::to_owned),
        model: model.map(str::to_owned),
        ..Sends::default()
    };
    fill(&mut sends, list, &format!("{place}/exposes"))?;
    Ok(sends)
}

fn fill(sends: &mut Sends, list: &[Value], place: &str) -> Result<(), Unreadable> {
    let mut stream = Stream {
        name: "readings".to_owned(),
        topic: Some("zigbee2mqtt/{device}".to_owned()),
        hint: Some(
            "with `last_seen: ISO_8601` in the configuration of zigbee2mqtt: clock: { source: paired, skew: 10m, path: /last_seen }",
        ),
        ..Stream::default()
    };
    let (settings, readings): (Vec<_>, Vec<_>) = list
        .iter()
        .enumerate()
        .partition(|(_, expose)| expose.get("category").is_some());
    // What it measures first: when there is no room for all, settings are what is left out.
    for (nth, expose) in readings.into_iter().chain(settings) {
        let at = At {
            path: String::new(),
            above: None,
            depth: 0,
        };
        take(sends, &mut stream, expose, &at)
            .map_err(|why| unreadable(&format!("{place}/{nth}"), why, HELP))?;
    }
    sends.streams.push(stream);
    Ok(())
}

/// Where an expose stands.
struct At<'a> {
    path: String,
    /// The property of what holds it, such as `color`, or its type, such as `lock`.
    above: Option<&'a str>,
    depth: usize,
}

fn take(
    sends: &mut Sends,
    stream: &mut Stream,
    expose: &Value,
    at: &At<'_>,
) -> Result<(), &'static str> {
    let Some(expose) = expose.as_object() else {
        return Err("this is not an expose");
    };
    let Some(kind) = text(expose, "type") else {
        return Err("there is no `type`");
    };
    let property = text(expose, "property");
    let name = property.or(text(expose, "name")).unwrap_or(kind);
    let access = expose.get("access").and_then(Value::as_u64);
    if access.is_some_and(|access| access != 0 && access & PUBLISHED == 0) {
        sends.leave_out(name, "it is only written to");
        return Ok(());
    }
    let path = match property {
        Some(property) => format!("{}{}", at.path, step(property)),
        None => at.path.clone(),
    };
    if let Some(features) = expose.get("features").and_then(Value::as_array) {
        if at.depth >= DEPTH_MAX {
            sends.leave_out(name, "it lies too deep");
            return Ok(());
        }
        let below = At {
            path,
            // What is in `color` is of a colour, and what is in a lock of a door.
            above: Some(property.unwrap_or(kind)),
            depth: at.depth.saturating_add(1),
        };
        for feature in features {
            take(sends, stream, feature, &below)?;
        }
        return Ok(());
    }
    let Some(property) = property else {
        return Err("there is no `property`");
    };
    let Some(form) = form(expose, kind, property, at.above) else {
        let why = if kind == "list" {
            "it is a list, and a field holds one value"
        } else {
            "it is of a kind that is not known"
        };
        sends.leave_out(property, why);
        return Ok(());
    };
    stream.add(Field {
        name: property.to_owned(),
        path,
        form,
        class: text(expose, "category").or(at.above).map(str::to_owned),
        seen: None,
    });
    Ok(())
}

fn form(
    expose: &Map<String, Value>,
    kind: &str,
    property: &str,
    above: Option<&str>,
) -> Option<Form> {
    Some(match kind {
        "numeric" => Form::Number {
            unit: text(expose, "unit").map(str::to_owned),
            low: number(expose, "value_min"),
            high: number(expose, "value_max"),
            step: number(expose, "value_step"),
        },
        "binary" => {
            let (on, off) = (expose.get("value_on"), expose.get("value_off"));
            let locks = above == Some("lock") || property.starts_with("child_lock");
            if on.is_none() && off.is_none() && locks {
                // The words that zigbee2mqtt has for locks; lists of definitions leave them out.
                Form::Text(vec!["LOCK".to_owned(), "UNLOCK".to_owned()])
            } else {
                on_off(on, off)
            }
        }
        "enum" => words(
            expose
                .get("values")
                .and_then(Value::as_array)
                .map_or(&[], Vec::as_slice),
        ),
        "text" => Form::Text(Vec::new()),
        _ => return None,
    })
}
