//! Homes as the writer sees them: who permits what, held in memory until it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use cardea_gate::{GivenBy, Grant, Home, Member, Permissions, PurposeSet, Role};
use cardea_manifest::VersionId;
use cardea_units::{CalendarDuration, DeviceId, HouseholdId, PersonId, UnixMillis};
use cardea_vault::Vault;

use crate::engine::{Connection, params, sql};
use crate::limits::HOMES_CACHED_MAX;
use crate::people::{MARKETING, born, kind_from_word};
use crate::{Product, ProductIndex, Products, StoreError};

/// What is known of a device that somebody claimed.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) household: HouseholdId,
    pub(crate) product: ProductIndex,
    pub(crate) wearer: Option<PersonId>,
    pub(crate) permissions: Arc<Permissions>,
    pub(crate) profiles: Arc<BTreeMap<[u8; 32], PersonId>>,
    /// Until when this holds by itself: a guest leaves, a yes runs out, somebody has a birthday.
    pub(crate) valid_until: UnixMillis,
}

/// Devices and homes in memory. The database is the truth; this is dropped for a home whenever something of it changes.
#[derive(Debug, Default)]
pub(crate) struct Homes {
    devices: BTreeMap<DeviceId, Option<Placed>>,
    of_home: BTreeMap<HouseholdId, BTreeSet<DeviceId>>,
}

impl Homes {
    /// The home of a device; `None` when nobody has claimed it.
    pub(crate) fn of_device(
        &mut self,
        db: &Connection,
        vault: &Vault,
        products: &Products,
        device: DeviceId,
        now: UnixMillis,
    ) -> Result<Option<&Placed>, StoreError> {
        let fresh = self
            .devices
            .get(&device)
            .is_some_and(|known| known.as_ref().is_none_or(|placed| now < placed.valid_until));
        if !fresh {
            if self.devices.len() >= HOMES_CACHED_MAX {
                self.clear();
            }
            let placed = place(db, vault, products, device, now)?;
            if let Some(placed) = &placed {
                self.of_home
                    .entry(placed.household)
                    .or_default()
                    .insert(device);
            }
            self.devices.insert(device, placed);
        }
        Ok(self.devices.get(&device).and_then(Option::as_ref))
    }

    /// Something of a home changed.
    pub(crate) fn forget(&mut self, household: HouseholdId) {
        for device in self.of_home.remove(&household).unwrap_or_default() {
            self.devices.remove(&device);
        }
    }

    /// A device was claimed, released or assigned.
    pub(crate) fn forget_device(&mut self, device: DeviceId) {
        self.devices.remove(&device);
    }

    /// Anything may have changed.
    pub(crate) fn clear(&mut self) {
        self.devices.clear();
        self.of_home.clear();
    }
}

/// Where a device is, as the database has it now; `None` when nobody has claimed it.
pub(crate) fn place(
    db: &Connection,
    vault: &Vault,
    products: &Products,
    device: DeviceId,
    now: UnixMillis,
) -> Result<Option<Placed>, StoreError> {
    let found: Option<(String, Option<i64>, Option<i64>)> = db.first(
        sql!("SELECT product, household, wearer FROM device WHERE id = ?1 AND lost_at IS NULL"),
        params![device.to_column()],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
    )?;
    let Some((product, household, wearer)) = found else {
        return Ok(None);
    };
    let Some(household) = household.and_then(HouseholdId::from_column) else {
        return Ok(None);
    };
    let Some((index, product)) = products.named(&product) else {
        return Ok(None);
    };
    let (home, valid_until) = home(db, vault, product, household, now)?;
    Ok(Some(Placed {
        household,
        product: index,
        wearer: wearer.and_then(PersonId::from_column),
        permissions: Arc::new(home.permissions(&product.gate, now)),
        profiles: Arc::new(profiles(db, product, household)?),
        valid_until,
    }))
}

/// The people of a home, with what they said about one product, and until when that holds by itself.
pub(crate) fn home(
    db: &Connection,
    vault: &Vault,
    product: &Product,
    household: HouseholdId,
    now: UnixMillis,
) -> Result<(Home, UnixMillis), StoreError> {
    let mut valid_until = UnixMillis(i64::MAX);
    let mut members = Vec::new();
    let people = db.all(
        sql!("SELECT id, role, until, sealed_details FROM person WHERE household = ?1 ORDER BY id"),
        params![household.to_column()],
        |row| {
            let person = PersonId::from_column(row.get(0)?)
                .ok_or(StoreError::Corrupt("a person has no id"))?;
            let role = role_from_word(row.get(1)?)?;
            // Nobody else's date of birth matters, and so it is not looked at.
            let born = match role {
                Role::Child => born(vault, person, row.get(3)?)?,
                Role::AccountHolder | Role::Adult | Role::Guest => None,
            };
            Ok((
                person,
                role,
                born,
                row.get::<Option<i64>>(2)?.map(UnixMillis),
            ))
        },
    )?;
    for (person, role, born, until) in people {
        if let Some(until) = until {
            if until <= now {
                continue;
            }
            valid_until = valid_until.min(until);
        }
        members.push(Member {
            person,
            role,
            born,
            grants: grants(db, product, household, person)?,
            objected: stops(db, product, household, person, "objection")?,
            restricted: stops(db, product, household, person, "restriction")?,
        });
    }
    let home = Home { members };
    let valid_until = valid_until.min(home.holds_until(&product.gate, now));
    Ok((home, valid_until))
}

fn grants(
    db: &Connection,
    product: &Product,
    household: HouseholdId,
    person: PersonId,
) -> Result<Vec<Grant>, StoreError> {
    let mut grants = Vec::new();
    db.each(
        sql!("SELECT purpose, kind, promise, actor, at, ends_at FROM consent WHERE household = ?1 AND person = ?2 AND product = ?3 AND state = 'granted'"),
        params![household.to_column(), person.to_column(), product.gate.product()],
        |row| {
            let Some((purpose, rules)) = product.gate.purpose_named(row.get(0)?) else {
                return Ok(());
            };
            let given = VersionId::from_bytes(row.get(2)?);
            let kind = kind_from_word(row.get(1)?)
                .ok_or(StoreError::Corrupt("a consent has an unknown kind"))?;
            let at = UnixMillis(row.get(4)?);
            let said = row.get::<Option<i64>>(5)?.map(UnixMillis);
            grants.push(Grant {
                purpose,
                kind,
                // Who agreed to more has agreed to this.
                promise: if product.counts(purpose, given) {
                    rules.promise
                } else {
                    given
                },
                by: if row.get::<i64>(3)? == person.to_column() {
                    GivenBy::Themselves
                } else {
                    GivenBy::Guardian
                },
                at,
                ends: ends(rules.lasts, at, said).unwrap_or(UnixMillis(i64::MAX)),
            });
            Ok(())
        },
    )?;
    Ok(grants)
}

/// When a yes ends by itself: when that was said, and sooner where the manifest of today lets it last for less. `None`: never.
pub(crate) fn ends(
    lasts: Option<CalendarDuration>,
    at: UnixMillis,
    said: Option<UnixMillis>,
) -> Option<UnixMillis> {
    let today = lasts.map(|lasts| lasts.after(at));
    [said, today].into_iter().flatten().min()
}

fn stops(
    db: &Connection,
    product: &Product,
    household: HouseholdId,
    person: PersonId,
    kind: &str,
) -> Result<PurposeSet, StoreError> {
    let mut set = PurposeSet::NONE;
    db.each(
        sql!("SELECT purpose FROM stop WHERE household = ?1 AND person = ?2 AND (product = ?3 OR product = '*') AND kind = ?4"),
        params![household.to_column(), person.to_column(), product.gate.product(), kind],
        |row| {
            if row.get::<&str>(0)? == MARKETING {
                set = set.or(product.marketing());
            } else if let Some((purpose, _)) = product.gate.purpose_named(row.get(0)?) {
                set = set.or(PurposeSet::only(purpose));
            }
            Ok(())
        },
    )?;
    Ok(set)
}

fn profiles(
    db: &Connection,
    product: &Product,
    household: HouseholdId,
) -> Result<BTreeMap<[u8; 32], PersonId>, StoreError> {
    let mut profiles = BTreeMap::new();
    db.each(
        sql!("SELECT label, person FROM profile WHERE household = ?1 AND product = ?2"),
        params![household.to_column(), product.gate.product()],
        |row| {
            if let Some(person) = PersonId::from_column(row.get(1)?) {
                profiles.insert(row.get(0)?, person);
            }
            Ok(())
        },
    )?;
    Ok(profiles)
}

/// A role as it is written in the database.
pub(crate) const fn role_word(role: Role) -> &'static str {
    match role {
        Role::AccountHolder => "account_holder",
        Role::Adult => "adult",
        Role::Child => "child",
        Role::Guest => "guest",
    }
}

/// Back from its word.
pub(crate) fn role_from_word(word: &str) -> Result<Role, StoreError> {
    [Role::AccountHolder, Role::Adult, Role::Child, Role::Guest]
        .into_iter()
        .find(|role| role_word(*role) == word)
        .ok_or(StoreError::Corrupt("a person has an unknown role"))
}
