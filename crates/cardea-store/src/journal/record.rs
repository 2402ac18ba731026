//! One reading in a segment.

use cardea_gate::Value;
use cardea_units::{DeviceId, UnixMillis};

use crate::StoreError;
use crate::blocks::RowKey;
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
    pub(crate) timed: Timed,
    /// Purposes (slots) for which it was permitted when it was committed.
    pub(crate) mask: u64,
    pub(crate) values: Vec<Option<Value>>,
}

/// Whose time a reading has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timed {
    /// The device's: two readings of one time are one reading that came twice.
    ByDevice,
    /// That of arrival: two readings of one millisecond are two.
    ByArrival,
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
        into.push(match self.timed {
            Timed::ByDevice => 0,
            Timed::ByArrival => 1,
        });
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
        let timed = match take.byte()? {
            0 => Timed::ByDevice,
            1 => Timed::ByArrival,
            _ => {
                return Err(StoreError::Corrupt(
                    "a journalled reading has a time of an unknown kind",
                ));
            }
        };
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
            timed,
            mask,
            values,
        })
    }

    /// Where it stands in a block that keeps every reading. `place` counts the readings of its segment in journal row `row`.
    pub(crate) fn row_key(&self, row: i64, place: u64) -> RowKey {
        let tie = match self.timed {
            Timed::ByDevice => 0,
            Timed::ByArrival => row
                .unsigned_abs()
                .saturating_mul(PLACES_EACH)
                .saturating_add(place)
                .saturating_add(1),
        };
        RowKey { at: self.at, tie }
    }
}

/// Readings of one segment, for the ties of those that arrived in one millisecond; more than a commit has.
const PLACES_EACH: u64 = 1 << 20;

const _: () = assert!(
    TEXT_BYTES_MAX < 1 << 14,
    "the length of a text takes at most two bytes"
);
