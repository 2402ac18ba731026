//! Bytes on their way to the disk.

use std::sync::Arc;

use cardea_gate::StreamIndex;
use cardea_units::{CalendarDuration, HouseholdId, SubjectId, UnixMillis};
use cardea_vault::{DataKey, Nonce12, NonceSequence};

use super::admission::{MediaOffer, MediaRefusal};
use super::lock::{Piece, Place};
use super::objects::{NewObject, Objects};
use super::turns::Turn;
use crate::limits::{MEDIA_BYTES_MAX, MEDIA_CHUNK_BYTES};
use crate::{ProductIndex, StoreError};

/// A clip that is being taken. What is written is locked chunk by chunk; dropped before it is committed, nothing of it is left.
#[derive(Debug)]
pub struct Upload {
    pub(super) offer: MediaOffer,
    pub(super) product: ProductIndex,
    pub(super) stream: StreamIndex,
    pub(super) household: HouseholdId,
    pub(super) subject: SubjectId,
    pub(super) parts: Vec<Part>,
    pub(super) objects: Arc<Objects>,
    /// Whether all who get it may hear as well.
    pub(super) sound: bool,
    /// Not yet locked, at most a chunk.
    pub(super) waiting: Vec<u8>,
    pub(super) chunks: u64,
    pub(super) bytes: u64,
    pub(super) _turn: Turn,
}

/// A clip as one tier keeps it.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) object: NewObject,
    pub(super) tier: String,
    pub(super) keep: CalendarDuration,
    pub(super) period: UnixMillis,
    pub(super) period_end: UnixMillis,
    pub(super) mask: u64,
    pub(super) place: Place,
    pub(super) key: Arc<DataKey>,
    pub(super) base: Nonce12,
    pub(super) nonces: NonceSequence,
}

/// A clip whose bytes are on the disk; it still has to be committed.
#[derive(Debug)]
pub struct Durable(pub(super) Upload);

impl Upload {
    /// Whether a film may bring its sound: only where every purpose that gets the picture has sound of the same stream as well.
    pub const fn takes_sound(&self) -> bool {
        self.sound
    }

    /// Locks and writes some bytes. Waits for the disk.
    ///
    /// # Errors
    /// `Ok(Err(..))` when the clip is longer than [`MEDIA_BYTES_MAX`] or its people were erased meanwhile; else what the disk reports.
    pub fn write(&mut self, mut bytes: &[u8]) -> Result<Result<(), MediaRefusal>, StoreError> {
        let more = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.bytes = self.bytes.saturating_add(more);
        if self.bytes > MEDIA_BYTES_MAX {
            return Ok(Err(MediaRefusal::TooLong));
        }
        while !bytes.is_empty() {
            // The last chunk is known only at the end: a full one waits until another byte comes.
            if self.waiting.len() >= MEDIA_CHUNK_BYTES
                && let Err(refusal) = self.lock_waiting(Piece::Chunk(self.chunks))?
            {
                return Ok(Err(refusal));
            }
            let room = MEDIA_CHUNK_BYTES.saturating_sub(self.waiting.len());
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.waiting.extend_from_slice(now);
            bytes = later;
        }
        Ok(Ok(()))
    }

    /// Ends it: when this returns, every byte is on the disk. Waits for it.
    ///
    /// # Errors
    /// As [`Upload::write`]; a clip without a byte is refused.
    pub fn finish(mut self) -> Result<Result<Durable, MediaRefusal>, StoreError> {
        if self.bytes == 0 {
            return Ok(Err(MediaRefusal::Empty));
        }
        if let Err(refusal) = self.lock_waiting(Piece::Last(self.chunks))? {
            return Ok(Err(refusal));
        }
        for part in &self.parts {
            part.object.sync()?;
        }
        self.objects.sync()?;
        Ok(Ok(Durable(self)))
    }

    fn lock_waiting(&mut self, piece: Piece) -> Result<Result<(), MediaRefusal>, StoreError> {
        for part in &mut self.parts {
            let nonce = part.nonces.next().ok_or(StoreError::NoRandomness)?;
            let mut sealed = Vec::new();
            let bound = part.place.bound(piece);
            if part
                .key
                .seal_append(nonce, &bound, &self.waiting, &mut sealed)
                .is_err()
            {
                return Ok(Err(MediaRefusal::Erased));
            }
            part.object.write_all(&sealed)?;
        }
        self.waiting.clear();
        self.chunks = self.chunks.saturating_add(1);
        Ok(Ok(()))
    }
}
