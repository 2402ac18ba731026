//! Waits before what cannot be undone. Only time in which the server ran is counted, a little at a time: a clock that jumps, and days in which
//! nobody could have said no, end none of them.

use cardea_units::{HouseholdId, PersonId, Sensitive, UnixMillis};

use super::device::{as_drawn, draw_code, require_member};
use super::notice::{NoticeKind, tell};
use crate::engine::{params, sql};
use crate::limits::WAIT_COUNTED_AT_ONCE_MAX_MILLIS;
use crate::{Desk, Store, StoreError};

/// An erasure that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// In which home.
    pub household: HouseholdId,
    /// Whose.
    pub person: PersonId,
    /// When it was asked for.
    pub asked_at: UnixMillis,
    /// Milliseconds that are left when it was last counted.
    pub left_millis: i64,
}

/// How much of a wait is left.
pub(super) const fn left_of(left: i64, counted_at: i64, now: UnixMillis) -> i64 {
    let passed = now.0.saturating_sub(counted_at);
    let counts = if passed < 0 {
        0
    } else if passed > WAIT_COUNTED_AT_ONCE_MAX_MILLIS {
        WAIT_COUNTED_AT_ONCE_MAX_MILLIS
    } else {
        passed
    };
    left.saturating_sub(counts)
}

impl Store {
    /// An erasure was asked for that has to wait. Asked again, it goes on waiting. The person is told.
    ///
    /// # Errors
    /// When there is no such person.
    pub async fn begin_wait(
        &self,
        household: HouseholdId,
        person: PersonId,
        wait_millis: i64,
        browser: Sensitive<String>,
    ) -> Result<Waiting, StoreError> {
        self.change(move |desk| {
            require_member(desk, household, person)?;
            let of = (household.to_column(), person.to_column());
            let begun = desk.tx.execute(
                sql!("INSERT INTO cooling (household, person, asked_at, left_millis, counted_at) VALUES (?1, ?2, ?3, ?4, ?3)
                      ON CONFLICT (household, person) DO NOTHING"),
                params![of.0, of.1, desk.now.0, wait_millis],
            )?;
            if begun > 0 {
                tell(desk, household, person, NoticeKind::ErasureAsked, &browser)?;
            }
            find(desk, household, person)?.ok_or(StoreError::Corrupt("a wait was written and is not there"))
        })
        .await
    }

    /// The erasure of a person that waits, if one does.
    ///
    /// # Errors
    /// What the database reports.
    pub fn waiting_of(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Option<Waiting>, StoreError> {
        self.reader()?.first(
            sql!("SELECT household, person, asked_at, left_millis FROM cooling WHERE household = ?1 AND person = ?2"),
            params![household.to_column(), person.to_column()],
            |row| read(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?),
        )
    }

    /// A person stops the erasure of theirs that waits. Answers whether one did.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub async fn stop_wait(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<bool, StoreError> {
        self.change(move |desk| {
            let stopped = desk.tx.execute(
                sql!("DELETE FROM cooling WHERE household = ?1 AND person = ?2"),
                params![household.to_column(), person.to_column()],
            )?;
            if stopped > 0 {
                tell(
                    desk,
                    household,
                    person,
                    NoticeKind::ErasureStopped,
                    &Sensitive::new(String::new()),
                )?;
            }
            Ok(stopped > 0)
        })
        .await
    }

    /// Counts down the erasures that wait; answers those whose wait is over. To be called more often than
    /// [`WAIT_COUNTED_AT_ONCE_MAX_MILLIS`]: more is never counted at once.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn count_waits(&self) -> Result<Vec<Waiting>, StoreError> {
        let some = self
            .reader()?
            .first(sql!("SELECT person FROM cooling"), params![], |_| Ok(()))?;
        if some.is_none() {
            return Ok(Vec::new());
        }
        self.change(|desk| {
            let all: Vec<(i64, i64, i64, i64, i64)> = desk.tx.all(
                sql!("SELECT household, person, asked_at, left_millis, counted_at FROM cooling ORDER BY asked_at"),
                params![],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
            )?;
            let mut over = Vec::new();
            for (household, person, asked_at, left, counted_at) in all {
                let left = left_of(left, counted_at, desk.now);
                desk.tx.execute(
                    sql!("UPDATE cooling SET left_millis = ?1, counted_at = ?2 WHERE household = ?3 AND person = ?4"),
                    params![left, desk.now.0, household, person],
                )?;
                if left <= 0 {
                    over.push(read(household, person, asked_at, left)?);
                }
            }
            Ok(over)
        })
        .await
    }

    /// Keeps the hash of a new safety code of a person. The one before is worth nothing from here on.
    ///
    /// # Errors
    /// When there is no such person.
    pub async fn set_safety_code(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Sensitive<String>, StoreError> {
        self.change(move |desk| {
            let code = [draw_code(desk.random)?, draw_code(desk.random)?].concat();
            let changed = desk.tx.execute(
                sql!("UPDATE person SET safety_code = ?1 WHERE household = ?2 AND id = ?3"),
                params![
                    desk.vault.keyed_hash("safety code", code.as_bytes()),
                    household.to_column(),
                    person.to_column()
                ],
            )?;
            if changed == 0 {
                return Err(StoreError::Unknown("person in this home"));
            }
            tell(
                desk,
                household,
                person,
                NoticeKind::SafetyCodeMade,
                &Sensitive::new(String::new()),
            )?;
            Ok(Sensitive::new(code))
        })
        .await
    }

    /// Whether this is the safety code of a person. A code is good once: when it is, it is worth nothing any more.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn use_safety_code(
        &self,
        household: HouseholdId,
        person: PersonId,
        code: &Sensitive<String>,
    ) -> Result<bool, StoreError> {
        let code = as_drawn(code);
        self.change(move |desk| {
            let used = desk.tx.execute(
                sql!("UPDATE person SET safety_code = NULL WHERE household = ?1 AND id = ?2 AND safety_code = ?3"),
                params![household.to_column(), person.to_column(), desk.vault.keyed_hash("safety code", code.as_bytes())],
            )?;
            Ok(used > 0)
        })
        .await
    }

    /// Whether a person has a safety code.
    ///
    /// # Errors
    /// What the database reports.
    pub fn has_safety_code(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<bool, StoreError> {
        let found = self.reader()?.first(
            sql!(
                "SELECT id FROM person WHERE household = ?1 AND id = ?2 AND safety_code IS NOT NULL"
            ),
            params![household.to_column(), person.to_column()],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }
}

fn find(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
) -> Result<Option<Waiting>, StoreError> {
    desk.tx.first(
        sql!("SELECT household, person, asked_at, left_millis FROM cooling WHERE household = ?1 AND person = ?2"),
        params![household.to_column(), person.to_column()],
        |row| read(row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?),
    )
}

fn read(
    household: i64,
    person: i64,
    asked_at: i64,
    left_millis: i64,
) -> Result<Waiting, StoreError> {
    const BROKEN: StoreError = StoreError::Corrupt("a wait cannot be read");
    Ok(Waiting {
        household: HouseholdId::from_column(household).ok_or(BROKEN)?,
        person: PersonId::from_column(person).ok_or(BROKEN)?,
        asked_at: UnixMillis(asked_at),
        left_millis,
    })
}
