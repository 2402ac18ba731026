//! Small numbers for purposes and layouts, the same over all versions of a manifest.

use cardea_gate::{FieldRule, StreamRules, Tier, ValueForm};
use serde_json::{Value as Json, json};

use crate::StoreError;
use crate::engine::{Connection, params, sql};
use crate::limits::SLOTS_MAX;

pub(super) fn slot(db: &Connection, product: &str, purpose: &str) -> Result<u8, StoreError> {
    let known: Option<u8> = db.first(
        sql!("SELECT slot FROM slot WHERE product = ?1 AND purpose = ?2"),
        params![product, purpose],
        |row| row.get(0),
    )?;
    if let Some(slot) = known {
        return Ok(slot);
    }
    let next: u8 = db.only(
        sql!("SELECT COALESCE(max(slot) + 1, 0) FROM slot WHERE product = ?1"),
        params![product],
        |row| row.get(0),
    )?;
    if usize::from(next) >= SLOTS_MAX {
        return Err(StoreError::Refused(
            "this product has had more than 64 purposes over its versions. Keep the names of purposes that stay the same",
        ));
    }
    db.execute(
        sql!("INSERT INTO slot (product, purpose, slot) VALUES (?1, ?2, ?3)"),
        params![product, purpose, next],
    )?;
    Ok(next)
}

pub(super) fn layout(
    db: &Connection,
    product: &str,
    stream: &str,
    description: &str,
) -> Result<i64, StoreError> {
    db.execute(
        sql!("INSERT INTO layout (product, stream, description) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"),
        params![product, stream, description],
    )?;
    db.only(
        sql!("SELECT id FROM layout WHERE product = ?1 AND stream = ?2 AND description = ?3"),
        params![product, stream, description],
        |row| row.get(0),
    )
}

pub(super) fn journal_description(stream: &StreamRules) -> String {
    let fields: Vec<_> = stream
        .fields
        .iter()
        .map(|field| json!([field.name, form(field)]))
        .collect();
    json!({ "journal": fields }).to_string()
}

pub(super) fn tier_description(stream: &StreamRules, tier: &Tier) -> String {
    let fields: Vec<_> = tier
        .fields
        .iter()
        .filter_map(|held| {
            let rule = stream.fields.get(held.field)?;
            let step = held
                .step
                .map_or_else(|| form(rule), |step| step.to_string());
            Some(json!([rule.name, step, held.aggregate.word()]))
        })
        .collect();
    json!({ "tier": tier.name(), "fields": fields }).to_string()
}

/// The name of the tier that a layout is of; `None` for a layout of the journal.
pub(crate) fn tier_of_layout(description: &str) -> Result<Option<String>, StoreError> {
    let json: Json = serde_json::from_str(description)
        .map_err(|_| StoreError::Corrupt("a layout cannot be read"))?;
    Ok(json.get("tier").and_then(Json::as_str).map(str::to_owned))
}

fn form(field: &FieldRule) -> String {
    match &field.form {
        ValueForm::Number { step, .. } => step.to_string(),
        ValueForm::Flag => "flag".to_owned(),
        ValueForm::Text { .. } => "text".to_owned(),
        ValueForm::Media => "media".to_owned(),
    }
}
