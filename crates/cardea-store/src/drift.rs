//! What devices send against what their manifests declare: names and counts, never a value, a person, a home or a device.

mod kinds;

use std::path::Path;

use cardea_manifest::VersionId;
use cardea_units::UnixMillis;

pub use self::kinds::{DriftForm, DriftKind};
use crate::engine::{Connection, Engine, params, sql};
use crate::limits::{DRIFT_DAYS, DRIFT_ROWS_MAX};
use crate::sqlite::SqliteFile;
use crate::{ProductIndex, Store, StoreError};

/// What stands in the place of a name when there are too many of them.
pub const OTHER_NAMES: &str = "(others)";

/// Something that was sent otherwise than declared, and how often.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DriftCount {
    /// The product.
    pub product: ProductIndex,
    /// The version of the firmware, as it says itself; empty where it does not say.
    pub firmware: String,
    /// The stream; empty where the topic is of none.
    pub stream: String,
    /// What is otherwise.
    pub kind: DriftKind,
    /// Of which field or topic; empty where the kind says it all.
    pub name: String,
    /// In which form it was sent.
    pub form: DriftForm,
    /// How often.
    pub count: u64,
}

/// A count as it is kept: of one day, under one version of the manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The day, counted from 1970.
    pub day: i64,
    /// Id of the product.
    pub product: String,
    /// The manifest that it was compared with.
    pub manifest: VersionId,
    /// The version of the firmware; empty where it does not say.
    pub firmware: String,
    /// The stream; empty where the topic is of none.
    pub stream: String,
    /// What is otherwise.
    pub kind: DriftKind,
    /// Of which field or topic.
    pub name: String,
    /// In which form it was sent.
    pub form: DriftForm,
    /// How often.
    pub count: u64,
}

impl Store {
    /// Adds counts to those of today. Of a product and day at most [`DRIFT_ROWS_MAX`] names are told apart; what comes beyond is counted as
    /// [`OTHER_NAMES`].
    ///
    /// # Errors
    /// What the database reports; nothing is added then.
    pub async fn add_drift(&self, counts: Vec<DriftCount>) -> Result<(), StoreError> {
        self.change(move |desk| {
            let day = desk.now.0.div_euclid(UnixMillis::DAY);
            for count in &counts {
                let Some(product) = desk.products.get(count.product) else {
                    continue;
                };
                let gate = &product.gate;
                add(&desk.tx, day, gate.product(), gate.version(), count)?;
            }
            Ok(())
        })
        .await
    }

    /// Deletes counts of more than [`DRIFT_DAYS`] days ago.
    ///
    /// # Errors
    /// What the database reports. Called again, it goes on.
    pub async fn forget_drift(&self) -> Result<(), StoreError> {
        let today = self.clock().now().0.div_euclid(UnixMillis::DAY);
        let oldest = today.saturating_sub(DRIFT_DAYS);
        let over: Option<i64> = self.reader()?.first(
            sql!("SELECT day FROM drift WHERE day < ?1 LIMIT 1"),
            params![oldest],
            |row| row.get(0),
        )?;
        if over.is_none() {
            return Ok(());
        }
        self.change(move |desk| {
            desk.tx
                .execute(sql!("DELETE FROM drift WHERE day < ?1"), params![oldest])?;
            Ok(())
        })
        .await
    }

    /// What was counted since a day (counted from 1970), the latest day first.
    ///
    /// # Errors
    /// What the database reports.
    pub fn drift(&self, since_day: i64) -> Result<Vec<Drift>, StoreError> {
        let reader = self.reader()?;
        read(&reader, since_day)
    }
}

/// What was counted in a data folder since a day, whether it is being served or not. Nothing where there is no data yet.
///
/// # Errors
/// What the database reports, also where it was last served by a version that did not count.
pub fn drift_in(folder: &Path, since_day: i64) -> Result<Vec<Drift>, StoreError> {
    let engine = SqliteFile::in_folder(folder);
    if !engine.exists()? {
        return Ok(Vec::new());
    }
    read(&engine.open_reader()?, since_day)
}

fn read(db: &Connection, since_day: i64) -> Result<Vec<Drift>, StoreError> {
    db.all(
        sql!("SELECT day, product, manifest, firmware, stream, kind, name, form, count FROM drift WHERE day >= ?1
              ORDER BY day DESC, product, stream, kind, name, form, firmware"),
        params![since_day],
        |row| {
            Ok(Drift {
                day: row.get(0)?,
                product: row.get(1)?,
                manifest: row.get(2).map(VersionId::from_bytes)?,
                firmware: row.get(3)?,
                stream: row.get(4)?,
                kind: DriftKind::of_word(row.get(5)?)
                    .ok_or(StoreError::Corrupt("a count of drift is of no kind"))?,
                name: row.get(6)?,
                form: DriftForm::of_word(row.get(7)?)
                    .ok_or(StoreError::Corrupt("a count of drift is of no form"))?,
                count: row.get::<i64>(8)?.unsigned_abs(),
            })
        },
    )
}

fn add(
    db: &Connection,
    day: i64,
    product: &str,
    manifest: VersionId,
    count: &DriftCount,
) -> Result<(), StoreError> {
    let more = i64::try_from(count.count).unwrap_or(i64::MAX);
    let known = db.execute(
        sql!("UPDATE drift SET count = count + ?9 WHERE day = ?1 AND product = ?2 AND manifest = ?3 AND firmware = ?4 AND stream = ?5
              AND kind = ?6 AND name = ?7 AND form = ?8"),
        params![
            day,
            product,
            manifest.bytes(),
            count.firmware,
            count.stream,
            count.kind.word(),
            count.name,
            count.form.word(),
            more
        ],
    )?;
    if known > 0 {
        return Ok(());
    }
    let rows: i64 = db.only(
        sql!("SELECT count(*) FROM drift WHERE day = ?1 AND product = ?2"),
        params![day, product],
        |row| row.get(0),
    )?;
    let (firmware, name, form) = if rows < DRIFT_ROWS_MAX {
        (count.firmware.as_str(), count.name.as_str(), count.form)
    } else {
        (OTHER_NAMES, OTHER_NAMES, DriftForm::Unknown)
    };
    db.execute(
        sql!("INSERT INTO drift (day, product, manifest, firmware, stream, kind, name, form, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
              ON CONFLICT (day, product, manifest, firmware, stream, kind, name, form) DO UPDATE SET count = drift.count + excluded.count"),
        params![
            day,
            product,
            manifest.bytes(),
            firmware,
            count.stream,
            count.kind.word(),
            name,
            form.word(),
            more
        ],
    )?;
    Ok(())
}
