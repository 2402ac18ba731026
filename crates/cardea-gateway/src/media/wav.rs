//! WAV (RIFF): a walk along its chunks. What stays: format and sound. What is blanked, so that every length stays right: texts, production notes,
//! cue points, whatever else; what follows the end goes.

use super::{Unfit, blank, fill, some};

const BROKEN: Unfit = "this is no whole WAV sound. Send it again, with `fmt ` before `data` and lengths that are right";

/// Bytes of a chunk that says how the sound is coded: the longest form of it has 40. A longer one is refused.
const FORMAT_BYTES_MAX: u32 = 64;

/// A walk.
#[derive(Debug, Default)]
pub(crate) struct Wav {
    place: Place,
    head: Vec<u8>,
    /// Bytes of the file that are still to come by its own header; `None` where it was written before its length was known.
    left: Option<u64>,
    has_format: bool,
    has_data: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Start,
    Head,
    Chunk {
        left: u64,
        stays: bool,
    },
    /// Sound until the file ends.
    Open,
    Over,
}

impl Wav {
    pub(super) fn push(&mut self, mut bytes: &[u8], kept: &mut Vec<u8>) -> Result<(), Unfit> {
        while !bytes.is_empty() {
            match self.place {
                Place::Start => {
                    if !fill(&mut self.head, 12, &mut bytes) {
                        return Ok(());
                    }
                    if !self.head.starts_with(b"RIFF") || !self.head.ends_with(b"WAVE") {
                        return Err(BROKEN);
                    }
                    let length = little_at(&self.head, 4).ok_or(BROKEN)?;
                    self.left = known(length).map(|length| length.saturating_sub(4));
                    kept.append(&mut self.head);
                    self.place = Place::Head;
                }
                Place::Head => {
                    if self.left.is_some_and(|left| left < 8) {
                        self.place = Place::Over;
                        continue;
                    }
                    if !fill(&mut self.head, 8, &mut bytes) {
                        return Ok(());
                    }
                    self.begin_chunk(kept)?;
                }
                Place::Chunk { left, stays } => {
                    let data = some(&mut bytes, left);
                    let count = u64::try_from(data.len()).unwrap_or(left);
                    if stays {
                        kept.extend_from_slice(data);
                    } else {
                        blank(kept, data.len());
                    }
                    self.left = self.left.map(|left| left.saturating_sub(count));
                    self.place = match left.saturating_sub(count) {
                        0 => Place::Head,
                        left => Place::Chunk { left, stays },
                    };
                }
                Place::Open => {
                    kept.extend_from_slice(bytes);
                    return Ok(());
                }
                Place::Over => return Ok(()),
            }
        }
        Ok(())
    }

    fn begin_chunk(&mut self, kept: &mut Vec<u8>) -> Result<(), Unfit> {
        let length = little_at(&self.head, 4).ok_or(BROKEN)?;
        let name = self.head.get(..4).ok_or(BROKEN)?;
        let (is_format, is_data) = (name == b"fmt ", name == b"data");
        let stays = is_format || is_data || name == b"fact";
        // What says how the sound is coded is short.
        let too_long = stays && !is_data && length > FORMAT_BYTES_MAX;
        if too_long || (is_data && !self.has_format) {
            return Err(BROKEN);
        }
        self.has_format |= is_format;
        self.has_data |= is_data;
        self.left = self.left.map(|left| left.saturating_sub(8));
        if stays {
            kept.extend_from_slice(&self.head);
        } else {
            kept.extend_from_slice(b"JUNK");
            kept.extend_from_slice(self.head.get(4..).ok_or(BROKEN)?);
        }
        self.head.clear();
        self.place = match known(length) {
            // Chunks begin at even places.
            Some(length) => match length.saturating_add(length % 2) {
                0 => Place::Head,
                left => Place::Chunk { left, stays },
            },
            None if is_data => Place::Open,
            None => return Err(BROKEN),
        };
        Ok(())
    }

    pub(super) fn finish(&self) -> Result<(), Unfit> {
        let ends = match self.place {
            Place::Over | Place::Open => true,
            // Too little for another chunk.
            Place::Head => self.head.is_empty() && self.left.is_none_or(|left| left < 8),
            // The last byte that makes a length even is often left out.
            Place::Chunk { left, stays } => stays && left == 1,
            Place::Start => false,
        };
        if ends && self.has_data {
            Ok(())
        } else {
            Err(BROKEN)
        }
    }
}

/// A length, unless it says that it was not known when it was written.
fn known(length: u32) -> Option<u64> {
    (length != u32::MAX).then_some(u64::from(length))
}

fn little_at(bytes: &[u8], place: usize) -> Option<u32> {
    let four = bytes.get(place..place.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}
