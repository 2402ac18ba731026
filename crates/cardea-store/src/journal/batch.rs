//! One row of the journal: segments of many subjects, each sealed apart.

use cardea_units::{HouseholdId, SubjectId};
use cardea_vault::{DataKey, Nonce12, NonceSequence};

use crate::StoreError;
use crate::wire::{Take, put_u64};

/// The form of a row that this version writes.
const FORMAT: u8 = 1;
const SUBJECT_BYTES: usize = 9;
const NONCE_BYTES: usize = 12;

/// Writes one row.
#[derive(Debug)]
pub(crate) struct BatchWriter {
    row: i64,
    nonces: NonceSequence,
    bytes: Vec<u8>,
}

impl BatchWriter {
    /// Begins row `row`. The nonce base stands in its head.
    pub(crate) fn begin(row: i64, base: Nonce12) -> Self {
        let mut bytes = Vec::with_capacity(64 * 1024);
        bytes.push(FORMAT);
        bytes.extend_from_slice(&base.to_bytes());
        Self {
            row,
            nonces: NonceSequence::starting_at(base),
            bytes,
        }
    }

    /// Seals the readings of one subject into the row. A key that is gone leaves the row as it was.
    pub(crate) fn add(
        &mut self,
        household: HouseholdId,
        subject: SubjectId,
        key: &DataKey,
        plain: &[u8],
    ) -> Result<(), StoreError> {
        let nonce = self
            .nonces
            .next()
            .ok_or(StoreError::Corrupt("a journal row has too many segments"))?;
        let start = self.bytes.len();
        self.bytes.extend_from_slice(&household.get().to_be_bytes());
        self.bytes.extend_from_slice(&subject.to_bytes());
        let sealed_length = plain.len().saturating_add(16);
        put_u64(
            &mut self.bytes,
            u64::try_from(sealed_length).unwrap_or(u64::MAX),
        );
        let bound = bound_data(self.row, household, subject);
        let sealed = key.seal_append(nonce, &bound, plain, &mut self.bytes);
        if sealed.is_err() {
            self.bytes.truncate(start);
            // The nonce was not used; using it for the next segment keeps places and nonces in step.
            self.nonces = NonceSequence::starting_at(nonce);
        }
        sealed.map_err(|error| {
            StoreError::of_key(error, StoreError::Refused("a reading could not be locked"))
        })
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// One segment as it stands in a row.
#[derive(Debug)]
pub(crate) struct Segment<'a> {
    pub(crate) household: HouseholdId,
    pub(crate) subject: SubjectId,
    nonce: Nonce12,
    pub(crate) row: i64,
    sealed: &'a [u8],
}

impl Segment<'_> {
    /// What it says. A segment that cannot be opened with its own key has been altered.
    pub(crate) fn open(&self, key: &DataKey) -> Result<Vec<u8>, StoreError> {
        let mut plain = Vec::with_capacity(self.sealed.len());
        let bound = bound_data(self.row, self.household, self.subject);
        key.open_append(self.nonce, &bound, self.sealed, &mut plain)
            .map_err(|error| {
                let damaged = StoreError::Corrupt("a journal segment does not open with its key");
                StoreError::of_key(error, damaged)
            })?;
        Ok(plain)
    }
}

/// The segments of a row.
pub(crate) fn segments(row: i64, bytes: &[u8]) -> Result<Vec<Segment<'_>>, StoreError> {
    let mut take = Take::new(bytes);
    if take.byte()? != FORMAT {
        return Err(StoreError::Corrupt(
            "a journal row has a form that this version does not know",
        ));
    }
    let base: [u8; NONCE_BYTES] = take.array()?;
    let mut nonces = NonceSequence::starting_at(Nonce12::from_bytes(base));
    let mut segments = Vec::new();
    while !take.is_empty() {
        let household = HouseholdId::from_column(i64::from_be_bytes(take.array()?));
        let subject = SubjectId::from_bytes(take.bytes(SUBJECT_BYTES)?);
        let length = take.count()?;
        let sealed = take.bytes(length)?;
        let nonce = nonces.next();
        let (Some(household), Some(subject), Some(nonce)) = (household, subject, nonce) else {
            return Err(StoreError::Corrupt(
                "a journal segment has a head that cannot be read",
            ));
        };
        segments.push(Segment {
            household,
            subject,
            nonce,
            row,
            sealed,
        });
    }
    Ok(segments)
}

/// Where a segment belongs, so that it opens nowhere else.
fn bound_data(row: i64, household: HouseholdId, subject: SubjectId) -> [u8; 26] {
    let mut bound = [b'j'; 26];
    let places = row
        .to_be_bytes()
        .into_iter()
        .chain(household.get().to_be_bytes())
        .chain(subject.to_bytes());
    for (to, from) in bound.iter_mut().skip(1).zip(places) {
        *to = from;
    }
    bound
}
