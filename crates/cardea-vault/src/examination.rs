//! A look at the secrets of a file without opening a vault: which there are, what they open, and whether
//! anything is left of those that are gone. For `cardea doctor`; it changes nothing.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use cardea_units::{SubjectId, UnixMillis};
use rusqlite::Connection;
use zeroize::Zeroizing;

use crate::kek::KeyEncryption;
use crate::limits::{
    EXAMINED_SECRETS_MAX, NONCE_BYTES, REMAINS_TRIED_MAX, SECRET_BYTES, TAG_BYTES,
};
use crate::secret::{Salt, Secret};
use crate::secrets_file::copy::read_only;
use crate::vault::opening;
use crate::{DataKey, PeriodName, VaultError, derive, row};

/// Bytes of a locked subject: nonce, secret, salt, tag.
const SUBJECT_LOCKED: usize = NONCE_BYTES + 2 * SECRET_BYTES + TAG_BYTES;
/// Bytes of a locked period: nonce, secret, tag.
const PERIOD_LOCKED: usize = NONCE_BYTES + SECRET_BYTES + TAG_BYTES;

/// All secrets that one secrets file held at one moment, and its list of what was destroyed.
pub struct Examination {
    kek: Box<dyn KeyEncryption>,
    subjects: HashMap<SubjectId, (Secret, Secret)>,
    destroyed: HashSet<SubjectId>,
    periods: HashMap<Vec<u8>, PeriodHeld>,
    pepper: Option<Secret>,
    damaged: u64,
    unnamed: u64,
}

/// A period as the file knows it.
struct PeriodHeld {
    ends_at: UnixMillis,
    /// `None` when it has ended, or does not unlock.
    secret: Option<Secret>,
    ended: bool,
}

/// What became of something that a key is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Its secret is here.
    Here,
    /// It is on the list of what was destroyed.
    Destroyed,
    /// It has ended.
    Ended,
    /// Its secret is here, and its end was at or before the time given.
    PastItsEnd,
    /// Nothing says that it ever was, or its secret does not unlock.
    Missing,
}

/// The key of a subject in a period, and why there is none.
#[derive(Debug)]
pub struct Lookup {
    /// The key, when both secrets are here.
    pub key: Option<DataKey>,
    /// What became of the subject.
    pub subject: Fate,
    /// What became of the period.
    pub period: Fate,
}

/// What was found of secrets in the bytes of a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Remains {
    /// Secrets in the clear.
    pub in_the_clear: u64,
    /// Secrets that were destroyed, and unlock all the same.
    pub of_destroyed: u64,
    /// Stretches that were not tried, since there were too many.
    pub not_tried: u64,
}

impl Examination {
    /// Reads all of a secrets file, also one that is in use, and lets go of it.
    ///
    /// # Errors
    /// [`VaultError::WrongKek`], [`VaultError::NotAVault`],
    /// [`VaultError::TooMany`] above [`EXAMINED_SECRETS_MAX`].
    pub fn of(path: &Path, kek: Box<dyn KeyEncryption>) -> Result<Self, VaultError> {
        if let Some(wanted) = crate::kek_of(path)?
            && wanted != kek.id()
        {
            return Err(VaultError::WrongKek {
                path: path.to_owned(),
                wanted,
                given: kek.id(),
            });
        }
        let mut connection = read_only(path)?;
        let snapshot = connection.transaction()?;
        let mut found = Self {
            kek,
            subjects: HashMap::new(),
            destroyed: HashSet::new(),
            periods: HashMap::new(),
            pepper: None,
            damaged: 0,
            unnamed: 0,
        };
        let slots: i64 = snapshot.query_row("SELECT count(*) FROM slot", [], |row| row.get(0))?;
        let slots = usize::try_from(slots).unwrap_or(usize::MAX);
        if slots > EXAMINED_SECRETS_MAX {
            return Err(VaultError::TooMany {
                given: slots,
                max: EXAMINED_SECRETS_MAX,
            });
        }
        found.read_subjects(&snapshot)?;
        found.read_periods(&snapshot)?;
        if let Some(wrapped) = opening::read(&snapshot, opening::PEPPER)? {
            found.pepper = found
                .unlock(row::PEPPER, &wrapped)
                .and_then(|pepper| Secret::from_slice(&pepper));
            if found.pepper.is_none() {
                found.damaged = found.damaged.saturating_add(1);
            }
        }
        // What nobody alive is named by must be zeros.
        let unnamed: i64 = snapshot.query_row(
            "SELECT count(*) FROM slot WHERE wrapped <> zeroblob(length(wrapped)) \
             AND id NOT IN (SELECT slot FROM subject) \
             AND id NOT IN (SELECT slot FROM period WHERE ended_seq IS NULL)",
            [],
            |row| row.get(0),
        )?;
        found.unnamed = u64::try_from(unnamed).unwrap_or(0);
        Ok(found)
    }

    fn read_subjects(&mut self, snapshot: &Connection) -> Result<(), VaultError> {
        let mut dead = snapshot.prepare("SELECT subject FROM destroyed")?;
        let mut rows = dead.query([])?;
        while let Some(found) = rows.next()? {
            let bytes: Vec<u8> = found.get(0)?;
            let altered = VaultError::RowAltered { kind: "destroyed" };
            self.destroyed
                .insert(SubjectId::from_bytes(&bytes).ok_or(altered)?);
        }
        let sql = "SELECT subject.subject, slot.wrapped FROM subject \
                   LEFT JOIN slot ON slot.id = subject.slot";
        let mut living = snapshot.prepare(sql)?;
        let mut rows = living.query([])?;
        while let Some(found) = rows.next()? {
            let bytes: Vec<u8> = found.get(0)?;
            let wrapped: Option<Vec<u8>> = found.get(1)?;
            let subject = SubjectId::from_bytes(&bytes);
            let both = subject.and_then(|subject| {
                let both = self.unlock(&row::subject(subject), wrapped.as_deref()?)?;
                let (secret, salt) = both.split_at_checked(SECRET_BYTES)?;
                Some((
                    subject,
                    Secret::from_slice(secret)?,
                    Secret::from_slice(salt)?,
                ))
            });
            match both {
                Some((subject, secret, salt)) => {
                    self.subjects.insert(subject, (secret, salt));
                }
                None => self.damaged = self.damaged.saturating_add(1),
            }
        }
        Ok(())
    }

    fn read_periods(&mut self, snapshot: &Connection) -> Result<(), VaultError> {
        let sql = "SELECT product, stream, tier, starts_at, ends_at, ended_seq, slot.wrapped \
                   FROM period LEFT JOIN slot ON slot.id = period.slot";
        let mut statement = snapshot.prepare(sql)?;
        let mut rows = statement.query([])?;
        while let Some(found) = rows.next()? {
            let (product, stream, tier): (String, String, String) =
                (found.get(0)?, found.get(1)?, found.get(2)?);
            let name = row::period(&PeriodName {
                product: &product,
                stream: &stream,
                tier: &tier,
                starts_at: UnixMillis(found.get(3)?),
            });
            let ended = found.get::<_, Option<i64>>(5)?.is_some();
            let wrapped: Option<Vec<u8>> = found.get(6)?;
            let secret = wrapped
                .filter(|_| !ended)
                .and_then(|wrapped| Secret::from_slice(&self.unlock(&name, &wrapped)?));
            if !ended && secret.is_none() {
                self.damaged = self.damaged.saturating_add(1);
            }
            let held = PeriodHeld {
                ends_at: UnixMillis(found.get(4)?),
                secret,
                ended,
            };
            self.periods.insert(name, held);
        }
        Ok(())
    }

    fn unlock(&self, row: &[u8], wrapped: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.kek.unwrap(row, wrapped).ok()
    }

    /// Everybody whose secret is here, in the order of their numbers.
    pub fn subjects(&self) -> Vec<SubjectId> {
        let mut all: Vec<SubjectId> = self.subjects.keys().copied().collect();
        all.sort();
        all
    }

    /// Whether the list of what was destroyed has the subject.
    pub fn is_destroyed(&self, subject: SubjectId) -> bool {
        self.destroyed.contains(&subject)
    }

    /// How many the list of what was destroyed has.
    pub fn destroyed(&self) -> usize {
        self.destroyed.len()
    }

    /// The salt of a subject whose secret is here.
    pub fn salt(&self, subject: SubjectId) -> Option<Salt> {
        let (_, salt) = self.subjects.get(&subject)?;
        Secret::from_slice(salt.bytes()).map(Salt::new)
    }

    /// Secrets that do not unlock with this key, and should.
    pub const fn damaged(&self) -> u64 {
        self.damaged
    }

    /// Places of secrets that no living subject or period names and that are not zeros, as they should be.
    pub const fn unnamed(&self) -> u64 {
        self.unnamed
    }

    /// Periods whose secret is here though their end was at or before `now`.
    pub fn past_their_end(&self, now: UnixMillis) -> usize {
        let late = |held: &&PeriodHeld| held.secret.is_some() && held.ends_at <= now;
        self.periods.values().filter(late).count()
    }

    /// Periods whose secret is here.
    pub fn periods(&self) -> usize {
        let here = |held: &&PeriodHeld| held.secret.is_some();
        self.periods.values().filter(here).count()
    }

    /// What opens a subject's readings of a period, if anything does.
    pub fn lookup(&self, subject: SubjectId, period: &PeriodName<'_>, now: UnixMillis) -> Lookup {
        let person = self.subjects.get(&subject);
        let held = self.periods.get(&row::period(period));
        let secret = held.and_then(|held| held.secret.as_ref());
        let key = person.zip(secret).and_then(|((person, _), secret)| {
            derive::data_key(person, secret, &derive::data_info(period)).ok()
        });
        Lookup {
            key,
            subject: match person {
                _ if self.is_destroyed(subject) => Fate::Destroyed,
                Some(_) => Fate::Here,
                None => Fate::Missing,
            },
            period: match held {
                Some(held) if held.ended => Fate::Ended,
                Some(held) if held.secret.is_some() && held.ends_at <= now => Fate::PastItsEnd,
                Some(held) if held.secret.is_some() => Fate::Here,
                _ => Fate::Missing,
            },
        }
    }

    /// Looks through the bytes of a file, at every place: for each secret in the clear, and for anything
    /// that unlocks as the secret of a subject or period that is gone.
    pub fn remains_in(&self, bytes: &[u8]) -> Remains {
        let mut remains = Remains {
            in_the_clear: self.clear_in(bytes),
            ..Remains::default()
        };
        self.locked_in(bytes, &mut remains);
        remains
    }

    fn clear_in(&self, bytes: &[u8]) -> u64 {
        let mut known: HashSet<&[u8]> = HashSet::new();
        let mut begins = vec![false; 1 << 16];
        let people = self
            .subjects
            .values()
            .flat_map(|(secret, salt)| [secret, salt]);
        let periods = self
            .periods
            .values()
            .filter_map(|held| held.secret.as_ref());
        for secret in people.chain(periods).chain(&self.pepper) {
            let secret = secret.bytes().as_slice();
            if let Some(begin) = begin_of(secret).and_then(|at| begins.get_mut(at)) {
                *begin = true;
            }
            known.insert(secret);
        }
        let found = bytes.windows(SECRET_BYTES).filter(|window| {
            begin_of(window).is_some_and(|at| begins.get(at) == Some(&true))
                && known.contains(window)
        });
        u64::try_from(found.count()).unwrap_or(u64::MAX)
    }

    fn locked_in(&self, bytes: &[u8], remains: &mut Remains) {
        let mut gone: Vec<(Vec<u8>, usize)> = Vec::new();
        for subject in &sorted(&self.destroyed) {
            gone.push((row::subject(*subject), SUBJECT_LOCKED));
        }
        let mut ended: Vec<_> = self.periods.iter().filter(|(_, held)| held.ended).collect();
        ended.sort_by_key(|(name, _)| *name);
        gone.extend(
            ended
                .into_iter()
                .map(|(name, _)| (name.clone(), PERIOD_LOCKED)),
        );
        let mut tried = 0_u64;
        for (row, length) in gone {
            for window in bytes.windows(length) {
                // A nonce of twelve zeros is never drawn, and most of a file is zeros.
                if window.iter().take(NONCE_BYTES).all(|byte| *byte == 0) {
                    continue;
                }
                if tried >= REMAINS_TRIED_MAX {
                    remains.not_tried = remains.not_tried.saturating_add(1);
                    continue;
                }
                tried = tried.saturating_add(1);
                if self.unlock(&row, window).is_some() {
                    remains.of_destroyed = remains.of_destroyed.saturating_add(1);
                }
            }
        }
    }
}

impl core::fmt::Debug for Examination {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Examination")
            .field("kek", &self.kek.id())
            .finish_non_exhaustive()
    }
}

fn begin_of(bytes: &[u8]) -> Option<usize> {
    let [first, second, ..] = bytes else {
        return None;
    };
    Some(usize::from(u16::from_be_bytes([*first, *second])))
}

fn sorted(subjects: &HashSet<SubjectId>) -> Vec<SubjectId> {
    let mut all: Vec<SubjectId> = subjects.iter().copied().collect();
    all.sort();
    all
}
