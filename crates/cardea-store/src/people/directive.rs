//! Directives: what a device that is signed in is asked to send now, and who hears when that may have changed.
//!
//! Nothing is asked again and again: the writer rings those who listen, in the turn in which something of their home changed. What changes by
//! itself, such as a guest leaving, has a time.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError, Weak};

use cardea_gate::Directive;
use cardea_units::{DeviceId, HouseholdId, PersonId, Sensitive, UnixMillis};

use super::hub;
use super::{DeviceSeat, Seats};
use crate::engine::{Connection, params, sql};
use crate::homes::place;
use crate::writer::Touched;
use crate::{ProductIndex, Store, StoreError};

/// Whoever wants to hear that a directive may have changed.
pub trait Listen: Send + Sync + core::fmt::Debug {
    /// Something changed, or may have. Called by the writer: must not block.
    fn ring(&self);
}

/// What a device that is signed in is to be told.
#[derive(Debug)]
pub struct Directives {
    /// Its own first; for a hub, then that of each device it speaks for.
    pub told: Vec<Told>,
    /// Until when this holds if nobody changes anything: a guest leaves, a yes runs out, somebody has a birthday.
    pub until: UnixMillis,
}

/// The directive of one device.
#[derive(Debug)]
pub struct Told {
    /// What the device calls itself, or its hub calls it.
    pub name: Sensitive<String>,
    /// What it is asked for.
    pub directive: Directive,
}

/// The one who listens for a device that is signed in: each connection has a seat of its own.
#[derive(Debug, Default)]
pub(super) struct Ear(Mutex<Option<Weak<dyn Listen>>>);

impl Ear {
    pub(super) fn ring(&self) {
        let listener = {
            let ear = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            ear.as_ref().and_then(Weak::upgrade)
        };
        if let Some(listener) = listener {
            listener.ring();
        }
    }
}

impl DeviceSeat {
    /// From now on this listener is rung when the directive may have changed, or the seat is revoked. A second one takes the place of the
    /// first.
    pub fn listen(&self, listener: Weak<dyn Listen>) {
        *self.ear.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(listener);
    }
}

impl Seats {
    /// Rings those whom a change concerns: everything in its homes, its devices, and the hubs that speak for these. Who cannot be found out is
    /// rung as well.
    pub(crate) fn ring(&self, db: &Connection, touched: &Touched) {
        match concerned(db, touched) {
            Ok(devices) => {
                let seats = devices.into_iter().flat_map(|device| self.of(device));
                seats.for_each(|seat| seat.ear.ring());
            }
            Err(error) => {
                tracing::error!(%error, "everybody is told of a change: whom it concerns could not be read");
                let all: Vec<Arc<DeviceSeat>> = {
                    let seats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
                    seats.values().flatten().filter_map(Weak::upgrade).collect()
                };
                for seat in &all {
                    seat.ear.ring();
                }
            }
        }
    }
}

fn concerned(db: &Connection, touched: &Touched) -> Result<BTreeSet<DeviceId>, StoreError> {
    let mut devices: BTreeSet<DeviceId> = touched.hubs.iter().copied().collect();
    for household in &touched.homes {
        devices.extend(devices_of(db, *household)?);
    }
    for device in &touched.devices {
        devices.insert(*device);
        let hub: Option<i64> = db.first(
            sql!("SELECT hub FROM attached WHERE device = ?1"),
            params![device.to_column()],
            |row| row.get(0),
        )?;
        devices.extend(hub.and_then(DeviceId::from_column));
    }
    Ok(devices)
}

/// The devices that a home has.
pub(super) fn devices_of(
    db: &Connection,
    household: HouseholdId,
) -> Result<Vec<DeviceId>, StoreError> {
    let devices: Vec<i64> = db.all(
        sql!("SELECT id FROM device WHERE household = ?1"),
        params![household.to_column()],
        |row| row.get(0),
    )?;
    Ok(devices
        .into_iter()
        .filter_map(DeviceId::from_column)
        .collect())
}

impl Store {
    /// What a device that is signed in is to be told now.
    ///
    /// # Errors
    /// What the database or the vault reports. Nobody can say then what may be sent, so nothing may (law L8).
    pub fn directives(&self, seat: &DeviceSeat) -> Result<Directives, StoreError> {
        let (own, mut until) = self.directive_of(seat.id, seat.product)?;
        let mut told = vec![Told {
            name: Sensitive::new(seat.name.clone()),
            directive: own,
        }];
        if seat.behind().is_some() {
            for (device, product, name) in self.attached_to(seat.id)? {
                let (directive, holds) = self.directive_of(device, product)?;
                until = until.min(holds);
                told.push(Told { name, directive });
            }
        }
        Ok(Directives { told, until })
    }

    /// What one device is asked for now, and until when that holds by itself. Of one that is in no home, nothing.
    ///
    /// # Errors
    /// As [`Store::directives`].
    pub fn directive_of(
        &self,
        device: DeviceId,
        product: ProductIndex,
    ) -> Result<(Directive, UnixMillis), StoreError> {
        let reader = self.reader()?;
        let placed = place(
            &reader,
            self.vault(),
            self.products(),
            device,
            self.clock().now(),
        )?;
        drop(reader);
        let of = placed.as_ref().map_or(product, |placed| placed.product);
        let gate = &self
            .products()
            .get(of)
            .ok_or(StoreError::Unknown("product"))?
            .gate;
        let Some(placed) = placed else {
            return Ok((gate.silence(), UnixMillis(i64::MAX)));
        };
        let profiles: Vec<PersonId> = placed.profiles.values().copied().collect();
        let mut directive = gate.directive(&placed.permissions, placed.wearer, &profiles);
        let mut until = placed.valid_until;
        for person in placed.wearer.iter().chain(&profiles) {
            if let Some(ends) = self.watched_until(placed.household, *person)? {
                directive.watched = true;
                until = until.min(ends);
            }
        }
        Ok((directive, until))
    }

    /// The devices that a hub speaks for, and what it calls them.
    fn attached_to(
        &self,
        hub: DeviceId,
    ) -> Result<Vec<(DeviceId, ProductIndex, Sensitive<String>)>, StoreError> {
        let mut attached = Vec::new();
        self.reader()?.each(
            sql!("SELECT device.id, device.product, device.household, attached.sealed_name FROM attached JOIN device ON device.id = attached.device
                  JOIN device AS hub ON hub.id = attached.hub WHERE attached.hub = ?1 AND device.household = hub.household AND device.lost_at IS NULL ORDER BY device.id"),
            params![hub.to_column()],
            |row| {
                let (Some(device), Some(home)) = (DeviceId::from_column(row.get(0)?), HouseholdId::from_column(row.get(2)?)) else {
                    return Err(StoreError::Corrupt("an attached device has no id or no home"));
                };
                let (Some((product, _)), Some(sealed)) = (self.products().named(row.get(1)?), row.get::<Option<&[u8]>>(3)?) else {
                    return Ok(());
                };
                attached.push((device, product, hub::open(self.vault(), home, device, sealed)?));
                Ok(())
            },
        )?;
        Ok(attached)
    }
}
