//! People who join and leave, devices that change hands, and what a stolen password cannot do.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test stops where something is not as it says"
)]

use axum::http::StatusCode;

use crate::house::{Browser, Home, Reply, SIGN_UP, assert_problem_at, form};

pub(crate) const PASSWORD: &str = "three words you like";
const MINUTES: i64 = 60_000;
const DAY: i64 = 86_400_000;

pub(crate) fn code_in(page: &str) -> String {
    let code = page
        .split("<pre")
        .nth(1)
        .and_then(|rest| rest.split("<code>").nth(1));
    code.unwrap().split("</code>").next().unwrap().to_owned()
}

pub(crate) fn hidden(page: &str, name: &str) -> String {
    let mark = format!("name=\"{name}\" value=\"");
    page.split(&mark)
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

/// The page of a list that has this heading: all were added at one moment, so that their order is by chance.
pub(crate) async fn numbered(
    browser: &mut Browser,
    place: &str,
    heading: &str,
) -> (String, String) {
    for number in 1..9 {
        let place = format!("{place}/{number}");
        let body = browser.get(&place).await.body;
        if body.contains(&format!("<h1>{heading}</h1>")) {
            return (place, body);
        }
    }
    panic!("no page of {place} has {heading}");
}

async fn invites(browser: &mut Browser, role: &str, until: &str) -> String {
    let asked = form(&[("role", role), ("until", until), ("days", "7")]);
    let answer = browser.post("/people/invite", &asked).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    code_in(&answer.body)
}

async fn joins(home: &Home, code: &str, name: &str) -> (Browser, Reply) {
    let mut browser = home.browser();
    let email = format!("{}@example.org", name.to_lowercase());
    let fields = [
        ("code", code),
        ("name", name),
        ("email", &email),
        ("password", PASSWORD),
    ];
    let answer = browser.post("/join", &form(&fields)).await;
    (browser, answer)
}

/// Ada's home, into which Ben was invited.
pub(crate) async fn two() -> (Home, Browser, Browser) {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    home.claim(&mut ada).await;
    // Lists are in the order in which people came.
    home.later(1_000);
    let code = invites(&mut ada, "adult", "").await;
    let (ben, answer) = joins(&home, &code, "Ben").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    (home, ada, ben)
}

async fn leaves(browser: &mut Browser) -> Reply {
    browser
        .post("/leave", &form(&[("password", PASSWORD)]))
        .await
}

pub(crate) async fn signs_in(home: &Home, email: &str) -> Browser {
    let mut browser = home.browser();
    let fields = form(&[("email", email), ("password", PASSWORD)]);
    let answer = browser.post("/sign-in", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    browser
}

#[tokio::test]
async fn somebody_is_invited_and_joins_once() {
    let (home, mut ada, mut ben) = two().await;
    assert!(ben.get("/").await.body.contains("Hello Ben."));
    assert!(
        ada.get("/notices")
            .await
            .body
            .contains("Ben joined this home")
    );
    assert!(ada.get("/").await.body.contains("1 notice"));
    ada.post("/notices", "").await;
    assert!(!ada.get("/").await.body.contains("you have not read"));
    let code = invites(&mut ada, "guest", "2026-11-25").await;
    assert!(
        ada.get("/people")
            .await
            .body
            .contains("A guest, until 25 November 2026")
    );
    // Who has an account, or is signed in, is told what to do; the invitation stays open.
    let fields = [
        ("code", code.as_str()),
        ("name", "B"),
        ("email", "ben@example.org"),
        ("password", PASSWORD),
    ];
    let answer = ben.post("/join", &form(&fields)).await;
    assert!(
        answer.body.contains("Leave that home first"),
        "{}",
        answer.body
    );
    let (_, answer) = joins(&home, &code, "Ben").await;
    assert_problem_at(&answer, "email");
    assert!(answer.body.contains("An account belongs to one home"));
    let (mut gus, answer) = joins(&home, &code, "Gus").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(gus.get("/").await.body.contains("Hello Gus."));
    let (_, answer) = joins(&home, &code, "Eve").await;
    assert_problem_at(&answer, "code");
    let refused = gus
        .post("/people/invite", &form(&[("role", "adult"), ("days", "7")]))
        .await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let back = invites(&mut ada, "adult", "").await;
    let id = hidden(&ada.get("/people").await.body, "invitation");
    ada.post("/people/invite/revoke", &form(&[("invitation", &id)]))
        .await;
    assert_problem_at(&joins(&home, &back, "Eve").await.1, "code");
    for (role, until, days, field) in [
        ("guest", "", "7", "invite-until"),
        ("guest", "2027-11-25", "7", "invite-until"),
        ("adult", "", "15", "invite-days"),
        ("adult", "", "0", "invite-days"),
    ] {
        let asked = form(&[("role", role), ("until", until), ("days", days)]);
        assert_problem_at(&ada.post("/people/invite", &asked).await, field);
    }
    // The stay ends by itself at midnight on the British wall.
    home.later(DAY * 3);
    assert_eq!(gus.get("/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whoever_leaves_keeps_what_is_theirs_and_sees_nothing_else() {
    let (home, mut ada, mut ben) = two().await;
    home.send_readings(5).await;
    let mut second = signs_in(&home, "ben@example.org").await;
    assert!(second.get("/").await.body.contains("Hello Ben."));
    assert_problem_at(
        &ben.post("/leave", &form(&[("password", "wrong")])).await,
        "password",
    );
    assert_eq!(ben.get("/").await.status, StatusCode::OK);
    let before = ada.get("/notices").await.body;
    let left = leaves(&mut ben).await;
    assert!(
        left.body.contains("<h1>You have left</h1>"),
        "{}",
        left.body
    );
    assert_eq!(
        second.get("/").await.status,
        StatusCode::SEE_OTHER,
        "every session"
    );
    let after = ada.get("/notices").await.body;
    assert!(!before.contains("lives here no more") && after.contains("Ben lives here no more"));
    assert!(
        !ada.get("/people")
            .await
            .body
            .contains("<strong>Ben</strong>")
    );

    let mut back = signs_in(&home, "ben@example.org").await;
    let own = back.get("/left").await.body;
    assert!(
        own.contains("You left your home on 23 November 2026"),
        "{own}"
    );
    for place in [
        "/",
        "/my-data",
        "/people",
        "/who-sees",
        "/safety",
        "/download",
        "/devices",
    ] {
        assert_eq!(
            back.get(place).await.status,
            StatusCode::SEE_OTHER,
            "{place}"
        );
    }
    assert_eq!(
        back.post("/me/package", "").await.status,
        StatusCode::SEE_OTHER
    );
    let package = back
        .post("/left/package", &form(&[("password", PASSWORD)]))
        .await;
    assert!(package.bytes.starts_with(b"PK"));
    let hall = package.bytes.windows(4).any(|bytes| bytes == b"room");
    assert!(
        !hall,
        "readings about the home stay with those who live in it"
    );
    assert_problem_at(
        &back.post("/left/package", "password=wrong").await,
        "package-password",
    );

    let refused = leaves(&mut ada).await;
    assert!(refused.status.is_client_error() && refused.body.contains("last adult"));
}

#[tokio::test]
async fn the_address_of_whoever_has_left_is_free_and_still_leads_back() {
    let (home, _, mut ben) = two().await;
    leaves(&mut ben).await;
    // His address founds a home of its own; then it signs in there.
    let mut fresh = home.browser();
    let founds = [
        ("home", "His own"),
        ("name", "Ben"),
        ("email", "ben@example.org"),
        ("password", "three other words"),
    ];
    assert_eq!(
        fresh.post("/sign-up", &form(&founds)).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(fresh.get("/").await.body.contains("His own"));
    // The old account is still reached with its own password.
    let mut old = signs_in(&home, "ben@example.org").await;
    let asked = form(&[("password", PASSWORD), ("word", "forget"), ("code", "")]);
    assert_eq!(
        old.post("/left/forget", &asked).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(old.get("/left").await.body.contains("waits for another"));
    old.post("/left/stop", "").await;
    assert!(!old.get("/left").await.body.contains("waits for another"));
}

#[tokio::test]
async fn who_holds_the_account_removes_somebody_and_hands_it_over() {
    let (home, mut ada, mut ben) = two().await;
    assert_eq!(
        ben.get("/people/remove/1").await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        ada.get("/people/remove/1").await.status,
        StatusCode::FORBIDDEN,
        "herself"
    );
    assert_eq!(
        ada.get("/people/remove/9").await.status,
        StatusCode::NOT_FOUND
    );
    let person = hidden(&ada.get("/people/remove/2").await.body, "person");
    let asks = |password: &str| form(&[("person", &person), ("password", password)]);
    assert_problem_at(
        &ada.post("/people/remove", &asks("wrong")).await,
        "remove-password",
    );
    assert_eq!(
        ben.post("/people/remove", &asks(PASSWORD)).await.status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(
        ada.post("/people/hand-over", &asks(PASSWORD)).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(
        ben.get("/notices")
            .await
            .body
            .contains("You hold the account")
    );
    assert_eq!(
        ada.get("/people/remove/2").await.status,
        StatusCode::FORBIDDEN
    );
    let person = hidden(&ben.get("/people/remove/1").await.body, "person");
    let removes = form(&[("person", &person), ("password", PASSWORD)]);
    assert_eq!(
        ben.post("/people/remove", &removes).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(ada.get("/").await.status, StatusCode::SEE_OTHER);
    assert!(
        ben.get("/notices")
            .await
            .body
            .contains("Ada was removed from this home")
    );
    let mut back = signs_in(&home, SIGN_UP[2].1).await;
    assert!(
        back.get("/left")
            .await
            .body
            .contains("You were removed from this home")
    );
}

#[tokio::test]
async fn a_stolen_password_erases_nobody_in_silence() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    home.claim(&mut ada).await;
    home.send_readings(3).await;
    let mut thief = signs_in(&home, SIGN_UP[2].1).await;
    let forget = |code: &str| form(&[("password", PASSWORD), ("word", "forget"), ("code", code)]);
    assert_eq!(
        thief.post("/forget-me", &forget("")).await.status,
        StatusCode::SEE_OTHER
    );
    assert!(home.somebody_is_there());
    let told = ada.get("/notices").await.body;
    assert!(
        told.contains("Somebody signed in to your account with a browser that was not seen before")
    );
    assert!(told.contains("Somebody asked to have you forgotten"));
    // The thief makes no code, and a code that was made up is none.
    let code = thief
        .post("/safety/code", &form(&[("password", PASSWORD)]))
        .await;
    assert_problem_at_absent(&code);
    assert_problem_at(
        &thief
            .post("/forget-me", &forget("ABCDE FGHJK ABCDE FGHJK"))
            .await,
        "code",
    );
    // A clock that jumps ahead by weeks ends nothing.
    home.later(21 * DAY);
    assert_eq!(home.house.finish_waits().await.unwrap(), 0);
    assert!(home.somebody_is_there());
    // She stops it, from the browser she has always used, and ends the thief's session.
    let mut ada = signed_in_again(&home, ada).await;
    assert!(
        ada.get("/forget-me")
            .await
            .body
            .contains("waits for another")
    );
    ada.post("/forget-me/stop", "").await;
    assert!(
        !ada.get("/forget-me")
            .await
            .body
            .contains("waits for another")
    );
    let mut thief = signs_in(&home, SIGN_UP[2].1).await;
    ada.post("/safety/end-others", "").await;
    assert_eq!(thief.get("/").await.status, StatusCode::SEE_OTHER);
    assert!(ada.get("/notices").await.body.contains("was stopped"));
    // With her code it is done at once, from anywhere.
    let made = ada
        .post("/safety/code", &form(&[("password", PASSWORD)]))
        .await;
    let code = code_in(&made.body);
    assert!(!ada.get("/safety").await.body.contains(&code), "shown once");
    let mut abroad = signs_in(&home, SIGN_UP[2].1).await;
    let done = abroad
        .post("/forget-me", &forget(&code.to_lowercase()))
        .await;
    assert!(
        done.body.contains("<h1>You are forgotten</h1>"),
        "{}",
        done.body
    );
    assert!(!home.somebody_is_there());
}

fn assert_problem_at_absent(reply: &Reply) {
    assert_eq!(reply.status, StatusCode::FORBIDDEN);
    assert!(reply.body.contains("This browser is new here"));
}

/// Her own browser again, after its session has ended.
async fn signed_in_again(home: &Home, mut browser: Browser) -> Browser {
    assert_eq!(
        browser.get("/").await.status,
        StatusCode::SEE_OTHER,
        "twelve hours"
    );
    let fields = form(&[("email", SIGN_UP[2].1), ("password", PASSWORD)]);
    assert_eq!(
        browser.post("/sign-in", &fields).await.status,
        StatusCode::SEE_OTHER
    );
    let _ = home;
    browser
}

#[tokio::test]
async fn after_the_wait_it_is_done_as_ever() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    home.claim(&mut ada).await;
    let mut abroad = signs_in(&home, SIGN_UP[2].1).await;
    let forget = form(&[("password", PASSWORD), ("word", "forget"), ("code", "")]);
    abroad.post("/forget-me", &forget).await;
    let steps = 3 * DAY / (5 * MINUTES);
    for step in 0..steps {
        assert_eq!(
            home.house.finish_waits().await.unwrap(),
            0,
            "{step} of {steps}"
        );
        home.later(5 * MINUTES);
    }
    assert_eq!(home.house.finish_waits().await.unwrap(), 1);
    assert!(!home.somebody_is_there());
}

#[tokio::test]
async fn everybody_sees_who_sees_what_and_who_looked() {
    let (home, mut ada, mut ben) = two().await;
    home.send_readings(3).await;
    let page = ada.get("/who-sees").await.body;
    assert!(
        page.contains("<strong>Ben</strong> has not looked"),
        "{page}"
    );
    ben.get("/my-data").await;
    let page = ada.get("/who-sees").await.body;
    assert!(
        page.contains("<strong>Ben</strong> is looking now"),
        "{page}"
    );
    home.later(2 * MINUTES);
    let page = ada.get("/who-sees").await.body;
    assert!(
        page.contains("<strong>Ben</strong> looked last on 23 November 2026, 10:00"),
        "{page}"
    );
    leaves(&mut ben).await;
    assert!(!ada.get("/who-sees").await.body.contains("Ben"));
}

#[tokio::test]
async fn a_child_who_is_removed_is_forgotten_and_not_by_a_stranger() {
    let (home, mut ada, mut ben) = two().await;
    ada.post(
        "/people/child",
        &form(&[("name", "Cleo"), ("born", "2017-05-04")]),
    )
    .await;
    let page = numbered(&mut ada, "/people/remove", "Remove Cleo").await.1;
    assert!(page.contains("is erased"), "{page}");
    let person = hidden(&page, "person");
    let removes = form(&[("person", &person), ("password", PASSWORD)]);
    let mut thief = signs_in(&home, SIGN_UP[2].1).await;
    let refused = thief.post("/people/remove", &removes).await;
    assert!(
        refused.body.contains("This browser is new here"),
        "{}",
        refused.body
    );
    assert!(
        !ada.get("/who-sees").await.body.contains("Cleo"),
        "she has no sign-in, and sees nothing"
    );
    let done = ada.post("/people/remove", &removes).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    assert!(!ada.get("/people").await.body.contains("Cleo"));
    assert!(
        ben.get("/notices")
            .await
            .body
            .contains("Cleo lives here no more")
    );
    let id: cardea_units::PersonId = person.parse().unwrap();
    assert!(!home.house.store.vault().has_subject(id.into()).unwrap());
}
