//! What is kept, tried with every secret there is: for `cardea doctor`. It changes nothing.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use cardea_units::{DeviceId, SubjectId, UnixMillis};
use cardea_vault::{Examination, Fate, Lookup, PeriodName};

use crate::StoreError;
use crate::blocks::BlockKey;
use crate::engine::{Connection, Engine, params, sql};
use crate::journal;
use crate::media::{self, Tried};
use crate::products::tier_of_layout;
use crate::sqlite::SqliteFile;

/// How old a file of a clip is that nothing names and that no upload can still be writing, in milliseconds: two hours.
const STRAY_AFTER_MILLIS: i64 = 7_200_000;

/// What became of everything that is kept, in blocks, segments of the journal and clips.
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
    /// Clips whose file is not there.
    pub without_file: u64,
    /// Files of clips that nothing names.
    pub stray_files: u64,
}

/// Tries every block, every segment of the journal and every clip of a folder. `forgotten` are those whom the evidence or a request says to
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
    if engine.has_table("media")? {
        examiner.clips(folder, &db)?;
    }
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

    fn clips(&mut self, folder: &Path, db: &Connection) -> Result<(), StoreError> {
        let (secrets, now) = (self.secrets, self.now);
        media::try_all(
            folder,
            db,
            |subject, name| secrets.lookup(subject, name, now),
            |lookup: &Lookup| lookup.key.as_ref(),
            |subject, lookup, tried| match tried {
                Tried::NoFile => {
                    self.found.without_file = self.found.without_file.saturating_add(1);
                }
                Tried::NoKey => self.count(subject, &lookup, None),
                Tried::Opened => self.count(subject, &lookup, Some(true)),
                Tried::Damaged => self.count(subject, &lookup, Some(false)),
            },
        )?;
        self.found.stray_files =
            media::stray_files(folder, db, now.plus(STRAY_AFTER_MILLIS.saturating_neg()))?;
        Ok(())
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
