//! PNG (W3C, third edition): a walk along its chunks. What stays: the picture, palette, transparency, colour space, size of a dot. What goes:
//! texts, Exif, time, named profiles, further frames, chunks nobody knows, and whatever follows the end.

use super::{Unfit, fill, number_at, some};

const BROKEN: Unfit = "this is no whole PNG picture. Send it again as the camera made it";

const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// Chunks that stay.
const KEPT: [&[u8; 4]; 11] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"sBIT", b"sRGB", b"bKGD",
    b"pHYs",
];

/// Bytes of a chunk that stays and is not the picture itself: a palette has 768. A longer one is refused.
const SMALL_BYTES_MAX: u32 = 1_024;

/// A walk.
#[derive(Debug, Default)]
pub(crate) struct Png {
    place: Place,
    /// The signature, or length and type of a chunk, as far as they have come.
    head: Vec<u8>,
    has_header: bool,
    has_data: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Signature,
    Head,
    /// In a chunk, with so many bytes to come, its check among them.
    Chunk {
        left: u64,
        stays: bool,
        last: bool,
    },
    Over,
}

impl Png {
    pub(super) fn push(&mut self, mut bytes: &[u8], kept: &mut Vec<u8>) -> Result<(), Unfit> {
        while !bytes.is_empty() {
            match self.place {
                Place::Signature => {
                    if !fill(&mut self.head, SIGNATURE.len(), &mut bytes) {
                        return Ok(());
                    }
                    if self.head != SIGNATURE {
                        return Err(BROKEN);
                    }
                    kept.append(&mut self.head);
                    self.place = Place::Head;
                }
                Place::Head => {
                    if !fill(&mut self.head, 8, &mut bytes) {
                        return Ok(());
                    }
                    self.begin_chunk(kept)?;
                }
                Place::Chunk { left, stays, last } => {
                    let data = some(&mut bytes, left);
                    if stays {
                        kept.extend_from_slice(data);
                    }
                    let left = left.saturating_sub(u64::try_from(data.len()).unwrap_or(left));
                    self.place = match (left, last) {
                        (0, true) => Place::Over,
                        (0, false) => Place::Head,
                        _ => Place::Chunk { left, stays, last },
                    };
                }
                Place::Over => return Ok(()),
            }
        }
        Ok(())
    }

    fn begin_chunk(&mut self, kept: &mut Vec<u8>) -> Result<(), Unfit> {
        let length = number_at(&self.head, 0).ok_or(BROKEN)?;
        let name = self.head.get(4..8).ok_or(BROKEN)?;
        let last = name == b"IEND";
        let stays = KEPT.iter().any(|known| name == *known);
        let is_header = name == b"IHDR";
        let most = if name == b"IDAT" {
            i32::MAX.unsigned_abs()
        } else {
            SMALL_BYTES_MAX
        };
        let too_long = stays && length > most;
        // The header comes first, once, and has 13 bytes.
        if too_long || is_header == self.has_header || (is_header && length != 13) {
            return Err(BROKEN);
        }
        if last && length != 0 {
            return Err(BROKEN);
        }
        self.has_header = true;
        self.has_data |= name == b"IDAT";
        if stays {
            kept.extend_from_slice(&self.head);
        }
        self.head.clear();
        self.place = Place::Chunk {
            left: u64::from(length).saturating_add(4),
            stays,
            last,
        };
        Ok(())
    }

    pub(super) fn finish(&self) -> Result<(), Unfit> {
        if self.place == Place::Over && self.has_data {
            Ok(())
        } else {
            Err(BROKEN)
        }
    }
}
