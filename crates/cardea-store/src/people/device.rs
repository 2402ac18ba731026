//! Devices: provisioned by the maker, claimed by a person, assigned, released.

use core::fmt::Write as _;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

use cardea_units::{DeviceId, HouseholdId, PersonId, Random, Sensitive, UnixMillis};

use super::details::role_of;
use super::directive::Ear;
use super::hub::{self, Leaves, Voice};
use super::lapse;
use crate::engine::{params, sql};
use crate::{Desk, ProductIndex, Store, StoreError};

/// What the maker gets for a new device. Neither the token nor the code can be had again.
#[derive(Clone, Debug)]
pub struct Provisioned {
    /// The device.
    pub id: DeviceId,
    /// What it signs in with: 256 bits of chance, in hexadecimal digits.
    pub token: Sensitive<String>,
    /// What a person claims it with: ten letters and digits, good once.
    pub claim_code: Sensitive<String>,
}

/// A device that has left its home.
#[derive(Clone, Debug)]
pub struct Released {
    /// What it would be signed in with and claimed with again; none for an attached device, which is gone.
    pub again: Option<Provisioned>,
    /// The devices that left with it, because it was the hub that spoke for them.
    pub behind: Vec<DeviceId>,
}

/// One device of a home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// The device.
    pub id: DeviceId,
    /// The name it uses itself, or that its hub uses for it; people may have chosen that one.
    pub name: Sensitive<String>,
    /// The hub that speaks for it.
    pub via: Option<DeviceId>,
    /// What it is.
    pub product: ProductIndex,
    /// Who wears it.
    pub wearer: Option<PersonId>,
    /// When it was claimed.
    pub claimed_at: UnixMillis,
    /// Since when it is reported lost: nothing it sends is taken.
    pub lost_at: Option<UnixMillis>,
}

/// A device that was claimed.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The device.
    pub device: Device,
    /// The new token of a device that comes from another home: its old one is worth nothing. It cannot be had again.
    pub token: Option<Sensitive<String>>,
}

/// A device that has signed in.
#[derive(Debug)]
pub struct DeviceSeat {
    /// The device.
    pub id: DeviceId,
    /// The name it uses itself.
    pub name: String,
    /// What it is.
    pub product: ProductIndex,
    revoked: AtomicBool,
    firmware: AtomicU16,
    /// Only a hub has one.
    pub(super) voice: Option<Voice>,
    /// Who hears that its directive may have changed.
    pub(super) ear: Ear,
}

impl DeviceSeat {
    /// Whether its credential was changed or it was released since it signed in.
    pub fn is_revoked(&self) -> bool {
        self.revoked.load(Ordering::Acquire)
    }

    /// The number that whoever let it in has for its firmware; 0 where it said none.
    pub fn firmware(&self) -> u16 {
        self.firmware.load(Ordering::Relaxed)
    }

    /// Remembers that number for as long as it is signed in.
    pub fn runs_firmware(&self, number: u16) {
        self.firmware.store(number, Ordering::Relaxed);
    }
}

/// Who is signed in, to be told when that ends.
#[derive(Debug, Default)]
pub(crate) struct Seats(pub(super) Mutex<BTreeMap<DeviceId, Vec<Weak<DeviceSeat>>>>);

impl Seats {
    fn take(&self, seat: DeviceSeat) -> Arc<DeviceSeat> {
        let seat = Arc::new(seat);
        let mut seats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_device = seats.entry(seat.id).or_default();
        of_device.retain(|known| known.strong_count() > 0);
        of_device.push(Arc::downgrade(&seat));
        seat
    }

    /// Those of one device.
    pub(super) fn of(&self, device: DeviceId) -> Vec<Arc<DeviceSeat>> {
        let seats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let of_device = seats.get(&device).into_iter().flatten();
        of_device.filter_map(Weak::upgrade).collect()
    }

    pub(super) fn revoke(&self, device: DeviceId) {
        let seats = self
            .0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&device);
        for seat in seats.unwrap_or_default() {
            if let Some(seat) = seat.upgrade() {
                seat.revoked.store(true, Ordering::Release);
                seat.ear.ring();
            }
        }
    }
}

/// Characters of a claim code that nobody mistakes for each other.
const CODE_LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const CODE_CHARS: usize = 10;
/// A device's own name is at most this long: it stands in topics.
pub(super) const NAME_BYTES_MAX: usize = 128;
/// What is said of a claim code that is not good, whatever the reason.
pub(super) const NO_SUCH_CODE: &str = "this code is not that of a device that waits to be claimed. Check it against the box or the screen";

/// For whom a device speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Speaks {
    /// For itself alone.
    ForItself,
    /// For what is attached to it, too.
    ForAttached,
}

impl Store {
    /// Makes a device known: what the maker does before it is sold. A device that its home has released is made known anew: with another id,
    /// so that nothing leads from the new home to the old one.
    ///
    /// # Errors
    /// When the name is taken or cannot stand in a topic.
    pub async fn provision_device(
        &self,
        product: &str,
        name: &str,
    ) -> Result<Provisioned, StoreError> {
        self.provision(product, name, Speaks::ForItself).await
    }

    /// Makes a hub known: a device that speaks for those attached to it, too (see [`Store::attach_device`]). Made known anew, it has none.
    ///
    /// # Errors
    /// When the name is taken or cannot stand in a topic.
    pub async fn provision_hub(
        &self,
        product: &str,
        name: &str,
    ) -> Result<Provisioned, StoreError> {
        self.provision(product, name, Speaks::ForAttached).await
    }

    async fn provision(
        &self,
        product: &str,
        name: &str,
        speaks: Speaks,
    ) -> Result<Provisioned, StoreError> {
        let (_, known) = self
            .products()
            .named(product)
            .ok_or(StoreError::Unknown("product"))?;
        let product = known.gate.product().to_owned();
        let name = name.to_owned();
        let fits = !name.is_empty()
            && name.len() <= NAME_BYTES_MAX
            && !name.contains(['/', '+', '#', '\0'])
            && !name.contains(char::is_whitespace);
        if !fits {
            return Err(StoreError::Refused(
                "a device's name stands in topics: 1 to 128 characters without `/`, `+`, `#` and spaces",
            ));
        }
        self.change(move |desk| {
            let id = DeviceId::draw(desk.random).ok_or(StoreError::NoRandomness)?;
            let (token, claim_code) = (draw_token(desk.random)?, draw_code(desk.random)?);
            hub::made_anew(desk, &name)?;
            let added = desk.tx.execute(
                sql!("INSERT INTO device (id, product, name, token, claim_code, created_at, hub, factory_code) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?5)
                      ON CONFLICT (name) DO UPDATE SET id = excluded.id, token = excluded.token, claim_code = excluded.claim_code, hub = excluded.hub,
                          factory_code = excluded.factory_code, handed_on = 0, lost_at = NULL, pressed_at = NULL
                          WHERE device.household IS NULL AND device.product = excluded.product"),
                params![
                    id.to_column(),
                    product,
                    name,
                    desk.vault.keyed_hash("device token", token.as_bytes()),
                    desk.vault.keyed_hash("claim code", claim_code.as_bytes()),
                    desk.now.0,
                    i64::from(speaks == Speaks::ForAttached)
                ],
            )?;
            if added == 0 {
                return Err(StoreError::Refused("another device has this name, and a home has it. Use another name, or have it released first"));
            }
            Ok(Provisioned { id, token: Sensitive::new(token), claim_code: Sensitive::new(claim_code) })
        })
        .await
    }

    /// A device signs in. `None` when the name or the token is wrong.
    ///
    /// # Errors
    /// What the database reports.
    pub fn sign_in_device(
        &self,
        name: &str,
        token: &[u8],
    ) -> Result<Option<Arc<DeviceSeat>>, StoreError> {
        // The hash is made whether the name is known or not, so that both take as long.
        let given = self.vault().keyed_hash("device token", token);
        let reader = self.reader()?;
        let found: Option<(i64, String, [u8; 32], i64)> = reader.first(
            sql!("SELECT id, product, token, hub FROM device WHERE name = ?1 AND lost_at IS NULL"),
            params![name],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        let Some((id, product, expected, hub)) = found else {
            return Ok(None);
        };
        if given != expected {
            return Ok(None);
        }
        let id = DeviceId::from_column(id).ok_or(StoreError::Corrupt("a device has no id"))?;
        let Some((product, _)) = self.products().named(&product) else {
            return Ok(None);
        };
        let seat = DeviceSeat {
            id,
            name: name.to_owned(),
            product,
            revoked: AtomicBool::new(false),
            firmware: AtomicU16::new(0),
            voice: (hub != 0).then(Voice::default),
            ear: Ear::default(),
        };
        let seat = self.seats().take(seat);
        // Only now: what changes from here on is told to seats that are taken.
        seat.look_behind(&reader, self.products())?;
        Ok(Some(seat))
    }

    /// A person claims a device for their home with its code. The code is good once.
    ///
    /// # Errors
    /// As [`Store::claim`].
    pub async fn claim_device(
        &self,
        household: HouseholdId,
        code: &Sensitive<String>,
    ) -> Result<Device, StoreError> {
        Ok(self.claim(household, code).await?.device)
    }

    /// A person claims a device for their home with its code. The code is good once. A device that comes from another home gets another id, so
    /// that nothing leads from one to the other, and a new token.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when the code is not that of a device nobody has claimed.
    pub async fn claim(
        &self,
        household: HouseholdId,
        code: &Sensitive<String>,
    ) -> Result<Claimed, StoreError> {
        let code = as_drawn(code);
        let (moved, behind, name, product, at) = self
            .change(move |desk| {
                let hash = desk.vault.keyed_hash("claim code", code.as_bytes());
                let found: Option<(i64, String, String, i64)> = desk.tx.first(
                    sql!("SELECT id, name, product, handed_on FROM device WHERE claim_code = ?1 AND household IS NULL"),
                    params![hash],
                    |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
                )?;
                let (id, name, product, handed_on) = found.ok_or(StoreError::Refused(NO_SUCH_CODE))?;
                let id = DeviceId::from_column(id).ok_or(StoreError::Corrupt("a device has no id"))?;
                let moved = if handed_on == 1 {
                    move_in(desk, id, household)?
                } else {
                    desk.tx.execute(
                        sql!("UPDATE device SET household = ?1, claim_code = NULL, claimed_at = ?2 WHERE id = ?3"),
                        params![household.to_column(), desk.now.0, id.to_column()],
                    )?;
                    desk.touch_device(id);
                    Moved { id, token: None }
                };
                let behind = hub::claimed(desk, moved.id, household)?;
                Ok((moved, behind, name, product, desk.now))
            })
            .await?;
        let (product, _) = self
            .products()
            .named(&product)
            .ok_or(StoreError::Unknown("product"))?;
        let (via, name) = match behind {
            Some((hub, name)) => (Some(hub), name),
            None => (None, Sensitive::new(name)),
        };
        let device = Device {
            id: moved.id,
            name,
            via,
            product,
            wearer: None,
            claimed_at: at,
            lost_at: None,
        };
        Ok(Claimed {
            device,
            token: moved.token,
        })
    }

    /// Says who wears a device. Until somebody does, nothing it sends about a wearer is kept.
    ///
    /// # Errors
    /// When the device or the person is not of this home.
    pub async fn assign_device(
        &self,
        household: HouseholdId,
        device: DeviceId,
        wearer: Option<PersonId>,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            if let Some(wearer) = wearer {
                require_member(desk, household, wearer)?;
            }
            let changed = desk.tx.execute(
                sql!("UPDATE device SET wearer = ?1 WHERE id = ?2 AND household = ?3"),
                params![
                    wearer.map(PersonId::to_column),
                    device.to_column(),
                    household.to_column()
                ],
            )?;
            desk.touch_device(device);
            if changed == 0 {
                Err(StoreError::Unknown("device in this home"))
            } else {
                Ok(())
            }
        })
        .await
    }

    /// A device leaves its home: it signs in no more until its maker gives it a new token. An attached device is gone, and what it was called;
    /// with a hub everything goes that it spoke for in this home.
    ///
    /// # Errors
    /// When the device is not of this home.
    pub async fn release_device(
        &self,
        household: HouseholdId,
        device: DeviceId,
    ) -> Result<Released, StoreError> {
        let released = self
            .change(move |desk| {
                let (token, claim_code) = (draw_token(desk.random)?, draw_code(desk.random)?);
                let changed = desk.tx.execute(
                    sql!("UPDATE device SET household = NULL, wearer = NULL, claimed_at = NULL, lost_at = NULL, factory_code = NULL, token = ?1, claim_code = ?2 WHERE id = ?3 AND household = ?4"),
                    params![
                        desk.vault.keyed_hash("device token", token.as_bytes()),
                        desk.vault.keyed_hash("claim code", claim_code.as_bytes()),
                        device.to_column(),
                        household.to_column()
                    ],
                )?;
                desk.touch_device(device);
                if changed == 0 {
                    return Err(StoreError::Unknown("device in this home"));
                }
                let (leaves, behind) = hub::released(desk, device, household)?;
                lapse::void_without_devices(desk, household)?;
                let again = (leaves == Leaves::ToBeClaimed).then(|| Provisioned {
                    id: device,
                    token: Sensitive::new(token),
                    claim_code: Sensitive::new(claim_code),
                });
                Ok(Released { again, behind })
            })
            .await?;
        self.seats().revoke(device);
        Ok(released)
    }

    /// The devices of a home.
    ///
    /// # Errors
    /// What the database reports.
    pub fn devices(&self, household: HouseholdId) -> Result<Vec<Device>, StoreError> {
        let mut devices = Vec::new();
        self.reader()?.each(
            sql!("SELECT device.id, device.name, product, wearer, claimed_at, attached.hub, attached.sealed_name, lost_at FROM device
                  LEFT JOIN attached ON attached.device = device.id WHERE household = ?1 ORDER BY claimed_at, device.id"),
            params![household.to_column()],
            |row| {
                let Some((product, _)) = self.products().named(row.get(2)?) else {
                    return Ok(());
                };
                let id = DeviceId::from_column(row.get(0)?)
                    .ok_or(StoreError::Corrupt("a device has no id"))?;
                let name = match row.get::<Option<&[u8]>>(6)? {
                    Some(sealed) => hub::open(self.vault(), household, id, sealed)?,
                    None => Sensitive::new(row.get(1)?),
                };
                devices.push(Device {
                    id,
                    name,
                    via: row.get::<Option<i64>>(5)?.and_then(DeviceId::from_column),
                    product,
                    wearer: row.get::<Option<i64>>(3)?.and_then(PersonId::from_column),
                    claimed_at: UnixMillis(row.get::<Option<i64>>(4)?.unwrap_or_default()),
                    lost_at: row.get::<Option<i64>>(7)?.map(UnixMillis),
                });
                Ok(())
            },
        )?;
        Ok(devices)
    }
}

/// A device in its new home.
pub(super) struct Moved {
    pub(super) id: DeviceId,
    pub(super) token: Option<Sensitive<String>>,
}

/// A device goes from one home, or from none, into another: with another id and a new token. Codes by which it could be had before are worth
/// nothing any more. Seats of the old id are for the caller to revoke.
pub(super) fn move_in(
    desk: &mut Desk<'_>,
    old: DeviceId,
    household: HouseholdId,
) -> Result<Moved, StoreError> {
    let id = DeviceId::draw(desk.random).ok_or(StoreError::NoRandomness)?;
    let token = draw_token(desk.random)?;
    desk.tx.execute(
        sql!("UPDATE device SET id = ?1, token = ?2, household = ?3, claimed_at = ?4, wearer = NULL, claim_code = NULL, factory_code = NULL,
              handed_on = 0, lost_at = NULL, pressed_at = NULL WHERE id = ?5"),
        params![
            id.to_column(),
            desk.vault.keyed_hash("device token", token.as_bytes()),
            household.to_column(),
            desk.now.0,
            old.to_column()
        ],
    )?;
    desk.touch_device(old);
    desk.touch_device(id);
    Ok(Moved {
        id,
        token: Some(Sensitive::new(token)),
    })
}

/// A code as it was drawn, from how somebody typed it.
pub(super) fn as_drawn(code: &Sensitive<String>) -> String {
    let typed = code.disclose_ref().chars();
    typed
        .filter(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_uppercase()
}

pub(super) fn require_member(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
) -> Result<(), StoreError> {
    role_of(desk, household, person).map(drop)
}

/// 256 bits of chance in hexadecimal digits.
pub(super) fn draw_token(random: &dyn Random) -> Result<String, StoreError> {
    let mut bytes = [0_u8; 32];
    if !random.fill(&mut bytes) {
        return Err(StoreError::NoRandomness);
    }
    Ok(bytes
        .iter()
        .fold(String::with_capacity(64), |mut text, byte| {
            // Writing to a text cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        }))
}

pub(super) fn draw_code(random: &dyn Random) -> Result<String, StoreError> {
    let mut bytes = [0_u8; CODE_CHARS];
    if !random.fill(&mut bytes) {
        return Err(StoreError::NoRandomness);
    }
    let letter = |byte: &u8| {
        CODE_LETTERS
            .get(usize::from(byte & 31))
            .copied()
            .map_or('A', char::from)
    };
    Ok(bytes.iter().map(letter).collect())
}
