//! L6: every acknowledged reading is there, once.

use cardea_gate::{Again, Answer, Identity};
use cardea_rights::ConsentEvent::Grant;

use crate::house::{House, delivered, number};
use crate::raw;

#[tokio::test]
async fn what_was_acknowledged_is_there_once_after_any_end() {
    let mut house = House::new();
    let family = house.family("ann").await;
    for minute in 0..6 {
        let warm = family.room(
            &house,
            house.now().plus(-minute * 60_000),
            &[("warmth", number(200 + minute))],
        );
        assert_eq!(house.keep_one(warm.clone()).await, Answer::Kept);
        let expected = usize::try_from(minute).unwrap() + 1;
        assert_eq!(family.reads(&house, "heating").len(), expected, "at once");
        let cut = house.power_cut();
        assert_eq!(
            family.reads(&cut, "heating").len(),
            expected,
            "after a power cut"
        );
        cut.store().seal().await.unwrap();
        assert_eq!(
            family.reads(&cut, "heating").len(),
            expected,
            "sealed after a power cut"
        );
        assert_eq!(
            cut.keep_one(warm.clone()).await,
            Answer::Duplicate,
            "sent again after a power cut"
        );
        match minute % 3 {
            0 => house.store().seal().await.unwrap(),
            1 => house.reopen(),
            _ => {}
        }
        assert_eq!(house.keep_one(warm).await, Answer::Duplicate);
        assert_eq!(family.reads(&house, "heating").len(), expected);
    }
}

#[tokio::test]
async fn readings_of_one_millisecond_from_a_device_without_a_clock_are_all_there() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let unmarked = |warmth: i64| {
        let mut reading = family.room(&house, house.now(), &[("warmth", number(warmth))]);
        reading.identity = Identity::Unknown;
        reading
    };
    // Three in one message, one more in the next, one after it was sealed.
    assert_eq!(
        house.keep((0..3).map(unmarked).collect()).await,
        [Answer::Kept; 3]
    );
    assert_eq!(house.keep_one(unmarked(3)).await, Answer::Kept);
    house.store().seal().await.unwrap();
    assert_eq!(house.keep_one(unmarked(4)).await, Answer::Kept);
    for sealed in ["partly", "all", "after a restart"] {
        assert_eq!(
            family.reads(&house, "heating"),
            [
                "warmth=0",
                "warmth=0.1",
                "warmth=0.2",
                "warmth=0.3",
                "warmth=0.4"
            ],
            "{sealed}"
        );
        match sealed {
            "partly" => house.store().seal().await.unwrap(),
            _ => house.reopen(),
        }
    }
}

#[tokio::test]
async fn a_repetition_is_known_by_its_delivery_only_when_the_sender_says_so() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let message = |house: &House, number_of: u64, again| {
        delivered(
            house,
            family.room(house, house.now(), &[("warmth", number(200))]),
            number_of,
            again,
        )
    };
    assert_eq!(
        house.keep_one(message(&house, 1, Again::No)).await,
        Answer::Kept
    );
    assert_eq!(
        house.keep_one(message(&house, 1, Again::Yes)).await,
        Answer::Duplicate
    );
    // The same number and content, but a new message: packet numbers come round.
    assert_eq!(
        house.keep_one(message(&house, 1, Again::No)).await,
        Answer::Kept
    );
    house.reopen();
    assert_eq!(
        house.keep_one(message(&house, 1, Again::Yes)).await,
        Answer::Duplicate,
        "after a restart"
    );
    house.store().seal().await.unwrap();
    house.reopen();
    assert_eq!(
        house.keep_one(message(&house, 1, Again::Yes)).await,
        Answer::Duplicate,
        "sealed, and after a restart"
    );
    assert_eq!(
        house.keep_one(message(&house, 2, Again::Yes)).await,
        Answer::Kept,
        "the first never came"
    );
    assert_eq!(family.reads(&house, "heating").len(), 3);
}

#[tokio::test]
async fn doubles_within_one_hand_in_are_stored_once() {
    let house = House::new();
    let family = house.family("ann").await;
    let warm = |minute: i64| {
        family.room(
            &house,
            house.now().plus(-minute * 60_000),
            &[("warmth", number(minute))],
        )
    };
    let answers = house.keep(vec![warm(1), warm(2), warm(1), warm(1)]).await;
    assert_eq!(
        answers,
        [
            Answer::Kept,
            Answer::Kept,
            Answer::Duplicate,
            Answer::Duplicate
        ]
    );
    assert_eq!(family.reads(&house, "heating").len(), 2);
}

#[tokio::test]
async fn a_whole_days_batch_sent_again_changes_nothing() {
    let house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    let batch: Vec<_> = (0..10_000)
        .map(|second| {
            family.room(
                &house,
                house.now().plus(-second * 1_000),
                &[("warmth", number(second % 100))],
            )
        })
        .collect();
    assert!(
        house
            .keep(batch.clone())
            .await
            .iter()
            .all(|answer| *answer == Answer::Kept)
    );
    let before = family.reads(&house, "report");
    assert!(
        house
            .keep(batch)
            .await
            .iter()
            .all(|answer| *answer == Answer::Duplicate)
    );
    house.store().seal().await.unwrap();
    assert_eq!(
        family.reads(&house, "report"),
        before,
        "means were counted twice"
    );
    assert_eq!(family.reads(&house, "heating").len(), 10_000);
}

#[tokio::test]
async fn many_parts_become_one_and_come_to_the_same() {
    let mut house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    let hour =
        cardea_units::UnixMillis(house.now().0.div_euclid(3_600_000) * 3_600_000 - 3_600_000);
    let mut sum = 0;
    for second in 0..50 {
        let warmth = (second * 37) % 91 * 5;
        sum += warmth;
        let warm = family.room(
            &house,
            hour.plus(second * 1_000),
            &[("warmth", number(warmth)), ("damp", number(second))],
        );
        assert_eq!(house.keep_one(warm).await, Answer::Kept);
        house.store().seal().await.unwrap();
        if second == 20 {
            house.reopen();
        }
    }
    let most = raw::count(
        house.folder.path(),
        "SELECT max(parts) FROM (SELECT count(*) AS parts FROM block GROUP BY household, subject, layout, period, device, mask)",
    );
    assert!(most <= 16, "{most} parts");
    assert_eq!(family.reads(&house, "heating").len(), 50);
    // 50 values at steps of 0.5; their mean at that step, halves up.
    let halves = (sum / 5 * 2 + 50) / 100;
    let expected = if halves % 2 == 0 {
        format!("{}", halves / 2)
    } else {
        format!("{}.5", halves / 2)
    };
    assert_eq!(
        family.reads(&house, "report"),
        [format!("warmth={expected} damp=50")]
    );
}

#[tokio::test]
async fn numbers_do_not_begin_again_after_a_long_sleep() {
    let mut house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "report", Grant).await;
    let hour = house.now().plus(-3_600_000);
    for round in 0..3 {
        let warm = family.room(
            &house,
            hour.plus(round * 1_000),
            &[("warmth", number(200 + 10 * round))],
        );
        assert_eq!(house.keep_one(warm).await, Answer::Kept);
        // What waits is older than any mark is kept when it is sealed, so that nothing of the journal is left.
        house.forward(2 * 86_400_000);
        house.reopen();
        house.store().seal().await.unwrap();
        house.reopen();
    }
    assert_eq!(family.reads(&house, "report"), ["warmth=21"]);
}
