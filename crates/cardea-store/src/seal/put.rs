//! Blocks as they are written.

use cardea_units::UnixMillis;
use cardea_vault::{DataKey, NonceSequence, PeriodName, VaultError};

use crate::StoreError;
use crate::blocks::{BlockKey, BlockRows, Intervals};
use crate::engine::{Connection, params, sql};
use crate::limits::{PART_ROWS_FULL, PARTS_MAX};

/// What blocks need to be locked with.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) product: String,
    pub(super) stream: String,
    pub(super) tier: String,
    pub(super) intervals: Intervals,
    pub(super) ends_at: UnixMillis,
}

/// Writes rows as a part of a block. When the block has many small parts they become one; a part that is full is left alone, so that a row is
/// written again a few times at most.
pub(super) fn put(
    db: &Connection,
    vault: &cardea_vault::Vault,
    key: &BlockKey,
    place: &Place,
    mut rows: BlockRows,
    part: i64,
    nonces: &mut NonceSequence,
) -> Result<(), StoreError> {
    let name = PeriodName {
        product: &place.product,
        stream: &place.stream,
        tier: &place.tier,
        starts_at: key.period,
    };
    let data_key = match vault
        .period(&name, place.ends_at)
        .and_then(|period| vault.data_key(key.subject, period))
    {
        Ok(data_key) => data_key,
        Err(
            VaultError::PeriodEnded | VaultError::SubjectDestroyed | VaultError::SubjectUnknown,
        ) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let found = parts(db, key)?;
    let merged = if found.len() >= PARTS_MAX {
        merge(key, &data_key, &found)
    } else {
        None
    };
    if let Some(merged) = merged {
        for part in merged {
            rows.absorb(part, place.intervals);
        }
        db.execute(
            sql!("DELETE FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period = ?4 AND device = ?5 AND mask = ?6 AND count < 4096"),
            params![
                key.household,
                key.subject.to_bytes(),
                key.layout,
                key.period.0,
                key.device.to_column(),
                key.mask.cast_signed()
            ],
        )?;
    }
    let sealed = key.seal(part, &data_key, nonces, &rows.write())?;
    db.execute(
        sql!("INSERT INTO block (household, subject, device, layout, period, mask, part, count, data) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"),
        params![
            key.household,
            key.subject.to_bytes(),
            key.device.to_column(),
            key.layout,
            key.period.0,
            key.mask.cast_signed(),
            part,
            i64::try_from(rows.rows.len()).unwrap_or(i64::MAX),
            sealed
        ],
    )?;
    Ok(())
}

// The bound stands in the SQL as a number, since an engine can use the index of small parts only then.
const _: () = assert!(
    PART_ROWS_FULL == 4_096,
    "`put.rs` and `003_small_parts.sql` name the same bound"
);

/// What all parts say. `None` when one of them is damaged: then each stays as it is, and nothing else is held up by it.
fn merge(key: &BlockKey, data_key: &DataKey, found: &[(i64, Vec<u8>)]) -> Option<Vec<BlockRows>> {
    let open =
        |(part, sealed): &(i64, Vec<u8>)| BlockRows::read(&key.open(*part, data_key, sealed)?);
    found
        .iter()
        .map(open)
        .collect::<Result<_, _>>()
        .inspect_err(|error| tracing::error!(%error, "a block is damaged and was not merged"))
        .ok()
}

fn parts(db: &Connection, key: &BlockKey) -> Result<Vec<(i64, Vec<u8>)>, StoreError> {
    let (subject, device, mask) = (
        key.subject.to_bytes(),
        key.device.to_column(),
        key.mask.cast_signed(),
    );
    let key = params![
        key.household,
        subject,
        key.layout,
        key.period.0,
        device,
        mask
    ];
    let count: i64 = db.only(
        sql!("SELECT count(*) FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period = ?4 AND device = ?5 AND mask = ?6 AND count < 4096"),
        key,
        |row| row.get(0),
    )?;
    if usize::try_from(count).unwrap_or(usize::MAX) < PARTS_MAX {
        return Ok(Vec::new());
    }
    db.all(
        sql!("SELECT part, data FROM block WHERE household = ?1 AND subject = ?2 AND layout = ?3 AND period = ?4 AND device = ?5 AND mask = ?6 AND count < 4096"),
        key,
        |row| Ok((row.get(0)?, row.get(1)?)),
    )
}
