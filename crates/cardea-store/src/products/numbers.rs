//! Small numbers for purposes and layouts, the same over all versions of a manifest.

use cardea_gate::{FieldRule, StreamRules, Tier, ValueForm};
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

use crate::StoreError;
use crate::limits::SLOTS_MAX;

pub(super) fn slot(db: &Connection, product: &str, purpose: &str) -> Result<u8, StoreError> {
    let known: Option<u8> = db
        .query_row(
            "SELECT slot FROM slot WHERE product = ?1 AND purpose = ?2",
            params![product, purpose],
            |row| row.get(0),
        )
        .optional()?;
    if let Some(slot) = known {
        return Ok(slot);
    }
    let next: u8 = db.query_row(
        "SELECT COALESCE(MAX(slot) + 1, 0) FROM slot WHERE product = ?1",
        [product],
        |row| row.get(0),
    )?;
    if usize::from(next) >= SLOTS_MAX {
        return Err(StoreError::Refused(
            "this product has had more than 64 purposes over its versions. Keep the names of purposes that stay the same",
        ));
    }
    db.execute(
        "INSERT INTO slot (product, purpose, slot) VALUES (?1, ?2, ?3)",
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
        "INSERT INTO layout (product, stream, description) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
        params![product, stream, description],
    )?;
    let find = "SELECT id FROM layout WHERE product = ?1 AND stream = ?2 AND description = ?3";
    Ok(
        db.query_row(find, params![product, stream, description], |row| {
            row.get(0)
        })?,
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

fn form(field: &FieldRule) -> String {
    match &field.form {
        ValueForm::Number { step, .. } => step.to_string(),
        ValueForm::Flag => "flag".to_owned(),
        ValueForm::Text { .. } => "text".to_owned(),
        ValueForm::Media => "media".to_owned(),
    }
}
