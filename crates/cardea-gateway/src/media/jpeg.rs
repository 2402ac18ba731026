//! JPEG (ITU-T T.81): a walk along its markers. What stays: tables, frames, scans, how colours are coded. What goes: Exif and XMP with place,
//! time and device, thumbnails, comments, colour profiles with their texts, and whatever follows the end.

use super::{Unfit, fill};

const BROKEN: Unfit = "this is no whole JPEG picture. Send it again as the camera made it";

/// A walk.
#[derive(Debug, Default)]
pub(crate) struct Jpeg {
    place: Place,
    /// A marker and its segment, as far as they have come: at most 65,537 bytes.
    held: Vec<u8>,
    has_frame: bool,
    has_scan: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Start,
    Marker,
    /// In a segment of so many bytes, its marker among them.
    Length,
    Segment(usize),
    Scan,
    /// In a scan, after a byte of 255.
    ScanMark,
    Over,
}

/// Start and end of a picture.
const START: u8 = 0xD8;
const END: u8 = 0xD9;
const SCAN: u8 = 0xDA;

impl Jpeg {
    pub(super) fn push(&mut self, mut bytes: &[u8], kept: &mut Vec<u8>) -> Result<(), Unfit> {
        while !bytes.is_empty() {
            match self.place {
                Place::Start => {
                    if !fill(&mut self.held, 2, &mut bytes) {
                        return Ok(());
                    }
                    if self.held != [0xFF, START] {
                        return Err(BROKEN);
                    }
                    kept.append(&mut self.held);
                    self.place = Place::Marker;
                }
                Place::Marker => {
                    if !fill(&mut self.held, 2, &mut bytes) {
                        return Ok(());
                    }
                    match self.held.as_slice() {
                        // Any number of 255 may stand before a marker.
                        [0xFF, 0xFF] => self.held.truncate(1),
                        [0xFF, marker] => self.marker(*marker, kept)?,
                        _ => return Err(BROKEN),
                    }
                }
                Place::Length => {
                    if !fill(&mut self.held, 4, &mut bytes) {
                        return Ok(());
                    }
                    let [_, _, high, low] = self.held.as_slice() else {
                        return Err(BROKEN);
                    };
                    let length = usize::from(u16::from_be_bytes([*high, *low]));
                    if length < 2 {
                        return Err(BROKEN);
                    }
                    self.place = Place::Segment(length.saturating_add(2));
                    // A segment may be its length alone.
                    self.end_segment(kept);
                }
                Place::Segment(length) => {
                    if fill(&mut self.held, length, &mut bytes) {
                        self.end_segment(kept);
                    }
                }
                Place::Scan => {
                    let length = bytes.iter().position(|byte| *byte == 0xFF);
                    let (data, later) = bytes.split_at(length.unwrap_or(bytes.len()));
                    kept.extend_from_slice(data);
                    bytes = later;
                    if length.is_some() {
                        bytes = bytes.get(1..).unwrap_or_default();
                        self.place = Place::ScanMark;
                    }
                }
                Place::ScanMark => {
                    let (now, later) = bytes.split_at(1);
                    bytes = later;
                    match now {
                        [mark @ (0 | 0xD0..=0xD7)] => {
                            kept.extend_from_slice(&[0xFF, *mark]);
                            self.place = Place::Scan;
                        }
                        [0xFF] => {}
                        [marker] => {
                            self.held = vec![0xFF, *marker];
                            self.marker(*marker, kept)?;
                        }
                        _ => return Err(BROKEN),
                    }
                }
                Place::Over => return Ok(()),
            }
        }
        Ok(())
    }

    /// A marker was read, and is what is held.
    fn marker(&mut self, marker: u8, kept: &mut Vec<u8>) -> Result<(), Unfit> {
        match marker {
            END => {
                kept.append(&mut self.held);
                self.place = Place::Over;
            }
            // Nothing in a picture begins another, and these have no length.
            0 | 1 | 0xD0..=0xD7 | START => return Err(BROKEN),
            _ => self.place = Place::Length,
        }
        Ok(())
    }

    /// If the segment is whole: keeps it, or leaves it out.
    fn end_segment(&mut self, kept: &mut Vec<u8>) {
        let Place::Segment(length) = self.place else {
            return;
        };
        if self.held.len() < length {
            return;
        }
        let marker = self.held.get(1).copied().unwrap_or(0);
        let content = self.held.get(4..).unwrap_or_default();
        let stays = match marker {
            // JFIF without a thumbnail, and how Adobe's programs coded the colours.
            0xE0 => content.starts_with(b"JFIF\0") && content.len() == 14,
            0xEE => content.starts_with(b"Adobe") && content.len() == 12,
            // Frames, tables, scans.
            0xC0..=0xC7 | 0xC9..=0xCF | 0xDA..=0xDD => true,
            _ => false,
        };
        if stays {
            kept.append(&mut self.held);
        }
        self.held.clear();
        self.has_frame |= matches!(marker, 0xC0..=0xCF) && !matches!(marker, 0xC4 | 0xC8 | 0xCC);
        self.has_scan |= marker == SCAN;
        self.place = if marker == SCAN {
            Place::Scan
        } else {
            Place::Marker
        };
    }

    pub(super) fn finish(&self) -> Result<(), Unfit> {
        if self.place == Place::Over && self.has_frame && self.has_scan {
            Ok(())
        } else {
            Err(BROKEN)
        }
    }
}
