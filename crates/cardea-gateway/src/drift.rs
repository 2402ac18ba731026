//! Counts what devices send against what their manifests declare (decision 0024): names and counts, never a value, a person, a home or a device.
//!
//! Decoding adds up what is odd about a message to one number, at no cost where nothing is. A message whose oddities were seen before is one
//! more of its shape; only the first of a shape is looked at closely, to find the names.

mod names;
mod paces;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError, RwLock};

use cardea_gate::StreamIndex;
use cardea_store::{DriftCount, DriftForm, DriftKind, OTHER_NAMES, ProductIndex};

use self::names::firmware_name;
pub(crate) use self::names::{field_name, topic_name};
pub(crate) use self::paces::Pace;
use self::paces::Paces;
use crate::limits::{DRIFT_FIRMWARES_MAX, DRIFT_SHAPES_MAX};

/// Counts of what was sent otherwise than declared, not yet written. Shared by everything that decodes for a house.
#[derive(Debug, Default)]
pub struct DriftBook {
    /// By number less one: 0 is a firmware that does not say what it is.
    firmwares: RwLock<Vec<String>>,
    shapes: Mutex<BTreeMap<Shape, Seen>>,
    paces: Paces,
}

/// A message, as far as it is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Shape {
    pub(crate) product: ProductIndex,
    /// `None` where the topic is of no stream.
    pub(crate) stream: Option<StreamIndex>,
    pub(crate) firmware: u16,
    /// All that is odd in it, as a number; never 0.
    pub(crate) odd: u64,
}

/// One thing that is odd about a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Oddity {
    pub(crate) kind: DriftKind,
    pub(crate) name: String,
    pub(crate) form: DriftForm,
}

#[derive(Debug)]
struct Seen {
    stream: String,
    what: Vec<Oddity>,
    count: u64,
}

impl DriftBook {
    /// The number of a firmware version, as a device says it; what does not look like a version counts as unsaid.
    pub fn firmware(&self, said: &str) -> u16 {
        let Some(said) = firmware_name(said) else {
            return 0;
        };
        let known = |firmwares: &[String]| {
            let place = firmwares.iter().position(|known| *known == said)?;
            u16::try_from(place.saturating_add(1)).ok()
        };
        let read = self
            .firmwares
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = known(&read) {
            return number;
        }
        drop(read);
        let mut firmwares = self
            .firmwares
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(number) = known(&firmwares) {
            return number;
        }
        // Beyond the bound all count as one.
        let name = if firmwares.len() < DRIFT_FIRMWARES_MAX {
            said
        } else {
            OTHER_NAMES.to_owned()
        };
        if firmwares.last() != Some(&name) {
            firmwares.push(name);
        }
        u16::try_from(firmwares.len()).unwrap_or(0)
    }

    /// Counts a message. `look` finds the names, when it is the first of its shape since counts were last taken.
    pub(crate) fn count(&self, shape: Shape, look: impl FnOnce() -> (String, Vec<Oddity>)) {
        let mut shapes = self.shapes.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(seen) = shapes.get_mut(&shape) {
            seen.count = seen.count.saturating_add(1);
            return;
        }
        if shapes.len() >= DRIFT_SHAPES_MAX {
            // Whatever else is odd is not looked at: a device that makes up names costs no more than this.
            let rest = Shape {
                odd: u64::MAX,
                firmware: 0,
                ..shape
            };
            let seen = shapes.entry(rest).or_insert_with(|| Seen {
                stream: String::new(),
                what: vec![Oddity {
                    kind: DriftKind::UndeclaredField,
                    name: OTHER_NAMES.to_owned(),
                    form: DriftForm::Unknown,
                }],
                count: 0,
            });
            seen.count = seen.count.saturating_add(1);
            return;
        }
        let (stream, what) = look();
        let seen = Seen {
            stream,
            what,
            count: 1,
        };
        shapes.insert(shape, seen);
    }

    /// Whether a reading comes sooner than its stream is declared to.
    pub(crate) fn too_often(&self, device: u64, stream: StreamIndex, pace: Pace, at: i64) -> bool {
        self.paces.too_often(device, stream.0, pace, at)
    }

    /// Takes the counts since they were last taken.
    pub fn take(&self) -> Vec<DriftCount> {
        let shapes =
            core::mem::take(&mut *self.shapes.lock().unwrap_or_else(PoisonError::into_inner));
        let firmwares = self
            .firmwares
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        let mut counts: BTreeMap<DriftCount, u64> = BTreeMap::new();
        for (shape, seen) in shapes {
            let firmware = usize::from(shape.firmware)
                .checked_sub(1)
                .and_then(|place| firmwares.get(place));
            for odd in seen.what {
                let count = DriftCount {
                    product: shape.product,
                    firmware: firmware.cloned().unwrap_or_default(),
                    stream: seen.stream.clone(),
                    kind: odd.kind,
                    name: odd.name,
                    form: odd.form,
                    count: 0,
                };
                let sum = counts.entry(count).or_default();
                *sum = sum.saturating_add(seen.count);
            }
        }
        let with = |(place, count)| DriftCount { count, ..place };
        counts.into_iter().map(with).collect()
    }
}

/// Adds something to what is odd about a message; never 0 (FNV-1a).
pub(crate) fn mix(odd: u64, what: &[u8]) -> u64 {
    let begin = if odd == 0 { 0xCBF2_9CE4_8422_2325 } else { odd };
    let hash = what.iter().fold(begin, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
    });
    // The greatest is for what is not looked at.
    hash.clamp(1, u64::MAX.wrapping_sub(1))
}

#[cfg(test)]
mod tests;
