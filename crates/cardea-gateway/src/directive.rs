//! A directive as a device reads it; the form is in `contracts/directive.schema.json`.

use cardea_gate::{Asked, AskedField, Directive};
use serde_json::{Map, Value, json};

/// The version of the form. A device that does not know it sends nothing.
const FORM: u8 = 1;

/// The directive as JSON. The same directive is always the same bytes.
pub(crate) fn json(directive: &Directive) -> Vec<u8> {
    let streams: Map<String, Value> = directive
        .streams
        .iter()
        .map(|(name, asked)| (name.clone(), stream(asked.as_ref())))
        .collect();
    let mut said = json!({ "directive": FORM, "streams": streams });
    if directive.watched
        && let Some(said) = said.as_object_mut()
    {
        said.insert("watched".to_owned(), Value::Bool(true));
    }
    said.to_string().into_bytes()
}

fn stream(asked: Option<&Asked>) -> Value {
    let Some(asked) = asked else {
        return json!({ "send": false });
    };
    let fields: Map<String, Value> = asked
        .fields
        .iter()
        .map(|asked| (asked.name.clone(), field(asked)))
        .collect();
    let mut said = Map::new();
    said.insert("send".to_owned(), Value::Bool(true));
    if let Some(every) = asked.every_millis {
        said.insert("every_ms".to_owned(), every.into());
    }
    said.insert("fields".to_owned(), fields.into());
    said.into()
}

fn field(asked: &AskedField) -> Value {
    let mut said = Map::new();
    if let Some(step) = asked.step {
        said.insert("step".to_owned(), step.as_f64().into());
    }
    if let Some(aggregate) = asked.aggregate {
        said.insert("as".to_owned(), aggregate.word().into());
    }
    said.into()
}
