//! Clips and pictures on their way in: what is no picture, film or sound is taken out of their files while they stream by (law L1).
//!
//! A file of a camera says more than it shows: where it was taken, by which device, a smaller picture of what was cut away. None of that is
//! declared, so none of it is kept. Each format is walked piece by piece; what is not known to be needed to see or hear is left out, or blanked
//! where what follows is found by its place.
//!
//! | look in | what stays |
//! | --- | --- |
//! | [`jpeg`] | the picture and how its colours are coded |
//! | [`png`] | the picture, its palette, transparency and colours |
//! | [`mp4`] | pictures and sound, and where they are; places, texts and other tracks do not |
//! | [`wav`] | sound and its format |
//!
//! **Invariant:** memory is bounded by one segment of 64 KiB, whatever is sent. A file that is not whole, or not what it is said to be, is
//! refused.

mod jpeg;
mod mp4;
mod png;
mod wav;

use cardea_store::MediaKind;

use self::jpeg::Jpeg;
use self::mp4::{Mp4, Tracks};
use self::png::Png;
use self::wav::Wav;

/// Takes out of one file what is not declared.
#[derive(Debug)]
pub(crate) enum Cleaner {
    Jpeg(Jpeg),
    Png(Png),
    Mp4(Mp4),
    Wav(Wav),
}

/// Why a file is not kept, said to who sends it.
pub(crate) type Unfit = &'static str;

impl Cleaner {
    /// For a file of a kind; a film may bring its sound where whoever sees it may hear it.
    pub(crate) fn of(kind: MediaKind, takes_sound: bool) -> Self {
        match kind {
            MediaKind::Jpeg => Self::Jpeg(Jpeg::default()),
            MediaKind::Png => Self::Png(Png::default()),
            MediaKind::Mp4 if takes_sound => Self::Mp4(Mp4::of(Tracks::PicturesAndSound)),
            MediaKind::Mp4 => Self::Mp4(Mp4::of(Tracks::Pictures)),
            MediaKind::M4a => Self::Mp4(Mp4::of(Tracks::Sound)),
            MediaKind::Wav => Self::Wav(Wav::default()),
        }
    }

    /// Takes some bytes of the file, and gives what of it may be kept.
    pub(crate) fn push(&mut self, bytes: &[u8], kept: &mut Vec<u8>) -> Result<(), Unfit> {
        match self {
            Self::Jpeg(jpeg) => jpeg.push(bytes, kept),
            Self::Png(png) => png.push(bytes, kept),
            Self::Mp4(mp4) => mp4.push(bytes, kept),
            Self::Wav(wav) => wav.push(bytes, kept),
        }
    }

    /// The file is over: whether it was whole.
    pub(crate) fn finish(&self) -> Result<(), Unfit> {
        match self {
            Self::Jpeg(jpeg) => jpeg.finish(),
            Self::Png(png) => png.finish(),
            Self::Mp4(mp4) => mp4.finish(),
            Self::Wav(wav) => wav.finish(),
        }
    }
}

/// Moves bytes from the front of `bytes` to `head` until it has `length`; answers whether it has.
fn fill(head: &mut Vec<u8>, length: usize, bytes: &mut &[u8]) -> bool {
    let missing = length.saturating_sub(head.len()).min(bytes.len());
    let (now, later) = bytes.split_at(missing);
    head.extend_from_slice(now);
    *bytes = later;
    head.len() >= length
}

/// The first of `bytes`, at most so many; the rest stays.
fn some<'b>(bytes: &mut &'b [u8], most: u64) -> &'b [u8] {
    let count = usize::try_from(most).unwrap_or(usize::MAX).min(bytes.len());
    let (now, later) = bytes.split_at(count);
    *bytes = later;
    now
}

/// Writes so many zeros.
fn blank(kept: &mut Vec<u8>, count: usize) {
    kept.resize(kept.len().saturating_add(count), 0);
}

/// A number of 32 bits, highest byte first, at a place of `bytes`.
fn number_at(bytes: &[u8], place: usize) -> Option<u32> {
    let four = bytes.get(place..place.checked_add(4)?)?;
    Some(u32::from_be_bytes(four.try_into().ok()?))
}

#[cfg(test)]
#[expect(
    clippy::arithmetic_side_effects,
    reason = "a test stops where something is not as it says"
)]
mod tests;
