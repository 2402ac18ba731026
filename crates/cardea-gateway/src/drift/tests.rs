use super::names::NO_IDENTIFIER;
use super::*;

#[test]
fn names_that_people_or_chance_gave_are_not_told() {
    assert_eq!(
        field_name("/wifi", "Beech Cottage 5G"),
        format!("/wifi/{NO_IDENTIFIER}")
    );
}

#[test]
fn topics_name_no_device_and_behind_a_hub_nothing_that_people_chose() {
    assert_eq!(
        topic_name("tele/plug7/LWT", "plug7", false, &[]),
        "tele/{device}/LWT"
    );
    assert_eq!(
        topic_name("tele/x-plug7/LWT", "plug7", false, &[]),
        "tele/{other}/LWT"
    );
    assert_eq!(
        topic_name("zigbee2mqtt/anna/state", "lodge", true, &["zigbee2mqtt"]),
        "zigbee2mqtt/{other}/{other}"
    );
}

#[test]
fn a_book_forgets_nothing_it_was_told_and_has_an_end() {
    let book = DriftBook::default();
    let shape = |odd| Shape {
        product: ProductIndex(0),
        stream: None,
        firmware: book.firmware("1.0"),
        odd,
    };
    let total = 3 * u64::try_from(DRIFT_SHAPES_MAX).unwrap();
    for odd in 1..=total {
        let what = Oddity {
            kind: DriftKind::UndeclaredField,
            name: format!("/n{}", odd % 7),
            form: DriftForm::Number,
        };
        book.count(shape(odd), || ("room".to_owned(), vec![what]));
    }
    let counts = book.take();
    assert_eq!(counts.iter().map(|count| count.count).sum::<u64>(), total);
    assert_eq!(counts.len(), 8, "seven names, and the others");
    assert!(book.take().is_empty());
}

#[test]
fn firmwares_have_an_end_and_what_is_none_is_unsaid() {
    let book = DriftBook::default();
    assert_eq!(book.firmware("ana@beech.example"), 0);
    assert_eq!(book.firmware(""), 0);
    assert_eq!(book.firmware("1.2"), book.firmware("1.2"));
    let numbers: std::collections::BTreeSet<u16> = (0..10 * DRIFT_FIRMWARES_MAX)
        .map(|n| book.firmware(&format!("9.{n}")))
        .collect();
    assert!(numbers.len() <= DRIFT_FIRMWARES_MAX + 1);
}

#[test]
fn a_device_that_keeps_its_pace_is_never_too_often() {
    let book = DriftBook::default();
    let pace = Pace::of(60_000).unwrap();
    let often = |device, gap: i64| {
        let readings = (0..100).map(|n| book.too_often(device, StreamIndex(1), pace, n * gap));
        readings.filter(|too| *too).count()
    };
    assert_eq!(often(1, 60_000), 0);
    assert_eq!(often(2, 55_000), 0, "a little early");
    assert!(often(3, 5_000) > 50, "twelve times as often");
    assert!(Pace::of(0).is_none());
}
