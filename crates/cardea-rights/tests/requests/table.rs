//! Every kind, state and event.

use cardea_rights::clock::Nation;
use cardea_rights::{
    Alarm, Ground, Progress, RequestEvent as Event, RequestKind as Kind, RequestRefusal,
    RequestState as State, Route,
};
use cardea_units::{Date, date};

const DAY: Date = date(2026, 11, 2);

fn received(kind: Kind) -> Progress {
    Progress::received(kind, DAY, Nation::EnglandAndWales)
}

/// A request in a state, by the shortest way there; `None` where its kind has none.
fn in_state(kind: Kind, state: State) -> Option<Progress> {
    let ground = Ground::ALL
        .into_iter()
        .find(|ground| ground.clause(kind).is_some());
    let way: Vec<Event> = match state {
        State::Received => vec![],
        State::IdentityCheck => vec![Event::AskIdentity],
        State::Clarification => vec![Event::AskClarification],
        State::Working => vec![Event::Begin],
        State::Extended => vec![Event::Extend],
        State::Sweeping => vec![Event::Destroy],
        State::Done if kind == Kind::Erasure => vec![Event::Destroy, Event::Answer],
        State::Done => vec![Event::Answer],
        State::Refused => vec![Event::Refuse(ground?)],
        State::Withdrawn => vec![Event::Withdraw],
    };
    way.into_iter()
        .try_fold(received(kind), |request, event| request.after(event, DAY))
        .ok()
}

/// What the table of the rights says, written down a second time: the state that follows, or nothing.
fn expected(kind: Kind, state: State, event: Event) -> Option<State> {
    let complaint = kind == Kind::Complaint;
    let open = matches!(state, State::Received | State::Working | State::Extended);
    let on = if state == State::Extended {
        State::Extended
    } else {
        State::Working
    };
    Some(match event {
        Event::Begin if state == State::Received => State::Working,
        Event::Acknowledge if complaint && open => State::Working,
        Event::AskIdentity if !complaint && open => State::IdentityCheck,
        Event::ShowIdentity if state == State::IdentityCheck => State::Working,
        Event::AskClarification if kind == Kind::Access && open => State::Clarification,
        Event::Clarify if state == State::Clarification => State::Working,
        Event::Extend if !complaint && open && state != State::Extended => State::Extended,
        Event::AnswerPart if open => on,
        Event::Answer if open || matches!(state, State::Clarification | State::Sweeping) => {
            State::Done
        }
        Event::Refuse(_) if !complaint && state != State::Sweeping && state.is_open() => {
            State::Refused
        }
        Event::Withdraw if state.is_open() && state != State::Sweeping => State::Withdrawn,
        Event::Destroy if kind == Kind::Erasure && (open || state == State::Sweeping) => {
            State::Sweeping
        }
        _ => return None,
    })
}

#[test]
fn every_event_in_every_state_of_every_kind() {
    let mut tried = 0;
    for kind in Kind::ALL {
        for state in State::ALL {
            let Some(request) = in_state(kind, state) else {
                continue;
            };
            assert_eq!(request.state(), state);
            for event in Event::ALL {
                let after = request
                    .after(event, DAY)
                    .map(|request| request.state())
                    .ok();
                assert_eq!(
                    after,
                    expected(kind, state, event),
                    "{kind:?} {state:?} {event:?}"
                );
                tried += 1;
            }
        }
    }
    assert_eq!(
        tried,
        12 * (8 * 9 - 7 - 7 - 1 - 1 - 1),
        "no state is left out"
    );
}

#[test]
fn nothing_leaves_an_end() {
    for kind in Kind::ALL {
        for state in [State::Done, State::Refused, State::Withdrawn] {
            let Some(request) = in_state(kind, state) else {
                continue;
            };
            for event in Event::ALL {
                assert_eq!(
                    request.after(event, DAY),
                    Err(RequestRefusal::Ended),
                    "{kind:?} {event:?}"
                );
            }
            assert_eq!(request.deadlines(DAY).due, None);
        }
    }
}

#[test]
fn a_refusal_needs_a_ground_that_is_one() {
    for kind in Kind::ALL {
        for ground in Ground::ALL {
            let after = received(kind).after(Event::Refuse(ground), DAY);
            assert_eq!(
                after.is_ok(),
                ground.clause(kind).is_some(),
                "{kind:?} {ground:?}"
            );
            if let Ok(refused) = after {
                assert_eq!(refused.ground(), Some(ground));
            }
        }
    }
    // A complaint has no ground to be refused, and every other kind has one.
    for ground in Ground::ALL {
        assert_eq!(ground.clause(Kind::Complaint), None);
    }
    assert_eq!(Route::ALL.len(), 3);
}

#[test]
fn only_access_pauses() {
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Access) {
        assert_eq!(
            received(kind).after(Event::AskClarification, DAY),
            Err(RequestRefusal::Kind),
            "{kind:?}"
        );
    }
}

#[test]
fn an_extension_is_told_inside_the_first_month() {
    let request = received(Kind::Access);
    let last = request.deadlines(DAY).notice_due.unwrap();
    assert_eq!(last, date(2026, 12, 2));
    assert!(request.after(Event::Extend, last).is_ok());
    assert_eq!(
        request.after(Event::Extend, last.tomorrow().unwrap()),
        Err(RequestRefusal::TooLate)
    );
    // Its month is paused in the same way.
    let paused = request
        .after(Event::AskClarification, date(2026, 11, 5))
        .unwrap();
    let clarified = paused.after(Event::Clarify, date(2026, 11, 17)).unwrap();
    assert!(clarified.after(Event::Extend, date(2026, 12, 14)).is_ok());
    assert_eq!(
        clarified.after(Event::Extend, date(2026, 12, 15)),
        Err(RequestRefusal::TooLate)
    );
    // And an extended one is no longer extended.
    let extended = request.after(Event::Extend, DAY).unwrap();
    assert_eq!(
        extended.after(Event::Extend, DAY),
        Err(RequestRefusal::State)
    );
}

#[test]
fn what_makes_it_later_is_not_asked_when_it_is_due() {
    let over = date(2026, 12, 3);
    for event in [Event::AskIdentity, Event::AskClarification] {
        assert_eq!(
            received(Kind::Access).after(event, over),
            Err(RequestRefusal::TooLate),
            "{event:?}"
        );
    }
}

#[test]
fn both_readings_of_a_pause_are_told() {
    let paused = received(Kind::Access)
        .after(Event::AskClarification, date(2026, 11, 5))
        .unwrap();
    let today = paused.deadlines(date(2026, 11, 17));
    assert!(today.is_moving);
    assert_eq!(
        (today.due, today.due_literal),
        (Some(date(2026, 12, 14)), Some(date(2026, 12, 15)))
    );
    let clarified = paused.after(Event::Clarify, date(2026, 11, 17)).unwrap();
    let told = clarified.deadlines(date(2026, 11, 20));
    assert!(!told.is_moving);
    assert_eq!(
        (told.due, told.due_literal),
        (Some(date(2026, 12, 14)), Some(date(2026, 12, 15)))
    );
}

#[test]
fn alarms_come_in_their_order() {
    // Received on the 25th: due on 29 December, the target is the 23rd.
    let request = Progress::received(Kind::Erasure, date(2026, 11, 25), Nation::EnglandAndWales);
    let alarm = |day| request.deadlines(day).alarm;
    assert_eq!(alarm(date(2026, 12, 21)), Alarm::None);
    assert_eq!(alarm(date(2026, 12, 22)), Alarm::Soon);
    assert_eq!(alarm(date(2026, 12, 29)), Alarm::Soon);
    assert_eq!(alarm(date(2026, 12, 30)), Alarm::Overdue);
    // One whose month is longer passes the target first.
    let mut request = received(Kind::Access);
    request = request.after(Event::AskClarification, DAY).unwrap();
    request = request.after(Event::Clarify, DAY).unwrap();
    assert_eq!(request.deadlines(date(2026, 11, 24)).alarm, Alarm::None);
    assert_eq!(request.deadlines(date(2026, 11, 25)).alarm, Alarm::Soon);
}

#[test]
fn a_complaint_runs_a_clock_of_its_own() {
    let complaint =
        Progress::received(Kind::Complaint, date(2026, 12, 24), Nation::EnglandAndWales);
    let told = complaint.deadlines(date(2026, 12, 24));
    // 23 January is a Saturday.
    assert_eq!(told.due, Some(date(2027, 1, 25)));
    assert_eq!(told.notice_due, None);
    assert_eq!(complaint.deadlines(date(2027, 1, 14)).alarm, Alarm::None);
    // Seven days before the cautious day, the 22nd.
    assert_eq!(complaint.deadlines(date(2027, 1, 15)).alarm, Alarm::Soon);
    let known = complaint
        .after(Event::Acknowledge, date(2027, 1, 4))
        .unwrap();
    assert_eq!(known.deadlines(date(2027, 1, 4)).due, None);
    assert_eq!(known.deadlines(date(2027, 2, 1)).alarm, Alarm::Target);
    assert_eq!(
        known.after(Event::Acknowledge, DAY),
        Err(RequestRefusal::State)
    );
    assert_eq!(
        known.after(Event::Answer, DAY).unwrap().state(),
        State::Done
    );
}

#[test]
fn words_lead_back() {
    for event in Event::ALL {
        let ground = event.ground().map(Ground::word);
        assert_eq!(Event::of_words(event.word(), ground), Some(event));
    }
    assert_eq!(
        Event::of_words("refused", None),
        None,
        "no refusal without a ground"
    );
    for state in State::ALL {
        assert_eq!(State::of_word(state.word()), Some(state));
    }
    for kind in Kind::ALL {
        assert_eq!(Kind::of_word(kind.word()), Some(kind));
    }
}
