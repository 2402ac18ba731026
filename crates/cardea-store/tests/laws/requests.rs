//! Requests survive, say nothing in the clear, and go with the person.

use cardea_gate::Role;
use cardea_rights::clock::Nation;
use cardea_rights::{
    Alarm, Ground, RequestChannel, RequestEvent as Event, RequestKind, RequestState, StepBy,
};
use cardea_store::{Asker, NewRequest, NewStep, RequestId, StoreError, requests_in};
use cardea_units::{Date, PersonId, Sensitive, SubjectId, UnixMillis, date};

use crate::house::{DAY, Family, House};
use crate::raw;

const SAID: &str = "quite unmistakable words";

fn asks(family: &Family, person: PersonId, kind: RequestKind) -> NewRequest {
    NewRequest {
        asker: Asker::Member(family.household, person),
        kind,
        channel: RequestChannel::Letter,
        received_on: None,
        asked: Sensitive::new(SAID.to_owned()),
    }
}

fn step(event: Event) -> NewStep {
    NewStep {
        event,
        by: StepBy::Operator,
        words: Sensitive::new(SAID.to_owned()),
    }
}

async fn steps(house: &House, id: RequestId, event: Event) -> Result<RequestState, StoreError> {
    let done = house.store().step_request(id, step(event)).await;
    done.map(|progress| progress.state())
}

fn due(house: &House, id: RequestId) -> Option<Date> {
    house
        .store()
        .request(id)
        .unwrap()
        .deadlines(house.now().date())
        .due
}

#[tokio::test]
async fn a_request_and_its_steps_survive() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let id = house
        .store()
        .record_request(asks(&family, family.ann, RequestKind::Access))
        .await
        .unwrap();
    assert_eq!(id.to_string().parse(), Ok(id));
    // Received on 23 November: due on 23 December.
    assert_eq!(due(&house, id), Some(date(2026, 12, 23)));
    house.forward(2 * DAY);
    assert_eq!(
        steps(&house, id, Event::AskClarification).await.unwrap(),
        RequestState::Clarification
    );
    let house_after = house.power_cut();
    assert_eq!(
        house_after.store().request(id).unwrap().state(),
        RequestState::Clarification
    );
    house.reopen();
    house.forward(5 * DAY);
    assert_eq!(
        steps(&house, id, Event::Clarify).await.unwrap(),
        RequestState::Working
    );
    // Five days do not count: the 28th is the substitute of Boxing Day.
    assert_eq!(due(&house, id), Some(date(2026, 12, 29)));
    let record = house.store().request(id).unwrap();
    assert_eq!(record.asked.unwrap().disclose(), SAID);
    assert_eq!(record.steps.len(), 2);
    assert_eq!(record.steps[0].words.as_ref().unwrap().disclose_ref(), SAID);
    assert_eq!(record.steps[0].on, date(2026, 11, 25));
    // Past the server, the list without words.
    let listed = requests_in(house.folder.path()).unwrap();
    assert_eq!(listed.len(), 1);
    assert!(listed[0].asked.is_none() && listed[0].steps[0].words.is_none());
    assert!(
        !raw::holds(house.folder.path(), SAID.as_bytes()),
        "words stand in the clear"
    );
}

#[tokio::test]
async fn what_does_not_fit_changes_nothing() {
    let house = House::new();
    let family = house.family("ann").await;
    let store = house.store();
    let id = store
        .record_request(asks(&family, family.ann, RequestKind::Rectification))
        .await
        .unwrap();
    for event in [
        Event::AskClarification,
        Event::Acknowledge,
        Event::Destroy,
        Event::Refuse(Ground::CompellingGrounds),
    ] {
        let refused = steps(&house, id, event).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))), "{event:?}");
    }
    // Extended after the first month.
    house.forward(31 * DAY);
    assert!(matches!(
        steps(&house, id, Event::Extend).await,
        Err(StoreError::Refused(_))
    ));
    let record = store.request(id).unwrap();
    assert!(record.steps.is_empty());
    assert_eq!(record.deadlines(house.now().date()).alarm, Alarm::Overdue);
    assert_eq!(
        steps(&house, id, Event::Refuse(Ground::IsAccurate))
            .await
            .unwrap(),
        RequestState::Refused
    );
    assert_eq!(
        store.request(id).unwrap().progress.ground(),
        Some(Ground::IsAccurate)
    );
    assert!(store.open_requests().unwrap().is_empty());
}

#[tokio::test]
async fn a_clock_that_jumps_moves_no_day_back() {
    let house = House::new();
    let family = house.family("ann").await;
    let id = house
        .store()
        .record_request(asks(&family, family.ann, RequestKind::Access))
        .await
        .unwrap();
    house.forward(3 * DAY);
    steps(&house, id, Event::AskClarification).await.unwrap();
    let before = due(&house, id);
    // The clock of the machine is set back by a month.
    house.forward(-30 * DAY);
    steps(&house, id, Event::Clarify).await.unwrap();
    assert!(due(&house, id) >= before);
    let record = house.store().request(id).unwrap();
    assert!(record.steps.is_sorted_by_key(|step| step.on));
    assert!(due(&house, id) >= Some(date(2026, 12, 23)));
}

#[tokio::test]
async fn days_are_those_of_the_nation_and_of_receipt() {
    let house = House::new();
    let family = house.family("ann").await;
    let store = house.store();
    store.keep_days_of(Nation::Scotland);
    let mut letter = asks(&family, family.ann, RequestKind::Access);
    letter.received_on = Some(date(2026, 10, 30));
    let id = store.record_request(letter.clone()).await.unwrap();
    // St Andrew's Day is a Monday.
    assert_eq!(due(&house, id), Some(date(2026, 12, 1)));
    store.keep_days_of(Nation::EnglandAndWales);
    let id = store.record_request(letter.clone()).await.unwrap();
    assert_eq!(due(&house, id), Some(date(2026, 11, 30)));
    for day in [date(2026, 11, 24), date(2017, 1, 1)] {
        letter.received_on = Some(day);
        assert!(matches!(
            store.record_request(letter.clone()).await,
            Err(StoreError::Refused(_))
        ));
    }
}

#[tokio::test]
async fn forgetting_takes_the_words_and_leaves_the_fact() {
    let house = House::new();
    let family = house.family("ann").await;
    let bob = family.adds(&house, Role::Adult, "bob").await;
    let store = house.store();
    let open = store
        .record_request(asks(&family, bob, RequestKind::Complaint))
        .await
        .unwrap();
    steps(&house, open, Event::Acknowledge).await.unwrap();
    let by_letter = store
        .record_request(asks(&family, bob, RequestKind::Erasure))
        .await
        .unwrap();
    let anns = store
        .record_request(asks(&family, family.ann, RequestKind::Access))
        .await
        .unwrap();
    // A letter is not carried out by itself, at no start either.
    assert!(store.open_erasures().unwrap().is_empty());
    let erasure = store.request_erasure(family.household, bob).await.unwrap();
    store.destroy_secrets(&erasure).await.unwrap();
    store.sweep(&erasure).await.unwrap();
    for (id, state) in [
        (open, RequestState::Withdrawn),
        (by_letter, RequestState::Done),
    ] {
        let record = store.request(id).unwrap();
        assert_eq!(record.state(), state);
        assert!(record.asked.is_none() && record.steps.iter().all(|step| step.words.is_none()));
    }
    let folder = house.folder.path();
    let sealed = format!(
        "SELECT count(*) FROM request r LEFT JOIN request_step s ON s.person = r.person
        WHERE r.person = {} AND (r.sealed_asked IS NOT NULL OR s.sealed_words IS NOT NULL)",
        bob.to_column()
    );
    assert_eq!(raw::count(folder, &sealed), 0);
    assert_eq!(
        store
            .request(RequestId {
                person: bob,
                number: erasure.number
            })
            .unwrap()
            .state(),
        RequestState::Done
    );
    // Others keep theirs.
    assert_eq!(store.request(anns).unwrap().asked.unwrap().disclose(), SAID);
}

#[tokio::test]
async fn an_erasure_by_letter_is_carried_out_when_it_is_decided() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let bob = family.adds(&house, Role::Adult, "bob").await;
    let id = house
        .store()
        .record_request(asks(&family, bob, RequestKind::Erasure))
        .await
        .unwrap();
    steps(&house, id, Event::AskIdentity).await.unwrap();
    assert!(matches!(
        house.store().decide_erasure(id).await,
        Err(StoreError::Refused(_))
    ));
    steps(&house, id, Event::ShowIdentity).await.unwrap();
    let erasure = house.store().decide_erasure(id).await.unwrap();
    assert_eq!((erasure.person, erasure.number), (bob, id.number));
    // A crash comes before anything is destroyed: it is known at the next start.
    house.reopen();
    let open = house.store().open_erasures().unwrap();
    assert_eq!(open, std::slice::from_ref(&erasure));
    house.store().destroy_secrets(&erasure).await.unwrap();
    house.reopen();
    house
        .store()
        .sweep(&house.store().open_erasures().unwrap()[0])
        .await
        .unwrap();
    let record = house.store().request(id).unwrap();
    assert_eq!(record.state(), RequestState::Done);
    assert!(
        !house
            .store()
            .vault()
            .has_subject(SubjectId::Person(bob))
            .unwrap()
    );
}

#[tokio::test]
async fn a_stranger_can_ask_too() {
    let house = House::new();
    let store = house.store();
    let letter = NewRequest {
        asker: Asker::Stranger,
        kind: RequestKind::Access,
        channel: RequestChannel::Letter,
        received_on: None,
        asked: Sensitive::new(SAID.to_owned()),
    };
    let id = store.record_request(letter).await.unwrap();
    let record = store.request(id).unwrap();
    assert_eq!(record.household, None);
    assert_eq!(record.asked.unwrap().disclose(), SAID);
    assert!(!raw::holds(house.folder.path(), SAID.as_bytes()));
    assert!(matches!(
        store.decide_erasure(id).await,
        Err(StoreError::Refused(_))
    ));
}

#[tokio::test]
async fn what_ended_is_deleted_after_six_years() {
    let house = House::new();
    let family = house.family("ann").await;
    let store = house.store();
    let id = store
        .record_request(asks(&family, family.ann, RequestKind::Access))
        .await
        .unwrap();
    let open = store
        .record_request(asks(&family, family.ann, RequestKind::Access))
        .await
        .unwrap();
    steps(&house, id, Event::Answer).await.unwrap();
    house.clock.set(UnixMillis::at_start_of(date(2032, 11, 20)));
    store.forget_requests().await.unwrap();
    assert!(store.request(id).is_ok());
    house.clock.set(UnixMillis::at_start_of(date(2032, 11, 25)));
    store.forget_requests().await.unwrap();
    assert!(matches!(store.request(id), Err(StoreError::Unknown(_))));
    assert_eq!(
        raw::count(house.folder.path(), "SELECT count(*) FROM request_step"),
        0
    );
    assert!(store.request(open).is_ok(), "what is open is owed");
}

#[tokio::test]
async fn nobody_can_open_requests_without_end() {
    let house = House::new();
    let family = house.family("ann").await;
    for _ in 0..50 {
        house
            .store()
            .record_request(asks(&family, family.ann, RequestKind::Complaint))
            .await
            .unwrap();
    }
    let more = house
        .store()
        .record_request(asks(&family, family.ann, RequestKind::Complaint))
        .await;
    assert!(matches!(more, Err(StoreError::Refused(_))));
}
