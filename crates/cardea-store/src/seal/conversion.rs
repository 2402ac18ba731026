//! Readings journalled under an older version of a manifest, as today's version has them.

use cardea_gate::{StreamIndex, Value, ValueForm};
use cardea_units::Quantum;
use serde_json::Value as Json;

use crate::engine::{Connection, params, sql};
use crate::journal::Record;
use crate::{Product, Products, StoreError};

/// The product and stream of a record, its values in the places of today's fields. `None` when the product or stream is no longer served:
/// then nobody may have it.
pub(crate) fn to_today<'p>(
    db: &Connection,
    products: &'p Products,
    record: Record,
) -> Result<Option<(&'p Product, StreamIndex, Record)>, StoreError> {
    for (_, product) in products.iter() {
        if let Some((stream, _)) = product.stream_of_layout(record.layout) {
            return Ok(Some((product, stream, record)));
        }
    }
    let found: Option<(String, String, String)> = db.first(
        sql!("SELECT product, stream, description FROM layout WHERE id = ?1"),
        params![record.layout],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let Some((product, stream, description)) = found else {
        return Err(StoreError::Corrupt(
            "a journalled reading has a layout that was never written",
        ));
    };
    let Some((_, product)) = products.named(&product) else {
        return Ok(None);
    };
    let Some((stream, rules)) = product.gate.stream_named(&stream) else {
        return Ok(None);
    };
    let before = fields(&description)?;
    let value_of = |name: &str, form: &ValueForm| {
        let place = before.iter().position(|(known, _)| known == name)?;
        let (_, old_form) = before.get(place)?;
        convert(record.values.get(place)?.as_ref()?, old_form, form)
    };
    let values = rules
        .fields
        .iter()
        .map(|field| value_of(&field.name, &field.form))
        .collect();
    Ok(Some((product, stream, Record { values, ..record })))
}

fn fields(description: &str) -> Result<Vec<(String, String)>, StoreError> {
    const UNREADABLE: StoreError =
        StoreError::Corrupt("the layout of a journalled reading cannot be read");
    let json: Json = serde_json::from_str(description).map_err(|_| UNREADABLE)?;
    let fields = json.get("journal").cloned().ok_or(UNREADABLE)?;
    serde_json::from_value(fields).map_err(|_| UNREADABLE)
}

pub(super) fn convert(value: &Value, old_form: &str, form: &ValueForm) -> Option<Value> {
    match (value, form) {
        (Value::Number(number), ValueForm::Number { step, .. }) => {
            let old_step: Quantum = old_form.parse().ok()?;
            if old_step == *step {
                return Some(value.clone());
            }
            step.multiples(old_step.value(*number)).map(Value::Number)
        }
        (Value::Flag(_), ValueForm::Flag) => Some(value.clone()),
        (Value::Text(text), ValueForm::Text { one_of }) => {
            let declared = one_of.is_empty() || one_of.iter().any(|word| **word == **text);
            declared.then(|| value.clone())
        }
        _ => None,
    }
}
