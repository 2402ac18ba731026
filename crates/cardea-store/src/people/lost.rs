//! Devices that are lost: refused at once, and for their own home to find again.

use cardea_units::{DeviceId, HouseholdId, PersonId, Sensitive};

use super::hub;
use super::notice::{NoticeKind, tell_adults};
use crate::engine::{params, sql};
use crate::{Desk, Store, StoreError};

impl Store {
    /// A device is reported lost. When this returns, its credential is refused, its connections are cut, and nothing it sends, or that its hub
    /// says for it, is kept or handed to anybody. It stays that of its home: nobody else can claim it.
    ///
    /// # Errors
    /// When the device is not of this home.
    pub async fn report_lost(
        &self,
        household: HouseholdId,
        device: DeviceId,
        by: PersonId,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let changed = desk.tx.execute(
                sql!("UPDATE device SET lost_at = ?1, pressed_at = NULL WHERE id = ?2 AND household = ?3 AND lost_at IS NULL"),
                params![desk.now.0, device.to_column(), household.to_column()],
            )?;
            desk.tx.execute(
                sql!("DELETE FROM recovery WHERE household = ?1 AND device = ?2"),
                params![household.to_column(), device.to_column()],
            )?;
            told(desk, household, device, by, NoticeKind::DeviceLost, changed)
        })
        .await?;
        self.seats().revoke(device);
        Ok(())
    }

    /// It was found: it is as before.
    ///
    /// # Errors
    /// When the device is not of this home.
    pub async fn report_found(
        &self,
        household: HouseholdId,
        device: DeviceId,
        by: PersonId,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let changed = desk.tx.execute(
                sql!("UPDATE device SET lost_at = NULL WHERE id = ?1 AND household = ?2 AND lost_at IS NOT NULL"),
                params![device.to_column(), household.to_column()],
            )?;
            told(desk, household, device, by, NoticeKind::DeviceFound, changed)
        })
        .await
    }
}

fn told(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    device: DeviceId,
    by: PersonId,
    kind: NoticeKind,
    changed: u64,
) -> Result<(), StoreError> {
    let name = name_of(desk, household, device)?;
    if changed > 0 {
        tell_adults(desk, household, Some(by), kind, &name)?;
    }
    desk.touch_device(device);
    hub::touch_hub_of(desk, device)
}

/// What a device of a home is called.
pub(super) fn name_of(
    desk: &Desk<'_>,
    household: HouseholdId,
    device: DeviceId,
) -> Result<Sensitive<String>, StoreError> {
    let found: Option<(String, Option<Vec<u8>>)> = desk.tx.first(
        sql!("SELECT device.name, attached.sealed_name FROM device LEFT JOIN attached ON attached.device = device.id
              WHERE device.id = ?1 AND device.household = ?2"),
        params![device.to_column(), household.to_column()],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    match found {
        None => Err(StoreError::Unknown("device in this home")),
        Some((_, Some(sealed))) => hub::open(desk.vault, household, device, &sealed),
        Some((name, None)) => Ok(Sensitive::new(name)),
    }
}
