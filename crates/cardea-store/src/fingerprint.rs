//! Marks by which a repeated message is known, worth nothing without the key.

use core::hash::Hasher;

use cardea_units::{DeviceId, UnixMillis};
use siphasher::sip::SipHasher13;

/// Makes marks. The key comes from the vault.
#[derive(Clone)]
pub struct Fingerprinter {
    key: [u8; 16],
}

impl core::fmt::Debug for Fingerprinter {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Fingerprinter(..)")
    }
}

impl Fingerprinter {
    /// From the first half of a keyed hash.
    pub(crate) fn new(hash: &[u8; 32]) -> Self {
        let mut key = [0; 16];
        for (to, from) in key.iter_mut().zip(hash) {
            *to = *from;
        }
        Self { key }
    }

    /// The mark of a reading that carries its own time.
    pub fn of_time(&self, device: DeviceId, stream: &str, at: UnixMillis) -> u64 {
        let mut hash = self.start(1, device);
        hash.write(stream.as_bytes());
        hash.write_i64(at.0);
        hash.finish()
    }

    /// The mark of a delivery: packet number, topic and content.
    pub fn of_delivery(&self, device: DeviceId, number: u64, topic: &[u8], content: &[u8]) -> u64 {
        let mut hash = self.start(2, device);
        hash.write_u64(number);
        hash.write_usize(topic.len());
        hash.write(topic);
        hash.write(content);
        hash.finish()
    }

    /// The mark of what a hub calls a device that is attached to it.
    pub fn of_name(&self, hub: DeviceId, name: &str) -> u64 {
        let mut hash = self.start(3, hub);
        hash.write(name.as_bytes());
        hash.finish()
    }

    fn start(&self, kind: u8, device: DeviceId) -> SipHasher13 {
        let mut hash = SipHasher13::new_with_key(&self.key);
        hash.write_u8(kind);
        hash.write_u64(device.get());
        hash
    }
}
