//! Counts of what was sent otherwise than declared: added up, bounded, and gone after their time.

use cardea_store::limits::{DRIFT_DAYS, DRIFT_ROWS_MAX};
use cardea_store::{DriftCount, DriftForm, DriftKind, OTHER_NAMES, ProductIndex};

use crate::house::{HOUR, House};

fn field(name: &str, count: u64) -> DriftCount {
    DriftCount {
        product: ProductIndex(0),
        firmware: "1.0".to_owned(),
        stream: "room".to_owned(),
        kind: DriftKind::UndeclaredField,
        name: name.to_owned(),
        form: DriftForm::Text,
        count,
    }
}

#[tokio::test]
async fn counts_of_a_day_are_added_up() {
    let house = House::new();
    let store = house.store();
    for _ in 0..3 {
        let counts = vec![field("/ssid", 2), field("/lux", 1)];
        store.add_drift(counts).await.unwrap();
    }
    let found = store.drift(0).unwrap();
    let said: Vec<_> = found
        .iter()
        .map(|drift| (drift.name.as_str(), drift.count, drift.kind, drift.form))
        .collect();
    assert_eq!(
        said,
        [
            ("/lux", 3, DriftKind::UndeclaredField, DriftForm::Text),
            ("/ssid", 6, DriftKind::UndeclaredField, DriftForm::Text)
        ]
    );
}

#[tokio::test]
async fn names_have_an_end_and_no_count_is_lost() {
    let house = House::new();
    let store = house.store();
    let many = DRIFT_ROWS_MAX + 500;
    let counts = (0..many).map(|n| field(&format!("/n{n}"), 1)).collect();
    store.add_drift(counts).await.unwrap();
    let found = store.drift(0).unwrap();
    assert_eq!(i64::try_from(found.len()).unwrap(), DRIFT_ROWS_MAX + 1);
    let total: u64 = found.iter().map(|drift| drift.count).sum();
    assert_eq!(total, u64::try_from(many).unwrap());
    assert!(
        found
            .iter()
            .any(|drift| drift.name == OTHER_NAMES && drift.count == 500)
    );
    // What is known already goes on being told apart.
    store.add_drift(vec![field("/n0", 7)]).await.unwrap();
    let found = store.drift(0).unwrap();
    assert!(
        found
            .iter()
            .any(|drift| drift.name == "/n0" && drift.count == 8)
    );
}

#[tokio::test]
async fn what_is_older_than_its_time_is_deleted_and_no_sooner() {
    let house = House::new();
    let store = house.store();
    store.add_drift(vec![field("/ssid", 1)]).await.unwrap();
    house.forward(DRIFT_DAYS * 24 * HOUR);
    store.forget_drift().await.unwrap();
    assert_eq!(store.drift(0).unwrap().len(), 1);
    house.forward(24 * HOUR);
    store.forget_drift().await.unwrap();
    assert!(store.drift(0).unwrap().is_empty());
}
