//! Who permits a clip: asked before the first byte, and again in the turn that commits it.

use std::sync::Arc;

use cardea_gate::{AboutRule, StreamIndex};
use cardea_manifest::model::DataCategory;
use cardea_units::{DeviceId, HouseholdId, Sensitive, SubjectId, UnixMillis};
use cardea_vault::{NonceSequence, PeriodName, VaultError};

use super::kind::is_sound;
use super::lock::{Head, Piece, Place};
use super::turns::Turn;
use super::upload::{Durable, Part, Upload};
use super::{MediaId, MediaKind, Objects};
use crate::engine::{params, sql};
use crate::homes::Placed;
use crate::limits::{MEDIA_BYTES_OF_DEVICE_A_DAY_MAX, MEDIA_CHUNK_BYTES};
use crate::people::profile_label;
use crate::writer::Writer;
use crate::{Store, StoreError, TallyReason};

/// A clip that a device wants to send.
#[derive(Clone, Debug)]
pub struct MediaOffer {
    /// Which device.
    pub device: DeviceId,
    /// Of which stream.
    pub stream: StreamIndex,
    /// Which field of it.
    pub field: usize,
    /// What it is.
    pub kind: MediaKind,
    /// When it was taken.
    pub at: UnixMillis,
    /// What tells it from its repetitions.
    pub mark: Option<u64>,
    /// Whom the device means, where the stream is about a profile.
    pub profile: Option<Sensitive<String>>,
}

/// What becomes of an offer.
#[derive(Debug)]
pub enum MediaAdmission {
    /// Send it.
    Take(Box<Upload>),
    /// Nothing of it is kept.
    Refused(MediaRefusal),
}

/// Why a clip is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaRefusal {
    /// Nobody it is about permits any purpose that would use it, or the device is in no home.
    NotPermitted,
    /// It is older than anybody may keep it.
    TooOld,
    /// The people it is about were erased.
    Erased,
    /// It is there already.
    Duplicate,
    /// The device has sent [`MEDIA_BYTES_OF_DEVICE_A_DAY_MAX`] today.
    OverQuota,
    /// As many are under way as may be, of this device or of all.
    Busy,
    /// It is longer than [`crate::limits::MEDIA_BYTES_MAX`].
    TooLong,
    /// There is no byte in it.
    Empty,
}

/// Where a clip goes by what is permitted now.
struct Wanted {
    placed: Placed,
    subject: SubjectId,
    /// Each tier's place among those of the stream, and for which purposes (slots).
    tiers: Vec<(usize, u64)>,
}

impl Store {
    /// Asks whether a clip may be kept. Nothing is on disk yet.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub async fn begin_media(&self, offer: MediaOffer) -> Result<MediaAdmission, StoreError> {
        let Some(turn) = self.uploads.take(offer.device) else {
            return Ok(MediaAdmission::Refused(MediaRefusal::Busy));
        };
        let objects = Arc::clone(&self.objects);
        self.with_writer(move |writer| match writer.wanted(&offer)? {
            Err(refusal) => Ok(MediaAdmission::Refused(refusal)),
            Ok(wanted) => writer.prepare_upload(offer, wanted, objects, turn),
        })
        .await?
    }

    /// Keeps a clip: asks again who permits it, in the writer's turn, and commits it for these alone (laws L2, L3). It is there when this
    /// answers (L6).
    ///
    /// # Errors
    /// What the database reports; then nothing is kept.
    pub async fn commit_media(
        &self,
        durable: Durable,
    ) -> Result<Result<Vec<MediaId>, MediaRefusal>, StoreError> {
        self.with_writer(move |writer| writer.commit_upload(durable))
            .await?
    }
}

impl Writer {
    fn wanted(&mut self, offer: &MediaOffer) -> Result<Result<Wanted, MediaRefusal>, StoreError> {
        let now = self.clock.now();
        let products = Arc::clone(&self.products);
        let found = self
            .homes
            .of_device(&self.db, &self.vault, &products, offer.device, now)?;
        let Some(placed) = found.cloned() else {
            return Ok(Err(MediaRefusal::NotPermitted));
        };
        let Some((product, stream)) = products
            .get(placed.product)
            .and_then(|product| Some((product, product.gate.stream(offer.stream)?)))
        else {
            return Ok(Err(MediaRefusal::NotPermitted));
        };
        let person = match stream.about {
            AboutRule::Household | AboutRule::Bystander => None,
            AboutRule::Wearer => placed.wearer,
            AboutRule::Profile { .. } => offer.profile.as_ref().and_then(|label| {
                let label = label.disclose_ref();
                let hash =
                    profile_label(&self.vault, placed.household, product.gate.product(), label);
                placed.profiles.get(&hash).copied()
            }),
        };
        let permitted = placed.permissions.for_stream(stream, person);
        let (mut tiers, mut too_old) = (Vec::new(), false);
        for (place, tier) in stream.tiers.iter().enumerate() {
            let served = tier.purposes.and(permitted);
            let holds_field = tier.fields.iter().any(|held| held.field == offer.field);
            // No clip is thinned out: for a purpose that was promised one value in a while, none is kept.
            if served.is_empty() || !holds_field || tier.every_millis.is_some() {
                continue;
            }
            if tier.holds(offer.at, now) {
                tiers.push((place, product.to_slots(served)));
            } else {
                too_old = true;
            }
        }
        let subject = person.map_or(SubjectId::Household(placed.household), SubjectId::Person);
        let refusal = if !tiers.is_empty() {
            let erased = !self.vault.has_subject(subject)?;
            erased.then_some((MediaRefusal::Erased, TallyReason::Erased))
        } else if too_old {
            Some((MediaRefusal::TooOld, TallyReason::TooOld))
        } else {
            Some((MediaRefusal::NotPermitted, TallyReason::NotPermitted))
        };
        let refusal = match refusal {
            None if self.is_there(offer)? => {
                Some((MediaRefusal::Duplicate, TallyReason::Duplicate))
            }
            other => other,
        };
        if let Some((refusal, reason)) = refusal {
            self.tallies.add(
                placed.household,
                product.gate.product(),
                &stream.name,
                reason,
            );
            return Ok(Err(refusal));
        }
        if self.sent_today(offer.device, now)? >= MEDIA_BYTES_OF_DEVICE_A_DAY_MAX {
            return Ok(Err(MediaRefusal::OverQuota));
        }
        Ok(Ok(Wanted {
            placed,
            subject,
            tiers,
        }))
    }

    fn is_there(&self, offer: &MediaOffer) -> Result<bool, StoreError> {
        let Some(mark) = offer.mark else {
            return Ok(false);
        };
        let found = self.db.first(
            sql!("SELECT period FROM media WHERE device = ?1 AND mark = ?2"),
            params![offer.device.to_column(), mark.cast_signed()],
            |row| row.get::<i64>(0),
        )?;
        Ok(found.is_some())
    }

    fn sent_today(&self, device: DeviceId, now: UnixMillis) -> Result<u64, StoreError> {
        let sent: i64 = self.db.only(
            sql!("SELECT CAST(COALESCE(sum(bytes), 0) AS BIGINT) FROM media WHERE device = ?1 AND day = ?2"),
            params![device.to_column(), now.0.div_euclid(UnixMillis::DAY)],
            |row| row.get(0),
        )?;
        Ok(sent.unsigned_abs())
    }

    fn prepare_upload(
        &mut self,
        offer: MediaOffer,
        wanted: Wanted,
        objects: Arc<Objects>,
        turn: Turn,
    ) -> Result<MediaAdmission, StoreError> {
        let product = self
            .products
            .get(wanted.placed.product)
            .ok_or(StoreError::Unknown("product"))?;
        let stream = product
            .gate
            .stream(offer.stream)
            .ok_or(StoreError::Unknown("stream"))?;
        let field = stream
            .fields
            .get(offer.field)
            .ok_or(StoreError::Unknown("field"))?;
        let (mut parts, mut sound) = (Vec::new(), true);
        for (place, mask) in wanted.tiers {
            let tier = stream.tiers.get(place).ok_or(StoreError::Unknown("tier"))?;
            let hears = |data: DataCategory| is_sound(data);
            sound &= tier.fields.iter().any(|held| {
                stream
                    .fields
                    .get(held.field)
                    .is_some_and(|field| hears(field.data))
            });
            let (name, period) = (tier.name(), tier.period_of(offer.at));
            let period_id = self.vault.period(
                &PeriodName {
                    product: product.gate.product(),
                    stream: &stream.name,
                    tier: &name,
                    starts_at: period,
                },
                tier.period_ends(period),
            );
            let period_id = match period_id {
                Err(VaultError::PeriodEnded) => {
                    return Ok(MediaAdmission::Refused(MediaRefusal::TooOld));
                }
                other => other?,
            };
            let id = MediaId::draw(&*self.random)?;
            let mut nonces = NonceSequence::draw(&*self.random)?;
            parts.push(Part {
                object: Objects::planned(Arc::clone(&objects), id),
                tier: name,
                keep: tier.keep,
                period,
                period_end: period.plus(tier.period_millis()),
                mask,
                place: Place {
                    id,
                    household: wanted.placed.household,
                    subject: wanted.subject,
                    device: offer.device,
                    period,
                    field: field.name.clone(),
                },
                key: self.vault.data_key(wanted.subject, period_id)?,
                base: nonces.next().ok_or(StoreError::NoRandomness)?,
                nonces,
            });
        }
        Ok(MediaAdmission::Take(Box::new(Upload {
            product: wanted.placed.product,
            stream: offer.stream,
            household: wanted.placed.household,
            subject: wanted.subject,
            parts,
            objects,
            sound,
            waiting: Vec::with_capacity(MEDIA_CHUNK_BYTES),
            chunks: 0,
            bytes: 0,
            offer,
            _turn: turn,
        })))
    }

    fn commit_upload(
        &mut self,
        durable: Durable,
    ) -> Result<Result<Vec<MediaId>, MediaRefusal>, StoreError> {
        let Durable(mut upload) = durable;
        let wanted = match self.wanted(&upload.offer)? {
            Ok(wanted) => wanted,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let products = Arc::clone(&self.products);
        let (product, stream) = products
            .get(upload.product)
            .and_then(|product| Some((product, product.gate.stream(upload.stream)?)))
            .ok_or(StoreError::Unknown("stream"))?;
        // The device went to another home or another person meanwhile: it is about nobody who was asked.
        if (wanted.placed.household, wanted.subject) != (upload.household, upload.subject) {
            return Ok(Err(MediaRefusal::NotPermitted));
        }
        for part in &mut upload.parts {
            let now = wanted.tiers.iter().find(|(place, _)| {
                stream
                    .tiers
                    .get(*place)
                    .is_some_and(|tier| tier.name() == part.tier)
            });
            part.mask &= now.map_or(0, |(_, mask)| *mask);
        }
        if upload.parts.iter().all(|part| part.mask == 0) {
            self.tallies.add(
                upload.household,
                product.gate.product(),
                &stream.name,
                TallyReason::NotPermitted,
            );
            return Ok(Err(MediaRefusal::NotPermitted));
        }
        let copies = upload.parts.iter().filter(|part| part.mask != 0).count();
        let more = upload
            .bytes
            .saturating_mul(u64::try_from(copies).unwrap_or(u64::MAX));
        let now = self.clock.now();
        if self
            .sent_today(upload.offer.device, now)?
            .saturating_add(more)
            > MEDIA_BYTES_OF_DEVICE_A_DAY_MAX
        {
            return Ok(Err(MediaRefusal::OverQuota));
        }
        let place = (product.gate.product(), stream.name.as_str());
        self.insert_parts(&upload, place)?;
        let mut kept = Vec::new();
        for part in upload.parts.iter_mut().filter(|part| part.mask != 0) {
            part.object.keep();
            kept.push(part.place.id);
        }
        Ok(Ok(kept))
    }

    fn insert_parts(&mut self, upload: &Upload, place: (&str, &str)) -> Result<(), StoreError> {
        let offer = &upload.offer;
        let bytes = i64::try_from(upload.bytes).unwrap_or(i64::MAX);
        self.change(|desk| {
            for part in upload.parts.iter().filter(|part| part.mask != 0) {
                let head = Head {
                    at: offer.at,
                    until: part.keep.after(offer.at),
                    kind: offer.kind,
                };
                let mut sealed = Vec::new();
                part.key
                    .seal_append(part.base, &part.place.bound(Piece::Head), &head.write(), &mut sealed)
                    .map_err(|_| StoreError::Refused("these people's data can no longer be kept"))?;
                let household: HouseholdId = upload.household;
                desk.tx.execute(
                    sql!("INSERT INTO media (household, id, subject, device, product, stream, field, tier, period, period_end, mask, bytes, day, mark, nonce, head)
                          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"),
                    params![
                        household.to_column(),
                        *part.place.id.bytes(),
                        upload.subject.to_bytes(),
                        offer.device.to_column(),
                        place.0,
                        place.1,
                        part.place.field,
                        part.tier,
                        part.period.0,
                        part.period_end.0,
                        part.mask.cast_signed(),
                        bytes,
                        desk.now.0.div_euclid(UnixMillis::DAY),
                        offer.mark.map(u64::cast_signed),
                        part.base.to_bytes(),
                        sealed
                    ],
                )?;
            }
            Ok(())
        })
    }
}
