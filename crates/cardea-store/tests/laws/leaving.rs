//! Leaving: what ends with it, at once, and what does not.

use cardea_gate::{Answer, ConsentKind, Role};
use cardea_rights::ConsentEvent::Grant;
use cardea_rights::ConsentState;
use cardea_store::{Comes, Details, Going, Invite, Lives, NoticeKind, SessionToken, Trust};
use cardea_units::{HouseholdId, PersonId, Sensitive, SubjectId, UnixMillis};

use crate::house::{DAY, Family, HOUR, House, number, person, read_for, reading};
use crate::raw;

pub(crate) async fn signs_in(
    house: &House,
    household: HouseholdId,
    person: PersonId,
    token: Option<SessionToken>,
) -> (SessionToken, SessionToken) {
    let comes = Comes {
        tokens: token.into_iter().collect(),
        words: "Firefox on Windows".to_owned(),
    };
    let begun = house
        .store()
        .begin_session_in(household, person, comes)
        .await
        .unwrap();
    (begun.session, begun.browser[0].clone())
}

fn damp(house: &House, family: &Family, minute: i64) -> cardea_gate::Reading {
    let at = house.now().plus(-minute * 1_000);
    family.room(house, at, &[("damp", number(40)), ("warmth", number(200))])
}

fn told(house: &House, household: HouseholdId, person: PersonId) -> Vec<(NoticeKind, String)> {
    let notices = house.store().notices(household, person).unwrap();
    let told = notices.into_iter();
    told.map(|notice| (notice.kind, notice.name.disclose()))
        .collect()
}

fn role_of(house: &House, household: HouseholdId, id: PersonId) -> Role {
    house.store().person(household, id).unwrap().role
}

#[tokio::test]
async fn whoever_leaves_is_gone_in_the_same_turn() {
    let house = House::new();
    let family = house.family("ann").await;
    let home = family.household;
    let bob = family.adds(&house, Role::Adult, "bob").await;
    family.says(&house, family.ann, "research", Grant).await;
    for kind in [ConsentKind::Ordinary, ConsentKind::Explicit] {
        family
            .says_in(house.store(), bob, "training", Grant, kind)
            .await;
    }
    let store = house.store();
    store
        .assign_device(home, family.device, Some(bob))
        .await
        .unwrap();
    let pulse = |minute: i64| {
        let at = house.now().plus(-minute * 1_000);
        reading(&house, family.device, "pulse", at, &[("beats", number(60))])
    };
    assert_eq!(house.keep_one(pulse(1)).await, Answer::Kept);
    // Bob said nothing about research, so nothing is kept for it.
    assert_eq!(house.keep_one(damp(&house, &family, 1)).await, Answer::Kept);
    assert!(family.reads(&house, "research").is_empty());
    let (session, _) = signs_in(&house, home, bob, None).await;
    assert!(store.session(&session).unwrap().is_some());
    assert!(told(&house, home, family.ann).is_empty());

    store.leave(home, bob, Going::Left).await.unwrap();

    assert!(store.present(&session).unwrap().is_none());
    assert!(store.goes_on(&session).is_err());
    assert_eq!(house.keep_one(pulse(2)).await, Answer::NotPermitted);
    assert_eq!(house.keep_one(damp(&house, &family, 2)).await, Answer::Kept);
    assert_eq!(
        family.reads(&house, "research").len(),
        1,
        "Ann alone is asked now"
    );
    let consents = store.consents(home, bob).unwrap();
    assert!(!consents.is_empty());
    assert!(
        consents
            .iter()
            .all(|record| record.state == ConsentState::Void)
    );
    let history = store.consent_history(home, bob).unwrap();
    assert_eq!(history.len(), 4, "two yes, and the end of each");
    assert_eq!(store.members(home).unwrap().len(), 1);
    assert!(store.person(home, bob).is_err());
    assert_eq!(
        told(&house, home, family.ann),
        [(NoticeKind::MemberLeft, "bob Featherstonehaugh".to_owned())]
    );
    // What is about him alone is still his.
    let own = read_for(&house, SubjectId::Person(bob), home, "pulse", None);
    assert_eq!(own.len(), 1);
    let former = store.former(home, bob).unwrap();
    assert_eq!(
        (former.how.as_str(), former.person.role),
        ("left", Role::Guest)
    );
    assert!(store.leave(home, bob, Going::Left).await.is_err(), "once");
}

#[tokio::test]
async fn the_account_passes_on_and_the_last_adult_cannot_leave() {
    let house = House::new();
    let family = house.family("ann").await;
    let home = family.household;
    let store = house.store();
    let refused = store.leave(home, family.ann, Going::Left).await;
    assert!(refused.unwrap_err().to_string().contains("last adult"));
    let bob = family.adds(&house, Role::Adult, "bob").await;
    let cat = family.adds(&house, Role::Child, "cat").await;
    let removes = |by, whom| store.leave(home, whom, Going::Removed { by });
    assert!(
        removes(bob, family.ann).await.is_err(),
        "Bob does not hold the account"
    );
    assert!(removes(cat, family.ann).await.is_err());
    assert!(removes(family.ann, family.ann).await.is_err());
    assert!(
        store
            .hand_over_account(home, family.ann, cat)
            .await
            .is_err()
    );
    assert!(store.hand_over_account(home, bob, bob).await.is_err());
    store
        .hand_over_account(home, family.ann, bob)
        .await
        .unwrap();
    assert_eq!(role_of(&house, home, bob), Role::AccountHolder);
    assert_eq!(role_of(&house, home, family.ann), Role::Adult);
    assert!(
        told(&house, home, bob)
            .iter()
            .any(|(kind, _)| *kind == NoticeKind::YouHoldAccount)
    );
    store.leave(home, bob, Going::Left).await.unwrap();
    assert_eq!(role_of(&house, home, family.ann), Role::AccountHolder);
    assert!(store.leave(home, family.ann, Going::Left).await.is_err());
    // Somebody who has left does not count as an adult who stays: the home goes with her.
    let erasure = store.request_erasure(home, family.ann).await.unwrap();
    for subject in [family.home(), bob.into(), cat.into()] {
        assert!(erasure.subjects.contains(&subject), "{subject:?}");
    }
}

#[tokio::test]
async fn who_is_removed_and_who_stays_are_told() {
    let house = House::new();
    let family = house.family("ann").await;
    let home = family.household;
    let store = house.store();
    let bob = family.adds(&house, Role::Adult, "bob").await;
    let eve = family.adds(&house, Role::Adult, "eve").await;
    let how = Going::Removed { by: family.ann };
    store.leave(home, bob, how).await.unwrap();
    assert_eq!(
        told(&house, home, bob),
        [(NoticeKind::YouWereRemoved, String::new())]
    );
    let removed = (
        NoticeKind::MemberRemoved,
        "bob Featherstonehaugh".to_owned(),
    );
    assert_eq!(told(&house, home, eve), std::slice::from_ref(&removed));
    assert_eq!(told(&house, home, family.ann), [removed]);
    // Nothing of what they are told stands in a file.
    assert!(!raw::holds(house.folder.path(), b"Featherstonehaugh"));
}

#[tokio::test]
async fn who_has_left_comes_back_for_what_is_theirs_and_takes_nothing_of_others() {
    let house = House::new();
    let family = house.family("ann").await;
    let home = family.household;
    let store = house.store();
    let mut bob = person(Role::Adult, "bob");
    bob.password = Some("a hash".to_owned());
    let bob = store.add_person(home, bob).await.unwrap();
    let email = Sensitive::new("bob@mail.example".to_owned());
    store.leave(home, bob, Going::Left).await.unwrap();
    assert!(store.sign_in_of(&email).unwrap().is_none());
    let found = store.former_sign_in_of(&email).unwrap();
    assert_eq!(found, [(home, bob, "a hash".to_owned())]);
    // His address is free for a home of his own, and the old account is found beside it.
    let mut again = person(Role::AccountHolder, "bob");
    again.password = Some("another hash".to_owned());
    let new = cardea_store::NewHousehold {
        name: Sensitive::new("His own".to_owned()),
        founder: again,
    };
    let own = store.found_household(new).await.unwrap();
    assert_eq!(
        store.sign_in_of(&email).unwrap().map(|(home, ..)| home),
        Some(own.household)
    );
    let (session, _) = signs_in(&house, home, bob, None).await;
    let present = store.present(&session).unwrap().unwrap();
    assert_eq!(
        (present.lives, present.trust),
        (Lives::Elsewhere, Trust::New)
    );
    assert!(
        store.session(&session).unwrap().is_none(),
        "it opens nothing of the home"
    );
    let erasure = store.request_erasure(home, bob).await.unwrap();
    assert_eq!(erasure.subjects, [SubjectId::Person(bob)]);
    store.destroy_secrets(&erasure).await.unwrap();
    store.sweep(&erasure).await.unwrap();
    assert!(store.former(home, bob).is_err());
    for table in ["departed", "browser", "notice", "session", "person"] {
        let column = if table == "person" { "id" } else { "person" };
        let sql = format!(
            "SELECT count(*) FROM {table} WHERE {column} = {}",
            bob.to_column()
        );
        assert_eq!(raw::count(house.folder.path(), &sql), 0, "{table}");
    }
    assert_eq!(store.members(home).unwrap().len(), 1);
}

#[tokio::test]
async fn a_stay_ends_at_its_millisecond_whether_anybody_takes_note_or_not() {
    let house = House::new();
    let family = house.family("ann").await;
    let home = family.household;
    let store = house.store();
    family.says(&house, family.ann, "research", Grant).await;
    let mut gus = person(Role::Guest, "gus");
    gus.details.email = Some(Sensitive::new("gus@mail.example".to_owned()));
    gus.password = Some("a hash".to_owned());
    gus.until = Some(house.now().plus(HOUR));
    let gus = store.add_person(home, gus).await.unwrap();
    let email = Sensitive::new("gus@mail.example".to_owned());
    let (session, _) = signs_in(&house, home, gus, None).await;
    house.forward(HOUR - 1);
    assert!(store.session(&session).unwrap().is_some());
    assert_eq!(store.end_stays().await.unwrap(), 0);
    assert_eq!(house.keep_one(damp(&house, &family, 1)).await, Answer::Kept);
    assert!(
        family.reads(&house, "research").is_empty(),
        "a guest grants nothing"
    );
    house.forward(1);
    assert!(store.present(&session).unwrap().is_none());
    assert!(store.sign_in_of(&email).unwrap().is_none());
    assert_eq!(house.keep_one(damp(&house, &family, 2)).await, Answer::Kept);
    assert_eq!(family.reads(&house, "research").len(), 1);
    let over = house.now();
    house.forward(5 * HOUR);
    assert_eq!(store.end_stays().await.unwrap(), 1);
    assert_eq!(store.end_stays().await.unwrap(), 0);
    let former = store.former(home, gus).unwrap();
    assert_eq!((former.how.as_str(), former.at), ("ended", over));
    assert_eq!(store.former_sign_in_of(&email).unwrap().len(), 1);
}

#[tokio::test]
async fn an_invitation_is_good_once_and_for_a_time() {
    let house = House::new();
    let family = house.family("ann").await;
    let home = family.household;
    let store = house.store();
    let invite = |role, stay_until: Option<UnixMillis>| {
        store.invite(Invite {
            household: home,
            by: family.ann,
            role,
            ends_at: house.now().plus(DAY),
            stay_until,
        })
    };
    let accept = |code: &Sensitive<String>, name: &str| {
        let details = Details {
            name: Sensitive::new(name.to_owned()),
            email: Some(Sensitive::new(format!("{name}@mail.example"))),
            born: None,
        };
        let code = code.clone();
        async move {
            store
                .accept_invitation(&code, details, "hash".to_owned())
                .await
        }
    };
    let made = invite(Role::Adult, None).await.unwrap();
    assert!(
        !raw::holds(house.folder.path(), made.code.disclose_ref().as_bytes()),
        "the code is kept as its hash"
    );
    assert!(
        accept(&made.code, "ann").await.is_err(),
        "her address is taken"
    );
    assert!(
        accept(&Sensitive::new("ABCDEFGHJK".to_owned()), "eve")
            .await
            .is_err()
    );
    // As people type it.
    let typed = made.code.disclose_ref().to_lowercase();
    let (first, rest) = typed.split_at(5);
    let typed = Sensitive::new(format!(" {first}-{rest} "));
    let bob = accept(&typed, "bob").await.unwrap();
    assert_eq!(
        (bob.household, role_of(&house, home, bob.founder)),
        (home, Role::Adult)
    );
    assert!(accept(&made.code, "eve").await.is_err(), "once");
    assert!(told(&house, home, family.ann).contains(&(NoticeKind::MemberJoined, "bob".to_owned())));
    let made = invite(Role::Adult, None).await.unwrap();
    assert_eq!(store.invitations(home).unwrap().len(), 1);
    store.revoke_invitation(home, made.id).await.unwrap();
    assert!(store.revoke_invitation(home, made.id).await.is_err());
    assert!(accept(&made.code, "eve").await.is_err(), "taken back");
    let made = invite(Role::Adult, None).await.unwrap();
    let stay = house.now().plus(2 * HOUR);
    let for_guest = invite(Role::Guest, Some(stay)).await.unwrap();
    let gus = accept(&for_guest.code, "gus").await.unwrap().founder;
    let gus = store.person(home, gus).unwrap();
    assert_eq!((gus.role, gus.until), (Role::Guest, Some(stay)));
    house.forward(DAY);
    assert!(accept(&made.code, "eve").await.is_err(), "over");
    // What somebody who leaves had made is worth nothing.
    let by_bob = store
        .invite(Invite {
            household: home,
            by: bob.founder,
            role: Role::Adult,
            ends_at: house.now().plus(DAY),
            stay_until: None,
        })
        .await
        .unwrap();
    store.leave(home, bob.founder, Going::Left).await.unwrap();
    assert!(accept(&by_bob.code, "eve").await.is_err());
    for _ in 0..20 {
        invite(Role::Adult, None).await.unwrap();
    }
    assert!(invite(Role::Adult, None).await.is_err(), "twenty at once");
}
