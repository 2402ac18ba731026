//! L2 and L3 where nobody says anything: a yes that runs out, a promise that goes further, a device that left.

use cardea_gate::{Answer, ConsentKind};
use cardea_rights::ConsentEvent::{Grant, Refuse, Withdraw};
use cardea_rights::{Channel, ConsentReason, ConsentState};
use cardea_store::{Decision, Shown};
use cardea_units::{PersonId, UnixMillis};

use crate::house::{DAY, Family, HEARTH_INDEX, HOUR, House, number, reading};
use crate::manifests::HEARTH;
use crate::raw;

/// The usual product, with a yes to the report that lasts, a purpose that nobody is asked for, and one that tells where somebody is.
pub(crate) fn lasting(time: &str) -> String {
    let extra = "  habits:
    title: Habits
    explain: Learns.
    class: analytics
    basis: { legitimate_interests: LIA }
    controller: maker
    uses: { pulse: { fields: [beats], keep: 2d }, room: { fields: { damp: {} }, keep: 2d } }
  finding:
    title: Find
    explain: Finds.
    class: core
    basis: contract
    controller: maker
    uses: { whereabouts: { fields: [place], keep: 2d } }
choices:
  report: { when: settings, where: [portal], lasts: ";
    let streams = "  whereabouts:
    title: Whereabouts
    about: wearer
    fields:
      place: { type: text, data: precise_location }
purposes:";
    let text = HEARTH.replacen("purposes:", streams, 1);
    format!("{text}{extra}{time} }}\n")
}

pub(crate) fn at(text: &str) -> UnixMillis {
    UnixMillis::parse_rfc3339(text).unwrap()
}

pub(crate) fn state_of(
    house: &House,
    family: &Family,
    person: PersonId,
    purpose: &str,
) -> (ConsentState, ConsentReason) {
    let consents = house.store().consents(family.household, person).unwrap();
    let found = consents.iter().find(|known| known.purpose == purpose);
    found.map_or(Default::default(), |known| (known.state, known.reason))
}

pub(crate) async fn settle(house: &House) {
    while house.store().settle_consents().await.unwrap() > 0 {}
}

async fn warm(house: &House, family: &Family) -> Answer {
    house.forward(1);
    let room = family.room(house, house.now(), &[("warmth", number(200))]);
    house.keep_one(room).await
}

/// Whether the report, which rests on a yes alone, would be given what comes now.
pub(crate) fn report_is_on(house: &House, family: &Family) -> bool {
    let gate = &house.store().products().get(HEARTH_INDEX).unwrap().gate;
    let index = gate.purpose_named("report").unwrap().0;
    let permitted = house.store().permits(family.household, HEARTH_INDEX);
    permitted.unwrap().home_permits(index)
}

#[tokio::test]
async fn a_yes_ends_at_its_second_though_nobody_sweeps() {
    let mut house = House::new();
    house.reopen_with(&lasting("1mo"));
    let family = house.family("ann").await;
    house.clock.set(at("2027-01-31T12:00:00Z"));
    family.says(&house, family.ann, "report", Grant).await;
    let end = at("2027-02-28T12:00:00Z");
    let ends = house
        .store()
        .consents(family.household, family.ann)
        .unwrap()[0]
        .ends_at;
    assert_eq!(ends, Some(end), "a month by the calendar");
    house.clock.set(end.plus(-2));
    assert!(report_is_on(&house, &family));
    warm(&house, &family).await;
    assert_eq!(family.reads(&house, "report").len(), 1);
    // The very next millisecond, with the home still in the writer's memory.
    warm(&house, &family).await;
    assert!(!report_is_on(&house, &family));
    house.store().seal().await.unwrap();
    assert_eq!(
        family.reads(&house, "report").len(),
        1,
        "what came after the end is not there: both would be one mean, so look at what a later hour gives"
    );
    house.forward(HOUR);
    warm(&house, &family).await;
    assert_eq!(family.reads(&house, "report").len(), 1);
    // After a restart without a sweep it is as over as before.
    house.reopen_with(&lasting("1mo"));
    house.forward(HOUR);
    warm(&house, &family).await;
    assert_eq!(family.reads(&house, "report").len(), 1);
    assert!(!report_is_on(&house, &family));
    // The sweep says so, and takes away what was kept on the yes alone.
    settle(&house).await;
    assert_eq!(
        state_of(&house, &family, family.ann, "report"),
        (ConsentState::Expired, ConsentReason::Time)
    );
    house.store().seal().await.unwrap();
    assert!(family.reads(&house, "report").is_empty());
    // Once it is written down, no clock brings it back.
    house.clock.set(at("2027-02-01T00:00:00Z"));
    assert!(!report_is_on(&house, &family));
    family.says(&house, family.ann, "report", Grant).await;
    assert!(report_is_on(&house, &family), "a new yes is a new yes");
}

#[tokio::test]
async fn the_clock_may_jump_and_nothing_flows_after_the_end() {
    let mut house = House::new();
    house.reopen_with(&lasting("30d"));
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    let said = house.now();
    for days in [29, 31, 400, 31, 3_000] {
        house.clock.set(said.plus(days * DAY));
        assert_eq!(report_is_on(&house, &family), days < 30, "{days}");
        let before = family.reads(&house, "report").len();
        warm(&house, &family).await;
        house.store().seal().await.unwrap();
        let after = family.reads(&house, "report").len();
        assert!(days < 30 || after <= before, "{days}");
    }
}

#[tokio::test]
async fn a_yes_after_the_end_does_not_bring_back_what_was_kept_before_it() {
    let mut house = House::new();
    house.reopen_with(&lasting("1d"));
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    warm(&house, &family).await;
    assert_eq!(family.reads(&house, "report").len(), 1);
    house.forward(2 * DAY);
    // Nobody swept. She says yes again.
    family.says(&house, family.ann, "report", Grant).await;
    assert!(report_is_on(&house, &family));
    assert!(family.reads(&house, "report").is_empty());
    let history = house.store().consent_history(family.household, family.ann);
    let states: Vec<ConsentState> = history.unwrap().iter().map(|known| known.state).collect();
    assert_eq!(
        states,
        [
            ConsentState::Granted,
            ConsentState::Expired,
            ConsentState::Granted
        ]
    );
}

#[tokio::test]
async fn a_manifest_makes_a_yes_shorter_and_never_longer() {
    let mut house = House::new();
    house.reopen_with(&lasting("60d"));
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    house.forward(40 * DAY);
    house.reopen_with(&lasting("30d"));
    assert!(!report_is_on(&house, &family), "today's is for 30 days");
    house.reopen_with(&lasting("90d"));
    assert!(
        !report_is_on(&house, &family),
        "and what was cut short stays so"
    );
    let mut house = House::new();
    house.reopen_with(&lasting("60d"));
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    house.forward(61 * DAY);
    house.reopen_with(&lasting("90d"));
    assert!(!report_is_on(&house, &family), "she said yes for 60 days");
    // One that was given when nothing was said of an end has one now.
    let mut house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    house.forward(20 * DAY);
    house.reopen_with(&lasting("30d"));
    assert!(report_is_on(&house, &family));
    house.forward(11 * DAY);
    assert!(!report_is_on(&house, &family));
}

const DAMP: &str = "uses: { room: { fields: { damp: {} }, keep: 2d } }\n  upkeep";

#[tokio::test]
async fn a_promise_that_goes_further_is_superseded_and_what_was_kept_waits_under_the_old_one() {
    let mut house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "research", Grant).await;
    let damp = |house: &House| {
        family.room(
            house,
            house.now(),
            &[("damp", number(40)), ("warmth", number(200))],
        )
    };
    house.keep_one(damp(&house)).await;
    let wider = HEARTH.replacen(
        DAMP,
        "uses: { room: { fields: { damp: {}, warmth: {} }, keep: 2d } }\n  upkeep",
        1,
    );
    house.reopen_with(&wider);
    let expected = (ConsentState::Superseded, ConsentReason::Promise);
    assert_eq!(state_of(&house, &family, family.ann, "research"), expected);
    house.forward(1);
    house.keep_one(damp(&house)).await;
    settle(&house).await;
    house.store().seal().await.unwrap();
    assert_eq!(
        family.reads(&house, "research"),
        ["damp=40"],
        "it waits, and nothing came to it"
    );
    // Back to the old promise: nobody said yes since, so nothing flows.
    house.reopen();
    assert_eq!(state_of(&house, &family, family.ann, "research"), expected);
    house.forward(1);
    house.keep_one(damp(&house)).await;
    house.store().seal().await.unwrap();
    assert_eq!(family.reads(&house, "research"), ["damp=40"]);
    // A no takes away what waited.
    family.says(&house, family.ann, "research", Refuse).await;
    house.store().seal().await.unwrap();
    assert!(family.reads(&house, "research").is_empty());
}

#[tokio::test]
async fn another_matter_takes_away_what_was_kept_though_the_store_is_stopped_in_between() {
    let mut house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "research", Grant).await;
    let damp = family.room(&house, house.now(), &[("damp", number(40))]);
    house.keep_one(damp).await;
    let others = HEARTH.replacen(
        "children: never\n",
        "children: never\n    recipients: { lab: {} }\n",
        1,
    );
    house.reopen_with(&others);
    let expected = (ConsentState::Superseded, ConsentReason::Parties);
    assert_eq!(state_of(&house, &family, family.ann, "research"), expected);
    // Stopped before anybody swept, and started again.
    house.reopen_with(&others);
    settle(&house).await;
    house.store().seal().await.unwrap();
    assert!(family.reads(&house, "research").is_empty());
    assert_eq!(
        raw::count(
            house.folder.path(),
            "SELECT count(*) FROM consent WHERE taken = 0"
        ),
        0
    );
    // And the yes to the new one does not bring it back.
    family.says(&house, family.ann, "research", Grant).await;
    assert!(family.reads(&house, "research").is_empty());
}

#[tokio::test]
async fn a_narrower_promise_leaves_each_yes_as_it_is() {
    let mut house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "research", Grant).await;
    house.reopen_with(&HEARTH.replacen(DAMP, &DAMP.replace("2d", "1d"), 1));
    assert_eq!(
        state_of(&house, &family, family.ann, "research"),
        (ConsentState::Granted, ConsentReason::Said)
    );
}

#[tokio::test]
async fn when_the_last_device_left_each_yes_is_void_and_the_next_one_asks_anew() {
    let house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    let second = house.device(family.household, "second").await;
    let store = house.store();
    store
        .release_device(family.household, second)
        .await
        .unwrap();
    assert!(report_is_on(&house, &family), "one is still there");
    store
        .release_device(family.household, family.device)
        .await
        .unwrap();
    assert_eq!(
        state_of(&house, &family, family.ann, "report"),
        (ConsentState::Void, ConsentReason::Transfer)
    );
    let third = house.device(family.household, "third").await;
    house.forward(1);
    let room = reading(&house, third, "room", house.now(), &[("damp", number(40))]);
    assert_eq!(house.keep_one(room).await, Answer::NotPermitted);
}

#[tokio::test]
async fn an_objection_to_marketing_reaches_every_product_there_will_be() {
    let advertising = HEARTH.replacen("class: research", "class: advertising", 1);
    let mut house = House::new();
    house.reopen_with(&advertising);
    let family = house.family("ann").await;
    family.says(&house, family.ann, "research", Grant).await;
    let damp = |house: &House| {
        house.forward(1);
        family.room(house, house.now(), &[("damp", number(40))])
    };
    assert_eq!(house.keep_one(damp(&house)).await, Answer::Kept);
    let store = house.store();
    store
        .stop_marketing(family.household, family.ann, true)
        .await
        .unwrap();
    assert_eq!(house.keep_one(damp(&house)).await, Answer::NotPermitted);
    house.store().seal().await.unwrap();
    assert!(family.reads(&house, "research").is_empty());
    // A purpose that is marketing only since tonight is stopped as well.
    let more = advertising.replacen("class: analytics", "class: advertising", 1);
    house.reopen_with(&more);
    family.says(&house, family.ann, "report", Grant).await;
    assert!(!report_is_on(&house, &family));
    let store = house.store();
    store
        .stop_marketing(family.household, family.ann, false)
        .await
        .unwrap();
    assert!(report_is_on(&house, &family));
}

#[tokio::test]
async fn what_was_shown_stands_with_what_was_said_and_names_nobody_twice() {
    let house = House::new();
    let family = house.family("ann").await;
    let shown = Shown {
        language: "en".to_owned(),
        words: "Report\nReports.".to_owned(),
    };
    for event in [Grant, Withdraw, Refuse] {
        let decision = Decision {
            household: family.household,
            person: family.ann,
            actor: family.ann,
            product: HEARTH_INDEX,
            purpose: "report".to_owned(),
            kind: ConsentKind::Ordinary,
            event,
            channel: Channel::Voice,
            shown: Some(shown.clone()),
        };
        house.store().decide(decision).await.unwrap();
    }
    let history = house.store().consent_history(family.household, family.ann);
    for known in history.unwrap() {
        assert_eq!(known.words, Some(shown.digest()));
        assert_eq!(known.channel, Channel::Voice);
        let words = house.store().words_shown(known.words.unwrap()).unwrap();
        assert_eq!(words.as_ref(), Some(&shown));
    }
    assert_eq!(
        raw::count(house.folder.path(), "SELECT count(*) FROM words"),
        1
    );
}

#[tokio::test]
async fn evidence_that_is_owed_is_owed_until_it_is_given() {
    let mut house = House::new();
    house.reopen_with(&lasting("1d"));
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    house.forward(2 * DAY);
    settle(&house).await;
    house.reopen_with(&lasting("1d"));
    let owed = house.store().owed_evidence(10).unwrap();
    assert_eq!(owed.len(), 1);
    assert_eq!(owed[0].record.state, ConsentState::Expired);
    let given = Some("a receipt".to_owned());
    house
        .store()
        .evidence_given(owed[0].clone(), given)
        .await
        .unwrap();
    assert!(house.store().owed_evidence(10).unwrap().is_empty());
    let receipts = house.store().receipts(family.household, family.ann);
    assert_eq!(receipts.unwrap(), ["a receipt"]);
}

#[tokio::test]
async fn in_no_state_but_granted_does_anything_flow() {
    let mut house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    for state in ConsentState::ALL {
        // As it might have been written by whatever way.
        let sql = format!("UPDATE consent SET state = '{}'", state.word());
        raw::data(house.folder.path()).execute(&sql, []).unwrap();
        house.reopen();
        assert_eq!(
            report_is_on(&house, &family),
            state == ConsentState::Granted,
            "{state:?}"
        );
        house.forward(HOUR);
        warm(&house, &family).await;
        let read = family.reads(&house, "report").len();
        assert_eq!(read > 0, state == ConsentState::Granted, "{state:?}");
        if state == ConsentState::Granted {
            family.says(&house, family.ann, "report", Withdraw).await;
        }
    }
}
