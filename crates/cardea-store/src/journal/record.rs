//! One reading in a segment.

use cardea_gate::Value;
use cardea_units::{DeviceId, UnixMillis};

use crate::StoreError;
use crate::limits::TEXT_BYTES_MAX;
use crate::wire::{Take, put_i64, put_u64, put_value};

/// One journalled reading.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Record {
    /// Its layout: product, stream, fields and steps.
    pub(crate) layout: i64,
    pub(crate) device: DeviceId,
    pub(crate) at: UnixMillis,
    pub(crate) arrived: UnixMillis,
    /// Purposes (slots) for which it was permitted when it was committed.
    pub(crate) mask: u64,
    pub(crate) values: Vec<Option<Value>>,
}

impl core::fmt::Debug for Record {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Record")
            .field("layout", &self.layout)
            .finish_non_exhaustive()
    }
}

impl Record {
    /// Fields of one record; a manifest has at most 64.
    const VALUES_MAX: usize = cardea_manifest::limits::FIELDS_MAX;

    pub(crate) fn write(&self, into: &mut Vec<u8>) {
        put_i64(into, self.layout);
        into.extend_from_slice(&self.device.get().to_le_bytes());
        put_i64(into, self.at.0);
        put_i64(into, self.arrived.since(self.at));
        put_u64(into, self.mask);
        put_u64(into, u64::try_from(self.values.len()).unwrap_or(u64::MAX));
        for value in &self.values {
            put_value(into, value.as_ref());
        }
    }

    pub(crate) fn read(take: &mut Take<'_>) -> Result<Self, StoreError> {
        let layout = take.i64()?;
        let device = i64::from_le_bytes(take.array()?);
        let device = DeviceId::from_column(device)
            .ok_or(StoreError::Corrupt("a journal row names no device"))?;
        let at = UnixMillis(take.i64()?);
        let arrived = at.plus(take.i64()?);
        let mask = take.u64()?;
        let count = take.count()?;
        if count > Self::VALUES_MAX {
            return Err(StoreError::Corrupt(
                "a journalled reading has too many fields",
            ));
        }
        let values = (0..count).map(|_| take.value()).collect::<Result<_, _>>()?;
        Ok(Self {
            layout,
            device,
            at,
            arrived,
            mask,
            values,
        })
    }

    /// The largest a record can be, in bytes.
    #[cfg(test)]
    pub(crate) const BYTES_MAX: usize = 64 + Self::VALUES_MAX * (TEXT_BYTES_MAX + 3);
}

const _: () = assert!(
    TEXT_BYTES_MAX < 1 << 14,
    "the length of a text takes at most two bytes"
);
