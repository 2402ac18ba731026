//! Browsers that are known, and waits that no clock shortens.

use cardea_gate::Role;
use cardea_store::{Afterwards, NoticeKind, Trust};
use cardea_units::Sensitive;

use crate::house::{DAY, HOUR, House};
use crate::leaving::signs_in;
use crate::raw;

const MINUTES: i64 = 60_000;
const WAIT: i64 = 3 * DAY;

fn by() -> Sensitive<String> {
    Sensitive::new("Chrome on Android".to_owned())
}

#[tokio::test]
async fn no_jump_of_the_clock_and_no_restart_ends_a_wait() {
    let mut house = House::new();
    let family = house.family("ann").await;
    let (home, ann) = (family.household, family.ann);
    let wait = house
        .store()
        .begin_wait(home, ann, WAIT, by())
        .await
        .unwrap();
    assert_eq!(wait.left_millis, WAIT);
    let left = |house: &House| {
        house
            .store()
            .waiting_of(home, ann)
            .unwrap()
            .unwrap()
            .left_millis
    };
    // Ahead by a week: five minutes count.
    house.forward(7 * DAY);
    assert!(house.store().count_waits().await.unwrap().is_empty());
    assert_eq!(left(&house), WAIT - 5 * MINUTES);
    // Back: nothing counts, and nothing is given back.
    house.clock.set(house.now().plus(-8 * DAY));
    assert!(house.store().count_waits().await.unwrap().is_empty());
    assert_eq!(left(&house), WAIT - 5 * MINUTES);
    // Asked again it does not begin anew, nor is it done.
    let again = house
        .store()
        .begin_wait(home, ann, MINUTES, by())
        .await
        .unwrap();
    assert_eq!(again.left_millis, WAIT - 5 * MINUTES);
    // Off for a month.
    house.reopen();
    house.forward(30 * DAY);
    assert!(house.store().count_waits().await.unwrap().is_empty());
    assert_eq!(left(&house), WAIT - 10 * MINUTES);
    // And by the clock, minute for minute, it ends when it should.
    let steps = (WAIT - 10 * MINUTES) / (5 * MINUTES);
    for step in 0..steps {
        let over = house.store().count_waits().await.unwrap();
        assert!(over.is_empty(), "after {step} of {steps}");
        house.forward(5 * MINUTES);
    }
    let over = house.store().count_waits().await.unwrap();
    assert_eq!(
        over.iter().map(|wait| wait.person).collect::<Vec<_>>(),
        [ann]
    );
}

#[tokio::test]
async fn who_is_concerned_is_told_and_can_stop_it() {
    let house = House::new();
    let family = house.family("ann").await;
    let (home, ann) = (family.household, family.ann);
    let bob = family.adds(&house, Role::Adult, "bob").await;
    let store = house.store();
    store.begin_wait(home, ann, WAIT, by()).await.unwrap();
    store.begin_wait(home, ann, WAIT, by()).await.unwrap();
    let told = store.notices(home, ann).unwrap();
    assert_eq!(told.len(), 1, "told once");
    assert_eq!(told[0].kind, NoticeKind::ErasureAsked);
    assert_eq!(told[0].name.disclose_ref(), by().disclose_ref());
    assert!(
        store.notices(home, bob).unwrap().is_empty(),
        "nobody else is told before it happens"
    );
    assert_eq!(store.unread_notices(home, ann).unwrap(), 1);
    store.read_notices(home, ann).await.unwrap();
    assert_eq!(store.unread_notices(home, ann).unwrap(), 0);
    assert!(store.stop_wait(home, ann).await.unwrap());
    assert!(!store.stop_wait(home, ann).await.unwrap());
    house.forward(4 * DAY);
    assert!(store.count_waits().await.unwrap().is_empty());
    assert!(store.waiting_of(home, ann).unwrap().is_none());
    assert!(!raw::holds(house.folder.path(), b"Chrome on Android"));
}

#[tokio::test]
async fn a_browser_is_known_that_made_the_account_or_after_a_week() {
    let house = House::new();
    let family = house.family("ann").await;
    let (home, ann) = (family.household, family.ann);
    let store = house.store();
    let trust = |session| store.present(session).unwrap().unwrap().trust;
    let (first, own) = signs_in(&house, home, ann, None).await;
    assert_eq!(trust(&first), Trust::Known);
    assert!(store.notices(home, ann).unwrap().is_empty());
    let (second, stranger) = signs_in(&house, home, ann, None).await;
    assert_eq!(trust(&second), Trust::New);
    assert_eq!(
        store.notices(home, ann).unwrap()[0].kind,
        NoticeKind::NewSignIn
    );
    // Known again by what it keeps; a token that nobody was given is a new browser.
    let (again, _) = signs_in(&house, home, ann, Some(own.clone())).await;
    assert_eq!(trust(&again), Trust::Known);
    let (made_up, _) = signs_in(&house, home, ann, Some(Sensitive::new("f".repeat(64)))).await;
    assert_eq!(trust(&made_up), Trust::New);
    // What somebody else has for this browser makes nobody known: Bob's token on Ann's account is a new browser, with a token of its own.
    let bob = family.adds(&house, Role::Adult, "bob").await;
    let (_, of_bob) = signs_in(&house, home, bob, None).await;
    let (with_his, fresh) = signs_in(&house, home, ann, Some(of_bob.clone())).await;
    assert_eq!(trust(&with_his), Trust::New);
    assert_ne!(fresh.disclose_ref(), of_bob.disclose_ref());
    let (planted, _) = signs_in(&house, home, ann, Some(of_bob)).await;
    assert_eq!(trust(&planted), Trust::New);
    // A session without a browser is never known.
    let program = store.begin_session(home, ann).await.unwrap();
    assert_eq!(trust(&program), Trust::New);
    house.forward(7 * DAY - HOUR);
    let (third, _) = signs_in(&house, home, ann, Some(stranger.clone())).await;
    assert_eq!(trust(&third), Trust::New);
    house.forward(HOUR);
    assert_eq!(trust(&third), Trust::Known);
    // She ends it from a browser that is known: it has to become known again.
    let id = store.present(&third).unwrap().unwrap().id;
    store
        .end_session_of(home, ann, id, Afterwards::Forgotten)
        .await
        .unwrap();
    assert!(store.session(&third).unwrap().is_none());
    let (fourth, _) = signs_in(&house, home, ann, Some(stranger)).await;
    assert_eq!(trust(&fourth), Trust::New);
    // All others end, and this one goes on.
    let (mine, _) = signs_in(&house, home, ann, Some(own)).await;
    let id = store.present(&mine).unwrap().unwrap().id;
    store
        .end_other_sessions(home, ann, id, Afterwards::StaysKnown)
        .await
        .unwrap();
    assert!(store.session(&fourth).unwrap().is_none());
    assert_eq!(store.open_sessions(home, ann).unwrap().len(), 1);
    assert!(store.session(&mine).unwrap().is_some());
}

#[tokio::test]
async fn nobody_ends_the_session_of_somebody_else() {
    let house = House::new();
    let family = house.family("ann").await;
    let bob = family.adds(&house, Role::Adult, "bob").await;
    let store = house.store();
    let (session, _) = signs_in(&house, family.household, family.ann, None).await;
    let id = store.present(&session).unwrap().unwrap().id;
    let end = store.end_session_of(family.household, bob, id, Afterwards::Forgotten);
    assert!(end.await.is_err());
    assert!(store.session(&session).unwrap().is_some());
}

#[tokio::test]
async fn a_safety_code_is_good_once_and_for_its_own_person() {
    let house = House::new();
    let family = house.family("ann").await;
    let (home, ann) = (family.household, family.ann);
    let bob = family.adds(&house, Role::Adult, "bob").await;
    let store = house.store();
    let old = store.set_safety_code(home, ann).await.unwrap();
    let code = store.set_safety_code(home, ann).await.unwrap();
    assert_eq!(code.disclose_ref().len(), 20);
    assert!(!raw::holds(
        house.folder.path(),
        code.disclose_ref().as_bytes()
    ));
    assert!(!store.use_safety_code(home, ann, &old).await.unwrap());
    assert!(!store.use_safety_code(home, bob, &code).await.unwrap());
    let typed = Sensitive::new(code.disclose_ref().to_lowercase());
    assert!(store.use_safety_code(home, ann, &typed).await.unwrap());
    assert!(!store.use_safety_code(home, ann, &code).await.unwrap());
    assert!(!store.has_safety_code(home, ann).unwrap());
    assert!(
        !store
            .use_safety_code(home, ann, &Sensitive::new(String::new()))
            .await
            .unwrap()
    );
}
