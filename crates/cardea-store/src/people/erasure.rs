//! Erasure: written down, then the secret destroyed, then swept. A crash between resumes.

use cardea_gate::Role;
use cardea_manifest::model::SharedErasure;
use cardea_rights::clock::day_on_the_wall;
use cardea_rights::{RequestChannel, RequestEvent, RequestKind, RequestState};
use cardea_units::{HouseholdId, PersonId, SubjectId, UnixMillis};

use super::request::{RequestId, end_of_forgotten, end_of_home, note_step};

use crate::engine::{Row, Statement, params, sql};
use crate::homes::role_from_word;
use crate::{Desk, Store, StoreError, media};

/// One erasure that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erasure {
    /// In which home.
    pub household: HouseholdId,
    /// Who asked.
    pub person: PersonId,
    /// Its number among the person's requests.
    pub number: i64,
    /// Whose secrets are destroyed: the person's, and everybody's in the home when no adult is left there.
    pub subjects: Vec<SubjectId>,
    /// How far it is.
    pub step: ErasureStep,
}

/// How far an erasure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErasureStep {
    /// Written down; nothing is destroyed yet.
    Received,
    /// The secrets are destroyed.
    Sweeping,
}

impl Store {
    /// Writes down that a person wants to be forgotten. Durable before anything is destroyed.
    ///
    /// # Errors
    /// When there is no such person.
    pub async fn request_erasure(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Erasure, StoreError> {
        let nation = self.nation();
        self.change(move |desk| {
            if let Some(open) = open_erasure(desk, household, person)? {
                return Ok(open);
            }
            super::device::require_member(desk, household, person)?;
            let subjects = subjects_of(desk, household, person)?;
            let bytes: Vec<u8> = subjects.iter().flat_map(|subject| subject.to_bytes()).collect();
            let number: i64 = desk.tx.only(
                sql!("SELECT COALESCE(max(number), 0) + 1 FROM request WHERE household = ?1 AND person = ?2"),
                params![household.to_column(), person.to_column()],
                |row| row.get(0),
            )?;
            desk.tx.execute(
                sql!("INSERT INTO request (household, person, number, kind, state, subjects, received_at, channel, nation, received_on)
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"),
                params![
                    household.to_column(),
                    person.to_column(),
                    number,
                    RequestKind::Erasure.word(),
                    RequestState::Received.word(),
                    bytes,
                    desk.now.0,
                    RequestChannel::Portal.word(),
                    nation.word(),
                    UnixMillis::at_start_of(day_on_the_wall(desk.now)).0
                ],
            )?;
            Ok(Erasure { household, person, number, subjects, step: ErasureStep::Received })
        })
        .await
    }

    /// Writes down that a request to be forgotten, which came by another way, is carried out. Durable before anything is destroyed.
    ///
    /// # Errors
    /// When it is no request to be forgotten, or does not stand where it can be answered.
    pub async fn decide_erasure(&self, id: RequestId) -> Result<Erasure, StoreError> {
        let record = self.request(id)?;
        let household = record.household.ok_or(StoreError::Refused(
            "nothing is kept of who asks but the request itself. Answer it, and say so",
        ))?;
        self.change(move |desk| {
            record
                .progress
                .after(RequestEvent::Destroy, day_on_the_wall(desk.now))
                .map_err(|refusal| StoreError::Refused(refusal.what_to_do()))?;
            if let Some(open) = open_erasure(desk, household, id.person)? {
                return Ok(open);
            }
            super::device::require_member(desk, household, id.person)?;
            let subjects = subjects_of(desk, household, id.person)?;
            let bytes: Vec<u8> = subjects.iter().flat_map(|subject| subject.to_bytes()).collect();
            desk.tx.execute(
                sql!("UPDATE request SET subjects = ?1 WHERE household = ?2 AND person = ?3 AND number = ?4"),
                params![
                    bytes,
                    household.to_column(),
                    id.person.to_column(),
                    id.number
                ],
            )?;
            Ok(Erasure {
                household,
                person: id.person,
                number: id.number,
                subjects,
                step: ErasureStep::Received,
            })
        })
        .await
    }

    /// Destroys the secrets. When it returns, nothing in the database, its backups or any export can be opened to this person's data
    /// (law L4). Readings in flight are refused from here on.
    ///
    /// # Errors
    /// What the vault reports; then it is not erased, and is tried again.
    pub async fn destroy_secrets(&self, erasure: &Erasure) -> Result<(), StoreError> {
        let erasure = erasure.clone();
        self.with_writer(move |writer| {
            let now = writer.clock.now();
            let _ = writer.vault.destroy_subjects(&erasure.subjects, now)?;
            writer.homes.forget(erasure.household);
            writer.change(|desk| {
                set_state(desk, &erasure, RequestState::Sweeping)?;
                desk.touch(erasure.household);
                Ok(())
            })
        })
        .await?
    }

    /// Deletes what is left: rows about the person, blocks that nobody can open, and the write-ahead log that held them.
    ///
    /// # Errors
    /// What the database reports. Called again, it goes on.
    pub async fn sweep(&self, erasure: &Erasure) -> Result<(), StoreError> {
        self.seal().await?;
        // Nobody who seals looks at the files while what was deleted is taken out of them.
        let _one = self.one_sealer().lock().await;
        let (erasure, done) = (erasure.clone(), erasure.clone());
        self.with_writer(move |writer| {
            writer.change(|desk| {
                sweep_person(desk, &erasure)?;
                if erasure
                    .subjects
                    .contains(&SubjectId::Household(erasure.household))
                {
                    sweep_home(desk, &erasure)?;
                }
                desk.touch(erasure.household);
                Ok(())
            })?;
            writer.db.purge_deleted()
        })
        .await??;
        let _ = self.sweep_media().await?;
        // Done is what is in no file any more: not before.
        self.change(move |desk| set_state(desk, &done, RequestState::Done))
            .await
    }

    /// Erasures that a crash interrupted. Each is to be taken up again before anything is served.
    ///
    /// # Errors
    /// What the database reports.
    pub fn open_erasures(&self) -> Result<Vec<Erasure>, StoreError> {
        self.reader()?.all(
            sql!("SELECT household, person, number, state, subjects FROM request WHERE kind = 'erasure' AND length(subjects) > 0 AND state != 'done'"),
            params![],
            read_erasure,
        )
    }
}

fn open_erasure(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
) -> Result<Option<Erasure>, StoreError> {
    desk.tx.first(
        sql!("SELECT household, person, number, state, subjects FROM request WHERE household = ?1 AND person = ?2 AND kind = 'erasure' AND length(subjects) > 0 AND state != 'done'"),
        params![household.to_column(), person.to_column()],
        read_erasure,
    )
}

fn read_erasure(row: Row<'_>) -> Result<Erasure, StoreError> {
    const BROKEN: StoreError = StoreError::Corrupt("a request cannot be read");
    let subjects: &[u8] = row.get(4)?;
    let state: &str = row.get(3)?;
    Ok(Erasure {
        household: HouseholdId::from_column(row.get(0)?).ok_or(BROKEN)?,
        person: PersonId::from_column(row.get(1)?).ok_or(BROKEN)?,
        number: row.get(2)?,
        subjects: subjects
            .chunks(9)
            .map(|bytes| SubjectId::from_bytes(bytes).ok_or(BROKEN))
            .collect::<Result<_, _>>()?,
        step: if state == RequestState::Sweeping.word() {
            ErasureStep::Sweeping
        } else {
            ErasureStep::Received
        },
    })
}

/// Whose secrets go: the person's; and when no other adult is left in the home, everybody's there and the home's own, since nobody is left
/// who could decide about them. Who has asked to be forgotten, too, decides nothing any more.
fn subjects_of(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
) -> Result<Vec<SubjectId>, StoreError> {
    let mut others = Vec::new();
    let mut adults = false;
    desk.tx.each(
        sql!("SELECT id, role FROM person p WHERE household = ?1 AND id != ?2 AND NOT EXISTS
              (SELECT 1 FROM request r WHERE r.household = ?1 AND r.person = p.id AND r.kind = 'erasure' AND length(r.subjects) > 0 AND r.state != 'done')"),
        params![household.to_column(), person.to_column()],
        |row| {
            let other = PersonId::from_column(row.get(0)?);
            others.push(SubjectId::Person(
                other.ok_or(StoreError::Corrupt("a person has no id"))?,
            ));
            adults |= matches!(
                role_from_word(row.get(1)?)?,
                Role::AccountHolder | Role::Adult
            );
            Ok(())
        },
    )?;
    let mut subjects = vec![SubjectId::Person(person)];
    if !adults {
        subjects.append(&mut others);
        subjects.push(SubjectId::Household(household));
    }
    Ok(subjects)
}

fn set_state(desk: &Desk<'_>, erasure: &Erasure, state: RequestState) -> Result<(), StoreError> {
    let done_at = (state == RequestState::Done).then_some(desk.now.0);
    desk.tx.execute(
        sql!("UPDATE request SET state = ?1, done_at = ?2 WHERE household = ?3 AND person = ?4 AND number = ?5"),
        params![state.word(), done_at, erasure.household.to_column(), erasure.person.to_column(), erasure.number],
    )?;
    let event = if state == RequestState::Done {
        RequestEvent::Answer
    } else {
        RequestEvent::Destroy
    };
    let id = RequestId {
        person: erasure.person,
        number: erasure.number,
    };
    note_step(desk, erasure.household, id, event)
}

/// What forgets a person, beside their blocks: rows under their number in every table.
const OF_PERSON: &[Statement] = &[
    sql!("DELETE FROM consent WHERE household = ?1 AND person = ?2"),
    sql!("DELETE FROM consent_history WHERE household = ?1 AND person = ?2"),
    sql!("DELETE FROM stop WHERE household = ?1 AND person = ?2"),
    sql!("DELETE FROM session WHERE household = ?1 AND person = ?2"),
    sql!("DELETE FROM answer WHERE household = ?1 AND person = ?2"),
    sql!("DELETE FROM cut WHERE household = ?1 AND person = ?2"),
    sql!("DELETE FROM profile WHERE household = ?1 AND person = ?2"),
    sql!("DELETE FROM looked WHERE household = ?1 AND person = ?2"),
    sql!("DELETE FROM person WHERE household = ?1 AND id = ?2"),
];

/// What forgets a home; the home itself last.
const OF_HOME: &[Statement] = &[
    sql!("DELETE FROM block WHERE household = ?1"),
    sql!("DELETE FROM consent WHERE household = ?1"),
    sql!("DELETE FROM consent_history WHERE household = ?1"),
    sql!("DELETE FROM stop WHERE household = ?1"),
    sql!("DELETE FROM session WHERE household = ?1"),
    sql!("DELETE FROM answer WHERE household = ?1"),
    sql!("DELETE FROM cut WHERE household = ?1"),
    sql!("DELETE FROM profile WHERE household = ?1"),
    sql!("DELETE FROM looked WHERE household = ?1"),
    sql!("DELETE FROM tally WHERE household = ?1"),
    sql!("DELETE FROM person WHERE household = ?1"),
    sql!(
        "UPDATE device SET household = NULL, wearer = NULL, claimed_at = NULL WHERE household = ?1"
    ),
    sql!("DELETE FROM household WHERE id = ?1"),
];

fn sweep_person(desk: &mut Desk<'_>, erasure: &Erasure) -> Result<(), StoreError> {
    let (household, person) = (erasure.household.to_column(), erasure.person.to_column());
    let subject = SubjectId::Person(erasure.person).to_bytes();
    desk.tx.execute(
        sql!("DELETE FROM block WHERE household = ?1 AND subject = ?2"),
        params![household, subject],
    )?;
    media::forget_subject(
        &desk.tx,
        erasure.household,
        SubjectId::Person(erasure.person),
    )?;
    end_of_forgotten(desk, erasure.household, erasure.person)?;
    for forget in OF_PERSON {
        desk.tx.execute(*forget, params![household, person])?;
    }
    for (_, product) in desk
        .products
        .iter()
        .filter(|(_, product)| *product.manifest.people.shared_erasure == SharedErasure::EraseAll)
    {
        media::forget_shared(&desk.tx, erasure.household, product.gate.product())?;
        desk.tx.execute(
            sql!("DELETE FROM block WHERE household = ?1 AND subject = ?2 AND layout IN (SELECT id FROM layout WHERE product = ?3)"),
            params![household, SubjectId::Household(erasure.household).to_bytes(), product.gate.product()],
        )?;
    }
    desk.tx.execute(
        sql!("UPDATE device SET wearer = NULL WHERE household = ?1 AND wearer = ?2"),
        params![household, person],
    )?;
    Ok(())
}

fn sweep_home(desk: &mut Desk<'_>, erasure: &Erasure) -> Result<(), StoreError> {
    let household = erasure.household.to_column();
    // While the home still has them: what is attached is known by that.
    super::hub::sweep_home(desk, erasure.household)?;
    media::forget_home(&desk.tx, erasure.household)?;
    for device in super::directive::devices_of(&desk.tx, erasure.household)? {
        desk.touch_device(device);
    }
    end_of_home(desk, erasure.household)?;
    for forget in OF_HOME {
        desk.tx.execute(*forget, params![household])?;
    }
    Ok(())
}
