//! One’s own: people at home, readings, being forgotten.

use axum::http::{StatusCode, header};
use cardea_portal::Who;
use cardea_units::UnixMillis;

use crate::house::{Home, SIGN_UP, assert_problem_at, form, receipt_in};

#[tokio::test]
async fn people_come_and_a_guest_goes_by_themselves() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    for (place, fields) in [
        (
            "/people/adult",
            vec![
                ("name", "Ben"),
                ("email", "ben@example.org"),
                ("password", "three words you like"),
            ],
        ),
        (
            "/people/child",
            vec![("name", "Mia"), ("born", "2018-05-31")],
        ),
        (
            "/people/guest",
            vec![("name", "Gus"), ("until", "2026-11-24")],
        ),
    ] {
        assert_eq!(
            browser
                .post(place, &form(&fields))
                .await
                .header(header::LOCATION),
            "/people",
            "{place}"
        );
    }
    let page = browser.get("/people").await.body;
    for words in [
        "Ben",
        "Mia",
        "Child, 8 years old",
        "Guest, until 24 November 2026",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(
        !page.contains("ben@example.org") && !page.contains("2018-05-31"),
        "no more of others than is needed"
    );
    home.later(2 * UnixMillis::DAY);
    let mut browser = home.browser();
    browser.post("/sign-in", &form(&SIGN_UP[2..])).await;
    assert!(!browser.get("/people").await.body.contains("Gus"));
    let mut ben = home.browser();
    ben.post(
        "/sign-in",
        &form(&[
            ("email", "Ben@Example.org "),
            ("password", "three words you like"),
        ]),
    )
    .await;
    assert!(ben.get("/").await.body.contains("Hello Ben."));
}

#[tokio::test]
async fn readings_are_shown_and_downloaded() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    home.send_readings(40).await;
    let page = browser.get("/my-data").await.body;
    assert!(page.contains("Room readings") && page.contains("<svg class=\"chart\""));
    assert!(
        page.contains("Lowest 19 °C, highest 22.9 °C."),
        "the picture says its numbers in words"
    );
    assert!(page.contains("The latest 8 of 40"));
    let answer = browser.post("/me/package", "").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/zip");
    assert_eq!(
        answer.header(header::CONTENT_DISPOSITION),
        "attachment; filename=\"my-data-2026-11-23.zip\""
    );
    assert!(answer.bytes.starts_with(b"PK"));
    home.later(6 * 60_000);
    assert!(
        browser
            .get("/download")
            .await
            .body
            .contains("Your password, once more")
    );
    assert_problem_at(
        &browser.post("/me/package", "password=wrong").await,
        "password",
    );
    let answer = browser
        .post(
            "/me/package",
            &form(&[("password", "three words you like")]),
        )
        .await;
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/zip");
}

/// What a device sent stays with the home when it leaves (README), so it is shown and handed out as before, whatever else is there.
#[tokio::test]
async fn what_a_device_sent_is_still_ones_own_when_the_last_of_its_product_has_left() {
    for others in [&[("knock-doorbell", "door")][..], &[]] {
        let home = Home::serving(&["thermostat", "doorbell"]);
        let mut browser = home.signed_up().await;
        home.claim(&mut browser).await;
        for (product, name) in others {
            home.claim_a(&mut browser, product, name).await;
        }
        home.send_readings(40).await;
        let who = Who {
            household: home.household(),
            person: home.only_person(),
            since: home.house.clock.now(),
        };
        let device = home.device().to_string();
        let left = browser
            .post(
                "/product/warmly-thermostat/release",
                &form(&[("device", &device)]),
            )
            .await;
        assert_eq!(left.status, StatusCode::SEE_OTHER, "{}", left.body);

        let answer = browser.post("/me/package", "").await;
        assert_eq!(answer.status, StatusCode::OK, "{others:?}");
        let package = home.house.access_package(who).await.unwrap();
        assert!(package.rows >= 40, "{others:?}: {} rows", package.rows);
        assert_eq!(package.rows, package.stored, "{others:?}");
        assert!(browser.get("/my-data").await.body.contains("Room readings"));
    }
}

#[tokio::test]
async fn being_forgotten_takes_the_word_and_the_password_and_leaves_a_receipt() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    home.send_readings(3).await;
    assert!(
        browser
            .get("/forget-me")
            .await
            .body
            .contains("the whole home “12 Mill Lane”")
    );
    let ask = |password: &str, word: &str| form(&[("password", password), ("word", word)]);
    assert_problem_at(
        &browser
            .post("/forget-me", &ask("three words you like", ""))
            .await,
        "word",
    );
    assert_problem_at(
        &browser
            .post("/forget-me", &ask("three words you lik", "forget"))
            .await,
        "password",
    );
    assert!(home.somebody_is_there(), "nothing was done");

    let answer = browser
        .post("/forget-me", &ask("three words you like", "Forget"))
        .await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.body.contains("<h1>You are forgotten</h1>"));
    assert!(answer.header(header::SET_COOKIE).contains("Max-Age=0"));
    let receipt = receipt_in(&answer.body);
    cardea_ledger::verify_receipt(&receipt, home.house.ledger.verifier_key()).unwrap();
    assert!(!home.somebody_is_there());
    assert_eq!(browser.get("/").await.status, StatusCode::SEE_OTHER);
    let mut again = home.browser();
    assert_eq!(
        again.post("/sign-in", &form(&SIGN_UP[2..])).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}
