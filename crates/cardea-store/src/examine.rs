//! What is kept, tried with every secret there is: for `cardea doctor`. It changes nothing.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use cardea_units::{DeviceId, SubjectId, UnixMillis};
use cardea_vault::{Examination, Fate, Lookup, PeriodName};

use crate::StoreError;
use crate::blocks::BlockKey;
use crate::engine::{Connection, Engine, params, sql};
use crate::journal;
use crate::products::tier_of_layout;
use crate::sqlite::SqliteFile;

/// What became of everything that is kept, in blocks and segments of the journal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Examined {
    /// Opened, and may be.
    pub readable: u64,
    /// Did not open, and must not: of somebody who was forgotten, or of a period that has ended.
    pub closed: u64,
    /// Opened, and is of somebody who was forgotten.
    pub of_forgotten: u64,
    /// Opened, and is of a period that is over.
    pub of_past_periods: u64,
    /// Has both secrets and does not open: damaged, or put where it does not belong.
    pub damaged: u64,
    /// Its secrets are not here, and nothing says that they were destroyed.
    pub without_secrets: u64,
}

/// Tries every block and every segment of the journal in a folder's `data.db`. `forgotten` are those whom the evidence or a request says to
/// be forgotten, beside those whom the secrets file itself says to be.
///
/// # Errors
/// What the database reports.
#[expect(
    clippy::implicit_hasher,
    reason = "one caller, with the hasher of the standard library"
)]
pub fn examine(
    folder: &Path,
    secrets: &Examination,
    forgotten: &HashSet<SubjectId>,
    now: UnixMillis,
) -> Result<Examined, StoreError> {
    let engine = SqliteFile::in_folder(folder);
    if !engine.exists()? || !engine.has_tables()? {
        return Ok(Examined::default());
    }
    let db = engine.open_reader()?;
    let mut examiner = Examiner {
        secrets,
        forgotten,
        now,
        found: Examined::default(),
    };
    examiner.blocks(&db)?;
    examiner.journal(&db)?;
    Ok(examiner.found)
}

struct Examiner<'a> {
    secrets: &'a Examination,
    forgotten: &'a HashSet<SubjectId>,
    now: UnixMillis,
    found: Examined,
}

impl Examiner<'_> {
    fn blocks(&mut self, db: &Connection) -> Result<(), StoreError> {
        let mut layouts: HashMap<i64, (String, String, Option<String>)> = HashMap::new();
        db.each(
            sql!("SELECT id, product, stream, description FROM layout"),
            params![],
            |row| {
                let tier = tier_of_layout(row.get(3)?)?;
                let (product, stream): (&str, &str) = (row.get(1)?, row.get(2)?);
                layouts.insert(row.get(0)?, (product.to_owned(), stream.to_owned(), tier));
                Ok(())
            },
        )?;
        db.each(
            sql!("SELECT household, subject, device, layout, period, mask, part, data FROM block"),
            params![],
            |row| {
                let layout: i64 = row.get(3)?;
                let subject = SubjectId::from_bytes(row.get(1)?);
                let device = DeviceId::from_column(row.get(2)?);
                let named = layouts.get(&layout);
                let (Some(subject), Some(device), Some((product, stream, Some(tier)))) =
                    (subject, device, named)
                else {
                    self.found.damaged = self.found.damaged.saturating_add(1);
                    return Ok(());
                };
                let block = BlockKey {
                    household: row.get(0)?,
                    subject,
                    layout,
                    period: UnixMillis(row.get(4)?),
                    device,
                    mask: row.get::<i64>(5)?.cast_unsigned(),
                };
                let name = PeriodName {
                    product,
                    stream,
                    tier,
                    starts_at: block.period,
                };
                let lookup = self.secrets.lookup(subject, &name, self.now);
                let (part, data): (i64, &[u8]) = (row.get(6)?, row.get(7)?);
                let opened = lookup
                    .key
                    .as_ref()
                    .map(|key| block.open(part, key, data).is_ok());
                self.count(subject, &lookup, opened);
                Ok(())
            },
        )
    }

    fn journal(&mut self, db: &Connection) -> Result<(), StoreError> {
        db.each(
            sql!("SELECT id, at, data FROM journal WHERE data IS NOT NULL"),
            params![],
            |row| {
                let Ok(segments) = journal::segments(row.get(0)?, row.get(2)?) else {
                    self.found.damaged = self.found.damaged.saturating_add(1);
                    return Ok(());
                };
                let at = UnixMillis(row.get(1)?);
                let name = journal::period_name(journal::period_of(at));
                for segment in segments {
                    let lookup = self.secrets.lookup(segment.subject, &name, self.now);
                    let opened = lookup.key.as_ref().map(|key| segment.open(key).is_ok());
                    self.count(segment.subject, &lookup, opened);
                }
                Ok(())
            },
        )
    }

    fn count(&mut self, subject: SubjectId, lookup: &Lookup, opened: Option<bool>) {
        let forgotten = lookup.subject == Fate::Destroyed || self.forgotten.contains(&subject);
        let past = matches!(lookup.period, Fate::Ended | Fate::PastItsEnd);
        let found = &mut self.found;
        let place = match opened {
            Some(true) if forgotten => &mut found.of_forgotten,
            Some(true) if past => &mut found.of_past_periods,
            Some(true) => &mut found.readable,
            Some(false) => &mut found.damaged,
            None if forgotten || past => &mut found.closed,
            None => &mut found.without_secrets,
        };
        *place = place.saturating_add(1);
    }
}
