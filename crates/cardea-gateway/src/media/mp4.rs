//! MP4 (ISO/IEC 14496-12): a walk along its boxes. What stays: pictures, sound, and the tables that say where they are. What is blanked in its
//! place, since those tables count bytes from the start of the file: places (`udta`, `meta`, `loci`), texts, `uuid` boxes, names of handlers,
//! times of making. A track that is neither picture nor sound is refused: its samples lie among the others.

use super::{Unfit, blank, fill, number_at, some};

const BROKEN: Unfit = "this is no whole MP4 file. Send it again as the camera made it";
const OTHER_TRACK: Unfit = "this film has a track that is neither picture nor sound, such as places or texts. Send it without that track";
const NO_SOUND: Unfit = "this film has sound, which the manifest gives to nobody who may have the film now. Send it without sound";
const NOT_PICTURES: Unfit = "there is no track of pictures in this film. Send sound as `audio/mp4`";
const NOT_SOUND: Unfit =
    "this sound has a track of pictures, or none of sound. Send films as `video/mp4`";

/// Boxes in boxes: a file of a camera has six. Beyond it the file is refused.
const DEPTH_MAX: usize = 8;
/// Bytes of a box that is looked into: the longest has some 300. A longer one is refused.
const LOOKED_INTO_BYTES_MAX: u64 = 4_096;

/// Boxes that hold boxes.
const CONTAINERS: [&[u8; 4]; 11] = [
    b"moov", b"trak", b"mdia", b"minf", b"stbl", b"dinf", b"edts", b"mvex", b"moof", b"traf",
    b"mfra",
];
/// Boxes that stay as they are.
const KEPT: [&[u8; 4]; 31] = [
    b"ftyp", b"styp", b"mdat", b"vmhd", b"smhd", b"nmhd", b"dref", b"stsd", b"stts", b"ctts",
    b"cslg", b"stss", b"stps", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"sdtp", b"sgpd",
    b"sbgp", b"elst", b"mehd", b"trex", b"mfhd", b"tfhd", b"tfdt", b"trun", b"sidx", b"tfra",
    b"mfro",
];

/// Which tracks a file must have, and may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tracks {
    Pictures,
    PicturesAndSound,
    Sound,
}

/// A walk.
#[derive(Debug)]
pub(crate) struct Mp4 {
    tracks: Tracks,
    place: Place,
    /// The head of a box, or a box that is looked into, as far as it has come.
    held: Vec<u8>,
    /// Bytes of the file that have come.
    at: u64,
    /// The boxes we are in: name, and where they end.
    within: Vec<([u8; 4], u64)>,
    has_index: bool,
    has_pictures: bool,
    has_sound: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Head,
    /// In a box with so many bytes to come.
    Content {
        left: u64,
        stays: bool,
    },
    /// In a box of so many bytes that is looked into.
    LookedInto(usize),
    /// In a box that ends with the file.
    Open,
}

impl Mp4 {
    pub(super) const fn of(tracks: Tracks) -> Self {
        Self {
            tracks,
            place: Place::Head,
            held: Vec::new(),
            at: 0,
            within: Vec::new(),
            has_index: false,
            has_pictures: false,
            has_sound: false,
        }
    }

    pub(super) fn push(&mut self, mut bytes: &[u8], kept: &mut Vec<u8>) -> Result<(), Unfit> {
        while !bytes.is_empty() {
            let before = bytes.len();
            match self.place {
                Place::Head => {
                    if fill(&mut self.held, 8, &mut bytes) {
                        let is_long = number_at(&self.held, 0) == Some(1);
                        if !is_long || fill(&mut self.held, 16, &mut bytes) {
                            self.count(before, bytes.len());
                            self.begin_box(kept)?;
                            continue;
                        }
                    }
                }
                Place::Content { left, stays } => {
                    let data = some(&mut bytes, left);
                    if stays {
                        kept.extend_from_slice(data);
                    } else {
                        blank(kept, data.len());
                    }
                    let left = left.saturating_sub(u64::try_from(data.len()).unwrap_or(left));
                    self.place = if left == 0 {
                        Place::Head
                    } else {
                        Place::Content { left, stays }
                    };
                }
                Place::LookedInto(length) => {
                    if fill(&mut self.held, length, &mut bytes) {
                        self.look_into(kept)?;
                        self.place = Place::Head;
                    }
                }
                Place::Open => {
                    kept.extend_from_slice(bytes);
                    bytes = &[];
                }
            }
            self.count(before, bytes.len());
            self.leave_ended();
        }
        Ok(())
    }

    fn count(&mut self, before: usize, after: usize) {
        let more = u64::try_from(before.saturating_sub(after)).unwrap_or(0);
        self.at = self.at.saturating_add(more);
    }

    fn leave_ended(&mut self) {
        while self.place == Place::Head
            && self.held.is_empty()
            && self.within.last().is_some_and(|(_, end)| self.at >= *end)
        {
            self.within.pop();
        }
    }

    /// The head of a box was read, and is what is held.
    fn begin_box(&mut self, kept: &mut Vec<u8>) -> Result<(), Unfit> {
        let name: [u8; 4] = self
            .held
            .get(4..8)
            .and_then(|name| name.try_into().ok())
            .ok_or(BROKEN)?;
        let head = u64::try_from(self.held.len()).unwrap_or(u64::MAX);
        let length = match number_at(&self.held, 0).ok_or(BROKEN)? {
            0 if self.within.is_empty() && &name == b"mdat" => None,
            1 => {
                let long = self.held.get(8..16).and_then(|long| long.try_into().ok());
                Some(u64::from_be_bytes(long.ok_or(BROKEN)?))
            }
            short => Some(u64::from(short)),
        };
        let Some(length) = length else {
            kept.append(&mut self.held);
            self.place = Place::Open;
            return Ok(());
        };
        let left = length.checked_sub(head).ok_or(BROKEN)?;
        let end = self.at.checked_add(left).ok_or(BROKEN)?;
        let outer = self.within.last().copied();
        if outer.is_some_and(|(_, outer_end)| end > outer_end) {
            return Err(BROKEN);
        }
        // The first box says what the file is.
        if self.at == head && &name != b"ftyp" {
            return Err(BROKEN);
        }
        let of_track = outer.is_some_and(|(outer, _)| &outer == b"mdia");
        let looked_into = match &name {
            b"mvhd" | b"tkhd" | b"mdhd" => true,
            b"hdlr" => of_track,
            _ => false,
        };
        if looked_into {
            if left > LOOKED_INTO_BYTES_MAX {
                return Err(BROKEN);
            }
            let whole = usize::try_from(length).map_err(|_| BROKEN)?;
            self.place = Place::LookedInto(whole);
            if left == 0 {
                return Err(BROKEN);
            }
            return Ok(());
        }
        if CONTAINERS.contains(&&name) {
            if self.within.len() >= DEPTH_MAX {
                return Err(BROKEN);
            }
            self.has_index |= &name == b"moov";
            kept.append(&mut self.held);
            self.within.push((name, end));
            self.place = Place::Head;
            self.leave_ended();
            return Ok(());
        }
        let stays = KEPT.contains(&&name);
        if !stays && let Some(place) = self.held.get_mut(4..8) {
            place.copy_from_slice(b"free");
        }
        kept.append(&mut self.held);
        self.place = match left {
            0 => Place::Head,
            left => Place::Content { left, stays },
        };
        self.leave_ended();
        Ok(())
    }

    /// A box that is looked into is held whole, its head of 8 or 16 bytes among it.
    fn look_into(&mut self, kept: &mut Vec<u8>) -> Result<(), Unfit> {
        let head = if number_at(&self.held, 0) == Some(1) {
            16
        } else {
            8_usize
        };
        let is_handler = self.held.get(4..8) == Some(b"hdlr");
        let content = self.held.get_mut(head..).ok_or(BROKEN)?;
        let blanked = if is_handler {
            match content.get(8..12).ok_or(BROKEN)? {
                b"vide" => self.has_pictures = true,
                b"soun" => self.has_sound = true,
                _ => return Err(OTHER_TRACK),
            }
            // Its name.
            24..content.len()
        } else {
            // When it was made and altered: 32 bits each, or 64.
            match content.first() {
                Some(0) => 4..12,
                Some(1) => 4..20,
                _ => return Err(BROKEN),
            }
        };
        content.get_mut(blanked).ok_or(BROKEN)?.fill(0);
        kept.append(&mut self.held);
        match (self.tracks, self.has_pictures, self.has_sound) {
            (Tracks::Pictures, _, true) => Err(NO_SOUND),
            (Tracks::Sound, true, _) => Err(NOT_SOUND),
            _ => Ok(()),
        }
    }

    pub(super) fn finish(&self) -> Result<(), Unfit> {
        let ends = match self.place {
            Place::Open => true,
            Place::Head => self.held.is_empty() && self.within.is_empty(),
            Place::Content { .. } | Place::LookedInto(_) => false,
        };
        match (self.tracks, self.has_pictures, self.has_sound) {
            _ if !ends || !self.has_index => Err(BROKEN),
            (Tracks::Sound, _, false) => Err(NOT_SOUND),
            (Tracks::Pictures | Tracks::PicturesAndSound, false, _) => Err(NOT_PICTURES),
            _ => Ok(()),
        }
    }
}
