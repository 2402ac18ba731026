//! The products that are served, and the small numbers under which what is theirs is kept.

use cardea_gate::{
    FieldRule, Gate, PurposeIndex, PurposeSet, StreamIndex, StreamRules, Tier, ValueForm,
};
use cardea_manifest::model::Manifest;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::json;

use crate::StoreError;
use crate::limits::SLOTS_MAX;

/// The place of a product among those that are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductIndex(pub u16);

/// Every product that is served.
#[derive(Debug)]
pub struct Products(Vec<Product>);

/// One product: its manifest, compiled, with the numbers of its purposes and layouts.
#[derive(Debug)]
pub struct Product {
    /// The manifest.
    pub manifest: Manifest,
    /// The manifest, compiled.
    pub gate: Gate,
    /// By place of the purpose.
    slots: Vec<u8>,
    /// By place of the stream: the layout of its readings in the journal.
    journal_layouts: Vec<i64>,
    /// By place of the stream and of the tier.
    tier_layouts: Vec<Vec<i64>>,
}

impl Products {
    /// Prepares manifests to be served: each gets a row, and numbers for its purposes and layouts.
    pub(crate) fn deploy(
        db: &Connection,
        manifests: Vec<(Manifest, Vec<u8>)>,
        now: i64,
    ) -> Result<Self, StoreError> {
        let mut products: Vec<Product> = Vec::with_capacity(manifests.len());
        for (manifest, yaml) in manifests {
            let gate = Gate::compile(&manifest);
            if products
                .iter()
                .any(|known| known.gate.product() == gate.product())
            {
                return Err(StoreError::Refused(
                    "two manifests have the same `product.id`. Give each product its own",
                ));
            }
            db.execute(
                "INSERT INTO manifest (product, version, yaml, deployed_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
                params![gate.product(), gate.version().bytes(), yaml, now],
            )?;
            products.push(Product::number(db, manifest, gate)?);
        }
        Ok(Self(products))
    }

    /// Every product.
    pub fn iter(&self) -> impl Iterator<Item = (ProductIndex, &Product)> {
        self.0.iter().enumerate().filter_map(|(place, product)| {
            Some((ProductIndex(u16::try_from(place).ok()?), product))
        })
    }

    /// One product.
    pub fn get(&self, index: ProductIndex) -> Option<&Product> {
        self.0.get(usize::from(index.0))
    }

    /// Product, stream and tier that a tier's layout belongs to today.
    pub(crate) fn of_tier_layout(&self, layout: i64) -> Option<(&str, &str, &Tier)> {
        self.0.iter().find_map(|product| {
            product.gate.streams().find_map(|(index, stream)| {
                let (tier, _) = product
                    .tiers_of(index)
                    .find(|(_, known)| *known == layout)?;
                Some((product.gate.product(), stream.name.as_str(), tier))
            })
        })
    }

    /// A product by its id.
    pub fn named(&self, id: &str) -> Option<(ProductIndex, &Product)> {
        self.iter()
            .find(|(_, product)| product.gate.product() == id)
    }
}

impl Product {
    fn number(db: &Connection, manifest: Manifest, gate: Gate) -> Result<Self, StoreError> {
        let slots = gate
            .purposes()
            .map(|(_, rules)| slot(db, gate.product(), &rules.name))
            .collect::<Result<_, _>>()?;
        let mut journal_layouts = Vec::new();
        let mut tier_layouts = Vec::new();
        for (_, stream) in gate.streams() {
            journal_layouts.push(layout(
                db,
                gate.product(),
                &stream.name,
                &journal_description(stream),
            )?);
            let tiers = stream.tiers.iter().map(|tier| {
                layout(
                    db,
                    gate.product(),
                    &stream.name,
                    &tier_description(stream, tier),
                )
            });
            tier_layouts.push(tiers.collect::<Result<_, _>>()?);
        }
        Ok(Self {
            manifest,
            gate,
            slots,
            journal_layouts,
            tier_layouts,
        })
    }

    /// Purposes as stable slots.
    pub(crate) fn to_slots(&self, purposes: PurposeSet) -> u64 {
        purposes
            .iter()
            .filter_map(|purpose| self.slot(purpose))
            .fold(0, |mask, slot| mask | 1_u64.wrapping_shl(u32::from(slot)))
    }

    /// The slot of a purpose.
    pub(crate) fn slot(&self, purpose: PurposeIndex) -> Option<u8> {
        self.slots.get(purpose.place()).copied()
    }

    /// The layout of a stream's readings in the journal.
    pub(crate) fn journal_layout(&self, stream: StreamIndex) -> Option<i64> {
        self.journal_layouts.get(usize::from(stream.0)).copied()
    }

    /// The stream that has this journal layout today. `None` for a layout of an older version.
    pub(crate) fn stream_of_layout(&self, layout: i64) -> Option<(StreamIndex, &StreamRules)> {
        let place = self
            .journal_layouts
            .iter()
            .position(|known| *known == layout)?;
        let index = StreamIndex(u16::try_from(place).ok()?);
        Some((index, self.gate.stream(index)?))
    }

    /// The tiers of a stream and their layouts.
    pub(crate) fn tiers_of(&self, stream: StreamIndex) -> impl Iterator<Item = (&Tier, i64)> {
        let layouts = self
            .tier_layouts
            .get(usize::from(stream.0))
            .map(Vec::as_slice)
            .unwrap_or_default();
        let tiers = self
            .gate
            .stream(stream)
            .map(|rules| rules.tiers.as_slice())
            .unwrap_or_default();
        tiers
            .iter()
            .zip(layouts)
            .map(|(tier, layout)| (tier, *layout))
    }
}

fn slot(db: &Connection, product: &str, purpose: &str) -> Result<u8, StoreError> {
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

fn layout(
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

fn journal_description(stream: &StreamRules) -> String {
    let fields: Vec<_> = stream
        .fields
        .iter()
        .map(|field| json!([field.name, form(field)]))
        .collect();
    json!({ "journal": fields }).to_string()
}

fn tier_description(stream: &StreamRules, tier: &Tier) -> String {
    let fields: Vec<_> = tier
        .fields
        .iter()
        .filter_map(|held| {
            let rule = stream.fields.get(held.field)?;
            let step = held.step.map_or_else(|| form(rule), |step| step.to_string());
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
