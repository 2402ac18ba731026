//! Who is asked, who is there, who wears what: and that it holds from the moment it is said.

use cardea_gate::{Answer, Role};
use cardea_rights::ConsentEvent::Grant;
use cardea_units::SubjectId;

use crate::house::{HOUR, House, number, person, read_for, reading};

#[tokio::test]
async fn a_guest_pauses_and_leaves_by_the_clock_alone() {
    let house = House::new();
    let family = house.family("ann").await;
    family.says(&house, family.ann, "research", Grant).await;
    let both = |minute: i64| {
        family.room(
            &house,
            house.now().plus(-minute * 1_000),
            &[("damp", number(40)), ("warmth", number(200))],
        )
    };
    assert_eq!(house.keep_one(both(1)).await, Answer::Kept);
    assert_eq!(family.reads(&house, "research").len(), 1);
    let mut guest = person(Role::Guest, "gus");
    guest.until = Some(house.now().plus(HOUR));
    house
        .store()
        .add_person(family.household, guest)
        .await
        .unwrap();
    // Heating goes on, research does not.
    assert_eq!(house.keep_one(both(2)).await, Answer::Kept);
    assert_eq!(family.reads(&house, "research").len(), 1);
    assert_eq!(family.reads(&house, "heating").len(), 2);
    house.forward(HOUR - 1);
    assert_eq!(house.keep_one(both(3)).await, Answer::Kept);
    assert_eq!(
        family.reads(&house, "research").len(),
        1,
        "the guest is still there"
    );
    house.forward(1);
    assert_eq!(house.keep_one(both(4)).await, Answer::Kept);
    assert_eq!(
        family.reads(&house, "research").len(),
        2,
        "the guest has left"
    );
}

#[tokio::test]
async fn a_child_in_the_home_ends_what_children_are_never_used_for() {
    let house = House::new();
    let family = house.family("ann").await;
    for purpose in ["research", "report"] {
        family.says(&house, family.ann, purpose, Grant).await;
    }
    let damp = |minute: i64| {
        family.room(
            &house,
            house.now().plus(-minute * 60_000),
            &[("damp", number(40))],
        )
    };
    assert_eq!(house.keep_one(damp(1)).await, Answer::Kept);
    assert_eq!(family.reads(&house, "research").len(), 1);
    family.adds(&house, Role::Child, "cat").await;
    assert_eq!(house.keep_one(damp(2)).await, Answer::Kept);
    assert_eq!(
        family.reads(&house, "research").len(),
        1,
        "kept for research with a child in the home"
    );
    assert_eq!(family.reads(&house, "report"), ["damp=40"]);
}

#[tokio::test]
async fn a_wearable_nobody_wears_says_nothing_and_follows_its_wearer() {
    let house = House::new();
    let family = house.family("ann").await;
    let bob = family.adds(&house, Role::Adult, "bob").await;
    for who in [family.ann, bob] {
        for kind in [
            cardea_gate::ConsentKind::Ordinary,
            cardea_gate::ConsentKind::Explicit,
        ] {
            family
                .says_in(house.store(), who, "training", Grant, kind)
                .await;
        }
    }
    let beats = |minute: i64| {
        let at = house.now().plus(-minute * 60_000);
        reading(
            &house,
            family.device,
            "pulse",
            at,
            &[("beats", number(60 + minute))],
        )
    };
    let of = |who| {
        read_for(
            &house,
            SubjectId::Person(who),
            family.household,
            "pulse",
            None,
        )
    };
    let assign = |who| {
        house
            .store()
            .assign_device(family.household, family.device, who)
    };
    assert_eq!(
        house.keep_one(beats(0)).await,
        Answer::NotPermitted,
        "assigned to nobody"
    );
    assign(Some(family.ann)).await.unwrap();
    assert_eq!(house.keep_one(beats(1)).await, Answer::Kept);
    assign(Some(bob)).await.unwrap();
    assert_eq!(house.keep_one(beats(2)).await, Answer::Kept);
    assign(None).await.unwrap();
    assert_eq!(house.keep_one(beats(3)).await, Answer::NotPermitted);
    for _ in 0..2 {
        assert_eq!(
            (of(family.ann), of(bob)),
            (vec!["beats=61".to_owned()], vec!["beats=62".to_owned()])
        );
        assert!(read_for(&house, family.home(), family.household, "pulse", None).is_empty());
        house.store().seal().await.unwrap();
    }
    let stranger = house.family("eve").await;
    assert!(
        assign(Some(stranger.ann)).await.is_err(),
        "a person of another home"
    );
}

#[tokio::test]
async fn a_device_counts_from_its_claim_to_its_release() {
    let house = House::new();
    let family = house.family("ann").await;
    let made = house
        .store()
        .provision_device("hearth", "new")
        .await
        .unwrap();
    let warm = |minute: i64| {
        reading(
            &house,
            made.id,
            "room",
            house.now().plus(-minute * 60_000),
            &[("warmth", number(200))],
        )
    };
    assert_eq!(
        house.keep_one(warm(0)).await,
        Answer::NotPermitted,
        "nobody has claimed it"
    );
    house
        .store()
        .claim_device(family.household, &made.claim_code)
        .await
        .unwrap();
    assert_eq!(house.keep_one(warm(1)).await, Answer::Kept);
    assert!(
        house
            .store()
            .claim_device(family.household, &made.claim_code)
            .await
            .is_err(),
        "a code is good once"
    );
    let fresh = house
        .store()
        .release_device(family.household, made.id)
        .await
        .unwrap()
        .again
        .unwrap();
    assert_eq!(house.keep_one(warm(2)).await, Answer::NotPermitted);
    let next = house.family("eve").await;
    house
        .store()
        .claim_device(next.household, &fresh.claim_code)
        .await
        .unwrap();
    assert_eq!(house.keep_one(warm(3)).await, Answer::Kept);
    assert_eq!(
        (
            family.reads(&house, "heating").len(),
            next.reads(&house, "heating").len()
        ),
        (1, 1)
    );
    // What the first home says now has nothing to do with it.
    family.adds(&house, Role::Guest, "gus").await;
    assert_eq!(house.keep_one(warm(4)).await, Answer::Kept);
    assert_eq!(next.reads(&house, "heating").len(), 2);
}
