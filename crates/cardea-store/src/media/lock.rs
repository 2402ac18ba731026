//! What the bytes of a clip are bound to. The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015): each chunk is bound to its
//! place and to whether it is the last, so that none can be moved, left out or cut off.

use cardea_units::{DeviceId, HouseholdId, SubjectId, UnixMillis};
use cardea_vault::{DataKey, KeyError, Nonce12, NonceSequence};

use super::{MediaId, MediaKind};
use crate::StoreError;
use crate::limits::MEDIA_CHUNK_BYTES;
use crate::wire::{Take, put_i64};

/// Bytes that sealing adds to a chunk.
pub(super) const TAG: u64 = cardea_vault::limits::TAG_BYTES as u64;

/// Which clip.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) id: MediaId,
    pub(super) household: HouseholdId,
    pub(super) subject: SubjectId,
    pub(super) device: DeviceId,
    pub(super) period: UnixMillis,
    pub(super) field: String,
}

/// Which piece of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// What it is and when it was taken.
    Head,
    /// A chunk that others follow, counted from 0.
    Chunk(u64),
    /// The last chunk.
    Last(u64),
}

impl Piece {
    /// The piece of a clip with so many chunks.
    pub(super) const fn of(number: u64, chunks: u64) -> Self {
        if number.saturating_add(1) == chunks {
            Self::Last(number)
        } else {
            Self::Chunk(number)
        }
    }
}

impl Place {
    pub(super) fn bound(&self, piece: Piece) -> Vec<u8> {
        let (kind, number) = match piece {
            Piece::Head => (0_u8, 0),
            Piece::Chunk(number) => (1, number),
            Piece::Last(number) => (2, number),
        };
        let mut bound = b"media".to_vec();
        bound.push(kind);
        bound.extend_from_slice(&number.to_be_bytes());
        bound.extend_from_slice(self.id.bytes());
        bound.extend_from_slice(&self.household.to_column().to_be_bytes());
        bound.extend_from_slice(&self.subject.to_bytes());
        bound.extend_from_slice(&self.device.to_column().to_be_bytes());
        bound.extend_from_slice(&self.period.0.to_be_bytes());
        bound.extend_from_slice(self.field.as_bytes());
        bound
    }

    /// Opens a piece; `None` when nobody can any more.
    pub(super) fn open(
        &self,
        key: &DataKey,
        piece: Piece,
        nonce: Nonce12,
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>, StoreError> {
        let mut plain = Vec::with_capacity(sealed.len());
        match key.open_append(nonce, &self.bound(piece), sealed, &mut plain) {
            Ok(()) => Ok(Some(plain)),
            Err(KeyError::Destroyed) => Ok(None),
            Err(_) => Err(StoreError::Corrupt("a clip does not open with its key")),
        }
    }
}

/// What a clip says of itself, under its own key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// When it was taken.
    pub(super) at: UnixMillis,
    /// Until when it was promised to be kept, as it was promised then; exclusive.
    pub(super) until: UnixMillis,
    /// What it is.
    pub(super) kind: MediaKind,
}

impl Head {
    const FORM: u8 = 1;

    pub(super) fn write(self) -> Vec<u8> {
        let mut bytes = vec![Self::FORM, self.kind.number()];
        put_i64(&mut bytes, self.at.0);
        put_i64(&mut bytes, self.until.0);
        bytes
    }

    pub(super) fn read(bytes: &[u8]) -> Result<Self, StoreError> {
        const UNKNOWN: StoreError = StoreError::Corrupt("a clip has a form that is not known here");
        let mut take = Take::new(bytes);
        if take.byte()? != Self::FORM {
            return Err(UNKNOWN);
        }
        let number = take.byte()?;
        let kind = MediaKind::ALL
            .into_iter()
            .find(|kind| kind.number() == number);
        let (at, until) = (UnixMillis(take.i64()?), UnixMillis(take.i64()?));
        if !take.is_empty() {
            return Err(UNKNOWN);
        }
        Ok(Self {
            at,
            until,
            kind: kind.ok_or(UNKNOWN)?,
        })
    }
}

/// The nonce of the head, and those of the chunks from one on.
pub(super) fn nonces(base: Nonce12, first_chunk: u64) -> (Nonce12, impl Iterator<Item = Nonce12>) {
    let skipped = usize::try_from(first_chunk).unwrap_or(usize::MAX);
    let chunks = NonceSequence::starting_at(base).skip(skipped.saturating_add(1));
    (base, chunks)
}

/// How many chunks a clip of so many bytes has.
pub(super) const fn chunks_of(bytes: u64) -> u64 {
    bytes.div_ceil(MEDIA_CHUNK_BYTES as u64)
}
