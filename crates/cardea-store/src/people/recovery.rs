//! A device whose last home forgot to let it go. Who has it in their hands shows that by the code on it and its button, and the home is asked.

use cardea_units::{DeviceId, HouseholdId, PersonId, Sensitive, UnixMillis};

use super::device::{as_drawn, move_in};
use super::hub;
use super::leaving::void_consents;
use super::lost::name_of;
use super::notice::{NoticeKind, tell, tell_adults};
use super::waiting::left_of;
use crate::engine::{params, sql};
use crate::limits::{PRESSED_MILLIS, RECOVERIES_OPEN_MAX, RECOVERY_WAIT_MILLIS};
use crate::{Desk, DeviceSeat, Store, StoreError};

/// A device that somebody outside asks for.
#[derive(Clone, Debug)]
pub struct Recovery {
    /// Which device, as its home knows it.
    pub device: DeviceId,
    /// The home that has it.
    pub household: HouseholdId,
    /// The home that asks.
    pub claimant_household: HouseholdId,
    /// Of which product it is.
    pub product: String,
    /// When it was asked for.
    pub asked_at: UnixMillis,
    /// Milliseconds in which its home can still say no; 0 when it can be taken.
    pub left_millis: i64,
}

/// A device that was taken.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The device, with its new id.
    pub id: DeviceId,
    /// Its new token. It cannot be had again.
    pub token: Option<Sensitive<String>>,
    /// The home that had it, and the id it had there.
    pub from: (HouseholdId, DeviceId),
}

/// What is said whether the code or the button was wrong: nobody learns which.
const NOT_IN_HAND: &str = "no device with this code had its reset button pressed in the last 15 minutes. Hold the button until the device says so, and send this form again";

impl Store {
    /// The button of a device was held: who has it in their hands has fifteen minutes to ask for it. In its own home it changes nothing.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn note_pressed(&self, seat: &DeviceSeat) -> Result<(), StoreError> {
        let device = seat.id.to_column();
        self.change(move |desk| {
            desk.tx.execute(
                sql!("UPDATE device SET pressed_at = ?1 WHERE id = ?2 AND lost_at IS NULL"),
                params![desk.now.0, device],
            )?;
            Ok(())
        })
        .await
    }

    /// Somebody asks for a device that another home never let go. The adults of that home are told, and can object for
    /// [`RECOVERY_WAIT_MILLIS`].
    ///
    /// # Errors
    /// When the code is none of the box of a device whose button was pressed just now, or too many are asked for.
    pub async fn ask_recovery(
        &self,
        claimant_household: HouseholdId,
        claimant: PersonId,
        code: &Sensitive<String>,
    ) -> Result<(), StoreError> {
        let code = as_drawn(code);
        self.change(move |desk| {
            let open: i64 = desk.tx.only(
                sql!("SELECT count(*) FROM recovery WHERE claimant_household = ?1"),
                params![claimant_household.to_column()],
                |row| row.get(0),
            )?;
            if open >= RECOVERIES_OPEN_MAX {
                return Err(StoreError::Refused("your home asks for five devices already. Wait for the answers"));
            }
            let hash = desk.vault.keyed_hash("claim code", code.as_bytes());
            let found: Option<(i64, i64)> = desk.tx.first(
                sql!("SELECT id, household FROM device WHERE factory_code = ?1 AND household IS NOT NULL AND household != ?2
                      AND lost_at IS NULL AND pressed_at > ?3 AND pressed_at <= ?4"),
                params![hash, claimant_household.to_column(), desk.now.plus(PRESSED_MILLIS.saturating_neg()).0, desk.now.0],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            let (device, household) = found.ok_or(StoreError::Refused(NOT_IN_HAND))?;
            let begun = desk.tx.execute(
                sql!("INSERT INTO recovery (household, device, claimant_household, claimant, asked_at, left_millis, counted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?5)
                      ON CONFLICT (household, device) DO NOTHING"),
                params![household, device, claimant_household.to_column(), claimant.to_column(), desk.now.0, RECOVERY_WAIT_MILLIS],
            )?;
            desk.tx.execute(sql!("UPDATE device SET pressed_at = NULL WHERE id = ?1"), params![device])?;
            let (Some(household), Some(device)) = (HouseholdId::from_column(household), DeviceId::from_column(device)) else {
                return Err(StoreError::Corrupt("a device has no id or no home"));
            };
            if begun > 0 {
                let name = name_of(desk, household, device)?;
                tell_adults(desk, household, None, NoticeKind::RecoveryAsked, &name)?;
            }
            Ok(())
        })
        .await
    }

    /// What others ask for that a home has.
    ///
    /// # Errors
    /// What the database reports.
    pub fn recoveries_of(&self, household: HouseholdId) -> Result<Vec<Recovery>, StoreError> {
        let all = self.recoveries()?;
        Ok(all
            .into_iter()
            .filter(|recovery| recovery.household == household)
            .collect())
    }

    /// What a home asks for that others have.
    ///
    /// # Errors
    /// What the database reports.
    pub fn recoveries_for(&self, claimant: HouseholdId) -> Result<Vec<Recovery>, StoreError> {
        let all = self.recoveries()?;
        Ok(all
            .into_iter()
            .filter(|recovery| recovery.claimant_household == claimant)
            .collect())
    }

    /// Every device that somebody outside its home asks for, the oldest first.
    ///
    /// # Errors
    /// What the database reports.
    pub fn recoveries(&self) -> Result<Vec<Recovery>, StoreError> {
        const BROKEN: StoreError = StoreError::Corrupt("a recovery cannot be read");
        self.reader()?.all(
            sql!("SELECT r.household, r.device, r.claimant_household, d.product, r.asked_at, r.left_millis FROM recovery r
                  JOIN device d ON d.id = r.device ORDER BY r.asked_at, r.device"),
            params![],
            |row| {
                Ok(Recovery {
                    household: HouseholdId::from_column(row.get(0)?).ok_or(BROKEN)?,
                    device: DeviceId::from_column(row.get(1)?).ok_or(BROKEN)?,
                    claimant_household: HouseholdId::from_column(row.get(2)?).ok_or(BROKEN)?,
                    product: row.get(3)?,
                    asked_at: UnixMillis(row.get(4)?),
                    left_millis: row.get::<i64>(5)?.max(0),
                })
            },
        )
    }

    /// The home that has a device says no, or its maker does: whoever asked for it is told.
    ///
    /// # Errors
    /// When nobody asks for it.
    pub async fn refuse_recovery(
        &self,
        household: HouseholdId,
        device: DeviceId,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let of = (household.to_column(), device.to_column());
            let claimant: Option<(i64, i64)> = desk.tx.first(
                sql!("SELECT claimant_household, claimant FROM recovery WHERE household = ?1 AND device = ?2"),
                params![of.0, of.1],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            let claimant = claimant.ok_or(StoreError::Unknown("device that somebody asks for"))?;
            desk.tx.execute(sql!("DELETE FROM recovery WHERE household = ?1 AND device = ?2"), params![of.0, of.1])?;
            tell_claimant(desk, claimant, NoticeKind::RecoveryRefused)
        })
        .await
    }

    /// The maker's operator agrees: the wait is over now.
    ///
    /// # Errors
    /// When nobody asks for it.
    pub async fn approve_recovery(
        &self,
        household: HouseholdId,
        device: DeviceId,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let changed = desk.tx.execute(
                sql!("UPDATE recovery SET left_millis = 0 WHERE household = ?1 AND device = ?2"),
                params![household.to_column(), device.to_column()],
            )?;
            if changed == 0 {
                return Err(StoreError::Unknown("device that somebody asks for"));
            }
            let claimant: (i64, i64) = desk.tx.only(
                sql!("SELECT claimant_household, claimant FROM recovery WHERE household = ?1 AND device = ?2"),
                params![household.to_column(), device.to_column()],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )?;
            tell_claimant(desk, claimant, NoticeKind::RecoveryReady)
        })
        .await
    }

    /// Counts down the waits of devices that are asked for. As [`Store::count_waits`].
    ///
    /// # Errors
    /// What the database reports.
    pub async fn count_recoveries(&self) -> Result<(), StoreError> {
        let some = self.reader()?.first(
            sql!("SELECT device FROM recovery WHERE left_millis > 0"),
            params![],
            |_| Ok(()),
        )?;
        if some.is_none() {
            return Ok(());
        }
        self.change(|desk| {
            let all: Vec<(i64, i64, i64, i64, i64, i64)> = desk.tx.all(
                sql!("SELECT household, device, left_millis, counted_at, claimant_household, claimant FROM recovery WHERE left_millis > 0"),
                params![],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?)),
            )?;
            for (household, device, left, counted_at, home, claimant) in all {
                let left = left_of(left, counted_at, desk.now).max(0);
                desk.tx.execute(
                    sql!("UPDATE recovery SET left_millis = ?1, counted_at = ?2 WHERE household = ?3 AND device = ?4"),
                    params![left, desk.now.0, household, device],
                )?;
                if left == 0 {
                    tell_claimant(desk, (home, claimant), NoticeKind::RecoveryReady)?;
                }
            }
            Ok(())
        })
        .await
    }

    /// Takes a device whose wait is over: it is of the new home from here on, with another id and token. What it sent before stays with the home
    /// that had it, under that home's secrets.
    ///
    /// # Errors
    /// When this home does not ask for it, or its wait is not over.
    pub async fn take_recovered(
        &self,
        claimant: HouseholdId,
        device: DeviceId,
    ) -> Result<Taken, StoreError> {
        let (taken, behind) = self
            .change(move |desk| {
                let found: Option<i64> = desk.tx.first(
                    sql!("SELECT household FROM recovery WHERE claimant_household = ?1 AND device = ?2 AND left_millis <= 0"),
                    params![claimant.to_column(), device.to_column()],
                    |row| row.get(0),
                )?;
                let household = found
                    .and_then(HouseholdId::from_column)
                    .ok_or(StoreError::Refused("this device cannot be taken yet. Its home can still say no, or has"))?;
                let name = name_of(desk, household, device)?;
                let product: String =
                    desk.tx.only(sql!("SELECT product FROM device WHERE id = ?1"), params![device.to_column()], |row| row.get(0))?;
                let (_, behind) = hub::released(desk, device, household)?;
                let moved = move_in(desk, device, claimant)?;
                hub::claimed(desk, moved.id, claimant)?;
                desk.tx.execute(
                    sql!("DELETE FROM recovery WHERE household = ?1 AND device = ?2"),
                    params![household.to_column(), device.to_column()],
                )?;
                let left: i64 = desk.tx.only(
                    sql!("SELECT count(*) FROM device WHERE household = ?1 AND product = ?2"),
                    params![household.to_column(), product],
                    |row| row.get(0),
                )?;
                if left == 0 {
                    void_consents(desk, household, None, Some(&product))?;
                }
                tell_adults(desk, household, None, NoticeKind::DeviceLeft, &name)?;
                desk.touch(household);
                desk.touch(claimant);
                Ok((Taken { id: moved.id, token: moved.token, from: (household, device) }, behind))
            })
            .await?;
        self.seats().revoke(device);
        for device in behind {
            self.seats().revoke(device);
        }
        Ok(taken)
    }
}

fn tell_claimant(
    desk: &Desk<'_>,
    (home, person): (i64, i64),
    kind: NoticeKind,
) -> Result<(), StoreError> {
    let (Some(home), Some(person)) = (
        HouseholdId::from_column(home),
        PersonId::from_column(person),
    ) else {
        return Err(StoreError::Corrupt("a recovery names nobody"));
    };
    let gone = desk.tx.first(
        sql!("SELECT id FROM person WHERE household = ?1 AND id = ?2"),
        params![home.to_column(), person.to_column()],
        |_| Ok(()),
    )?;
    match gone {
        Some(()) => tell(desk, home, person, kind, &Sensitive::new(String::new())),
        None => Ok(()),
    }
}
