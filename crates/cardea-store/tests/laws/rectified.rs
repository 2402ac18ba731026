//! What was put right is right for everybody, and the old value is nowhere.

use cardea_gate::{Answer, ConsentKind, Role, Value};
use cardea_rights::ConsentEvent::Grant;
use cardea_store::{Corrected, Correction, StoreError, value_of};
use cardea_units::{SubjectId, UnixMillis};

use crate::house::{DAY, Family, HEARTH_INDEX, HOUR, House, number, read_for, reading};
use crate::raw;

fn right(
    house: &House,
    family: &Family,
    (stream, field): (&str, &str),
    (from, until): (UnixMillis, UnixMillis),
    text: &str,
) -> Correction {
    let product = house.store().products().get(HEARTH_INDEX).unwrap();
    let (index, rules) = product.gate.stream_named(stream).unwrap();
    let place = rules
        .fields
        .iter()
        .position(|rule| rule.name == field)
        .unwrap();
    Correction {
        household: family.household,
        subject: family.home(),
        product: HEARTH_INDEX,
        stream: index,
        device: None,
        field: place,
        from,
        until,
        value: value_of(&rules.fields[place].form, text).unwrap(),
    }
}

/// Half past nine of the first day, in the middle of an interval that is over.
fn half_past(house: &House) -> UnixMillis {
    house.now().plus(-HOUR / 2)
}

async fn keeps(house: &House, family: &Family, at: UnixMillis, values: &[(&str, Value)]) {
    let reading = family.room(house, at, values);
    assert_eq!(house.keep_one(reading).await, Answer::Kept);
}

async fn three_of_which_one_is_wrong(house: &House, family: &Family) -> UnixMillis {
    family.says(house, family.ann, "report", Grant).await;
    let wrong = half_past(house);
    for (minutes, tenths) in [(-1, 200), (0, 555), (1, 200)] {
        let at = wrong.plus(minutes * 60_000);
        keeps(
            house,
            family,
            at,
            &[("warmth", number(tenths)), ("damp", number(40))],
        )
        .await;
    }
    wrong
}

#[tokio::test]
async fn one_reading_is_put_right_for_every_purpose() {
    let house = House::new();
    let family = house.family("ann").await;
    let wrong = three_of_which_one_is_wrong(&house, &family).await;
    house.store().seal().await.unwrap();
    // And one that still waits in the journal.
    keeps(
        &house,
        &family,
        wrong.plus(2 * 60_000),
        &[("warmth", number(200))],
    )
    .await;
    assert!(
        family
            .reads(&house, "heating")
            .contains(&"warmth=55.5".to_owned())
    );
    assert_eq!(family.reads(&house, "report"), ["warmth=29 damp=40"]);
    let stored = house
        .store()
        .rows_readable(family.household, family.home())
        .unwrap();

    let correction = right(
        &house,
        &family,
        ("room", "warmth"),
        (wrong, wrong.plus(1)),
        "20.5",
    );
    let done = house.store().correct(correction).await.unwrap();
    assert_eq!(
        done,
        Corrected {
            values: 2,
            taken_away: 0
        },
        "the reading, and its hour"
    );
    assert_eq!(
        family.reads(&house, "heating"),
        ["warmth=20", "warmth=20.5", "warmth=20", "warmth=20"]
    );
    // The mean of an hour is made again: 20, 20.5, 20 and 20 in steps of 0.5.
    assert_eq!(family.reads(&house, "report"), ["warmth=20 damp=40"]);
    assert!(!family.holds(&house).iter().any(|row| row.contains("55.5")));
    let held = family.holds(&house).len();
    house.store().seal().await.unwrap();
    let now = house
        .store()
        .rows_readable(family.household, family.home())
        .unwrap();
    assert_eq!(
        (now, held as u64),
        (stored + 1, stored + 1),
        "no row came or went"
    );
}

#[tokio::test]
async fn the_old_value_is_in_no_file() {
    let house = House::new();
    let family = house.family("ann").await;
    let wrong = three_of_which_one_is_wrong(&house, &family).await;
    house.store().seal().await.unwrap();
    let folder = house.folder.path();
    let blocks: Vec<Vec<u8>> = {
        let data = raw::data(folder);
        let mut rows = data.prepare("SELECT data FROM block").unwrap();
        let found = rows.query_map([], |row| row.get(0)).unwrap();
        found.map(Result::unwrap).collect()
    };
    assert_eq!(blocks.len(), 2);
    assert!(blocks.iter().all(|block| raw::holds(folder, block)));
    let journal: Vec<Vec<u8>> = {
        let data = raw::data(folder);
        let mut rows = data
            .prepare("SELECT data FROM journal WHERE data IS NOT NULL")
            .unwrap();
        let found = rows.query_map([], |row| row.get(0)).unwrap();
        found.map(Result::unwrap).collect()
    };
    assert!(journal.is_empty(), "sealed");
    let correction = right(
        &house,
        &family,
        ("room", "warmth"),
        (wrong, wrong.plus(1)),
        "20.5",
    );
    let _ = house.store().correct(correction).await.unwrap();
    for block in &blocks {
        assert!(
            !raw::holds(folder, block),
            "a block with the old value is still in a file"
        );
    }
    // Nor does it come back after a power cut, or when the device says it once more.
    let cut = house.power_cut();
    assert!(!family.holds(&cut).iter().any(|row| row.contains("55.5")));
    assert_eq!(family.reads(&cut, "report"), ["warmth=20 damp=40"]);
    let again = family.room(
        &house,
        wrong,
        &[("warmth", number(555)), ("damp", number(40))],
    );
    assert_eq!(house.keep_one(again).await, Answer::Duplicate);
    assert!(!family.holds(&house).iter().any(|row| row.contains("55.5")));
}

#[tokio::test]
async fn a_range_is_put_right_and_nothing_beside_it() {
    let house = House::new();
    let family = house.family("ann").await;
    let start = half_past(&house);
    for minute in 0..10 {
        let at = start.plus(minute * 60_000);
        keeps(
            &house,
            &family,
            at,
            &[
                ("warmth", number(100 + minute)),
                ("occupied", Value::Flag(true)),
            ],
        )
        .await;
    }
    let during = (start.plus(3 * 60_000), start.plus(7 * 60_000));
    let correction = right(&house, &family, ("room", "warmth"), during, "21");
    let done = house.store().correct(correction).await.unwrap();
    assert_eq!(done.values, 4);
    let expected: Vec<String> = (0..10)
        .map(|minute| match minute {
            3..7 => "warmth=21 occupied=true".to_owned(),
            0 => "warmth=10 occupied=true".to_owned(),
            other => format!("warmth=10.{other} occupied=true"),
        })
        .collect();
    assert_eq!(family.reads(&house, "heating"), expected);
    let correction = right(&house, &family, ("room", "occupied"), during, "no");
    assert_eq!(house.store().correct(correction).await.unwrap().values, 4);
    assert_eq!(
        family.reads(&house, "heating")[3],
        "warmth=21 occupied=false"
    );
    assert_eq!(
        family.reads(&house, "heating")[7],
        "warmth=10.7 occupied=true"
    );
}

#[tokio::test]
async fn an_interval_that_nobody_can_make_again_goes() {
    let house = House::new();
    let family = house.family("ann").await;
    let wrong = three_of_which_one_is_wrong(&house, &family).await;
    house.store().seal().await.unwrap();
    // The single readings have ended; the hours are kept for 30 days.
    house.forward(3 * DAY);
    house.store().expire().await.unwrap();
    assert!(family.reads(&house, "heating").is_empty());
    assert_eq!(family.reads(&house, "report"), ["warmth=32 damp=40"]);
    let correction = right(
        &house,
        &family,
        ("room", "warmth"),
        (wrong, wrong.plus(1)),
        "20.5",
    );
    let done = house.store().correct(correction).await.unwrap();
    assert_eq!(
        done,
        Corrected {
            values: 0,
            taken_away: 1
        }
    );
    assert_eq!(
        family.reads(&house, "report"),
        ["damp=40"],
        "nobody knows what it should be"
    );
    // Said for the whole hour, it is known.
    let hour = UnixMillis(wrong.0.div_euclid(HOUR) * HOUR);
    let correction = right(
        &house,
        &family,
        ("room", "damp"),
        (hour, hour.plus(HOUR)),
        "60",
    );
    let done = house.store().correct(correction).await.unwrap();
    assert_eq!(
        done,
        Corrected {
            values: 1,
            taken_away: 0
        }
    );
    assert_eq!(family.reads(&house, "report"), ["damp=60"]);
}

#[tokio::test]
async fn one_persons_word_changes_nothing_of_another() {
    let house = House::new();
    let family = house.family("ann").await;
    let bob = family.adds(&house, Role::Adult, "bob").await;
    let store = house.store();
    for kind in [ConsentKind::Ordinary, ConsentKind::Explicit] {
        family
            .says_in(store, family.ann, "training", Grant, kind)
            .await;
        family.says_in(store, bob, "training", Grant, kind).await;
    }
    let at = half_past(&house);
    for (person, number_of) in [(family.ann, 60), (bob, 70)] {
        store
            .assign_device(family.household, family.device, Some(person))
            .await
            .unwrap();
        let at = at.plus(number_of);
        let beat = reading(
            &house,
            family.device,
            "pulse",
            at,
            &[("beats", number(number_of))],
        );
        assert_eq!(house.keep_one(beat).await, Answer::Kept);
    }
    let mut correction = right(
        &house,
        &family,
        ("pulse", "beats"),
        (at, at.plus(HOUR)),
        "65",
    );
    correction.subject = SubjectId::Person(family.ann);
    assert_eq!(store.correct(correction).await.unwrap().values, 1);
    let beats = |person| {
        read_for(
            &house,
            SubjectId::Person(person),
            family.household,
            "pulse",
            None,
        )
    };
    assert_eq!(beats(family.ann), ["beats=65"]);
    assert_eq!(beats(bob), ["beats=70"]);
    // And an erasure takes what was put right away with the rest.
    let erasure = store
        .request_erasure(family.household, family.ann)
        .await
        .unwrap();
    store.destroy_secrets(&erasure).await.unwrap();
    store.sweep(&erasure).await.unwrap();
    assert!(beats(family.ann).is_empty());
}

#[tokio::test]
async fn what_cannot_be_is_refused_and_nothing_changes() {
    let house = House::new();
    let family = house.family("ann").await;
    let wrong = three_of_which_one_is_wrong(&house, &family).await;
    let before = family.holds(&house);
    for during in [
        (wrong, wrong),
        (wrong.plus(1), wrong),
        (wrong, wrong.plus(32 * DAY)),
    ] {
        let correction = right(&house, &family, ("room", "warmth"), during, "20");
        let refused = house.store().correct(correction).await;
        assert!(matches!(refused, Err(StoreError::Refused(_))));
    }
    let product = house.store().products().get(HEARTH_INDEX).unwrap();
    let (_, rules) = product.gate.stream_named("room").unwrap();
    for (place, text) in [
        (0, "warm"),
        (0, "61"),
        (0, "NaN"),
        (0, ""),
        (2, "perhaps"),
        (3, ""),
    ] {
        assert!(value_of(&rules.fields[place].form, text).is_err(), "{text}");
    }
    assert_eq!(family.holds(&house), before);
}

#[tokio::test]
async fn readings_go_on_while_something_is_put_right() {
    let house = House::new();
    let family = house.family("ann").await;
    let wrong = three_of_which_one_is_wrong(&house, &family).await;
    let more: Vec<_> = (0..200)
        .map(|number_of| {
            let at = wrong.plus(120_000 + number_of * 1_000);
            family.room(&house, at, &[("warmth", number(210))])
        })
        .collect();
    let store = house.store();
    let correction = right(
        &house,
        &family,
        ("room", "warmth"),
        (wrong, wrong.plus(1)),
        "20.5",
    );
    let (answers, done, sealed) =
        tokio::join!(house.keep(more), store.correct(correction), store.seal());
    assert!(answers.iter().all(|answer| *answer == Answer::Kept));
    sealed.unwrap();
    assert_eq!(done.unwrap().taken_away, 0);
    let rows = family.reads(&house, "heating");
    assert_eq!(rows.len(), 203);
    assert!(!rows.iter().any(|row| row.contains("55.5")));
}
