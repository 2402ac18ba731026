//! L5: what is over is over by the clock alone, and then gone from the disk.

use cardea_gate::Answer;
use cardea_rights::ConsentEvent::Grant;

use crate::house::{DAY, HOUR, House, number};
use crate::raw;

const RAW: &str = "SELECT count(*) FROM block WHERE layout IN (SELECT id FROM layout WHERE json_extract(description, '$.tier') LIKE 'each/%')";
const HOURLY: &str = "SELECT count(*) FROM block WHERE layout IN (SELECT id FROM layout WHERE json_extract(description, '$.tier') LIKE '3600000ms/%')";

#[tokio::test]
async fn the_raw_tier_ends_while_the_hourly_one_goes_on() {
    let house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    let warm = family.room(&house, house.now(), &[("warmth", number(213))]);
    assert_eq!(house.keep_one(warm).await, Answer::Kept);
    house.store().seal().await.unwrap();
    let folder = house.folder.path();
    assert_eq!(
        (raw::count(folder, RAW), raw::count(folder, HOURLY)),
        (1, 1)
    );

    house.forward(2 * DAY - 1);
    assert_eq!(
        family.reads(&house, "heating"),
        ["warmth=21.3"],
        "a millisecond before the end"
    );
    house.forward(1);
    assert!(
        family.reads(&house, "heating").is_empty(),
        "readable after the end, before any sweep"
    );
    assert_eq!(
        family.holds(&house),
        ["warmth=21.5"],
        "the person, too, sees only what may be kept"
    );
    assert_eq!(family.reads(&house, "report"), ["warmth=21.5"]);

    house.forward(HOUR);
    house.store().expire().await.unwrap();
    assert_eq!(
        (raw::count(folder, RAW), raw::count(folder, HOURLY)),
        (0, 1)
    );
    assert_eq!(family.reads(&house, "report"), ["warmth=21.5"]);
    house.forward(29 * DAY);
    assert!(family.reads(&house, "report").is_empty());
    house.store().expire().await.unwrap();
    assert_eq!(raw::count(folder, "SELECT count(*) FROM block"), 0);
}

#[tokio::test]
async fn what_a_crash_kept_from_being_swept_is_swept_later() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let warm = family.room(&house, house.now(), &[("warmth", number(213))]);
    assert_eq!(house.keep_one(warm).await, Answer::Kept);
    house.store().seal().await.unwrap();
    house.forward(3 * DAY);
    // The secrets go, and then the power.
    assert!(
        !house
            .store()
            .vault()
            .end_periods(house.now())
            .unwrap()
            .is_empty()
    );
    house.reopen();
    assert_eq!(raw::count(house.folder.path(), RAW), 1);
    assert!(!house.store().expire().await.unwrap().is_empty());
    assert_eq!(
        raw::count(house.folder.path(), RAW),
        0,
        "unreadable, but still there"
    );
    assert!(
        house.store().expire().await.unwrap().is_empty(),
        "swept twice"
    );
}

#[tokio::test]
async fn what_comes_too_late_is_not_kept() {
    let house = House::new();
    let family = house.family("ann").await;
    for (age, answer) in [
        (2 * DAY - 1, Answer::Kept),
        (2 * DAY, Answer::NotPermitted),
        (3_000 * DAY, Answer::NotPermitted),
    ] {
        let warm = family.room(&house, house.now().plus(-age), &[("warmth", number(213))]);
        assert_eq!(house.keep_one(warm).await, answer, "{age} ms old");
    }
    house.store().seal().await.unwrap();
    let tallies = house.store().tallies(family.household, 0).unwrap();
    let found: Vec<_> = tallies
        .iter()
        .map(|tally| (tally.reason.as_str(), tally.count))
        .collect();
    assert_eq!(found, [("too_old", 2)]);
    assert_eq!(family.reads(&house, "heating").len(), 1);
}

#[tokio::test]
async fn a_journal_nobody_sealed_for_days_ends_in_its_tiers() {
    let mut house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    let warm = family.room(&house, house.now(), &[("warmth", number(213))]);
    assert_eq!(house.keep_one(warm).await, Answer::Kept);
    house.forward(5 * DAY);
    house.reopen();
    assert!(family.reads(&house, "heating").is_empty());
    house.store().expire().await.unwrap();
    assert_eq!(
        family.reads(&house, "report"),
        ["warmth=21.5"],
        "what may still be kept was lost with the journal"
    );
    assert_eq!(raw::count(house.folder.path(), RAW), 0);
    assert_eq!(
        raw::count(
            house.folder.path(),
            "SELECT count(*) FROM journal WHERE data IS NOT NULL"
        ),
        0
    );
}

#[tokio::test]
async fn one_damaged_row_does_not_hold_up_the_end_of_everything() {
    let house = House::new();
    let (family, other) = (house.family("ann").await, house.family("eve").await);
    for who in [family, other] {
        let warm = who.room(&house, house.now(), &[("warmth", number(213))]);
        assert_eq!(house.keep_one(warm).await, Answer::Kept);
    }
    // The last byte of a row is of the tag of its last segment.
    let damage = "UPDATE journal SET data = CAST(substr(data, 1, length(data) - 1) || x'00' AS BLOB) WHERE id = (SELECT min(id) FROM journal)";
    assert_eq!(
        raw::data(house.folder.path()).execute(damage, []).unwrap(),
        1
    );
    house.store().seal().await.unwrap();
    assert_eq!(other.reads(&house, "heating"), ["warmth=21.3"]);
    assert!(family.reads(&house, "heating").is_empty());
    house.forward(4 * DAY);
    house.store().expire().await.unwrap();
    assert_eq!(
        raw::count(house.folder.path(), "SELECT count(*) FROM block"),
        0
    );
}

/// The day of the journal ended while the clock was ahead; what comes after it was set back is kept all the same, and once.
#[tokio::test]
async fn a_clock_that_was_days_ahead_stops_nothing_when_it_is_right_again() {
    let house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    let warm = |seconds: i64| {
        let at = house.now().plus(seconds * 1_000);
        family.room(&house, at, &[("warmth", number(40))])
    };
    assert_eq!(house.keep(vec![warm(0)]).await, [Answer::Kept]);
    house.forward(3 * DAY);
    assert_eq!(house.keep(vec![warm(0)]).await, [Answer::Kept]);
    house.store().expire().await.unwrap();
    house.forward(-3 * DAY);
    assert_eq!(house.keep(vec![warm(1), warm(2)]).await, [Answer::Kept; 2]);
    let before = family.reads(&house, "report");
    assert!(!before.is_empty(), "what was kept is not read");
    house.store().seal().await.unwrap();
    assert_eq!(family.reads(&house, "report"), before);
}

/// L6 beside L5: an hour that ended while the clock was ahead stays ended, and nothing of it is said to be kept. The next hour is kept as ever.
#[tokio::test]
async fn what_is_of_an_hour_that_ended_too_early_is_not_said_to_be_kept() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let warm = |house: &House, seconds: i64, steps: i64| {
        let at = house.now().plus(seconds * 1_000);
        family.room(house, at, &[("warmth", number(steps))])
    };
    assert_eq!(house.keep(vec![warm(&house, 0, 40)]).await, [Answer::Kept]);
    house.store().seal().await.unwrap();
    house.forward(3 * DAY);
    house.store().expire().await.unwrap();
    house.forward(-3 * DAY);
    for turn in ["at once", "after a restart"] {
        assert_eq!(
            house.keep(vec![warm(&house, 1, 41)]).await,
            [Answer::NotPermitted],
            "{turn}"
        );
        house.reopen();
    }
    house.forward(HOUR);
    assert_eq!(house.keep(vec![warm(&house, 0, 42)]).await, [Answer::Kept]);
    for turn in ["in the journal", "sealed"] {
        assert_eq!(family.reads(&house, "heating"), ["warmth=4.2"], "{turn}");
        house.store().seal().await.unwrap();
    }
    let tallies = house.store().tallies(family.household, 0).unwrap();
    let ended: Vec<u64> = tallies
        .iter()
        .filter(|tally| tally.reason == "period_ended")
        .map(|tally| tally.count)
        .collect();
    assert_eq!(ended, [2]);
}
