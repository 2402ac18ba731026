//! The door of the house: devices sign in at the store, messages are decoded for it.

use std::sync::{Arc, Weak};
use std::time::Duration;

use cardea_gate::{Acknowledge, Again, Reading, Ticket};
use cardea_store::{DeviceSeat, Listen, ProductIndex, Store};
use cardea_units::{Clock, DeviceId, UnixMillis};

use crate::decode::{Decoded, Decoder, Hub, Message};
use crate::directive;
use crate::drift::DriftBook;
use crate::limits::DIRECTIVE_FRESH_MAX;
use crate::{
    DeviceKind, Directives, Door, Publish, PublishRefusal, SignIn, SignInRefusal, Standing,
};

/// Connects the gateway to the store.
#[derive(Debug)]
pub struct HouseDoor {
    store: Arc<Store>,
    clock: Arc<dyn Clock>,
    /// By place of the product.
    decoders: Vec<Decoder>,
    drift: Arc<DriftBook>,
}

impl HouseDoor {
    /// The door of a store.
    pub fn new(store: Arc<Store>, clock: Arc<dyn Clock>) -> Self {
        let drift: Arc<DriftBook> = Arc::default();
        let decoders = store
            .products()
            .iter()
            .map(|(index, product)| Decoder::counting(product, index, Arc::clone(&drift)))
            .collect();
        Self {
            store,
            clock,
            decoders,
            drift,
        }
    }

    /// Counts of what was sent otherwise than declared.
    pub const fn drift(&self) -> &Arc<DriftBook> {
        &self.drift
    }

    /// The store behind it.
    pub const fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// The time now.
    pub fn now(&self) -> UnixMillis {
        self.clock.now()
    }

    pub(crate) fn decoder(&self, product: ProductIndex) -> Option<&Decoder> {
        self.decoders.get(usize::from(product.0))
    }

    /// What a device that is signed in calls by a name: itself, or, for a hub, a device behind it.
    pub(crate) fn named(&self, seat: &DeviceSeat, name: &str) -> Option<(DeviceId, ProductIndex)> {
        match seat.behind() {
            Some(behind) => {
                let marks = self.store.fingerprinter();
                Hub {
                    seat,
                    behind: &behind,
                    marks,
                }
                .named(name)
            }
            None => (name == seat.name).then_some((seat.id, seat.product)),
        }
    }

    fn decode(&self, seat: &DeviceSeat, topic: &str, message: &Message<'_>) -> Decoded {
        let marks = self.store.fingerprinter();
        let Some(behind) = seat.behind() else {
            return self
                .decoder(seat.product)
                .map_or(Decoded::Undeclared, |decoder| {
                    decoder.on_topic(seat, topic, message, marks)
                });
        };
        let hub = Hub {
            seat,
            behind: &behind,
            marks,
        };
        // A name for which it may not speak is as one that nobody has: what another home calls its devices cannot be asked for.
        hub.products()
            .find_map(|product| {
                self.decoder(product)?
                    .through_hub(product, &hub, topic, message)
            })
            .unwrap_or_else(|| {
                if let Some(own) = self.decoder(seat.product) {
                    own.undeclared_topic(seat, topic, message);
                }
                Decoded::Undeclared
            })
    }

    /// Checks a device's name and token, on a thread that may wait for the disk.
    ///
    /// # Errors
    /// [`SignInRefusal`].
    pub async fn check(
        &self,
        device: &str,
        token: &[u8],
    ) -> Result<Arc<DeviceSeat>, SignInRefusal> {
        let (store, device, token) = (Arc::clone(&self.store), device.to_owned(), token.to_vec());
        let found =
            tokio::task::spawn_blocking(move || store.sign_in_device(&device, &token)).await;
        match found {
            Ok(Ok(Some(seat))) => Ok(seat),
            Ok(Ok(None)) => Err(SignInRefusal::BadCredentials),
            Ok(Err(error)) => {
                tracing::error!(%error, "a device could not be checked");
                Err(SignInRefusal::NotNow)
            }
            Err(_) => Err(SignInRefusal::NotNow),
        }
    }
}

impl HouseDoor {
    /// How long something holds that ends at a time.
    pub(crate) fn fresh_until(&self, until: UnixMillis) -> Duration {
        let millis = until.since(self.clock.now()).max(0).unsigned_abs();
        Duration::from_millis(millis).min(DIRECTIVE_FRESH_MAX)
    }
}

impl Door for HouseDoor {
    type Device = DeviceSeat;
    type Reading = (Ticket, Reading);

    async fn sign_in(&self, attempt: SignIn<'_>) -> Result<Arc<DeviceSeat>, SignInRefusal> {
        let seat = self.check(attempt.device, attempt.token).await?;
        if let Some(firmware) = attempt.firmware {
            seat.runs_firmware(self.drift.firmware(firmware));
        }
        Ok(seat)
    }

    fn standing(&self, device: &DeviceSeat) -> Standing {
        if device.is_revoked() {
            Standing::Revoked
        } else {
            Standing::Current
        }
    }

    fn kind(&self, device: &DeviceSeat) -> DeviceKind {
        if device.behind().is_some() {
            DeviceKind::Hub
        } else {
            DeviceKind::Single
        }
    }

    fn name<'d>(&self, device: &'d DeviceSeat) -> &'d str {
        &device.name
    }

    fn listen(&self, device: &DeviceSeat, listener: Weak<dyn Listen>) {
        device.listen(listener);
    }

    async fn directives(&self, device: &Arc<DeviceSeat>) -> Option<Directives> {
        let (store, seat) = (Arc::clone(&self.store), Arc::clone(device));
        let found = tokio::task::spawn_blocking(move || store.directives(&seat)).await;
        let found = found.ok()?.map_err(|error| {
            tracing::error!(%error, "a device is sent away: what it may send could not be found out");
        });
        let found = found.ok()?;
        let told = found.told.into_iter();
        Some(Directives {
            told: told
                .map(|told| (told.name.disclose(), directive::json(&told.directive)))
                .collect(),
            fresh_for: self.fresh_until(found.until),
        })
    }

    fn read(
        &self,
        device: &DeviceSeat,
        publish: &Publish<'_>,
    ) -> Result<Option<(Ticket, Reading)>, PublishRefusal> {
        let message = Message {
            payload: publish.payload,
            arrived: self.clock.now(),
            number: publish.packet_id.map(u64::from),
            again: if publish.dup { Again::Yes } else { Again::No },
            firmware: device.firmware(),
        };
        match self.decode(device, publish.topic, &message) {
            Decoded::Reading(reading) => Ok(Some((publish.ticket, reading))),
            Decoded::Undeclared => Ok(None),
            Decoded::NotYours => Err(PublishRefusal::NotYours),
            Decoded::Unreadable(reason) => Err(PublishRefusal::Unreadable(reason)),
        }
    }

    async fn keep(&self, readings: Vec<(Ticket, Reading)>, acks: Arc<dyn Acknowledge>) {
        self.store.keep(readings, acks).await;
    }
}
