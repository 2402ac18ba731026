//! Hubs: one credential that speaks for the devices attached to it in its own home, and for nobody else.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use cardea_units::{DeviceId, HouseholdId, Sensitive, SubjectId};
use cardea_vault::Vault;

use super::device::{DeviceSeat, NAME_BYTES_MAX, NO_SUCH_CODE, Seats, draw_code, draw_token};
use crate::engine::{Connection, Statement, params, sql};
use crate::limits::ATTACHED_MAX;
use crate::{Desk, ProductIndex, Products, Store, StoreError};

/// What the maker gets for a device behind a hub. It has no token: the hub speaks for it.
#[derive(Clone, Debug)]
pub struct Attached {
    /// The device.
    pub id: DeviceId,
    /// What a person claims it with: ten letters and digits, good once.
    pub claim_code: Sensitive<String>,
}

/// Whom a hub may speak for besides itself: what is attached to it **and** claimed by the home that has the hub. Names are not in it.
#[derive(Debug, Default)]
pub struct Behind {
    products: Vec<ProductIndex>,
    by_mark: HashMap<u64, (DeviceId, ProductIndex)>,
}

impl Behind {
    /// What the devices are, each product once.
    pub fn products(&self) -> &[ProductIndex] {
        &self.products
    }

    /// The device that a hub calls by a name, given as its mark ([`crate::Fingerprinter::of_name`]). `None` says nothing about why: unknown,
    /// unclaimed and in another home are the same.
    pub fn named(&self, mark: u64) -> Option<(DeviceId, ProductIndex)> {
        self.by_mark.get(&mark).copied()
    }

    fn read(db: &Connection, products: &Products, hub: DeviceId) -> Result<Self, StoreError> {
        let mut behind = Self::default();
        db.each(
            sql!("SELECT attached.mark, device.id, device.product FROM attached JOIN device ON device.id = attached.device
                  JOIN device AS hub ON hub.id = attached.hub WHERE attached.hub = ?1 AND device.household = hub.household AND device.lost_at IS NULL"),
            params![hub.to_column()],
            |row| {
                let device = DeviceId::from_column(row.get(1)?)
                    .ok_or(StoreError::Corrupt("a device has no id"))?;
                let Some((product, _)) = products.named(row.get(2)?) else {
                    return Ok(());
                };
                if !behind.products.contains(&product) {
                    behind.products.push(product);
                }
                let mark = row.get::<i64>(0)?.cast_unsigned();
                behind.by_mark.insert(mark, (device, product));
                Ok(())
            },
        )?;
        Ok(behind)
    }
}

/// What a hub that is signed in may speak for, kept up to date by the writer.
#[derive(Debug, Default)]
pub(super) struct Voice(RwLock<Arc<Behind>>);

impl Voice {
    pub(super) fn now(&self) -> Arc<Behind> {
        Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads it anew. The lock is held while reading, so that an older answer cannot come after a newer one. When it cannot be read, the hub
    /// speaks for itself alone (law L8).
    fn fill(&self, db: &Connection, products: &Products, hub: DeviceId) -> Result<(), StoreError> {
        let mut behind = self.0.write().unwrap_or_else(PoisonError::into_inner);
        *behind = Arc::default();
        *behind = Arc::new(Behind::read(db, products, hub)?);
        Ok(())
    }
}

impl DeviceSeat {
    /// Whom it may speak for besides itself, if it is a hub.
    pub fn behind(&self) -> Option<Arc<Behind>> {
        self.voice.as_ref().map(Voice::now)
    }

    /// For a hub: looks up whom it may speak for.
    pub(super) fn look_behind(
        &self,
        db: &Connection,
        products: &Products,
    ) -> Result<(), StoreError> {
        match &self.voice {
            Some(voice) => voice.fill(db, products, self.id),
            None => Ok(()),
        }
    }
}

impl Seats {
    /// Something that a hub speaks for was claimed or has gone, or the hub was claimed. A seat that cannot be told is revoked.
    pub(crate) fn refresh(&self, db: &Connection, products: &Products, hub: DeviceId) {
        for seat in self.of(hub) {
            if let Err(error) = seat.look_behind(db, products) {
                tracing::error!(%error, "a hub is sent away: it cannot be told whom it speaks for");
                self.revoke(hub);
            }
        }
    }
}

const BOUND: &[u8] = b"name of an attached device";

impl Store {
    /// Attaches a device to a hub: what the maker does when one is sold with it or paired to it. From the moment the home that has the hub
    /// claims the device, the hub speaks for it. Attached again before anybody has claimed it, it gets another id and code.
    ///
    /// # Errors
    /// When there is no such hub or product, the name cannot stand in a topic or is taken, or the hub has [`ATTACHED_MAX`] devices.
    pub async fn attach_device(
        &self,
        hub: &str,
        product: &str,
        name: &Sensitive<String>,
    ) -> Result<Attached, StoreError> {
        let (_, known) = self
            .products()
            .named(product)
            .ok_or(StoreError::Unknown("product"))?;
        let product = known.gate.product().to_owned();
        let name = name.clone();
        let called = name.disclose_ref();
        let fits = !called.is_empty()
            && called.len() <= NAME_BYTES_MAX
            && !called.contains(['+', '#'])
            && !called.contains(char::is_control)
            && !called.starts_with('/')
            && !called.ends_with('/');
        if !fits {
            return Err(StoreError::Refused(
                "the name of an attached device stands in topics: 1 to 128 bytes without `+`, `#` and control characters, and no `/` at either end",
            ));
        }
        if called == hub {
            return Err(StoreError::Refused(
                "the hub itself has this name. Give the attached device another",
            ));
        }
        let (hub, marks) = (hub.to_owned(), self.fingerprinter().clone());
        self.change(move |desk| {
            let place = Place::find(desk, &hub)?;
            let mark = marks.of_name(place.hub, name.disclose_ref()).cast_signed();
            make_room(desk, place.hub, mark)?;
            let id = DeviceId::draw(desk.random).ok_or(StoreError::NoRandomness)?;
            let claim_code = draw_code(desk.random)?;
            desk.tx.execute(
                sql!("INSERT INTO device (id, product, name, token, claim_code, created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
                params![
                    id.to_column(),
                    product,
                    // No device that signs in has a `/` in its name, so this is nobody else's.
                    format!("{hub}/{id}"),
                    // A token that nobody is told.
                    desk.vault.keyed_hash("device token", draw_token(desk.random)?.as_bytes()),
                    desk.vault.keyed_hash("claim code", claim_code.as_bytes()),
                    desk.now.0
                ],
            )?;
            let plain = name.disclose_ref();
            let sealed = place.household.map(|home| seal(desk.vault, home, id, plain)).transpose()?;
            desk.tx.execute(
                sql!("INSERT INTO attached (hub, mark, device, name, sealed_name) VALUES (?1, ?2, ?3, ?4, ?5)"),
                params![place.hub.to_column(), mark, id.to_column(), sealed.is_none().then_some(plain), sealed],
            )?;
            Ok(Attached { id, claim_code: Sensitive::new(claim_code) })
        })
        .await
    }
}

/// A hub, and who has it.
struct Place {
    hub: DeviceId,
    household: Option<HouseholdId>,
}

impl Place {
    fn find(desk: &Desk<'_>, hub: &str) -> Result<Self, StoreError> {
        let found: Option<(i64, Option<i64>)> = desk.tx.first(
            sql!("SELECT id, household FROM device WHERE name = ?1 AND hub = 1"),
            params![hub],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        let (id, household) = found.ok_or(StoreError::Unknown("hub"))?;
        Ok(Self {
            hub: DeviceId::from_column(id).ok_or(StoreError::Corrupt("a device has no id"))?,
            household: household.and_then(HouseholdId::from_column),
        })
    }
}

/// Takes away what had the name and was never claimed; refuses where a home has it, or where the hub has all it may have.
fn make_room(desk: &mut Desk<'_>, hub: DeviceId, mark: i64) -> Result<(), StoreError> {
    let known: Option<(i64, Option<i64>)> = desk.tx.first(
        sql!("SELECT device.id, device.household FROM attached JOIN device ON device.id = attached.device
              WHERE attached.hub = ?1 AND attached.mark = ?2"),
        params![hub.to_column(), mark],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    match known {
        Some((_, Some(_))) => {
            return Err(StoreError::Refused(
                "this hub speaks for a device of this name already, and a home has it. Use another name, or have it released first",
            ));
        }
        Some((device, None)) => forget(desk, device)?,
        None => {}
    }
    let count: i64 = desk.tx.only(
        sql!("SELECT count(*) FROM attached WHERE hub = ?1"),
        params![hub.to_column()],
        |row| row.get(0),
    )?;
    if count >= ATTACHED_MAX {
        return Err(StoreError::Refused(
            "this hub has as many devices attached as one may have, 1,024. Release some, or use another hub",
        ));
    }
    Ok(())
}

/// An attached device is gone, and with it what it was called.
fn forget(desk: &mut Desk<'_>, device: i64) -> Result<(), StoreError> {
    desk.tx.execute(
        sql!("DELETE FROM attached WHERE device = ?1"),
        params![device],
    )?;
    desk.tx
        .execute(sql!("DELETE FROM device WHERE id = ?1"), params![device])?;
    if let Some(device) = DeviceId::from_column(device) {
        desk.touch_device(device);
    }
    Ok(())
}

/// A device was claimed: what it is called goes under the secret of its home, and hubs hear of it. Answers its hub and name, if it is
/// attached to one. When that hub is in another home, it is not to be had, and the answer is that for a wrong code.
pub(super) fn claimed(
    desk: &mut Desk<'_>,
    device: DeviceId,
    household: HouseholdId,
) -> Result<Option<(DeviceId, Sensitive<String>)>, StoreError> {
    // It may be a hub itself.
    desk.touch_hub(device);
    let found: Option<(i64, Option<i64>, Called)> = desk.tx.first(
        sql!(
            "SELECT attached.hub, hub.household, attached.name, attached.sealed_name FROM attached
              LEFT JOIN device AS hub ON hub.id = attached.hub WHERE attached.device = ?1"
        ),
        params![device.to_column()],
        |row| Ok((row.get(0)?, row.get(1)?, (row.get(2)?, row.get(3)?))),
    )?;
    let Some((hub, home, called)) = found else {
        return Ok(None);
    };
    if home.is_some_and(|home| home != household.to_column()) {
        return Err(StoreError::Refused(NO_SUCH_CODE));
    }
    let hub = DeviceId::from_column(hub).ok_or(StoreError::Corrupt("a hub has no id"))?;
    desk.touch_hub(hub);
    let name = match called {
        (Some(plain), _) => {
            let sealed = seal(desk.vault, household, device, &plain)?;
            desk.tx.execute(
                sql!("UPDATE attached SET name = NULL, sealed_name = ?1 WHERE device = ?2"),
                params![sealed, device.to_column()],
            )?;
            Sensitive::new(plain)
        }
        (None, Some(sealed)) => open(desk.vault, household, device, &sealed)?,
        (None, None) => return Err(StoreError::Corrupt("an attached device has no name")),
    };
    Ok(Some((hub, name)))
}

/// The hub that speaks for a device hears that it may speak for more or less now.
pub(super) fn touch_hub_of(desk: &mut Desk<'_>, device: DeviceId) -> Result<(), StoreError> {
    let hub: Option<i64> = desk.tx.first(
        sql!("SELECT hub FROM attached WHERE device = ?1"),
        params![device.to_column()],
        |row| row.get(0),
    )?;
    if let Some(hub) = hub.and_then(DeviceId::from_column) {
        desk.touch_hub(hub);
    }
    Ok(())
}

/// What a device is called behind its hub: in the clear, or sealed.
type Called = (Option<String>, Option<Vec<u8>>);

/// A device leaves its home. One that is attached to a hub is gone with it: nobody can claim it again. A hub takes with it what it spoke for
/// in this home; answers those devices.
pub(super) fn released(
    desk: &mut Desk<'_>,
    device: DeviceId,
    household: HouseholdId,
) -> Result<(Leaves, Vec<DeviceId>), StoreError> {
    let hub: Option<i64> = desk.tx.first(
        sql!("SELECT hub FROM attached WHERE device = ?1"),
        params![device.to_column()],
        |row| row.get(0),
    )?;
    let Some(hub) = hub else {
        return Ok((
            Leaves::ToBeClaimed,
            forget_behind(desk, device, Some(household))?,
        ));
    };
    forget(desk, device.to_column())?;
    if let Some(hub) = DeviceId::from_column(hub) {
        desk.touch_hub(hub);
    }
    Ok((Leaves::ForGood, Vec::new()))
}

/// What becomes of a device that was released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leaves {
    /// It waits to be claimed again.
    ToBeClaimed,
    /// It is gone.
    ForGood,
}

/// Takes away what is attached to a hub and is of this home or of none. Answers what was of the home. What another home has stays with it.
fn forget_behind(
    desk: &mut Desk<'_>,
    hub: DeviceId,
    household: Option<HouseholdId>,
) -> Result<Vec<DeviceId>, StoreError> {
    let behind: Vec<(i64, Option<i64>)> = desk.tx.all(
        sql!("SELECT device.id, device.household FROM attached JOIN device ON device.id = attached.device
              WHERE attached.hub = ?1 AND (device.household IS NULL OR device.household = ?2)"),
        params![hub.to_column(), household.map(HouseholdId::to_column)],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (device, _) in &behind {
        forget(desk, *device)?;
    }
    desk.touch_hub(hub);
    let of_home = behind.into_iter().filter(|(_, home)| home.is_some());
    Ok(of_home
        .filter_map(|(device, _)| DeviceId::from_column(device))
        .collect())
}

/// What a hub that was made known and never claimed had behind it goes before the hub is made known anew.
pub(super) fn made_anew(desk: &mut Desk<'_>, name: &str) -> Result<(), StoreError> {
    match Place::find(desk, name) {
        Ok(Place {
            hub,
            household: None,
        }) => forget_behind(desk, hub, None).map(drop),
        Ok(_) | Err(StoreError::Unknown(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// A home is forgotten: what was attached in it is gone, since people chose the names.
pub(super) fn sweep_home(desk: &mut Desk<'_>, household: HouseholdId) -> Result<(), StoreError> {
    let list = |statement: Statement| -> Result<Vec<i64>, StoreError> {
        let home = household.to_column();
        desk.tx.all(statement, params![home], |row| row.get(0))
    };
    let hubs = list(sql!(
        "SELECT id FROM device WHERE household = ?1 AND hub = 1"
    ))?;
    let attached = list(sql!(
        "SELECT device.id FROM device JOIN attached ON attached.device = device.id WHERE device.household = ?1"
    ))?;
    for hub in hubs.into_iter().filter_map(DeviceId::from_column) {
        forget_behind(desk, hub, Some(household))?;
    }
    for device in attached {
        forget(desk, device)?;
    }
    Ok(())
}

fn seal(
    vault: &Vault,
    home: HouseholdId,
    device: DeviceId,
    name: &str,
) -> Result<Vec<u8>, StoreError> {
    let subject = SubjectId::Household(home);
    Ok(vault.seal_profile(subject, &bound(device), name.as_bytes())?)
}

/// Opens what a device of a home is called behind its hub.
pub(super) fn open(
    vault: &Vault,
    home: HouseholdId,
    device: DeviceId,
    sealed: &[u8],
) -> Result<Sensitive<String>, StoreError> {
    let plain = vault
        .open_profile(SubjectId::Household(home), &bound(device), sealed)?
        .disclose();
    String::from_utf8(plain)
        .map(Sensitive::new)
        .map_err(|_| StoreError::Corrupt("the name of a device cannot be read"))
}

fn bound(device: DeviceId) -> Vec<u8> {
    [BOUND, &device.get().to_be_bytes()].concat()
}
