//! What changes while a stretch of the journal is being sealed beside the writer: the laws hold whatever comes first.

use std::sync::Arc;

use cardea_gate::Answer;
use cardea_rights::ConsentEvent::{Grant, Withdraw};
use cardea_store::{ErasureStep, Store};

use crate::house::{DAY, Family, HOUR, House, number};
use crate::raw;

/// Enough that preparing them takes longer than a withdrawal.
const READINGS: i64 = 3_000;
/// How often each is tried, so that the change falls before, into and after the preparation.
const TIMES: i64 = 12;

/// Readings of the last hours, a second apart.
async fn fill(house: &House, family: &Family, values: &[&str]) {
    let many = (0..READINGS)
        .map(|second| {
            let values: Vec<_> = values.iter().map(|name| (*name, number(40))).collect();
            family.room(house, house.now().plus(second * 1_000 - HOUR), &values)
        })
        .collect();
    let kept = house.keep(many).await;
    assert!(kept.iter().all(|answer| *answer == Answer::Kept));
}

/// Begins to seal, and goes on a little later, a different while each time.
async fn sealing(store: &Arc<Store>, time: i64) -> tokio::task::JoinHandle<()> {
    let store = Arc::clone(store);
    let sealing = tokio::spawn(async move { store.seal().await.unwrap() });
    let wait = u64::try_from(time).unwrap() * 1_500;
    tokio::time::sleep(std::time::Duration::from_micros(wait)).await;
    sealing
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_withdrawal_while_sealing_leaves_nothing() {
    let house = House::new();
    for time in 0..TIMES {
        let family = house.family(&format!("ann{time}")).await;
        family.says(&house, family.ann, "research", Grant).await;
        fill(&house, &family, &["damp"]).await;
        let sealing = sealing(house.store(), time).await;
        family.says(&house, family.ann, "research", Withdraw).await;
        assert!(family.reads(&house, "research").is_empty());
        sealing.await.unwrap();
        assert!(
            family.holds(&house).is_empty(),
            "what was withdrawn was sealed all the same, at try {time}"
        );
        family.says(&house, family.ann, "research", Grant).await;
        assert!(family.reads(&house, "research").is_empty());
        let left = format!(
            "SELECT count(*) FROM block WHERE household = {}",
            family.household.to_column()
        );
        assert_eq!(raw::count(house.folder.path(), &left), 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_erasure_while_sealing_leaves_no_block() {
    let house = House::new();
    for time in 0..TIMES {
        let family = house.family(&format!("ann{time}")).await;
        fill(&house, &family, &["warmth"]).await;
        let sealing = sealing(house.store(), time).await;
        let store = house.store();
        let begun = store.request_erasure(family.household, family.ann).await;
        let erasure = begun.unwrap();
        assert_eq!(erasure.step, ErasureStep::Received);
        store.destroy_secrets(&erasure).await.unwrap();
        store.sweep(&erasure).await.unwrap();
        sealing.await.unwrap();
        let left = format!(
            "SELECT count(*) FROM block WHERE household = {}",
            family.household.to_column()
        );
        assert_eq!(
            raw::count(house.folder.path(), &left),
            0,
            "a block of an erased home came back, at try {time}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_period_that_ends_while_sealing_leaves_no_block() {
    for time in 0..TIMES {
        let house = House::new();
        let family = house.family("ann").await;
        fill(&house, &family, &["warmth"]).await;
        let sealing = sealing(house.store(), time).await;
        house.forward(3 * DAY);
        house.store().expire().await.unwrap();
        sealing.await.unwrap();
        house.store().expire().await.unwrap();
        assert_eq!(
            raw::count(house.folder.path(), "SELECT count(*) FROM block"),
            0,
            "a block of an ended period came back, at try {time}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn each_reading_is_there_once_while_everything_goes_on() {
    let house = House::new();
    let family = house.family("ann").await;
    let store = Arc::clone(house.store());
    let sealer = tokio::spawn(async move {
        for _ in 0..60 {
            store.seal().await.unwrap();
            tokio::time::sleep(std::time::Duration::from_millis(1)).await;
        }
    });
    for batch in 0..60 {
        let at = |second: i64| house.now().plus((batch * 50 + second) * 1_000 - 2 * HOUR);
        let many = (0..50).map(|second| {
            let warm = number(batch * 50 + second - 100);
            family.room(&house, at(second), &[("warmth", warm)])
        });
        let kept = house.keep(many.collect()).await;
        assert!(kept.iter().all(|answer| *answer == Answer::Kept));
        let read = family.reads(&house, "heating");
        assert_eq!(
            i64::try_from(read.len()).unwrap(),
            (batch + 1) * 50,
            "read while it is sealed"
        );
    }
    sealer.await.unwrap();
    house.store().seal().await.unwrap();
    assert_eq!(family.reads(&house, "heating").len(), 3_000);
}

#[tokio::test]
async fn blocks_of_a_period_that_is_over_become_one_and_say_the_same() {
    let house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    for minute in 0..25 {
        let at = house.now().plus(minute * 60_000);
        let values = [("warmth", number(200 + minute)), ("damp", number(40))];
        house.keep_one(family.room(&house, at, &values)).await;
        house.store().seal().await.unwrap();
    }
    let folder = house.folder.path();
    let before = family.holds(&house);
    let parts = raw::count(folder, "SELECT count(*) FROM block");
    house.store().close_periods().await.unwrap();
    assert_eq!(
        raw::count(folder, "SELECT count(*) FROM block"),
        parts,
        "the day is not over"
    );
    house.forward(DAY);
    house.store().close_periods().await.unwrap();
    assert_eq!(
        raw::count(
            folder,
            "SELECT max(parts) FROM (SELECT count(*) AS parts FROM block GROUP BY layout, period, mask)"
        ),
        1
    );
    assert_eq!(family.holds(&house), before);
    // Numbers of parts go on, also after a restart.
    let mut house = house;
    house.reopen();
    let late = family.room(
        &house,
        house.now().plus(30_000 - DAY),
        &[("warmth", number(1))],
    );
    assert_eq!(house.keep_one(late).await, Answer::Kept);
    house.store().seal().await.unwrap();
    assert!(
        family
            .reads(&house, "heating")
            .contains(&"warmth=0.1".to_owned())
    );
}

#[tokio::test]
async fn a_withdrawal_takes_nothing_from_what_comes_after_a_restart() {
    let mut house = House::new();
    let family = house.family("ann").await;
    // Numbers of rows that were used and never written: closing that finds nothing, and a commit that fails.
    house.store().close_periods().await.unwrap();
    let folder = house.folder.path().to_owned();
    let full =
        "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'disk full'); END";
    raw::data(&folder).execute_batch(full).unwrap();
    for minute in 0..3 {
        let warm = family.room(
            &house,
            house.now().plus(-minute * 60_000),
            &[("warmth", number(200))],
        );
        assert_eq!(house.keep_one(warm).await, Answer::Unavailable);
    }
    raw::data(&folder)
        .execute_batch("DROP TRIGGER full")
        .unwrap();
    family.says(&house, family.ann, "research", Grant).await;
    family.says(&house, family.ann, "research", Withdraw).await;
    house.reopen();
    family.says(&house, family.ann, "research", Grant).await;
    let damp = family.room(&house, house.now(), &[("damp", number(40))]);
    assert_eq!(house.keep_one(damp).await, Answer::Kept);
    assert_eq!(
        family.reads(&house, "research").len(),
        1,
        "what came after the new yes was taken by the old no"
    );
}
