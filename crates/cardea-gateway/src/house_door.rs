//! The door of the house: devices sign in at the store, messages are decoded for it.

use std::sync::Arc;

use cardea_gate::{Acknowledge, Again, Reading, Ticket};
use cardea_store::{DeviceSeat, Store};
use cardea_units::Clock;

use crate::decode::{Decoded, Decoder, Message};
use crate::{Door, Publish, PublishRefusal, SignIn, SignInRefusal, Standing};

/// Connects the gateway to the store.
#[derive(Debug)]
pub struct HouseDoor {
    store: Arc<Store>,
    clock: Arc<dyn Clock>,
    /// By place of the product.
    decoders: Vec<Decoder>,
}

impl HouseDoor {
    /// The door of a store.
    pub fn new(store: Arc<Store>, clock: Arc<dyn Clock>) -> Self {
        let decoders = store
            .products()
            .iter()
            .map(|(_, product)| Decoder::of(product))
            .collect();
        Self {
            store,
            clock,
            decoders,
        }
    }

    /// The store behind it.
    pub const fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// The time now.
    pub fn now(&self) -> cardea_units::UnixMillis {
        self.clock.now()
    }

    pub(crate) fn decoder(&self, seat: &DeviceSeat) -> Option<&Decoder> {
        self.decoders.get(usize::from(seat.product.0))
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

impl Door for HouseDoor {
    type Device = DeviceSeat;
    type Reading = (Ticket, Reading);

    async fn sign_in(&self, attempt: SignIn<'_>) -> Result<Arc<DeviceSeat>, SignInRefusal> {
        self.check(attempt.device, attempt.token).await
    }

    fn standing(&self, device: &DeviceSeat) -> Standing {
        if device.is_revoked() {
            Standing::Revoked
        } else {
            Standing::Current
        }
    }

    fn read(
        &self,
        device: &DeviceSeat,
        publish: &Publish<'_>,
    ) -> Result<Option<(Ticket, Reading)>, PublishRefusal> {
        let Some(decoder) = self.decoder(device) else {
            return Ok(None);
        };
        let message = Message {
            payload: publish.payload,
            arrived: self.clock.now(),
            number: publish.packet_id.map(u64::from),
            again: if publish.dup { Again::Yes } else { Again::No },
        };
        match decoder.on_topic(device, publish.topic, &message, self.store.fingerprinter()) {
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
