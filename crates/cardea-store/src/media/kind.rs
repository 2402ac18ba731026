//! Names of clips, and forms of media.

use core::fmt;
use core::str::FromStr;

use cardea_manifest::model::DataCategory;
use cardea_units::Random;

use crate::StoreError;

/// The name of a clip in one tier: 128 bits at random, 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaId([u8; 16]);

impl MediaId {
    pub(super) fn draw(random: &dyn Random) -> Result<Self, StoreError> {
        let mut bytes = [0; 16];
        if random.fill(&mut bytes) {
            Ok(Self(bytes))
        } else {
            Err(StoreError::NoRandomness)
        }
    }

    pub(super) const fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    pub(super) const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Display for MediaId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl FromStr for MediaId {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let digits = text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = u128::from_str_radix(text, 16)
            .ok()
            .filter(|_| digits)
            .ok_or(StoreError::Unknown("clip"))?;
        Ok(Self(number.to_be_bytes()))
    }
}

/// Forms of media that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaKind {
    /// A picture.
    Jpeg,
    /// A picture.
    Png,
    /// A film.
    Mp4,
    /// Sound.
    Wav,
    /// Sound.
    M4a,
}

impl MediaKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::Jpeg, Self::Png, Self::Mp4, Self::Wav, Self::M4a];

    /// Its media type (RFC 6838).
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Mp4 => "video/mp4",
            Self::Wav => "audio/wav",
            Self::M4a => "audio/mp4",
        }
    }

    /// The ending of a file of it.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Mp4 => "mp4",
            Self::Wav => "wav",
            Self::M4a => "m4a",
        }
    }

    /// What it is called on disk; never given anew.
    pub(super) const fn number(self) -> u8 {
        match self {
            Self::Jpeg => 1,
            Self::Png => 2,
            Self::Mp4 => 3,
            Self::Wav => 4,
            Self::M4a => 5,
        }
    }

    /// From a `Content-Type`; parameters after `;` do not count.
    pub fn of_media_type(text: &str) -> Option<Self> {
        let name = text.split(';').next()?.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|kind| kind.media_type() == name)
    }

    /// Whether a field that is about this may hold it: sound for sound, pictures for images, and films or stills of them for video.
    pub const fn fits(self, data: DataCategory) -> bool {
        match self {
            Self::Wav | Self::M4a => is_sound(data),
            Self::Jpeg | Self::Png => !is_sound(data),
            Self::Mp4 => !is_sound(data) && !matches!(data, DataCategory::Image),
        }
    }
}

/// Whether something is heard.
pub(super) const fn is_sound(data: DataCategory) -> bool {
    matches!(
        data,
        DataCategory::Voice
            | DataCategory::Audio
            | DataCategory::SoundLevel
            | DataCategory::VoicePrint
    )
}
