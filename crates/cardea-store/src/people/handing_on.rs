//! Devices that are handed on, reset, or at their end: their credential goes, what they sent in this home goes, and it is counted for the
//! certificate.
//!
//! What a device sent has no secret of its own: its readings are under the secrets of a home or person and of a period, which are others', too. So
//! it is deleted, row by row, and overwritten in the files, not shredded. A copy of the data **with** the secrets still opens it.

use cardea_units::{DeviceId, HouseholdId, PersonId, Sensitive};

use super::device::{draw_code, draw_token};
use super::hub::{self, Leaves};
use super::leaving::void_consents;
use super::lost::name_of;
use super::notice::{NoticeKind, tell_adults};
use crate::engine::{params, sql};
use crate::{Desk, Store, StoreError, media};

/// Why a device forgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandOn {
    /// It goes to somebody else.
    ToBuyer,
    /// It stays, and begins anew.
    Reset,
    /// It is thrown away.
    EndOfLife,
}

/// What is left to say of a device that forgets.
#[derive(Clone, Debug)]
pub struct HandedOn {
    /// For whoever gets it: the code to claim it with. It cannot be had again.
    pub code: Option<Sensitive<String>>,
    /// For the device itself, when it stays: its new token. It cannot be had again.
    pub token: Option<Sensitive<String>>,
    /// The devices that went with it, because it was the hub that spoke for them.
    pub behind: Vec<DeviceId>,
}

/// What was deleted of a device.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DeviceErased {
    /// Blocks of readings.
    pub blocks: u64,
    /// Rows in these.
    pub rows: u64,
    /// Clips and pictures.
    pub clips: u64,
}

impl Store {
    /// A device forgets, first half: its credential is refused from here on, in the same turn in which it leaves; consents to its product are void
    /// when it was the last of it. What it sent is deleted by [`Store::forget_device`], which a crash does not prevent.
    ///
    /// # Errors
    /// When the device is not of this home, or is to be handed on though its hub speaks for it.
    pub async fn hand_on(
        &self,
        household: HouseholdId,
        device: DeviceId,
        by: PersonId,
        how: HandOn,
    ) -> Result<HandedOn, StoreError> {
        let handed = self
            .change(move |desk| hand_on(desk, household, device, by, how))
            .await?;
        self.seats().revoke(device);
        for device in &handed.behind {
            self.seats().revoke(*device);
        }
        Ok(handed)
    }

    /// Deletes everything a device sent in a home that it has left or in which it began anew, also from what waits in the journal, and answers
    /// how much was there.
    ///
    /// # Errors
    /// What the database reports. Called again, it goes on.
    pub async fn forget_device(
        &self,
        household: HouseholdId,
        device: DeviceId,
    ) -> Result<DeviceErased, StoreError> {
        self.seal().await?;
        // Nobody who seals looks at the files while what was deleted is taken out of them.
        let _one = self.one_sealer().lock().await;
        let erased = self
            .with_writer(move |writer| {
                let erased = writer.change(|desk| {
                    let of = (household.to_column(), device.to_column());
                    let (blocks, rows): (i64, i64) = desk.tx.only(
                        sql!("SELECT count(*), CAST(COALESCE(sum(count), 0) AS BIGINT) FROM block WHERE household = ?1 AND device = ?2"),
                        params![of.0, of.1],
                        |row| Ok((row.get(0)?, row.get(1)?)),
                    )?;
                    desk.tx.execute(sql!("DELETE FROM block WHERE household = ?1 AND device = ?2"), params![of.0, of.1])?;
                    let clips = media::forget_device(&desk.tx, household, device)?;
                    desk.touch(household);
                    Ok(DeviceErased { blocks: blocks.unsigned_abs(), rows: rows.unsigned_abs(), clips })
                })?;
                writer.db.purge_deleted()?;
                Ok::<_, StoreError>(erased)
            })
            .await??;
        let _ = self.sweep_media().await?;
        // Done is what is in no file any more: not before.
        self.change(move |desk| {
            desk.tx.execute(
                sql!("DELETE FROM device_erasure WHERE household = ?1 AND device = ?2"),
                params![household.to_column(), device.to_column()],
            )?;
            Ok(())
        })
        .await?;
        Ok(erased)
    }

    /// Devices that are still to be forgotten, because a crash came between.
    ///
    /// # Errors
    /// What the database reports.
    pub fn devices_to_forget(&self) -> Result<Vec<(HouseholdId, DeviceId)>, StoreError> {
        let found = self.reader()?.all(
            sql!("SELECT household, device FROM device_erasure ORDER BY at, household, device"),
            params![],
            |row| {
                Ok((
                    HouseholdId::from_column(row.get(0)?),
                    DeviceId::from_column(row.get(1)?),
                ))
            },
        )?;
        Ok(found
            .into_iter()
            .filter_map(|(household, device)| Some((household?, device?)))
            .collect())
    }
}

fn hand_on(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    device: DeviceId,
    by: PersonId,
    how: HandOn,
) -> Result<HandedOn, StoreError> {
    let of = (household.to_column(), device.to_column());
    let name = name_of(desk, household, device)?;
    let product: String = desk.tx.only(
        sql!("SELECT product FROM device WHERE id = ?1"),
        params![of.1],
        |row| row.get(0),
    )?;
    let attached: Option<i64> = desk.tx.first(
        sql!("SELECT hub FROM attached WHERE device = ?1"),
        params![of.1],
        |row| row.get(0),
    )?;
    if attached.is_some() && how == HandOn::ToBuyer {
        return Err(StoreError::Refused(
            "this device has no credential of its own: its hub speaks for it. Its maker attaches it to the hub of its next home. Choose “end of life” here",
        ));
    }
    let (token, code) = (draw_token(desk.random)?, draw_code(desk.random)?);
    let token_hash = desk.vault.keyed_hash("device token", token.as_bytes());
    let mut handed = HandedOn {
        code: None,
        token: None,
        behind: Vec::new(),
    };
    if how == HandOn::Reset {
        desk.tx.execute(
            sql!("UPDATE device SET token = ?1, wearer = NULL, pressed_at = NULL WHERE id = ?2 AND household = ?3"),
            params![token_hash, of.1, of.0],
        )?;
        if attached.is_none() {
            handed.token = Some(Sensitive::new(token));
        }
    } else {
        let claim =
            (how == HandOn::ToBuyer).then(|| desk.vault.keyed_hash("claim code", code.as_bytes()));
        desk.tx.execute(
            sql!("UPDATE device SET household = NULL, wearer = NULL, claimed_at = NULL, lost_at = NULL, pressed_at = NULL, factory_code = NULL,
                  token = ?1, claim_code = ?2, handed_on = ?3 WHERE id = ?4 AND household = ?5"),
            params![token_hash, claim, i64::from(how == HandOn::ToBuyer), of.1, of.0],
        )?;
        let (leaves, behind) = hub::released(desk, device, household)?;
        handed.behind = behind;
        if how == HandOn::ToBuyer && leaves == Leaves::ToBeClaimed {
            handed.code = Some(Sensitive::new(code));
        }
    }
    desk.tx.execute(
        sql!("DELETE FROM recovery WHERE household = ?1 AND device = ?2"),
        params![of.0, of.1],
    )?;
    for device in core::iter::once(device).chain(handed.behind.iter().copied()) {
        desk.tx.execute(
            sql!("INSERT INTO device_erasure (household, device, at) VALUES (?1, ?2, ?3) ON CONFLICT (household, device) DO NOTHING"),
            params![of.0, device.to_column(), desk.now.0],
        )?;
        desk.touch_device(device);
    }
    let left: i64 = desk.tx.only(
        sql!("SELECT count(*) FROM device WHERE household = ?1 AND product = ?2"),
        params![of.0, product],
        |row| row.get(0),
    )?;
    if left == 0 {
        void_consents(desk, household, None, Some(&product))?;
    }
    hub::touch_hub_of(desk, device)?;
    desk.touch(household);
    let kind = if how == HandOn::Reset {
        NoticeKind::DeviceReset
    } else {
        NoticeKind::DeviceLeft
    };
    tell_adults(desk, household, Some(by), kind, &name)?;
    Ok(handed)
}
