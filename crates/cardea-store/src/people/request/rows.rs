//! Requests and steps as rows.

use cardea_rights::clock::{Nation, day_on_the_wall};
use cardea_rights::{Progress, RequestChannel, RequestEvent, RequestKind, RequestState, StepBy};
use cardea_units::{HouseholdId, PersonId, Sensitive, SubjectId, UnixMillis};
use cardea_vault::{Vault, VaultError};

use super::{RequestId, RequestRecord, RequestStep};
use crate::StoreError;
use crate::engine::{Connection, Row, params, sql};

pub(super) const ASKED: &[u8] = b"request";
pub(super) const WORDS: &[u8] = b"request step";
pub(super) const BROKEN: StoreError = StoreError::Corrupt("a request cannot be read");

/// A row of `request`, its columns in the order of the statements that ask for it.
pub(super) struct Head {
    pub(super) household: i64,
    pub(super) id: RequestId,
    kind: RequestKind,
    state: RequestState,
    channel: RequestChannel,
    nation: Nation,
    received_at: UnixMillis,
    received_on: Option<i64>,
    ended_at: Option<i64>,
    sealed_asked: Option<Vec<u8>>,
}

impl Head {
    pub(super) fn read(row: Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            household: row.get(0)?,
            id: RequestId {
                person: PersonId::from_column(row.get(1)?).ok_or(BROKEN)?,
                number: row.get(2)?,
            },
            kind: RequestKind::of_word(row.get(3)?).ok_or(BROKEN)?,
            state: RequestState::of_word(row.get(4)?).ok_or(BROKEN)?,
            channel: RequestChannel::of_word(row.get(5)?).ok_or(BROKEN)?,
            nation: Nation::of_word(row.get(6)?).ok_or(BROKEN)?,
            received_at: UnixMillis(row.get(7)?),
            received_on: row.get(8)?,
            ended_at: row.get(9)?,
            sealed_asked: row.get(10)?,
        })
    }

    /// With its steps. What people said is opened where there is a vault to open it.
    pub(super) fn with_steps(
        self,
        db: &Connection,
        vault: Option<&Vault>,
    ) -> Result<RequestRecord, StoreError> {
        let on = self.received_on.map_or_else(
            || day_on_the_wall(self.received_at),
            |day| UnixMillis(day).date(),
        );
        let mut progress = Progress::received(self.kind, on, self.nation);
        let steps = self.steps(db, vault)?;
        for step in &steps {
            progress = progress.after(step.event, step.on).map_err(|_| BROKEN)?;
        }
        // Erasures of before there were steps.
        if steps.is_empty() {
            for event in [RequestEvent::Destroy, RequestEvent::Answer] {
                if progress.state() != self.state {
                    let ended = day_on_the_wall(self.ended_at.map_or(self.received_at, UnixMillis));
                    progress = progress.after(event, ended).map_err(|_| BROKEN)?;
                }
            }
        }
        if progress.state() != self.state {
            return Err(BROKEN);
        }
        Ok(RequestRecord {
            id: self.id,
            household: HouseholdId::from_column(self.household),
            channel: self.channel,
            received_at: self.received_at,
            ended_at: self.ended_at.map(UnixMillis),
            asked: opened(vault, self.id.person, ASKED, self.sealed_asked.as_deref())?,
            steps,
            progress,
        })
    }

    fn steps(
        &self,
        db: &Connection,
        vault: Option<&Vault>,
    ) -> Result<Vec<RequestStep>, StoreError> {
        db.all(
            sql!(
                "SELECT event, ground, actor, at, on_day, sealed_words FROM request_step
                  WHERE household = ?1 AND person = ?2 AND number = ?3 ORDER BY step"
            ),
            params![self.household, self.id.person.to_column(), self.id.number],
            |row| {
                Ok(RequestStep {
                    event: RequestEvent::of_words(row.get(0)?, row.get(1)?).ok_or(BROKEN)?,
                    by: StepBy::of_word(row.get(2)?).ok_or(BROKEN)?,
                    at: UnixMillis(row.get(3)?),
                    on: UnixMillis(row.get(4)?).date(),
                    words: opened(vault, self.id.person, WORDS, row.get(5)?)?,
                })
            },
        )
    }
}

/// What somebody said; `None` where nobody may read it any more.
fn opened(
    vault: Option<&Vault>,
    person: PersonId,
    bound: &[u8],
    sealed: Option<&[u8]>,
) -> Result<Option<Sensitive<String>>, StoreError> {
    let (Some(vault), Some(sealed)) = (vault, sealed) else {
        return Ok(None);
    };
    match vault.open_profile(SubjectId::Person(person), bound, sealed) {
        Ok(plain) => {
            let text = String::from_utf8(plain.disclose()).map_err(|_| BROKEN)?;
            Ok(Some(Sensitive::new(text)))
        }
        Err(VaultError::SubjectDestroyed | VaultError::SubjectUnknown) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
