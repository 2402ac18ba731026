//! When the disk does not do its part: nothing is acknowledged that is not there, and nothing is lost that comes again.

use std::sync::Arc;

use cardea_gate::{Answer, Ticket};
use cardea_rights::ConsentEvent::{Grant, Withdraw};
use cardea_store::StoreError;

use crate::house::{Heard, House, number};
use crate::raw;

/// Makes every write to a table fail, as a full disk would.
fn full(house: &House, table: &str) {
    let sql = format!(
        "CREATE TRIGGER full_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'disk full'); END"
    );
    raw::data(house.folder.path()).execute_batch(&sql).unwrap();
}

fn free(house: &House, table: &str) {
    raw::data(house.folder.path())
        .execute_batch(&format!("DROP TRIGGER full_{table}"))
        .unwrap();
}

#[tokio::test]
async fn a_commit_that_fails_is_told_and_a_retry_is_kept() {
    let house = House::new();
    let family = house.family("ann").await;
    let warm = |minute: i64| {
        family.room(
            &house,
            house.now().plus(-minute * 60_000),
            &[("warmth", number(minute))],
        )
    };
    assert_eq!(house.keep_one(warm(1)).await, Answer::Kept);
    full(&house, "journal");
    let answers = house.keep(vec![warm(2), warm(2), warm(3), warm(1)]).await;
    assert_eq!(
        answers[..3],
        [Answer::Unavailable; 3],
        "a double of what was not kept is not there either"
    );
    free(&house, "journal");
    assert_eq!(family.reads(&house, "heating").len(), 1);
    assert_eq!(
        house.keep(vec![warm(2), warm(2), warm(3)]).await,
        [Answer::Kept, Answer::Duplicate, Answer::Kept]
    );
    assert_eq!(family.reads(&house, "heating").len(), 3);
    assert_eq!(family.reads(&house.power_cut(), "heating").len(), 3);
}

#[tokio::test]
async fn sealing_that_fails_leaves_everything_where_it_was() {
    let house = House::new();
    let family = house.family("ann").await;
    let warm = family.room(&house, house.now(), &[("warmth", number(200))]);
    assert_eq!(house.keep_one(warm).await, Answer::Kept);
    full(&house, "block");
    for _ in 0..3 {
        assert!(house.store().seal().await.is_err());
        assert_eq!(family.reads(&house, "heating"), ["warmth=20"]);
    }
    free(&house, "block");
    house.store().seal().await.unwrap();
    assert_eq!(family.reads(&house, "heating"), ["warmth=20"]);
    assert_eq!(
        raw::count(house.folder.path(), "SELECT count(*) FROM block"),
        1
    );
}

#[tokio::test]
async fn a_withdrawal_that_could_not_be_written_is_not_answered_done() {
    let house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "research", Grant).await;
    full(&house, "consent_history");
    let decision = cardea_store::Decision {
        household: family.household,
        person: family.ann,
        actor: family.ann,
        product: crate::house::HEARTH_INDEX,
        purpose: "research".to_owned(),
        kind: cardea_gate::ConsentKind::Ordinary,
        event: Withdraw,
        channel: cardea_rights::Channel::Portal,
        shown: None,
    };
    assert!(house.store().decide(decision.clone()).await.is_err());
    let damp = |minute: i64| {
        family.room(
            &house,
            house.now().plus(-minute * 60_000),
            &[("damp", number(40))],
        )
    };
    assert_eq!(
        house.keep_one(damp(1)).await,
        Answer::Kept,
        "it was not withdrawn"
    );
    free(&house, "consent_history");
    house.store().decide(decision).await.unwrap();
    assert_eq!(house.keep_one(damp(2)).await, Answer::NotPermitted);
    assert!(family.holds(&house).is_empty());
}

#[tokio::test]
async fn after_the_stop_everybody_is_answered() {
    let house = House::new();
    let family = house.family("ann").await;
    let store = house.store();
    store.stop();
    let warm = family.room(&house, house.now(), &[("warmth", number(200))]);
    assert_eq!(house.keep_one(warm).await, Answer::Unavailable);
    assert!(matches!(store.seal().await, Err(StoreError::Stopped)));
    store.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn whoever_hands_in_while_the_store_stops_is_answered_too() {
    for _ in 0..5 {
        let house = House::new();
        let family = house.family("ann").await;
        let mut waiting = Vec::new();
        for sender in 0..8_i64 {
            let store = Arc::clone(house.store());
            let readings: Vec<_> = (0..40_i64)
                .map(|minute| {
                    family.room(
                        &house,
                        house.now().plus(-minute * 60_000 - sender),
                        &[("warmth", number(1))],
                    )
                })
                .collect();
            waiting.push(tokio::spawn(async move {
                let mut kept = 0_usize;
                for reading in readings {
                    let heard = Arc::new(Heard::default());
                    store.keep(vec![(Ticket(0), reading)], heard.clone()).await;
                    kept += usize::from(heard.all(1).await == [Answer::Kept]);
                }
                kept
            }));
        }
        let store = Arc::clone(house.store());
        tokio::task::spawn_blocking(move || store.stop())
            .await
            .unwrap();
        let mut kept = 0;
        for sender in waiting {
            let answered = tokio::time::timeout(core::time::Duration::from_secs(20), sender).await;
            kept += answered
                .expect("somebody waits for an answer that never comes")
                .unwrap();
        }
        assert_eq!(family.reads(&house.power_cut(), "heating").len(), kept);
    }
}
