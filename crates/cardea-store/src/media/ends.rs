//! The end of clips: the row goes first, in the transaction that ends it; then the file.

use std::collections::BTreeSet;
use std::sync::atomic::Ordering;

use cardea_gate::Tier;
use cardea_units::{DeviceId, HouseholdId, SubjectId, UnixMillis};
use cardea_vault::EndedPeriod;

use super::MediaId;
use crate::engine::{Connection, params, sql};
use crate::limits::{MEDIA_NARROWED_EVERY_MILLIS, MEDIA_SWEPT_AT_ONCE_MAX};
use crate::{Products, Store, StoreError};

/// A purpose (as a bit) is taken from what was kept of a subject. What is left for no purpose is gone.
pub(crate) fn take_away(
    db: &Connection,
    bit: i64,
    household: HouseholdId,
    subject: &[u8; 9],
    product: &str,
) -> Result<(), StoreError> {
    db.execute(
        sql!("UPDATE media SET mask = mask & ~?1 WHERE household = ?2 AND subject = ?3 AND product = ?4 AND mask & ?1 != 0"),
        params![bit, household.to_column(), subject, product],
    )?;
    db.execute(
        sql!("INSERT INTO media_gone (id) SELECT id FROM media WHERE household = ?1 AND mask = 0"),
        params![household.to_column()],
    )?;
    db.execute(
        sql!("DELETE FROM media WHERE household = ?1 AND mask = 0"),
        params![household.to_column()],
    )?;
    Ok(())
}

/// Everything of a subject.
pub(crate) fn forget_subject(
    db: &Connection,
    household: HouseholdId,
    subject: SubjectId,
) -> Result<(), StoreError> {
    let (household, subject) = (household.to_column(), subject.to_bytes());
    db.execute(
        sql!(
            "INSERT INTO media_gone (id) SELECT id FROM media WHERE household = ?1 AND subject = ?2"
        ),
        params![household, subject],
    )?;
    db.execute(
        sql!("DELETE FROM media WHERE household = ?1 AND subject = ?2"),
        params![household, subject],
    )?;
    Ok(())
}

/// What a product kept of the home, where its manifest says that it goes with whoever asks.
pub(crate) fn forget_shared(
    db: &Connection,
    household: HouseholdId,
    product: &str,
) -> Result<(), StoreError> {
    let subject = SubjectId::Household(household).to_bytes();
    db.execute(
        sql!("INSERT INTO media_gone (id) SELECT id FROM media WHERE household = ?1 AND subject = ?2 AND product = ?3"),
        params![household.to_column(), subject, product],
    )?;
    db.execute(
        sql!("DELETE FROM media WHERE household = ?1 AND subject = ?2 AND product = ?3"),
        params![household.to_column(), subject, product],
    )?;
    Ok(())
}

/// Everything of a home.
pub(crate) fn forget_home(db: &Connection, household: HouseholdId) -> Result<(), StoreError> {
    db.execute(
        sql!("INSERT INTO media_gone (id) SELECT id FROM media WHERE household = ?1"),
        params![household.to_column()],
    )?;
    db.execute(
        sql!("DELETE FROM media WHERE household = ?1"),
        params![household.to_column()],
    )?;
    Ok(())
}

/// Everything that a device sent in a home; how many clips that were.
pub(crate) fn forget_device(
    db: &Connection,
    household: HouseholdId,
    device: DeviceId,
) -> Result<u64, StoreError> {
    let of = (household.to_column(), device.to_column());
    db.execute(
        sql!(
            "INSERT INTO media_gone (id) SELECT id FROM media WHERE household = ?1 AND device = ?2"
        ),
        params![of.0, of.1],
    )?;
    db.execute(
        sql!("DELETE FROM media WHERE household = ?1 AND device = ?2"),
        params![of.0, of.1],
    )
}

/// Everything of a period whose secret is gone.
pub(crate) fn end_of_period(db: &Connection, period: &EndedPeriod) -> Result<(), StoreError> {
    let starts_at = period.starts_at.0;
    db.execute(
        sql!("INSERT INTO media_gone (id) SELECT id FROM media WHERE product = ?1 AND stream = ?2 AND tier = ?3 AND period = ?4"),
        params![period.product, period.stream, period.tier, starts_at],
    )?;
    db.execute(
        sql!("DELETE FROM media WHERE product = ?1 AND stream = ?2 AND tier = ?3 AND period = ?4"),
        params![period.product, period.stream, period.tier, starts_at],
    )?;
    Ok(())
}

/// The tiers of today that give a purpose of these (slots) a field of a stream: as much as may still be served of what was kept before.
pub(super) fn tiers_today<'p>(
    products: &'p Products,
    (product, stream, field): (&str, &str, &str),
    slots: u64,
) -> Vec<&'p Tier> {
    let Some((_, product)) = products.named(product) else {
        return Vec::new();
    };
    let Some((_, rules)) = product.gate.stream_named(stream) else {
        return Vec::new();
    };
    let Some(field) = rules.fields.iter().position(|known| known.name == field) else {
        return Vec::new();
    };
    rules
        .tiers
        .iter()
        .filter(|tier| tier.every_millis.is_none())
        .filter(|tier| tier.fields.iter().any(|held| held.field == field))
        .filter(|tier| product.to_slots(tier.purposes) & slots != 0)
        .collect()
}

/// Clips that end together.
type Group = (String, String, String, String, i64, i64, i64);

impl Store {
    /// Ends what a manifest of today keeps no longer, though it was once promised longer. Nobody can read it since its time was over; it is
    /// looked for once in [`MEDIA_NARROWED_EVERY_MILLIS`].
    pub(crate) async fn narrow_media(&self) -> Result<(), StoreError> {
        let now = self.clock().now();
        let before = self.narrowed.load(Ordering::Relaxed);
        if now.0.saturating_sub(before) < MEDIA_NARROWED_EVERY_MILLIS {
            return Ok(());
        }
        let over = self.over_by_today(now)?;
        if !over.is_empty() {
            self.change(move |desk| end_groups(&desk.tx, &over)).await?;
        }
        self.narrowed.store(now.0, Ordering::Relaxed);
        Ok(())
    }

    fn over_by_today(&self, now: UnixMillis) -> Result<Vec<Group>, StoreError> {
        let mut over = Vec::new();
        self.reader()?.each(
            sql!(
                "SELECT DISTINCT product, stream, field, tier, period, mask, period_end FROM media"
            ),
            params![],
            |row| {
                let (product, stream, field): (&str, &str, &str) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let (period, mask): (i64, i64) = (row.get(4)?, row.get(5)?);
                let place = (product, stream, field);
                let today = tiers_today(self.products(), place, mask.cast_unsigned());
                let last = UnixMillis(row.get(6)?);
                let is_served = self.products().named(product).is_some();
                if is_served && !today.iter().any(|tier| tier.holds(last, now)) {
                    let tier: &str = row.get(3)?;
                    let [product, stream, field, tier] =
                        [product, stream, field, tier].map(str::to_owned);
                    over.push((product, stream, field, tier, period, mask, last.0));
                }
                Ok(())
            },
        )?;
        Ok(over)
    }
}

fn end_groups(db: &Connection, over: &[Group]) -> Result<(), StoreError> {
    for (product, stream, field, tier, period, mask, period_end) in over {
        db.execute(
            sql!("INSERT INTO media_gone (id) SELECT id FROM media WHERE product = ?1 AND stream = ?2 AND tier = ?3 AND period = ?4 AND field = ?5 AND mask = ?6 AND period_end = ?7"),
            params![product, stream, tier, *period, field, *mask, *period_end],
        )?;
        db.execute(
            sql!("DELETE FROM media WHERE product = ?1 AND stream = ?2 AND tier = ?3 AND period = ?4 AND field = ?5 AND mask = ?6 AND period_end = ?7"),
            params![product, stream, tier, *period, field, *mask, *period_end],
        )?;
    }
    Ok(())
}

impl Store {
    /// Takes away the files whose rows are gone. Called again, it goes on.
    ///
    /// # Errors
    /// What the disk or the database reports.
    pub async fn sweep_media(&self) -> Result<usize, StoreError> {
        let mut swept = 0_usize;
        loop {
            let most = i64::try_from(MEDIA_SWEPT_AT_ONCE_MAX).unwrap_or(i64::MAX);
            let gone: Vec<[u8; 16]> = self.reader()?.all(
                sql!("SELECT id FROM media_gone ORDER BY id LIMIT ?1"),
                params![most],
                |row| row.get(0),
            )?;
            if gone.is_empty() {
                return Ok(swept);
            }
            for id in &gone {
                self.objects.delete(MediaId::from_bytes(*id))?;
            }
            self.objects.sync()?;
            swept = swept.saturating_add(gone.len());
            self.change(move |desk| {
                for id in &gone {
                    desk.tx
                        .execute(sql!("DELETE FROM media_gone WHERE id = ?1"), params![*id])?;
                }
                Ok(())
            })
            .await?;
        }
    }

    /// The same after a no, which is done already: nobody is served these files any more, and the next sweep goes on.
    pub(crate) async fn sweep_media_soon(&self) {
        if let Err(error) = self.sweep_media().await {
            tracing::warn!(%error, "files of clips that nobody may have are still there; it is tried again");
        }
    }

    /// At the start, before anything is taken: what a crash left of uploads has no row.
    pub(crate) fn sweep_broken_uploads(
        objects: &super::Objects,
        db: &Connection,
    ) -> Result<(), StoreError> {
        let files = objects.all()?;
        if files.is_empty() {
            return Ok(());
        }
        let mut known = BTreeSet::new();
        db.each(sql!("SELECT id FROM media"), params![], |row| {
            known.insert(MediaId::from_bytes(row.get(0)?));
            Ok(())
        })?;
        for id in files.into_iter().filter(|id| !known.contains(id)) {
            objects.delete(id)?;
        }
        objects.sync()
    }

    /// Takes away one clip of a subject, because they say so. Its row is gone when this answers, and its file.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is no such clip of theirs.
    pub async fn delete_media(
        &self,
        household: HouseholdId,
        subjects: Vec<SubjectId>,
        id: MediaId,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let (home, key) = (household.to_column(), *id.bytes());
            let subject: Option<[u8; 9]> = desk.tx.first(
                sql!("SELECT subject FROM media WHERE household = ?1 AND id = ?2"),
                params![home, key],
                |row| row.get(0),
            )?;
            let theirs =
                |found: &[u8; 9]| subjects.iter().any(|subject| subject.to_bytes() == *found);
            if !subject.as_ref().is_some_and(theirs) {
                return Err(StoreError::Unknown("clip"));
            }
            desk.tx.execute(
                sql!("INSERT INTO media_gone (id) VALUES (?1)"),
                params![key],
            )?;
            desk.tx.execute(
                sql!("DELETE FROM media WHERE household = ?1 AND id = ?2"),
                params![home, key],
            )?;
            Ok(())
        })
        .await?;
        self.sweep_media().await.map(drop)
    }
}
