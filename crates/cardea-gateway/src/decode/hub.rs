//! Messages that come through a hub: the topic says of which device they are.

use cardea_store::{Behind, DeviceSeat, Fingerprinter, ProductIndex};
use cardea_units::DeviceId;

use super::{Decoded, Decoder, Message};

/// A hub that is signed in, and whom it may speak for now.
#[derive(Clone, Copy)]
pub(crate) struct Hub<'a> {
    pub(crate) seat: &'a DeviceSeat,
    pub(crate) behind: &'a Behind,
    pub(crate) marks: &'a Fingerprinter,
}

impl Hub<'_> {
    /// What the hub calls by a name: itself, or a device behind it.
    pub(crate) fn named(&self, name: &str) -> Option<(DeviceId, ProductIndex)> {
        if name == self.seat.name {
            return Some((self.seat.id, self.seat.product));
        }
        self.behind.named(self.marks.of_name(self.seat.id, name))
    }

    /// The products that its messages may be of, its own first.
    pub(crate) fn products(&self) -> impl Iterator<Item = ProductIndex> {
        let own = self.seat.product;
        let others = self.behind.products().iter().copied();
        core::iter::once(own).chain(others.filter(move |product| *product != own))
    }
}

impl Decoder {
    /// Reads a message that a hub sent on a topic of this product. `None` when the topic names nobody of it for whom the hub may speak.
    pub(crate) fn through_hub(
        &self,
        product: ProductIndex,
        hub: &Hub<'_>,
        topic: &str,
        message: &Message<'_>,
    ) -> Option<Decoded> {
        self.streams.iter().find_map(|stream| {
            let name = stream.topic.as_ref()?.device_in(topic)?;
            let (device, of) = hub.named(name)?;
            (of == product).then(|| self.decode(stream, device, topic, message, hub.marks))
        })
    }
}
