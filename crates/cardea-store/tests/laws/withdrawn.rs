//! L2 and L3: after a withdrawal nothing is kept, and what was kept on that consent is gone.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use cardea_gate::{Answer, ConsentKind, Role, Ticket};
use cardea_rights::ConsentEvent::{Grant, Refuse, Withdraw};
use cardea_store::StopKind;
use cardea_units::SubjectId;

use crate::house::{HEARTH_INDEX, HOUR, Heard, House, number, read_for, reading};

#[tokio::test]
async fn nothing_is_kept_or_read_after_a_withdrawal() {
    for (seal_before, seal_after) in [(false, false), (false, true), (true, false), (true, true)] {
        let house = House::new();
        let family = house.family("ann").await;
        let damp = |minute: i64| {
            family.room(
                &house,
                house.now().plus(minute * 60_000 - HOUR),
                &[("damp", number(40))],
            )
        };
        assert_eq!(
            house.keep_one(damp(0)).await,
            Answer::NotPermitted,
            "before anybody was asked"
        );
        family.says(&house, family.ann, "research", Grant).await;
        assert_eq!(house.keep_one(damp(1)).await, Answer::Kept);
        if seal_before {
            house.store().seal().await.unwrap();
        }
        assert_eq!(family.reads(&house, "research").len(), 1);
        family.says(&house, family.ann, "research", Withdraw).await;
        assert!(
            family.reads(&house, "research").is_empty(),
            "still readable, sealed before: {seal_before}"
        );
        assert!(family.holds(&house).is_empty());
        assert_eq!(house.keep_one(damp(2)).await, Answer::NotPermitted);
        if seal_after {
            house.store().seal().await.unwrap();
        }
        assert!(
            family.holds(&house).is_empty(),
            "came back when it was sealed"
        );
        family.says(&house, family.ann, "research", Grant).await;
        assert!(
            family.reads(&house, "research").is_empty(),
            "a new grant brought the old readings back"
        );
        assert_eq!(house.keep_one(damp(3)).await, Answer::Kept);
        house.store().seal().await.unwrap();
        assert_eq!(
            family.reads(&house, "research").len(),
            1,
            "what came after the new grant is not there"
        );
    }
}

#[tokio::test]
async fn a_cut_takes_one_purpose_and_leaves_the_others() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let other = house.family("eve").await;
    for who in [family, other] {
        who.says(&house, who.ann, "research", Grant).await;
        let both = who.room(
            &house,
            house.now(),
            &[("damp", number(40)), ("warmth", number(200))],
        );
        assert_eq!(house.keep_one(both).await, Answer::Kept);
    }
    family.says(&house, family.ann, "research", Withdraw).await;
    for step in ["in the journal", "after a restart", "in blocks"] {
        assert!(family.reads(&house, "research").is_empty(), "{step}");
        assert_eq!(family.reads(&house, "heating"), ["warmth=20"], "{step}");
        assert_eq!(
            other.reads(&house, "research"),
            ["damp=40"],
            "another home lost its readings, {step}"
        );
        if step == "in the journal" {
            house.reopen();
        } else {
            house.store().seal().await.unwrap();
        }
    }
}

#[tokio::test]
async fn a_second_withdrawal_cuts_what_came_between() {
    let house = House::new();
    let family = house.family("ann").await;
    for round in 0..3 {
        family.says(&house, family.ann, "research", Grant).await;
        let damp = family.room(
            &house,
            house.now().plus(-round * 60_000),
            &[("damp", number(40))],
        );
        assert_eq!(house.keep_one(damp).await, Answer::Kept);
        family.says(&house, family.ann, "research", Withdraw).await;
    }
    assert!(family.holds(&house).is_empty());
    house.store().seal().await.unwrap();
    assert!(family.holds(&house).is_empty());
}

#[tokio::test]
async fn an_old_cut_takes_nothing_from_what_comes_after_a_long_sleep() {
    let mut house = House::new();
    let family = house.family("ann").await;
    for minute in 0..5 {
        family.says(&house, family.ann, "research", Grant).await;
        let damp = family.room(
            &house,
            house.now().plus(-minute * 60_000),
            &[("damp", number(40))],
        );
        assert_eq!(house.keep_one(damp).await, Answer::Kept);
        house.store().seal().await.unwrap();
        // Everything is sealed, so this cut has nothing to do and stays.
        family.says(&house, family.ann, "research", Withdraw).await;
    }
    house.forward(60 * 24 * HOUR);
    house.store().expire().await.unwrap();
    house.reopen();
    family.says(&house, family.ann, "research", Grant).await;
    for minute in 0..5 {
        let damp = family.room(
            &house,
            house.now().plus(-minute * 60_000),
            &[("damp", number(40))],
        );
        assert_eq!(house.keep_one(damp).await, Answer::Kept);
        house.reopen();
    }
    assert_eq!(family.reads(&house, "research").len(), 5);
    house.store().seal().await.unwrap();
    assert_eq!(
        family.reads(&house, "research").len(),
        5,
        "an old withdrawal reached into new readings"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_withdrawal_among_eight_senders_is_a_line_that_no_reading_crosses() {
    let house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "research", Grant).await;
    let withdrawn = Arc::new(AtomicBool::new(false));
    let kept_after = Arc::new(AtomicI64::new(0));
    let kept_before = Arc::new(AtomicI64::new(0));
    let mut senders = Vec::new();
    for sender in 0..8_i64 {
        let device = house.device(family.household, &format!("d-{sender}")).await;
        let readings: Vec<_> = (0..60_i64)
            .map(|second| {
                reading(
                    &house,
                    device,
                    "room",
                    house.now().plus(-second * 1_000),
                    &[("damp", number(second))],
                )
            })
            .collect();
        let (store, withdrawn) = (Arc::clone(house.store()), Arc::clone(&withdrawn));
        let (before, after) = (Arc::clone(&kept_before), Arc::clone(&kept_after));
        senders.push(tokio::spawn(async move {
            for reading in readings {
                // Told first, handed in second: whatever is answered now was handed in after the withdrawal.
                let late = withdrawn.load(Ordering::SeqCst);
                let heard = Arc::new(Heard::default());
                store.keep(vec![(Ticket(0), reading)], heard.clone()).await;
                let kept = heard.all(1).await == [Answer::Kept];
                if kept {
                    (if late { &after } else { &before }).fetch_add(1, Ordering::SeqCst);
                }
                tokio::task::yield_now().await;
            }
        }));
    }
    while kept_before.load(Ordering::SeqCst) < 50 {
        tokio::task::yield_now().await;
    }
    family.says(&house, family.ann, "research", Withdraw).await;
    withdrawn.store(true, Ordering::SeqCst);
    assert!(
        family.reads(&house, "research").is_empty(),
        "readable right after the answer"
    );
    for sender in senders {
        sender.await.unwrap();
    }
    assert_eq!(kept_after.load(Ordering::SeqCst), 0);
    house.store().seal().await.unwrap();
    assert!(family.holds(&house).is_empty());
}

#[tokio::test]
async fn one_adult_of_two_can_stop_what_is_about_the_home() {
    let house = House::new();
    let family = house.family("ann").await;
    let bob = family.adds(&house, Role::Adult, "bob").await;
    let damp = |minute: i64| {
        family.room(
            &house,
            house.now().plus(-minute * 60_000),
            &[("damp", number(40))],
        )
    };
    family.says(&house, family.ann, "research", Grant).await;
    assert_eq!(
        house.keep_one(damp(0)).await,
        Answer::NotPermitted,
        "bob was not asked"
    );
    family.says(&house, bob, "research", Refuse).await;
    assert_eq!(
        house.keep_one(damp(1)).await,
        Answer::NotPermitted,
        "bob said no"
    );
    family.says(&house, bob, "research", Grant).await;
    assert_eq!(house.keep_one(damp(2)).await, Answer::Kept);
    house.store().seal().await.unwrap();
    family.says(&house, bob, "research", Withdraw).await;
    assert!(
        family.holds(&house).is_empty(),
        "what was kept with bob's consent is still there"
    );
    assert_eq!(house.keep_one(damp(3)).await, Answer::NotPermitted);
}

#[tokio::test]
async fn a_childs_consent_is_about_the_child_alone() {
    let house = House::new();
    let family = house.family("ann").await;
    let child = family.adds(&house, Role::Child, "cat").await;
    family.says(&house, family.ann, "report", Grant).await;
    family.says(&house, child, "report", Grant).await;
    let warm = family.room(&house, house.now(), &[("damp", number(40))]);
    assert_eq!(house.keep_one(warm).await, Answer::Kept);
    house.store().seal().await.unwrap();
    family.says(&house, child, "report", Withdraw).await;
    assert_eq!(
        family.reads(&house, "report"),
        ["damp=40"],
        "the home's own readings rest on its adults"
    );
}

#[tokio::test]
async fn an_objection_takes_what_was_kept_and_a_restriction_leaves_it() {
    let house = House::new();
    let family = house.family("ann").await;
    let mode = |hours: i64| {
        family.room(
            &house,
            house.now().plus(-hours * HOUR),
            &[("mode", crate::house::word("auto"))],
        )
    };
    let stop = |kind| {
        house
            .store()
            .stop_purpose(family.household, family.ann, HEARTH_INDEX, "upkeep", kind)
    };
    let resume = |kind| {
        house
            .store()
            .resume_purpose(family.household, family.ann, HEARTH_INDEX, "upkeep", kind)
    };
    let permitted = || {
        let permits = house
            .store()
            .permits(family.household, HEARTH_INDEX)
            .unwrap();
        let gate = &house.store().products().get(HEARTH_INDEX).unwrap().gate;
        permits.home_permits(gate.purpose_named("upkeep").unwrap().0)
    };
    assert_eq!(house.keep_one(mode(30)).await, Answer::Kept);
    house.store().seal().await.unwrap();
    stop(StopKind::Restriction).await.unwrap();
    assert!(!permitted());
    assert_eq!(house.keep_one(mode(20)).await, Answer::NotPermitted);
    assert_eq!(
        family.holds(&house),
        ["mode=auto"],
        "a restriction keeps what is there"
    );
    resume(StopKind::Restriction).await.unwrap();
    assert!(permitted());
    assert_eq!(house.keep_one(mode(3)).await, Answer::Kept);
    stop(StopKind::Objection).await.unwrap();
    assert!(
        family.holds(&house).is_empty(),
        "what was objected to is still held"
    );
    assert_eq!(house.keep_one(mode(2)).await, Answer::NotPermitted);
    house.store().seal().await.unwrap();
    assert!(family.holds(&house).is_empty());
    resume(StopKind::Objection).await.unwrap();
    assert_eq!(house.keep_one(mode(1)).await, Answer::Kept);
    // There is no right to object to what a contract needs, and nothing changes when somebody tries.
    let heating = house.store().stop_purpose(
        family.household,
        family.ann,
        HEARTH_INDEX,
        "heating",
        StopKind::Objection,
    );
    assert!(heating.await.is_err());
}

#[tokio::test]
async fn express_consent_taken_back_alone_ends_the_purpose() {
    let house = House::new();
    let family = house.family("ann").await;
    house
        .store()
        .assign_device(family.household, family.device, Some(family.ann))
        .await
        .unwrap();
    let store = house.store();
    for kind in [ConsentKind::Ordinary, ConsentKind::Explicit] {
        let beats = reading(
            &house,
            family.device,
            "pulse",
            house.now(),
            &[("beats", number(60))],
        );
        assert_eq!(house.keep_one(beats).await, Answer::NotPermitted);
        family
            .says_in(store, family.ann, "training", Grant, kind)
            .await;
    }
    let beats = reading(
        &house,
        family.device,
        "pulse",
        house.now(),
        &[("beats", number(60))],
    );
    assert_eq!(house.keep_one(beats).await, Answer::Kept);
    store.seal().await.unwrap();
    let own = SubjectId::Person(family.ann);
    assert_eq!(
        read_for(&house, own, family.household, "pulse", None),
        ["beats=60"]
    );
    family
        .says_in(
            store,
            family.ann,
            "training",
            Withdraw,
            ConsentKind::Explicit,
        )
        .await;
    assert!(read_for(&house, own, family.household, "pulse", None).is_empty());
}

#[tokio::test]
async fn a_cut_holds_until_the_last_row_it_is_about_is_sealed() {
    let house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "research", Grant).await;
    let damp = |second: i64| {
        family.room(
            &house,
            house.now().plus(-second * 1_000),
            &[("damp", number(40))],
        )
    };
    // One row more than a step of the sealer takes.
    let rows = i64::try_from(cardea_store::limits::SEAL_ROWS_MAX).unwrap();
    for second in 0..=rows {
        assert_eq!(house.keep_one(damp(second)).await, Answer::Kept);
    }
    family.says(&house, family.ann, "research", Withdraw).await;
    family.says(&house, family.ann, "research", Grant).await;
    assert_eq!(house.keep_one(damp(rows + 1)).await, Answer::Kept);
    house.store().seal().await.unwrap();
    assert_eq!(family.reads(&house, "research").len(), 1);
}
