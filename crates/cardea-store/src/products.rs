//! The products that are served, and the small numbers under which what is theirs is kept.

mod numbers;
mod old;
mod promises;

use cardea_gate::{Gate, PurposeIndex, PurposeSet, StreamIndex, StreamRules, Tier};
use cardea_manifest::VersionId;
use cardea_manifest::model::Manifest;
use cardea_rights::ConsentReason;

pub(crate) use self::numbers::tier_of_layout;
use self::numbers::{journal_description, layout, slot, tier_description};
pub(crate) use self::old::OldLayout;
use self::promises::Earlier;
use crate::StoreError;
use crate::engine::{Connection, params, sql};

/// The place of a product among those that are served.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductIndex(pub u16);

/// Every product that is served.
#[derive(Debug, Default)]
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
    /// By place of the purpose: earlier promises, and how today's stands to each.
    earlier: Vec<Vec<(VersionId, Earlier)>>,
    /// By place of the stream: the layout of its readings in the journal.
    journal_layouts: Vec<i64>,
    /// By place of the stream and of the tier.
    tier_layouts: Vec<Vec<i64>>,
    /// Layouts of older versions that have blocks to be moved.
    old_layouts: Vec<OldLayout>,
    /// Tiers of today as they were kept for a shorter time: nothing new comes into them, and they end when they were to end.
    shorter: Vec<(StreamIndex, Tier, i64)>,
}

/// A tier of a stream of a product.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TierPlace<'p> {
    pub(crate) product: ProductIndex,
    pub(crate) product_id: &'p str,
    pub(crate) stream: StreamIndex,
    pub(crate) stream_id: &'p str,
    pub(crate) tier: &'p Tier,
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
            // Later than any before, whatever the clock says: the last one is the one that was served.
            let after_all: i64 = db.only(
                sql!("SELECT COALESCE(max(deployed_at), 0) + 1 FROM manifest WHERE product = ?1"),
                params![gate.product()],
                |row| row.get(0),
            )?;
            db.execute(
                sql!("INSERT INTO manifest (product, version, yaml, deployed_at) VALUES (?1, ?2, ?3, ?4)
                      ON CONFLICT (product, version) DO UPDATE SET deployed_at = excluded.deployed_at"),
                params![gate.product(), gate.version().bytes(), yaml, now.max(after_all)],
            )?;
            let earlier = promises::earlier(db, &manifest, &gate)?;
            products.push(Product {
                earlier,
                ..Product::number(db, manifest, gate)?
            });
        }
        Ok(Self(products))
    }

    /// The products as they were served last, when that was otherwise. What came then is sealed by the rules of then. `None` where nothing
    /// changed, or where the older manifests cannot be read any more.
    pub(crate) fn before(
        db: &Connection,
        manifests: &[(Manifest, Vec<u8>)],
    ) -> Result<Option<Self>, StoreError> {
        let served: Vec<(String, [u8; 32], Vec<u8>)> = db.all(
            sql!("SELECT product, version, yaml FROM manifest m
                  WHERE deployed_at = (SELECT max(deployed_at) FROM manifest WHERE product = m.product) ORDER BY product, version"),
            params![],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let mut products: Vec<Product> = Vec::new();
        let mut same = true;
        for (id, version, yaml) in served {
            same &= manifests.iter().any(|(manifest, _)| {
                manifest.product.id.as_str() == id && *manifest.version().bytes() == version
            });
            let Ok(manifest) = Manifest::read(&yaml) else {
                tracing::warn!(product = id, "an older manifest cannot be read any more");
                continue;
            };
            let gate = Gate::compile(&manifest);
            products.push(Product::number(db, manifest, gate)?);
        }
        Ok((!same).then_some(Self(products)))
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

    /// Where what has a tier's layout belongs today: everything that a read of a stream looks at, and nothing else.
    pub(crate) fn of_tier_layout(&self, layout: i64) -> Option<TierPlace<'_>> {
        self.iter().find_map(|(product, served)| {
            served.gate.streams().find_map(|(stream, rules)| {
                let (tier, _) = served
                    .readable_tiers_of(stream)
                    .find(|(_, known)| *known == layout)?;
                Some(TierPlace {
                    product,
                    product_id: served.gate.product(),
                    stream,
                    stream_id: &rules.name,
                    tier,
                })
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
        let mut product = Self {
            manifest,
            gate,
            slots,
            earlier: Vec::new(),
            journal_layouts,
            tier_layouts,
            old_layouts: Vec::new(),
            shorter: Vec::new(),
        };
        product.find_old(db)?;
        Ok(product)
    }

    /// Finds the layouts of older versions, and what they become.
    fn find_old(&mut self, db: &Connection) -> Result<(), StoreError> {
        let mut found = Vec::new();
        for (index, stream) in self.gate.streams() {
            let today: Vec<i64> = self.tiers_of(index).map(|(_, layout)| layout).collect();
            let place = (index, stream.name.as_str());
            found.extend(OldLayout::of_stream(
                db,
                self.gate.product(),
                place,
                &today,
            )?);
        }
        for old in &found {
            let Some(stream) = self.gate.stream(old.stream) else {
                continue;
            };
            for tier in &stream.tiers {
                if old.tier.keep < tier.keep && old.can_become(tier.every_millis) {
                    let shorter = Tier {
                        keep: old.tier.keep,
                        ..tier.clone()
                    };
                    let description = tier_description(stream, &shorter);
                    let id = layout(db, self.gate.product(), &stream.name, &description)?;
                    if self.shorter.iter().all(|(_, _, known)| *known != id) {
                        self.shorter.push((old.stream, shorter, id));
                    }
                }
            }
        }
        // What has the form of such a tier is where it belongs.
        found.retain(|old| self.shorter.iter().all(|(_, _, id)| *id != old.id));
        self.old_layouts = found;
        Ok(())
    }

    /// Layouts of older versions whose blocks are to be moved.
    pub(crate) fn old_layouts(&self) -> &[OldLayout] {
        &self.old_layouts
    }

    /// Where rows of an old layout go: to today's tiers, but none is kept longer than was said when it came.
    pub(crate) fn targets_of(&self, old: &OldLayout) -> Vec<(Tier, i64)> {
        let as_long = self
            .tiers_of(old.stream)
            .filter(|(tier, _)| tier.keep <= old.tier.keep && old.can_become(tier.every_millis))
            .map(|(tier, layout)| (tier.clone(), layout));
        let shorter = self
            .shorter
            .iter()
            .filter(|(stream, tier, _)| *stream == old.stream && tier.keep == old.tier.keep)
            .map(|(_, tier, layout)| (tier.clone(), *layout));
        as_long.chain(shorter).collect()
    }

    /// Purposes as stable slots.
    pub(crate) fn to_slots(&self, purposes: PurposeSet) -> u64 {
        purposes
            .iter()
            .filter_map(|purpose| self.slot(purpose))
            .fold(0, |mask, slot| mask | 1_u64.wrapping_shl(u32::from(slot)))
    }

    /// Whether a consent to a promise counts for what a purpose promises today: it is the same, or today's lies within it.
    pub fn counts(&self, purpose: PurposeIndex, promise: VersionId) -> bool {
        let today = self.gate.purpose(purpose).map(|rules| rules.promise);
        today == Some(promise) || self.earlier(purpose, promise) == Some(Earlier::Covers)
    }

    /// Why a consent to a promise counts no more for what a purpose promises today. Of a promise that nobody can read any more it is only known
    /// that it was another.
    pub(crate) fn why_superseded(
        &self,
        purpose: PurposeIndex,
        promise: VersionId,
    ) -> ConsentReason {
        if self.earlier(purpose, promise) == Some(Earlier::AnotherMatter) {
            ConsentReason::Parties
        } else {
            ConsentReason::Promise
        }
    }

    fn earlier(&self, purpose: PurposeIndex, promise: VersionId) -> Option<Earlier> {
        let known = self.earlier.get(purpose.place())?;
        let found = known.iter().find(|(earlier, _)| *earlier == promise);
        found.map(|(_, how)| *how)
    }

    /// The purposes that are direct marketing.
    pub fn marketing(&self) -> PurposeSet {
        let purposes = self.gate.purposes();
        purposes
            .filter(|(_, rules)| rules.advertises)
            .map(|(index, _)| index)
            .collect()
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

    /// The tiers of a stream in which something can be, and their layouts.
    pub(crate) fn readable_tiers_of(
        &self,
        stream: StreamIndex,
    ) -> impl Iterator<Item = (&Tier, i64)> {
        let shorter = self
            .shorter
            .iter()
            .filter(move |(of, _, _)| *of == stream)
            .map(|(_, tier, layout)| (tier, *layout));
        self.tiers_of(stream).chain(shorter)
    }

    /// The tiers of a stream that take new readings, and their layouts.
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
