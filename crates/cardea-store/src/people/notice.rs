//! Notices: what a person is told on a page of their own, and whether they have read it.

use cardea_units::{HouseholdId, PersonId, Sensitive, SubjectId, UnixMillis};

use crate::engine::{params, sql};
use crate::limits::{NOTICES_EACH_MAX, NOTICES_KEPT_MILLIS};
use crate::{Desk, Store, StoreError};

/// What somebody is told. A name goes with most of them: of a person, a browser or a device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// A browser that was not seen before signed in to their account.
    NewSignIn,
    /// Somebody ended one or more of their sessions.
    SessionsEnded,
    /// A safety code was made for their account; the one before is worth nothing.
    SafetyCodeMade,
    /// Somebody joined the home.
    MemberJoined,
    /// Somebody left the home. Told when it has happened, never before.
    MemberLeft,
    /// Somebody was removed from the home.
    MemberRemoved,
    /// They themselves were removed.
    YouWereRemoved,
    /// They hold the account of the home now.
    YouHoldAccount,
    /// Their account was asked to be erased, from a browser that is not known.
    ErasureAsked,
    /// That was stopped.
    ErasureStopped,
    /// A device was reported lost.
    DeviceLost,
    /// It was found.
    DeviceFound,
    /// A device left the home.
    DeviceLeft,
    /// A device was reset.
    DeviceReset,
    /// Somebody outside has a device of this home in their hands and asks for it.
    RecoveryAsked,
    /// The home that had the device said no, or the maker did.
    RecoveryRefused,
    /// The wait is over, or the maker agreed: the device can be taken.
    RecoveryReady,
}

impl NoticeKind {
    const ALL: [Self; 17] = [
        Self::NewSignIn,
        Self::SessionsEnded,
        Self::SafetyCodeMade,
        Self::MemberJoined,
        Self::MemberLeft,
        Self::MemberRemoved,
        Self::YouWereRemoved,
        Self::YouHoldAccount,
        Self::ErasureAsked,
        Self::ErasureStopped,
        Self::DeviceLost,
        Self::DeviceFound,
        Self::DeviceLeft,
        Self::DeviceReset,
        Self::RecoveryAsked,
        Self::RecoveryRefused,
        Self::RecoveryReady,
    ];

    /// As it is written in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::NewSignIn => "new_sign_in",
            Self::SessionsEnded => "sessions_ended",
            Self::SafetyCodeMade => "safety_code_made",
            Self::MemberJoined => "member_joined",
            Self::MemberLeft => "member_left",
            Self::MemberRemoved => "member_removed",
            Self::YouWereRemoved => "you_were_removed",
            Self::YouHoldAccount => "you_hold_account",
            Self::ErasureAsked => "erasure_asked",
            Self::ErasureStopped => "erasure_stopped",
            Self::DeviceLost => "device_lost",
            Self::DeviceFound => "device_found",
            Self::DeviceLeft => "device_left",
            Self::DeviceReset => "device_reset",
            Self::RecoveryAsked => "recovery_asked",
            Self::RecoveryRefused => "recovery_refused",
            Self::RecoveryReady => "recovery_ready",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// One notice.
#[derive(Clone, Debug)]
pub struct Notice {
    /// What happened.
    pub kind: NoticeKind,
    /// The name that belongs to it; empty where none does.
    pub name: Sensitive<String>,
    /// When.
    pub at: UnixMillis,
    /// Whether the person has said that they have read it.
    pub read: bool,
}

const BOUND: &[u8] = b"notice";

/// Tells one person. The oldest of more than [`NOTICES_EACH_MAX`] is forgotten.
pub(super) fn tell(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
    kind: NoticeKind,
    name: &Sensitive<String>,
) -> Result<(), StoreError> {
    let of = (household.to_column(), person.to_column());
    let sealed = desk.vault.seal_profile(
        SubjectId::Person(person),
        BOUND,
        name.disclose_ref().as_bytes(),
    )?;
    let number: i64 = desk.tx.only(
        sql!(
            "SELECT COALESCE(max(number), 0) + 1 FROM notice WHERE household = ?1 AND person = ?2"
        ),
        params![of.0, of.1],
        |row| row.get(0),
    )?;
    desk.tx.execute(
        sql!("INSERT INTO notice (household, person, number, kind, sealed_words, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
        params![of.0, of.1, number, kind.word(), sealed, desk.now.0],
    )?;
    desk.tx.execute(
        sql!(
            "DELETE FROM notice WHERE household = ?1 AND person = ?2 AND (number <= ?3 OR at < ?4)"
        ),
        params![
            of.0,
            of.1,
            number.saturating_sub(NOTICES_EACH_MAX),
            desk.now.plus(NOTICES_KEPT_MILLIS.saturating_neg()).0
        ],
    )?;
    Ok(())
}

/// Tells every adult of a home, except one.
pub(super) fn tell_adults(
    desk: &Desk<'_>,
    household: HouseholdId,
    except: Option<PersonId>,
    kind: NoticeKind,
    name: &Sensitive<String>,
) -> Result<(), StoreError> {
    for adult in adults_of(desk, household)? {
        if Some(adult) != except {
            tell(desk, household, adult, kind, name)?;
        }
    }
    Ok(())
}

/// The adults who live in a home now, longest first. Who has asked to be forgotten is not among them.
pub(super) fn adults_of(
    desk: &Desk<'_>,
    household: HouseholdId,
) -> Result<Vec<PersonId>, StoreError> {
    let ids: Vec<i64> = desk.tx.all(
        sql!("SELECT id FROM person p WHERE household = ?1 AND role IN ('account_holder', 'adult') AND (until IS NULL OR until > ?2) AND NOT EXISTS
              (SELECT 1 FROM request r WHERE r.household = ?1 AND r.person = p.id AND r.kind = 'erasure' AND r.state != 'done') ORDER BY created_at, id"),
        params![household.to_column(), desk.now.0],
        |row| row.get(0),
    )?;
    Ok(ids.into_iter().filter_map(PersonId::from_column).collect())
}

impl Store {
    /// What a person was told, newest first.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub fn notices(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Vec<Notice>, StoreError> {
        const BROKEN: StoreError = StoreError::Corrupt("a notice cannot be read");
        let since = self
            .clock()
            .now()
            .plus(NOTICES_KEPT_MILLIS.saturating_neg());
        self.reader()?.all(
            sql!("SELECT kind, sealed_words, at, read_at FROM notice WHERE household = ?1 AND person = ?2 AND at >= ?3 ORDER BY number DESC"),
            params![household.to_column(), person.to_column(), since.0],
            |row| {
                let plain = self.vault().open_profile(SubjectId::Person(person), BOUND, row.get(1)?)?.disclose();
                Ok(Notice {
                    kind: NoticeKind::from_word(row.get(0)?).ok_or(BROKEN)?,
                    name: Sensitive::new(String::from_utf8(plain).map_err(|_| BROKEN)?),
                    at: UnixMillis(row.get(2)?),
                    read: row.get::<Option<i64>>(3)?.is_some(),
                })
            },
        )
    }

    /// How many notices a person has not read.
    ///
    /// # Errors
    /// What the database reports.
    pub fn unread_notices(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<u64, StoreError> {
        let since = self
            .clock()
            .now()
            .plus(NOTICES_KEPT_MILLIS.saturating_neg());
        let count: i64 = self.reader()?.only(
            sql!("SELECT count(*) FROM notice WHERE household = ?1 AND person = ?2 AND at >= ?3 AND read_at IS NULL"),
            params![household.to_column(), person.to_column(), since.0],
            |row| row.get(0),
        )?;
        Ok(count.unsigned_abs())
    }

    /// A person has read what they were told up to now.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn read_notices(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            desk.tx.execute(
                sql!("UPDATE notice SET read_at = ?1 WHERE household = ?2 AND person = ?3 AND read_at IS NULL"),
                params![desk.now.0, household.to_column(), person.to_column()],
            )?;
            Ok(())
        })
        .await
    }

    /// Tells the adults of a home something, except one of them.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub async fn tell_home(
        &self,
        household: HouseholdId,
        except: Option<PersonId>,
        kind: NoticeKind,
        name: Sensitive<String>,
    ) -> Result<(), StoreError> {
        self.change(move |desk| tell_adults(desk, household, except, kind, &name))
            .await
    }
}
