//! L2 and L3 for children: birthdays, what they do not need, and who may say yes for them.

use cardea_gate::{Answer, ConsentKind, Role};
use cardea_rights::ConsentEvent::{Grant, Withdraw};
use cardea_rights::{ConsentReason, ConsentState};
use cardea_store::NewPerson;
use cardea_units::{Date, DeviceId, PersonId, Sensitive, SubjectId, date};

use crate::house::{Family, HEARTH_INDEX, House, number, person, read_for, reading};
use crate::lapses::{at, lasting, report_is_on, settle, state_of};

struct Watched {
    family: Family,
    band: DeviceId,
    kid: PersonId,
}

/// A home with a child who wears a band.
async fn with_child(house: &House, born: Option<Date>) -> Watched {
    let family = house.family("ann").await;
    let mut new: NewPerson = person(Role::Child, "kit");
    new.details.born = born.map(Sensitive::new);
    let store = house.store();
    let kid = store.add_person(family.household, new).await.unwrap();
    let band = house.device(family.household, "band").await;
    store
        .assign_device(family.household, band, Some(kid))
        .await
        .unwrap();
    Watched { family, band, kid }
}

impl Watched {
    async fn pulse(&self, house: &House) -> Answer {
        house.forward(1);
        let pulse = reading(
            house,
            self.band,
            "pulse",
            house.now(),
            &[("beats", number(70))],
        );
        house.keep_one(pulse).await
    }

    fn pulses(&self, house: &House, purpose: Option<&str>) -> usize {
        let subject = SubjectId::Person(self.kid);
        read_for(house, subject, self.family.household, "pulse", purpose).len()
    }

    async fn all(&self, house: &House, event: cardea_rights::ConsentEvent, own: bool) {
        for kind in [ConsentKind::Ordinary, ConsentKind::Explicit] {
            if own {
                let family = &self.family;
                family
                    .says_in(house.store(), self.kid, "training", event, kind)
                    .await;
            } else {
                self.family
                    .says_for(house, self.kid, "training", event, kind)
                    .await;
            }
        }
    }

    fn state(&self, house: &House, purpose: &str) -> (ConsentState, ConsentReason) {
        state_of(house, &self.family, self.kid, purpose)
    }
}

#[tokio::test]
async fn a_guardians_yes_ends_with_the_birthday_and_the_young_person_decides() {
    for swept in [false, true] {
        let house = House::new();
        let birthday = at("2026-11-25T00:00:00Z");
        let home = with_child(&house, Some(date(2013, 11, 25))).await;
        home.all(&house, Grant, false).await;
        assert_eq!(home.pulse(&house).await, Answer::Kept);
        house.clock.set(birthday.plus(-2));
        assert_eq!(
            home.pulse(&house).await,
            Answer::Kept,
            "a millisecond before"
        );
        assert_eq!(
            home.pulse(&house).await,
            Answer::NotPermitted,
            "at that second"
        );
        if swept {
            settle(&house).await;
            let voided = (ConsentState::Void, ConsentReason::Age);
            assert_eq!(home.state(&house, "training"), voided);
            house.store().seal().await.unwrap();
            assert_eq!(
                home.pulses(&house, None),
                0,
                "what was kept on it alone is gone"
            );
        }
        // The guardian may say what they like.
        home.all(&house, Grant, false).await;
        assert_eq!(home.pulse(&house).await, Answer::NotPermitted);
        home.all(&house, Grant, true).await;
        assert_eq!(
            home.pulse(&house).await,
            Answer::Kept,
            "now it is theirs to say"
        );
        home.all(&house, Withdraw, true).await;
        assert_eq!(home.pulse(&house).await, Answer::NotPermitted);
    }
}

#[tokio::test]
async fn what_a_child_said_too_early_does_not_begin_to_count_on_the_birthday() {
    let house = House::new();
    let home = with_child(&house, Some(date(2013, 11, 25))).await;
    home.all(&house, Grant, true).await;
    assert_eq!(home.pulse(&house).await, Answer::NotPermitted);
    house.clock.set(at("2026-11-25T00:00:01Z"));
    assert_eq!(home.pulse(&house).await, Answer::NotPermitted);
}

#[tokio::test]
async fn a_leap_day_child_is_thirteen_on_the_first_of_march_and_an_unknown_one_never() {
    let house = House::new();
    let home = with_child(&house, Some(date(2016, 2, 29))).await;
    home.all(&house, Grant, false).await;
    house.clock.set(at("2029-02-28T23:59:59.998Z"));
    assert_eq!(home.pulse(&house).await, Answer::Kept);
    assert_eq!(home.pulse(&house).await, Answer::NotPermitted);

    let house = House::new();
    let home = with_child(&house, None).await;
    home.all(&house, Grant, false).await;
    house.clock.set(at("2060-01-01T00:00:00Z"));
    assert_eq!(home.pulse(&house).await, Answer::Kept, "a guardian decides");
    home.all(&house, Withdraw, false).await;
    home.all(&house, Grant, true).await;
    assert_eq!(home.pulse(&house).await, Answer::NotPermitted);
}

#[tokio::test]
async fn what_children_do_not_need_is_off_whatever_the_manifest_says() {
    let mut house = House::new();
    house.reopen_with(&lasting("1y"));
    let home = with_child(&house, Some(date(2016, 5, 1))).await;
    let (family, kid) = (home.family, home.kid);
    // Nobody is asked for habits, by the manifest; of a child nothing is kept for it, nor of a home with a child.
    assert_eq!(home.pulse(&house).await, Answer::NotPermitted);
    let damp = |house: &House| family.room(house, house.now(), &[("damp", number(40))]);
    assert_eq!(house.keep_one(damp(&house)).await, Answer::NotPermitted);
    let place = |house: &House| {
        let here = cardea_gate::Value::Text("here".into());
        reading(
            house,
            home.band,
            "whereabouts",
            house.now(),
            &[("place", here)],
        )
    };
    assert_eq!(house.keep_one(place(&house)).await, Answer::NotPermitted);
    // A child cannot open it, a guardian can.
    let opening = ConsentKind::Opening;
    family
        .says_in(house.store(), kid, "habits", Grant, opening)
        .await;
    assert_eq!(home.pulse(&house).await, Answer::NotPermitted);
    family.says_for(&house, kid, "habits", Grant, opening).await;
    family
        .says_for(&house, kid, "finding", Grant, opening)
        .await;
    assert_eq!(home.pulse(&house).await, Answer::Kept);
    house.forward(1);
    assert_eq!(house.keep_one(damp(&house)).await, Answer::Kept);
    assert_eq!(house.keep_one(place(&house)).await, Answer::Kept);
    // What was opened by a guardian closes at 13, and what nobody opened stays off at 18.
    house.clock.set(at("2029-05-01T00:00:00Z"));
    assert_eq!(home.pulse(&house).await, Answer::NotPermitted);
    assert_eq!(house.keep_one(place(&house)).await, Answer::NotPermitted);
    house.clock.set(at("2034-05-01T00:00:00Z"));
    assert_eq!(home.pulse(&house).await, Answer::NotPermitted);
    let member = house.store().person(family.household, kid).unwrap();
    assert_eq!(member.role, Role::Adult);
    family
        .says_in(house.store(), kid, "habits", Grant, opening)
        .await;
    assert_eq!(home.pulse(&house).await, Answer::Kept);
}

#[tokio::test]
async fn at_eighteen_the_home_waits_for_their_yes_and_never_children_does_not_begin_by_itself() {
    let house = House::new();
    let home = with_child(&house, Some(date(2008, 12, 1))).await;
    let family = home.family;
    for purpose in ["report", "research"] {
        family.says(&house, family.ann, purpose, Grant).await;
    }
    // Given at 17, for what is never used for children.
    family.says(&house, home.kid, "research", Grant).await;
    assert!(report_is_on(&house, &family));
    let research = |house: &House| {
        let gate = &house.store().products().get(HEARTH_INDEX).unwrap().gate;
        let index = gate.purpose_named("research").unwrap().0;
        let permitted = house.store().permits(family.household, HEARTH_INDEX);
        permitted.unwrap().home_permits(index)
    };
    assert!(!research(&house));
    house.clock.set(at("2026-12-01T00:00:00Z"));
    assert!(
        !report_is_on(&house, &family),
        "an adult more, who was not asked"
    );
    assert!(!research(&house), "what they said at 17 was not about this");
    family.says(&house, home.kid, "report", Grant).await;
    family.says(&house, home.kid, "research", Grant).await;
    assert!(report_is_on(&house, &family) && research(&house));
}
