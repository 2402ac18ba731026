//! Coming in, going out, guessing.

use axum::http::{StatusCode, header};

use crate::house::{Home, SIGN_UP, form};

#[tokio::test]
async fn signed_out_every_page_leads_to_the_door() {
    let home = Home::new();
    let mut browser = home.browser();
    for place in [
        "/",
        "/my-data",
        "/people",
        "/who-looked",
        "/receipts",
        "/download",
        "/forget-me",
        "/requests",
        "/product/warmly-thermostat",
        "/receipts/receipt-001.json",
    ] {
        let answer = browser.get(place).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{place}");
        assert_eq!(answer.header(header::LOCATION), "/sign-in", "{place}");
        assert!(answer.body.is_empty(), "{place}");
    }
    for place in [
        "/me/package",
        "/forget-me",
        "/me/portable",
        "/requests/ask",
        "/requests/correct",
        "/requests/marketing",
        "/requests/back",
        "/requests/clarify",
        "/requests/identify",
        "/people/adult",
        "/people/device",
        "/product/warmly-thermostat/say",
    ] {
        let answer = browser
            .post(place, "person=p-0000000000000001&word=forget")
            .await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{place}");
        assert_eq!(answer.header(header::LOCATION), "/sign-in", "{place}");
    }
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    let home = Home::new();
    let mut browser = home.browser();
    let answer = browser.post("/sign-up", &form(&SIGN_UP)).await;
    let cookie = answer.header(header::SET_COOKIE);
    assert!(
        cookie.starts_with("session=")
            && cookie.contains("; Path=/; HttpOnly; SameSite=Lax")
            && !cookie.contains("Domain"),
        "{cookie}"
    );
    let mut secure = home.browser_over_https();
    let answer = secure.post("/sign-in", &form(&SIGN_UP[2..])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let cookie = answer.header(header::SET_COOKIE);
    assert!(
        cookie.starts_with("__Host-session=") && cookie.ends_with("; Secure"),
        "{cookie}"
    );
}

#[tokio::test]
async fn signing_out_ends_the_session_for_whoever_has_the_cookie() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    let mut thief = browser.clone();
    assert_eq!(thief.get("/people").await.status, StatusCode::OK);
    assert_eq!(
        browser.post("/sign-out", "").await.header(header::LOCATION),
        "/sign-in"
    );
    assert_eq!(thief.get("/people").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_new_sign_in_ends_the_session_before_it_and_twelve_hours_end_any() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    let mut before = browser.clone();
    browser.post("/sign-in", &form(&SIGN_UP[2..])).await;
    assert_eq!(before.get("/").await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    home.later(12 * 3_600_000);
    assert_eq!(browser.get("/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn guessing_a_password_gets_slower_and_tells_nobody_who_is_here() {
    let home = Home::new();
    let _ = home.signed_up().await;
    for email in ["ada@example.org", "nobody@example.org"] {
        let mut browser = home.browser();
        let guess = form(&[("email", email), ("password", "not the password")]);
        let mut first = None;
        for _ in 0..cardea_portal::limits::ACCOUNT_TRIES_FREE {
            let answer = browser.post("/sign-in", &guess).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(
                answer.body.contains(
                    "<a href=\"#email\">This address and password do not belong together."
                )
            );
            let told = answer.body.replace(email, "");
            assert_eq!(*first.get_or_insert(told.clone()), told);
        }
        let answer = browser.post("/sign-in", &guess).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{email}");
        assert!(answer.body.contains("too many wrong tries"));
    }
    let mut browser = home.browser();
    let right = form(&SIGN_UP[2..]);
    assert_eq!(
        browser.post("/sign-in", &right).await.status,
        StatusCode::TOO_MANY_REQUESTS,
        "the right one waits as well"
    );
    home.later(6_000);
    assert_eq!(
        browser.post("/sign-in", &right).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn one_address_cannot_guess_at_many_accounts() {
    let home = Home::new();
    let mut browser = home.browser().at("192.0.2.1:4000");
    let guess = |number: u32| {
        form(&[
            ("email", &format!("name{number}@example.org")),
            ("password", "not the password"),
        ])
    };
    for number in 0..cardea_portal::limits::ADDRESS_TRIES_FREE {
        assert_eq!(
            browser.post("/sign-in", &guess(number)).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
    }
    assert_eq!(
        browser.post("/sign-in", &guess(99)).await.status,
        StatusCode::TOO_MANY_REQUESTS
    );
    assert_eq!(
        home.browser()
            .at("192.0.2.2:4000")
            .post("/sign-in", &guess(99))
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}
