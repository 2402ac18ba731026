//! What is held of clips, and any part of one.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

use cardea_gate::{FieldRule, PurposeIndex, StreamIndex, ValueForm};
use cardea_units::{DeviceId, HouseholdId, SubjectId, UnixMillis};
use cardea_vault::{Nonce12, PeriodName, VaultError};

use super::ends::tiers_today;
use super::lock::{Head, Piece, Place, TAG, chunks_of, nonces};
use super::{MediaId, MediaKind};
use crate::engine::{Row, params, sql};
use crate::limits::{MEDIA_CHUNK_BYTES, MEDIA_LISTED_MAX};
use crate::{ProductIndex, Question, Store, StoreError, Whose};

/// A clip or a picture that is held, in one tier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaItem {
    /// Its name.
    pub id: MediaId,
    /// Whose: the home's own, or one person's.
    pub subject: SubjectId,
    /// Of which product.
    pub product: ProductIndex,
    /// Of which stream.
    pub stream: StreamIndex,
    /// Which field of it.
    pub field: String,
    /// From which device.
    pub device: DeviceId,
    /// When it was taken.
    pub at: UnixMillis,
    /// What it is.
    pub kind: MediaKind,
    /// How long it is.
    pub bytes: u64,
    /// Until when it is kept; exclusive.
    pub until: UnixMillis,
}

/// A row, not yet opened.
#[derive(Debug)]
pub(super) struct Held {
    pub(super) place: Place,
    product: String,
    stream: String,
    tier: String,
    mask: u64,
    pub(super) bytes: u64,
    pub(super) base: Nonce12,
    pub(super) head: Vec<u8>,
}

impl Held {
    pub(super) fn period_name(&self) -> PeriodName<'_> {
        PeriodName {
            product: &self.product,
            stream: &self.stream,
            tier: &self.tier,
            starts_at: self.place.period,
        }
    }
}

/// A clip that is open to be read.
#[derive(Debug)]
pub struct MediaReader {
    /// Which.
    pub item: MediaItem,
    household: HouseholdId,
    whose: Whose,
    file: File,
}

impl Store {
    /// The clips of a stream, as [`Store::read`] answers its rows.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when there are more than [`MEDIA_LISTED_MAX`].
    pub fn media(&self, question: &Question, whose: Whose) -> Result<Vec<MediaItem>, StoreError> {
        let (product, stream) = self.asked(question)?;
        let is_media = |field: &FieldRule| field.form == ValueForm::Media;
        if !stream.fields.iter().any(is_media) {
            return Ok(Vec::new());
        }
        let rows = self.reader()?.all(
            sql!("SELECT household, id, subject, device, product, stream, field, tier, period, mask, bytes, nonce, head FROM media
                  WHERE household = ?1 AND subject = ?2 AND product = ?3 AND stream = ?4 AND period_end > ?5 AND period < ?6"),
            params![
                question.household.to_column(),
                question.subject.to_bytes(),
                product.gate.product(),
                stream.name,
                question.from.0,
                question.until.0
            ],
            read_row,
        )?;
        let mut items = Vec::new();
        for held in rows {
            let item = self.open_head(&held, whose)?;
            items.extend(item.filter(|item| (question.from..question.until).contains(&item.at)));
            if items.len() > MEDIA_LISTED_MAX {
                return Err(StoreError::Refused(
                    "this is more than one answer can hold. Ask for a shorter time",
                ));
            }
        }
        items.sort_by_key(|item| (item.at, item.id));
        Ok(items)
    }

    /// Opens a clip. Whether its purpose is permitted now is for the caller to ask, as for [`Store::read`].
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is none of this name in the home that may be had this way.
    pub fn open_media(
        &self,
        household: HouseholdId,
        id: MediaId,
        whose: Whose,
    ) -> Result<MediaReader, StoreError> {
        let held = self.held_media(household, id)?;
        let item = self
            .open_head(&held, whose)?
            .ok_or(StoreError::Unknown("clip"))?;
        Ok(MediaReader {
            file: self.objects.open(id)?,
            item,
            household,
            whose,
        })
    }

    /// Some bytes of a clip from a place on: at most to the end of that place's chunk, none at the end. The row and the keys are asked for
    /// each time, so that what is withdrawn, over or erased meanwhile is not read on.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when it may be had no more; [`StoreError::Corrupt`] when it is not what was kept.
    pub fn read_media(&self, reader: &mut MediaReader, from: u64) -> Result<Vec<u8>, StoreError> {
        const GONE: StoreError = StoreError::Unknown("clip");
        let held = self.held_media(reader.household, reader.item.id)?;
        let item = self.open_head(&held, reader.whose)?.ok_or(GONE)?;
        if from >= item.bytes {
            return Ok(Vec::new());
        }
        let chunk = u64::try_from(MEDIA_CHUNK_BYTES).unwrap_or(u64::MAX);
        let number = from.checked_div(chunk).unwrap_or(0);
        let starts = number.saturating_mul(chunk);
        let length = item.bytes.saturating_sub(starts).min(chunk);
        let sealed_at = number.saturating_mul(chunk.saturating_add(TAG));
        let mut sealed = vec![0; usize::try_from(length.saturating_add(TAG)).map_err(|_| GONE)?];
        reader.file.seek(SeekFrom::Start(sealed_at))?;
        reader
            .file
            .read_exact(&mut sealed)
            .map_err(|_| StoreError::Corrupt("a clip ends too early"))?;
        let (_, mut rest) = nonces(held.base, number);
        let nonce = rest.next().ok_or(StoreError::NoRandomness)?;
        let key = self.media_key(&held)?.ok_or(GONE)?;
        let piece = Piece::of(number, chunks_of(item.bytes));
        let mut plain = held.place.open(&key, piece, nonce, &sealed)?.ok_or(GONE)?;
        let skip = usize::try_from(from.saturating_sub(starts)).map_err(|_| GONE)?;
        plain.drain(..skip.min(plain.len()));
        Ok(plain)
    }

    /// The streams of which clips of a subject are stored.
    pub(crate) fn streams_of_media(
        &self,
        household: HouseholdId,
        subject: SubjectId,
    ) -> Result<BTreeSet<(ProductIndex, StreamIndex)>, StoreError> {
        let mut streams = BTreeSet::new();
        self.reader()?.each(
            sql!(
                "SELECT DISTINCT product, stream FROM media WHERE household = ?1 AND subject = ?2"
            ),
            params![household.to_column(), subject.to_bytes()],
            |row| {
                let (product, stream): (&str, &str) = (row.get(0)?, row.get(1)?);
                let found = self
                    .products()
                    .named(product)
                    .and_then(|(index, known)| Some((index, known.gate.stream_named(stream)?.0)));
                streams.extend(found);
                Ok(())
            },
        )?;
        Ok(streams)
    }

    /// How many clips of a subject are stored and can be opened, counted row by row and not by streams: what an access package must come to.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub fn media_readable(
        &self,
        household: HouseholdId,
        subject: SubjectId,
    ) -> Result<u64, StoreError> {
        let rows = self.reader()?.all(
            sql!("SELECT household, id, subject, device, product, stream, field, tier, period, mask, bytes, nonce, head FROM media
                  WHERE household = ?1 AND subject = ?2"),
            params![household.to_column(), subject.to_bytes()],
            read_row,
        )?;
        let mut count = 0_u64;
        for held in rows {
            let readable = self.open_head(&held, Whose::Own)?.is_some();
            count = count.saturating_add(u64::from(readable));
        }
        Ok(count)
    }

    fn held_media(&self, household: HouseholdId, id: MediaId) -> Result<Held, StoreError> {
        self.reader()?
            .first(
                sql!("SELECT household, id, subject, device, product, stream, field, tier, period, mask, bytes, nonce, head FROM media
                      WHERE household = ?1 AND id = ?2"),
                params![household.to_column(), *id.bytes()],
                read_row,
            )?
            .ok_or(StoreError::Unknown("clip"))
    }

    /// What a row says, to whom it may say it now.
    fn open_head(&self, held: &Held, whose: Whose) -> Result<Option<MediaItem>, StoreError> {
        let Some((index, product)) = self.products().named(&held.product) else {
            return Ok(None);
        };
        let Some((stream, _)) = product.gate.stream_named(&held.stream) else {
            return Ok(None);
        };
        let asked = |purpose: PurposeIndex| {
            product
                .slot(purpose)
                .map_or(0, |slot| 1_u64.wrapping_shl(u32::from(slot)))
        };
        let slots = held.mask
            & match whose {
                Whose::Own => u64::MAX,
                Whose::Purpose(purpose) => asked(purpose),
                Whose::AnyOf(purposes) => product.to_slots(purposes),
            };
        let place = (
            held.product.as_str(),
            held.stream.as_str(),
            held.place.field.as_str(),
        );
        let today = tiers_today(self.products(), place, slots);
        if today.is_empty() {
            return Ok(None);
        }
        let Some(key) = self.media_key(held)? else {
            return Ok(None);
        };
        let Some(said) = held.place.open(&key, Piece::Head, held.base, &held.head)? else {
            return Ok(None);
        };
        let said = Head::read(&said)?;
        let now = self.clock().now();
        // The shorter of what was promised then and what is promised now.
        let by_today = today.iter().map(|tier| tier.keep.after(said.at)).max();
        let until = by_today.map_or(said.until, |end| end.min(said.until));
        if now >= until {
            return Ok(None);
        }
        Ok(Some(MediaItem {
            id: held.place.id,
            subject: held.place.subject,
            product: index,
            stream,
            field: held.place.field.clone(),
            device: held.place.device,
            at: said.at,
            kind: said.kind,
            bytes: held.bytes,
            until,
        }))
    }

    /// What opens a clip; `None` when nobody can any more.
    fn media_key(
        &self,
        held: &Held,
    ) -> Result<Option<std::sync::Arc<cardea_vault::DataKey>>, StoreError> {
        let name = held.period_name();
        let found = self.vault().find_period(&name).and_then(|id| {
            id.map(|id| self.vault().data_key(held.place.subject, id))
                .transpose()
        });
        match found {
            Err(
                VaultError::SubjectDestroyed
                | VaultError::SubjectUnknown
                | VaultError::PeriodEnded
                | VaultError::PeriodUnknown,
            ) => Ok(None),
            other => Ok(other?),
        }
    }
}

pub(super) fn read_row(row: Row<'_>) -> Result<Held, StoreError> {
    const BROKEN: StoreError = StoreError::Corrupt("the row of a clip cannot be read");
    let subject: &[u8] = row.get(2)?;
    Ok(Held {
        place: Place {
            household: HouseholdId::from_column(row.get(0)?).ok_or(BROKEN)?,
            id: MediaId::from_bytes(row.get(1)?),
            subject: SubjectId::from_bytes(subject).ok_or(BROKEN)?,
            device: DeviceId::from_column(row.get(3)?).ok_or(BROKEN)?,
            period: UnixMillis(row.get(8)?),
            field: row.get(6)?,
        },
        product: row.get(4)?,
        stream: row.get(5)?,
        tier: row.get(7)?,
        mask: row.get::<i64>(9)?.cast_unsigned(),
        bytes: row.get::<i64>(10)?.unsigned_abs(),
        base: Nonce12::from_bytes(row.get(11)?),
        head: row.get(12)?,
    })
}
