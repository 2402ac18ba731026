//! L1 and the field side of L2: what nobody permitted to use is not stored, not even beside what somebody did.

use cardea_gate::{Answer, Value};
use cardea_rights::ConsentEvent::{Grant, Withdraw};

use crate::house::{HOUR, House, number, word};

fn everything() -> Vec<(&'static str, Value)> {
    vec![
        ("warmth", number(213)),
        ("damp", number(47)),
        ("occupied", Value::Flag(true)),
        ("mode", word("boost")),
    ]
}

#[tokio::test]
async fn fields_of_purposes_that_nobody_agreed_to_are_not_stored() {
    let house = House::new();
    let family = house.family("ann").await;
    let reading = family.room(&house, house.now(), &everything());
    assert_eq!(house.keep_one(reading).await, Answer::Kept);
    let expected = ["warmth=21.3 occupied=true", "mode=boost"];
    assert_eq!(family.holds(&house), expected, "in the journal");
    house.store().seal().await.unwrap();
    assert_eq!(family.holds(&house), expected, "in blocks");
    // Agreeing afterwards brings nothing back.
    for purpose in ["research", "report"] {
        family.says(&house, family.ann, purpose, Grant).await;
        assert!(family.reads(&house, purpose).is_empty(), "{purpose}");
    }
    assert_eq!(family.holds(&house), expected);
}

#[tokio::test]
async fn each_purpose_reads_its_own_fields_at_its_own_step() {
    let house = House::new();
    let family = house.family("ann").await;
    for purpose in ["report", "research"] {
        family.says(&house, family.ann, purpose, Grant).await;
    }
    let at = house.now();
    for (minute, warmth, damp) in [(0, 213, 47), (10, 218, 52), (20, 219, 44)] {
        let reading = family.room(
            &house,
            at.plus(minute * 60_000 - HOUR),
            &[("warmth", number(warmth)), ("damp", number(damp))],
        );
        assert_eq!(house.keep_one(reading).await, Answer::Kept);
        house.store().seal().await.unwrap();
    }
    assert_eq!(
        family.reads(&house, "heating"),
        ["warmth=21.3", "warmth=21.8", "warmth=21.9"]
    );
    assert_eq!(
        family.reads(&house, "research"),
        ["damp=47", "damp=52", "damp=44"]
    );
    // 21.5, 22.0 and 22.0 make 21.83, which is 22.0 in halves; 45, 50 and 45 have the highest 50.
    assert_eq!(family.reads(&house, "report"), ["warmth=22 damp=50"]);
}

#[tokio::test]
async fn what_only_the_withdrawn_purpose_needed_goes_with_it() {
    let house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "research", Grant).await;
    // Heating and research have the same period and interval, and are still apart.
    let reading = family.room(&house, house.now(), &everything());
    assert_eq!(house.keep_one(reading).await, Answer::Kept);
    house.store().seal().await.unwrap();
    assert!(family.holds(&house).contains(&"damp=47".to_owned()));
    family.says(&house, family.ann, "research", Withdraw).await;
    assert_eq!(
        family.holds(&house),
        ["warmth=21.3 occupied=true", "mode=boost"]
    );
}

#[tokio::test]
async fn a_read_is_for_whole_intervals() {
    let house = House::new();
    let family = house.family("ann").await;
    let day_start = cardea_units::UnixMillis(house.now().0.div_euclid(24 * HOUR) * 24 * HOUR);
    for (hour, mode) in [(2, "one"), (5, "two"), (9, "three")] {
        let reading = family.room(&house, day_start.plus(hour * HOUR), &[("mode", word(mode))]);
        assert_eq!(house.keep_one(reading).await, Answer::Kept);
    }
    for sealed in ["no", "yes"] {
        // Asking for the morning must not answer what the last of the morning was.
        let morning = (day_start.plus(HOUR), day_start.plus(6 * HOUR));
        let found = crate::house::read_between(
            &house,
            family.home(),
            family.household,
            "room",
            Some("upkeep"),
            morning,
        );
        assert_eq!(found.unwrap(), ["mode=three"], "sealed: {sealed}");
        house.store().seal().await.unwrap();
    }
}
