//! Writing requests and their steps.

use cardea_rights::clock::{HOLIDAYS_KNOWN_FROM, Nation, day_on_the_wall};
use cardea_rights::{Progress, RequestEvent, RequestKind, RequestState, StepBy};
use cardea_units::{Date, HouseholdId, PersonId, Sensitive, SubjectId, UnixMillis};

use super::rows::{ASKED, BROKEN, Head, WORDS};
use super::{Asker, NewRequest, NewStep, RequestId};
use crate::engine::{params, sql};
use crate::limits::{REQUEST_STEPS_MAX, REQUESTS_KEPT_YEARS, REQUESTS_OPEN_MAX};
use crate::people::leaving::require_member_or_former;
use crate::{Desk, Store, StoreError};

impl Store {
    /// Writes a request down. Durable when it returns: whatever is done about it comes after.
    ///
    /// # Errors
    /// When there is no such person, the day of receipt is later than today, or they have [`REQUESTS_OPEN_MAX`] requests open.
    pub async fn record_request(&self, new: NewRequest) -> Result<RequestId, StoreError> {
        let nation = self.nation();
        self.change(move |desk| record(desk, &new, nation)).await
    }

    /// Takes a step of a request, and answers what it comes to.
    ///
    /// # Errors
    /// [`StoreError::Refused`] with what to do when the step does not fit where the request stands.
    pub async fn step_request(&self, id: RequestId, step: NewStep) -> Result<Progress, StoreError> {
        self.change(move |desk| {
            let head = head_of(desk, id)?;
            let household = head.household;
            let record = head.with_steps(&desk.tx, None)?;
            let today = day_on_the_wall(desk.now);
            let progress = record
                .progress
                .after(step.event, today)
                .map_err(|refusal| StoreError::Refused(refusal.what_to_do()))?;
            note(desk, household, id, &step, progress.last_day())?;
            set_state(desk, household, id, progress.state())?;
            Ok(progress)
        })
        .await
    }

    /// Deletes what ended longer ago than anybody can go to court about it. Erasures stay: they say who must not come back with an old copy.
    ///
    /// # Errors
    /// What the database reports. Called again, it goes on.
    pub async fn forget_requests(&self) -> Result<(), StoreError> {
        let today = day_on_the_wall(self.clock().now());
        let year = today.year().saturating_sub(REQUESTS_KEPT_YEARS);
        let oldest = Date::new(year, today.month(), today.day().min(28)).unwrap_or(today);
        let oldest = UnixMillis::at_start_of(oldest).0;
        let over: Option<i64> = self.reader()?.first(
            sql!("SELECT number FROM request WHERE done_at < ?1 AND kind != 'erasure' LIMIT 1"),
            params![oldest],
            |row| row.get(0),
        )?;
        if over.is_none() {
            return Ok(());
        }
        self.change(move |desk| {
            desk.tx.execute(
                sql!("DELETE FROM request_step WHERE EXISTS (SELECT 1 FROM request r WHERE r.household = request_step.household
                      AND r.person = request_step.person AND r.number = request_step.number AND r.done_at < ?1 AND r.kind != 'erasure')"),
                params![oldest],
            )?;
            desk.tx.execute(
                sql!("DELETE FROM request WHERE done_at < ?1 AND kind != 'erasure'"),
                params![oldest],
            )?;
            Ok(())
        })
        .await
    }
}

fn record(desk: &mut Desk<'_>, new: &NewRequest, nation: Nation) -> Result<RequestId, StoreError> {
    let today = day_on_the_wall(desk.now);
    let received_on = new.received_on.unwrap_or(today);
    if received_on > today {
        return Err(StoreError::Refused(
            "the day of receipt lies ahead. Give the day on which it came in",
        ));
    }
    if received_on < HOLIDAYS_KNOWN_FROM {
        return Err(StoreError::Refused(
            "the day of receipt lies before 2018. Give the day on which it came in",
        ));
    }
    let (household, person) = match new.asker {
        Asker::Member(household, person) => {
            require_member_or_former(desk, household, person)?;
            (household.to_column(), person)
        }
        Asker::Stranger => {
            // A secret of their own first, so that nothing is written of them that could not be forgotten.
            let person = PersonId::draw(desk.random).ok_or(StoreError::NoRandomness)?;
            let _ = desk
                .vault
                .create_subject(SubjectId::Person(person), desk.now)?;
            (0, person)
        }
        Asker::KnownStranger(person) => {
            let known: i64 = desk.tx.only(
                sql!("SELECT count(*) FROM request WHERE household = 0 AND person = ?1"),
                params![person.to_column()],
                |row| row.get(0),
            )?;
            if known == 0 {
                return Err(StoreError::Unknown("person"));
            }
            (0, person)
        }
    };
    let open: i64 = desk.tx.only(
        sql!("SELECT count(*) FROM request WHERE household = ?1 AND person = ?2 AND state NOT IN ('done', 'refused', 'withdrawn')"),
        params![household, person.to_column()],
        |row| row.get(0),
    )?;
    if open >= REQUESTS_OPEN_MAX {
        return Err(StoreError::Refused(
            "too many requests are open. Wait for an answer, or take one back",
        ));
    }
    let number: i64 = desk.tx.only(
        sql!(
            "SELECT COALESCE(max(number), 0) + 1 FROM request WHERE household = ?1 AND person = ?2"
        ),
        params![household, person.to_column()],
        |row| row.get(0),
    )?;
    let asked = sealed(desk, person, ASKED, &new.asked)?;
    desk.tx.execute(
        sql!("INSERT INTO request (household, person, number, kind, state, subjects, received_at, channel, nation, received_on, sealed_asked)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"),
        params![
            household,
            person.to_column(),
            number,
            new.kind.word(),
            RequestState::Received.word(),
            Vec::<u8>::new(),
            desk.now.0,
            new.channel.word(),
            nation.word(),
            UnixMillis::at_start_of(received_on).0,
            asked
        ],
    )?;
    Ok(RequestId { person, number })
}

/// A step that the house takes by itself, when the state is changed elsewhere. Taken twice after a crash, it is one step.
pub(in crate::people) fn note_step(
    desk: &Desk<'_>,
    household: HouseholdId,
    id: RequestId,
    event: RequestEvent,
) -> Result<(), StoreError> {
    let known: i64 = desk.tx.only(
        sql!("SELECT count(*) FROM request_step WHERE household = ?1 AND person = ?2 AND number = ?3 AND event = ?4"),
        params![household.to_column(), id.person.to_column(), id.number, event.word()],
        |row| row.get(0),
    )?;
    if known > 0 {
        return Ok(());
    }
    let last: Option<i64> = desk.tx.only(
        sql!("SELECT max(on_day) FROM request_step WHERE household = ?1 AND person = ?2 AND number = ?3"),
        params![household.to_column(), id.person.to_column(), id.number],
        |row| row.get(0),
    )?;
    let today = day_on_the_wall(desk.now);
    let step = NewStep {
        event,
        by: StepBy::House,
        words: Sensitive::new(String::new()),
    };
    let day = last.map_or(today, |last| UnixMillis(last).date().max(today));
    note(desk, household.to_column(), id, &step, day)
}

/// What is left of the requests of who was forgotten: that they were, when and how they ended, and no word. What was open has ended.
pub(in crate::people) fn end_of_forgotten(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
) -> Result<(), StoreError> {
    let of = (household.to_column(), person.to_column());
    let open: Vec<i64> = desk.tx.all(
        sql!("SELECT number FROM request WHERE household = ?1 AND person = ?2 AND length(subjects) = 0
              AND state NOT IN ('done', 'refused', 'withdrawn')"),
        params![of.0, of.1],
        |row| row.get(0),
    )?;
    for number in open {
        let id = RequestId { person, number };
        let progress = head_of(desk, id)?.with_steps(&desk.tx, None)?.progress;
        // Whoever asked to be forgotten by letter has been.
        let is_erasure = progress.kind() == RequestKind::Erasure;
        let answered = progress.after(RequestEvent::Answer, progress.last_day());
        let (event, state) = if is_erasure && answered.is_ok() {
            (RequestEvent::Answer, RequestState::Done)
        } else {
            (RequestEvent::Withdraw, RequestState::Withdrawn)
        };
        note_step(desk, household, id, event)?;
        set_state(desk, of.0, id, state)?;
    }
    desk.tx.execute(
        sql!("UPDATE request SET sealed_asked = NULL WHERE household = ?1 AND person = ?2"),
        params![of.0, of.1],
    )?;
    desk.tx.execute(
        sql!("UPDATE request_step SET sealed_words = NULL WHERE household = ?1 AND person = ?2"),
        params![of.0, of.1],
    )?;
    Ok(())
}

/// The same for everybody who ever asked in a home that goes.
pub(in crate::people) fn end_of_home(
    desk: &Desk<'_>,
    household: HouseholdId,
) -> Result<(), StoreError> {
    let people: Vec<i64> = desk.tx.all(
        sql!("SELECT DISTINCT person FROM request WHERE household = ?1"),
        params![household.to_column()],
        |row| row.get(0),
    )?;
    for person in people {
        let person = PersonId::from_column(person).ok_or(BROKEN)?;
        end_of_forgotten(desk, household, person)?;
    }
    Ok(())
}

fn head_of(desk: &Desk<'_>, id: RequestId) -> Result<Head, StoreError> {
    desk.tx
        .first(
            sql!("SELECT household, person, number, kind, state, channel, nation, received_at, received_on, done_at, sealed_asked
                  FROM request WHERE person = ?1 AND number = ?2"),
            params![id.person.to_column(), id.number],
            Head::read,
        )?
        .ok_or(StoreError::Unknown("request"))
}

fn note(
    desk: &Desk<'_>,
    household: i64,
    id: RequestId,
    step: &NewStep,
    day: Date,
) -> Result<(), StoreError> {
    let place: i64 = desk.tx.only(
        sql!("SELECT COALESCE(max(step), 0) + 1 FROM request_step WHERE household = ?1 AND person = ?2 AND number = ?3"),
        params![household, id.person.to_column(), id.number],
        |row| row.get(0),
    )?;
    if place > REQUEST_STEPS_MAX {
        return Err(StoreError::Refused(
            "this request has had too many steps. Answer it, or refuse it with a ground",
        ));
    }
    let words = if step.words.disclose_ref().is_empty() {
        None
    } else {
        sealed(desk, id.person, WORDS, &step.words)?
    };
    desk.tx.execute(
        sql!("INSERT INTO request_step (household, person, number, step, event, ground, actor, at, on_day, sealed_words)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"),
        params![
            household,
            id.person.to_column(),
            id.number,
            place,
            step.event.word(),
            step.event.ground().map(cardea_rights::Ground::word),
            step.by.word(),
            desk.now.0,
            UnixMillis::at_start_of(day).0,
            words
        ],
    )?;
    Ok(())
}

fn set_state(
    desk: &Desk<'_>,
    household: i64,
    id: RequestId,
    state: RequestState,
) -> Result<(), StoreError> {
    let ended = (!state.is_open()).then_some(desk.now.0);
    desk.tx.execute(
        sql!("UPDATE request SET state = ?1, done_at = ?2 WHERE household = ?3 AND person = ?4 AND number = ?5"),
        params![state.word(), ended, household, id.person.to_column(), id.number],
    )?;
    Ok(())
}

fn sealed(
    desk: &Desk<'_>,
    person: PersonId,
    bound: &[u8],
    words: &Sensitive<String>,
) -> Result<Option<Vec<u8>>, StoreError> {
    let words = words.disclose_ref().as_bytes();
    let sealed = desk
        .vault
        .seal_profile(SubjectId::Person(person), bound, words)?;
    Ok(Some(sealed))
}
