//! L10 and the versions of a promise: what a new manifest narrows is narrowed in what is already kept, and nothing old widens.

use cardea_gate::{Answer, Value};
use cardea_rights::ConsentEvent::{Grant, Withdraw};

use crate::house::{DAY, HOUR, House, number, word};
use crate::manifests::HEARTH;
use crate::raw;

/// The manifest with one thing changed.
fn changed(from: &str, to: &str) -> String {
    assert!(HEARTH.contains(from), "{from}");
    HEARTH.replacen(from, to, 1)
}

const HEATING: &str = "uses: { room: { fields: { warmth: {}, occupied: {} }, keep: 2d } }";

#[tokio::test]
async fn a_coarser_step_and_a_removed_field_hold_for_what_is_there_too() {
    for sealed in [false, true] {
        let mut house = House::new();
        let family = house.family("ann").await;
        let room = family.room(
            &house,
            house.now(),
            &[("warmth", number(213)), ("occupied", Value::Flag(true))],
        );
        assert_eq!(house.keep_one(room.clone()).await, Answer::Kept);
        if sealed {
            house.store().seal().await.unwrap();
        }
        let narrower = changed(
            HEATING,
            "uses: { room: { fields: { warmth: { step: 0.5 } }, keep: 2d } }",
        )
        .replace("      occupied: { type: boolean, data: presence }\n", "");
        house.reopen_with(&narrower);
        house.store().seal().await.unwrap();
        assert_eq!(
            family.reads(&house, "heating"),
            ["warmth=21.5"],
            "sealed before: {sealed}"
        );
        assert_eq!(family.holds(&house), ["warmth=21.5"]);
        assert_eq!(
            house
                .store()
                .rows_readable(family.household, family.home())
                .unwrap(),
            1
        );
        // And back again: what was thrown away stays away.
        house.reopen();
        house.store().seal().await.unwrap();
        assert_eq!(family.reads(&house, "heating"), ["warmth=21.5"]);
        assert_eq!(house.keep_one(room).await, Answer::Duplicate);
    }
}

#[tokio::test]
async fn shorter_keeping_ends_what_is_there_sooner() {
    let mut house = House::new();
    let family = house.family("ann").await;
    for (age, warmth) in [(30 * HOUR, 200), (HOUR, 210)] {
        let warm = family.room(
            &house,
            house.now().plus(-age),
            &[("warmth", number(warmth))],
        );
        assert_eq!(house.keep_one(warm).await, Answer::Kept);
    }
    house.store().seal().await.unwrap();
    house.reopen_with(&changed(HEATING, &HEATING.replace("2d", "1d")));
    house.store().seal().await.unwrap();
    assert_eq!(family.reads(&house, "heating"), ["warmth=21"]);
    assert_eq!(
        raw::count(house.folder.path(), "SELECT count(*) FROM block"),
        1
    );
    house.forward(DAY);
    assert!(family.reads(&house, "heating").is_empty());
    house.forward(HOUR);
    house.store().expire().await.unwrap();
    assert_eq!(
        raw::count(house.folder.path(), "SELECT count(*) FROM block"),
        0
    );
}

#[tokio::test]
async fn longer_keeping_is_not_for_what_came_under_the_shorter() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let warm =
        |house: &House, warmth: i64| family.room(house, house.now(), &[("warmth", number(warmth))]);
    assert_eq!(house.keep_one(warm(&house, 200)).await, Answer::Kept);
    house.store().seal().await.unwrap();
    let longer = changed(HEATING, &HEATING.replace("2d", "90d"));
    house.reopen_with(&longer);
    house.forward(1);
    assert_eq!(house.keep_one(warm(&house, 210)).await, Answer::Kept);
    for _ in 0..2 {
        house.store().seal().await.unwrap();
        let mut found = family.reads(&house, "heating");
        found.sort();
        assert_eq!(
            found,
            ["warmth=20", "warmth=21"],
            "old and new are both there"
        );
        assert_eq!(
            house
                .store()
                .rows_readable(family.household, family.home())
                .unwrap(),
            2,
            "and both are counted, as an access package does"
        );
        house.reopen_with(&longer);
    }
    house.forward(2 * DAY);
    assert_eq!(
        family.reads(&house, "heating"),
        ["warmth=21"],
        "the old reading was promised two days"
    );
    house.forward(HOUR);
    house.store().expire().await.unwrap();
    assert_eq!(
        raw::count(house.folder.path(), "SELECT count(*) FROM block"),
        1
    );
    assert_eq!(family.reads(&house, "heating"), ["warmth=21"]);
}

#[tokio::test]
async fn a_widened_purpose_gets_nothing_of_before_and_needs_a_new_consent() {
    for sealed in [false, true] {
        let mut house = House::new();
        let family = house.family("ann").await;
        family.says(&house, family.ann, "research", Grant).await;
        let both = |house: &House, warmth: i64| {
            family.room(
                house,
                house.now(),
                &[("damp", number(40)), ("warmth", number(warmth))],
            )
        };
        assert_eq!(house.keep_one(both(&house, 200)).await, Answer::Kept);
        if sealed {
            house.store().seal().await.unwrap();
        }
        let wider = changed(
            "uses: { room: { fields: { damp: {} }, keep: 2d } }",
            "uses: { room: { fields: { damp: {}, warmth: {} }, keep: 2d } }",
        );
        house.reopen_with(&wider);
        house.store().seal().await.unwrap();
        assert_eq!(
            family.reads(&house, "research"),
            ["damp=40"],
            "it was permitted the damp only"
        );
        house.forward(1_000);
        assert_eq!(house.keep_one(both(&house, 210)).await, Answer::Kept);
        assert_eq!(
            family.reads(&house, "research"),
            ["damp=40"],
            "the old consent is not for the new promise"
        );
        family.says(&house, family.ann, "research", Grant).await;
        house.forward(1_000);
        assert_eq!(house.keep_one(both(&house, 220)).await, Answer::Kept);
        assert_eq!(
            family.reads(&house, "research"),
            ["damp=40", "warmth=22 damp=40"]
        );
        // Withdrawing reaches what was kept under either promise.
        family.says(&house, family.ann, "research", Withdraw).await;
        house.store().seal().await.unwrap();
        assert!(family.reads(&house, "research").is_empty());
        assert_eq!(
            family.holds(&house),
            ["warmth=20", "warmth=21", "warmth=22"]
        );
    }
}

#[tokio::test]
async fn longer_intervals_are_made_of_shorter_ones() {
    let mut house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    let day = cardea_units::UnixMillis(house.now().0.div_euclid(DAY) * DAY);
    for (hour, warmth, damp) in [(1, 200, 40), (1, 210, 60), (2, 230, 30)] {
        let room = family.room(
            &house,
            day.plus(hour * HOUR + warmth),
            &[("warmth", number(warmth)), ("damp", number(damp))],
        );
        assert_eq!(house.keep_one(room).await, Answer::Kept);
    }
    house.store().seal().await.unwrap();
    assert_eq!(
        family.reads(&house, "report"),
        ["warmth=20.5 damp=60", "warmth=23 damp=30"]
    );
    // The mean of 20, 21 and 23 at the new step of 1; the damp becomes a mean, which cannot be made of an extreme.
    house.reopen_with(&changed(
        "{ warmth: { step: 0.5, as: mean }, damp: { step: 5, as: max } }, every: 1h",
        "{ warmth: { step: 1, as: mean }, damp: { step: 5, as: mean } }, every: 1d",
    ));
    house.store().seal().await.unwrap();
    assert_eq!(family.reads(&house, "report"), ["warmth=21"]);
}

#[tokio::test]
async fn what_no_purpose_uses_any_more_is_gone() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let room = family.room(
        &house,
        house.now(),
        &[("warmth", number(200)), ("mode", word("boost"))],
    );
    assert_eq!(house.keep_one(room).await, Answer::Kept);
    house.store().seal().await.unwrap();
    house.reopen_with(&changed(HEATING, "uses: {}"));
    house.store().seal().await.unwrap();
    assert_eq!(family.holds(&house), ["mode=boost"]);
    assert_eq!(
        raw::count(house.folder.path(), "SELECT count(*) FROM block"),
        1
    );
}

/// What `research` promises, and less of it: kept half as long.
const RESEARCH: &str = "uses: { room: { fields: { damp: {} }, keep: 2d } }";
const RESEARCH_LESS: &str = "uses: { room: { fields: { damp: { step: 5 } }, keep: 1d } }";

#[tokio::test]
async fn a_narrower_promise_keeps_the_consent_and_a_wider_one_does_not() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let damp =
        |house: &House, damp: i64| family.room(house, house.now(), &[("damp", number(damp))]);
    let narrower = changed(RESEARCH, RESEARCH_LESS);
    family.says(&house, family.ann, "research", Grant).await;
    assert_eq!(house.keep_one(damp(&house, 42)).await, Answer::Kept);
    house.reopen_with(&narrower);
    house.store().seal().await.unwrap();
    house.forward(1_000);
    assert_eq!(house.keep_one(damp(&house, 48)).await, Answer::Kept);
    assert_eq!(
        family.reads(&house, "research"),
        ["damp=40", "damp=50"],
        "who agreed to more has agreed to less, and what is kept is narrowed too"
    );
    // Back to what was agreed to: the consent names it.
    house.reopen();
    house.forward(1_000);
    assert_eq!(house.keep_one(damp(&house, 43)).await, Answer::Kept);
    // Who says yes to the narrower one has not said yes to the wider.
    house.reopen_with(&narrower);
    family.says(&house, family.ann, "research", Withdraw).await;
    family.says(&house, family.ann, "research", Grant).await;
    house.reopen();
    house.forward(1_000);
    assert_eq!(house.keep_one(damp(&house, 44)).await, Answer::NotPermitted);
}

#[tokio::test]
async fn a_consent_is_compared_with_what_it_was_given_for_and_not_with_what_came_between() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let damp =
        |house: &House, damp: i64| family.room(house, house.now(), &[("damp", number(damp))]);
    family.says(&house, family.ann, "research", Grant).await;
    house.reopen_with(&changed(RESEARCH, &RESEARCH.replace("2d", "3d")));
    assert_eq!(house.keep_one(damp(&house, 42)).await, Answer::NotPermitted);
    // Narrower than what came between, and wider than what was agreed to.
    house.reopen_with(&changed(
        RESEARCH,
        "uses: { room: { fields: { damp: { step: 5 } }, keep: 3d } }",
    ));
    house.forward(1_000);
    assert_eq!(house.keep_one(damp(&house, 42)).await, Answer::NotPermitted);
    house.reopen_with(&changed(RESEARCH, RESEARCH_LESS));
    house.forward(1_000);
    assert_eq!(
        house.keep_one(damp(&house, 42)).await,
        Answer::NotPermitted,
        "once it was superseded only a new yes counts, also for less"
    );
    family.says(&house, family.ann, "research", Grant).await;
    assert_eq!(house.keep_one(damp(&house, 42)).await, Answer::Kept);
}

#[tokio::test]
async fn a_refusal_between_is_the_last_word() {
    let mut house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "research", Grant).await;
    let wider = changed(RESEARCH, &RESEARCH.replace("2d", "3d"));
    house.reopen_with(&wider);
    family.says(&house, family.ann, "research", Withdraw).await;
    house.reopen_with(&changed(RESEARCH, RESEARCH_LESS));
    let damp = family.room(&house, house.now(), &[("damp", number(42))]);
    assert_eq!(house.keep_one(damp).await, Answer::NotPermitted);
}

#[tokio::test]
async fn what_a_purpose_that_is_gone_was_kept_for_is_read_by_nobody_and_ends() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let mode = family.room(&house, house.now(), &[("mode", word("boost"))]);
    assert_eq!(house.keep_one(mode).await, Answer::Kept);
    house.store().seal().await.unwrap();
    let (before, upkeep) = HEARTH.split_once("  upkeep:").unwrap();
    let (_, after) = upkeep.split_once("  training:").unwrap();
    let without = format!("{before}  training:{after}");
    house.reopen_with(&without);
    house.store().seal().await.unwrap();
    assert!(family.holds(&house).is_empty());
    house.forward(9 * DAY);
    house.store().expire().await.unwrap();
    assert_eq!(
        raw::count(house.folder.path(), "SELECT count(*) FROM block"),
        0
    );
}

#[tokio::test]
async fn what_cannot_be_put_in_the_form_of_the_new_promise_is_dropped() {
    let mut house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    let room = family.room(&house, house.now(), &[("warmth", number(200))]);
    assert_eq!(house.keep_one(room).await, Answer::Kept);
    house.store().seal().await.unwrap();
    assert_eq!(family.reads(&house, "report"), ["warmth=20"]);
    house.reopen_with(&changed("every: 1h, keep: 30d", "every: 30m, keep: 30d"));
    house.store().seal().await.unwrap();
    assert!(
        family.reads(&house, "report").is_empty(),
        "no half hours are made of hours"
    );
}
