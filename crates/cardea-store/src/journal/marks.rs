//! The marks of a row's readings, so that what comes again after a restart is known.

use cardea_units::DeviceId;

use crate::StoreError;
use crate::wire::{Take, put_u64};

/// Writes marks.
pub(crate) fn write_marks(marks: &[(DeviceId, u64)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(marks.len().saturating_mul(16).saturating_add(4));
    put_u64(&mut bytes, as_u64(marks.len()));
    for (device, mark) in marks {
        bytes.extend_from_slice(&device.get().to_be_bytes());
        bytes.extend_from_slice(&mark.to_be_bytes());
    }
    bytes
}

/// Reads them.
pub(crate) fn read_marks(
    bytes: &[u8],
    mut each: impl FnMut(DeviceId, u64),
) -> Result<(), StoreError> {
    let mut take = Take::new(bytes);
    for _ in 0..take.count()? {
        let device = DeviceId::from_column(i64::from_be_bytes(take.array()?));
        let mark = u64::from_be_bytes(take.array()?);
        if let Some(device) = device {
            each(device, mark);
        }
    }
    Ok(())
}

fn as_u64(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
