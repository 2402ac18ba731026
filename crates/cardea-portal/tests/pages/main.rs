//! The portal as a browser meets it: the router in this process, over a store, a vault and a log in a temporary folder.

mod house;

use axum::http::{StatusCode, header};
use cardea_units::UnixMillis;
use house::{Browser, Home, SIGN_UP, form};

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
async fn signed_up_every_page_is_there() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    for (place, heading) in [
        ("/", "12 Mill Lane"),
        ("/product/warmly-thermostat", "Warmly Thermostat 2"),
        ("/my-data", "My data"),
        ("/people", "People"),
        ("/who-looked", "Who looked"),
        ("/receipts", "Receipts"),
        ("/download", "Download my data"),
        ("/forget-me", "Forget me"),
    ] {
        let answer = browser.get(place).await;
        assert_eq!(answer.status, StatusCode::OK, "{place}");
        assert!(
            answer.body.contains(&format!("<h1>{heading}</h1>")),
            "{place}"
        );
        assert_eq!(answer.body.matches("<h1").count(), 1, "{place}");
        assert!(answer.body.contains("<html lang=\"en-GB\">"), "{place}");
        assert!(answer.body.contains("<main id=\"main\""), "{place}");
        assert!(
            !answer.body.contains("<script") && !answer.body.contains(" style="),
            "{place}"
        );
        let csp = answer.header(header::CONTENT_SECURITY_POLICY);
        assert!(
            csp.contains("default-src 'none'")
                && csp.contains("form-action 'self'")
                && !csp.contains("unsafe"),
            "{place}"
        );
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "{place}");
        assert_eq!(
            answer.header(header::X_CONTENT_TYPE_OPTIONS),
            "nosniff",
            "{place}"
        );
        assert_eq!(
            answer.header(header::REFERRER_POLICY),
            "no-referrer",
            "{place}"
        );
    }
    assert_eq!(browser.get("/nowhere").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        browser.get("/product/nothing").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        browser.get("/receipts/receipt-001.json").await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        browser.get("/static/style.css").await.status,
        StatusCode::OK
    );
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
async fn a_switch_says_yes_and_no_and_leaves_receipts() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    let who = home.only_person();
    let page = browser.get("/product/warmly-thermostat").await.body;
    for words in [
        "Show you how to save energy",
        "It goes to Homewise Energy Advice CIC, which may keep it for 30 days.",
        "Nimbus Hosting Ltd in Ireland",
        "kept 13 months",
        "A law asks for this: General Product Safety Regulations 2005, regulation 7",
        "I object to this",
    ] {
        assert!(page.contains(words), "{words}");
    }
    assert!(
        page.contains("role=\"switch\" aria-checked=\"false\"")
            && !page.contains("aria-checked=\"true\""),
        "nothing is on before somebody says yes"
    );
    let say = |event: &str| {
        form(&[
            ("person", &who.to_string()),
            ("purpose", "savings_report"),
            ("kind", "ordinary"),
            ("event", event),
        ])
    };

    let answer = browser
        .post("/product/warmly-thermostat/say", &say("grant"))
        .await;
    assert_eq!(
        answer.header(header::LOCATION),
        "/product/warmly-thermostat?saved=savings_report#savings_report"
    );
    assert_eq!(home.consent("savings_report"), Some("granted"));
    let page = browser
        .get("/product/warmly-thermostat?saved=savings_report")
        .await
        .body;
    assert_eq!(page.matches("aria-checked=\"true\"").count(), 1);
    assert!(page.contains("You said yes on 23 November 2026.") && page.contains("role=\"status\""));

    browser
        .post("/product/warmly-thermostat/say", &say("withdraw"))
        .await;
    assert_eq!(home.consent("savings_report"), Some("withdrawn"));
    assert!(
        !browser
            .get("/product/warmly-thermostat")
            .await
            .body
            .contains("aria-checked=\"true\"")
    );

    let receipts = browser.get("/receipts").await.body;
    assert!(
        receipts.contains("receipt-001.json")
            && receipts.contains("receipt-002.json")
            && !receipts.contains("receipt-003.json")
    );
    assert!(
        receipts.contains("Yes: Show you how to save energy (Warmly Thermostat 2)")
            && receipts.contains("Yes taken back: Show you")
    );
    let receipt = browser.get("/receipts/receipt-001.json").await;
    assert_eq!(receipt.header(header::CONTENT_DISPOSITION), "attachment");
    cardea_ledger::verify_receipt(&receipt.body, home.house.ledger.verifier_key()).unwrap();
}

#[tokio::test]
async fn forms_that_make_no_sense_change_nothing() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    let who = home.only_person().to_string();
    for fields in [
        [
            ("person", who.as_str()),
            ("purpose", "savings_report"),
            ("kind", "ordinary"),
            ("event", "void"),
        ],
        [
            ("person", who.as_str()),
            ("purpose", "savings_report"),
            ("kind", "explicit"),
            ("event", "grant"),
        ],
        [
            ("person", who.as_str()),
            ("purpose", "heating"),
            ("kind", "ordinary"),
            ("event", "grant"),
        ],
        [
            ("person", "p-0123456789abcdef"),
            ("purpose", "savings_report"),
            ("kind", "ordinary"),
            ("event", "grant"),
        ],
        [
            ("person", "'; DROP TABLE person; --"),
            ("purpose", "savings_report"),
            ("kind", "ordinary"),
            ("event", "grant"),
        ],
    ] {
        let answer = browser
            .post("/product/warmly-thermostat/say", &form(&fields))
            .await;
        assert!(answer.status.is_client_error(), "{fields:?}");
        assert!(answer.body.contains("<h1>"), "{fields:?}");
    }
    assert_eq!(home.consent("savings_report"), None);
    assert_eq!(
        browser
            .post(
                "/product/warmly-thermostat/say",
                &format!("person={}", "x".repeat(20_000))
            )
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn objecting_and_pausing_and_taking_it_back() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    let stop = |purpose: &str, kind: &str, act: &str| {
        form(&[("purpose", purpose), ("kind", kind), ("act", act)])
    };
    let place = "/product/warmly-thermostat/stop";
    assert_eq!(
        browser
            .post(place, &stop("upkeep", "objection", "stop"))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        browser
            .post(place, &stop("heating", "restriction", "stop"))
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        browser
            .post(place, &stop("heating", "objection", "stop"))
            .await
            .status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a contract cannot be objected to"
    );
    assert_eq!(
        home.stops(),
        [
            ("heating".to_owned(), "restriction"),
            ("upkeep".to_owned(), "objection")
        ]
    );
    let page = browser.get("/product/warmly-thermostat").await.body;
    assert!(page.contains("You objected.") && page.contains("You paused this."));
    browser
        .post(place, &stop("upkeep", "objection", "resume"))
        .await;
    browser
        .post(place, &stop("heating", "restriction", "resume"))
        .await;
    assert!(home.stops().is_empty());
}

#[tokio::test]
async fn another_site_can_send_nothing_in_somebodys_name() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    let who = home.only_person().to_string();
    let body = form(&[
        ("person", &who),
        ("purpose", "savings_report"),
        ("kind", "ordinary"),
        ("event", "grant"),
    ]);
    for from in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let answer = browser
            .post_with("/product/warmly-thermostat/say", &body, &[from])
            .await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{from:?}");
        assert!(answer.body.contains("another site"), "{from:?}");
        assert_eq!(answer.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
    }
    assert_eq!(home.consent("savings_report"), None);
    assert_eq!(
        browser
            .post_with("/sign-out", "", &[("sec-fetch-site", "cross-site")])
            .await
            .status,
        StatusCode::FORBIDDEN
    );
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    let answer = browser
        .post_with(
            "/product/warmly-thermostat/say",
            &body,
            &[("sec-fetch-site", "same-origin")],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
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

#[tokio::test]
async fn what_people_write_stays_text() {
    let home = Home::new();
    let mut browser = home.browser();
    let name = "<script>alert(1)</script>\"'&";
    let fields = [
        ("home", name),
        ("name", name),
        ("email", "ada@example.org"),
        ("password", "short"),
    ];
    let answer = browser.post("/sign-up", &form(&fields)).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!answer.body.contains("<script") && answer.body.contains("&#60;script&#62;"));
    assert!(
        !answer.body.contains("short\""),
        "a password is not sent back"
    );
    let fields = [
        ("home", name),
        ("name", name),
        ("email", "ada@example.org"),
        ("password", "three words you like"),
    ];
    assert_eq!(
        browser.post("/sign-up", &form(&fields)).await.status,
        StatusCode::SEE_OTHER
    );
    home.claim(&mut browser).await;
    for place in ["/", "/people", "/product/warmly-thermostat", "/forget-me"] {
        let body = browser.get(place).await.body;
        assert!(!body.contains("<script"), "{place}");
    }
    assert!(
        browser
            .get("/")
            .await
            .body
            .contains("&#60;script&#62;alert(1)")
    );
}

#[tokio::test]
async fn each_refusal_is_said_at_its_field() {
    let home = Home::new();
    let mut browser = home.browser();
    let long = "x".repeat(81);
    for (changed, value, field) in [
        ("home", "", "home"),
        ("name", long.as_str(), "name"),
        ("email", "nowhere", "email"),
        ("password", "short", "password"),
        ("password", "password123", "password"),
    ] {
        let mut fields = SIGN_UP;
        fields
            .iter_mut()
            .filter(|(name, _)| *name == changed)
            .for_each(|(_, old)| *old = value);
        let answer = browser.post("/sign-up", &form(&fields)).await;
        house::assert_problem_at(&answer, field);
    }
    let mut browser = home.signed_up().await;
    assert!(browser.get("/sign-in").await.status.is_redirection());
    let mut other = home.browser();
    house::assert_problem_at(&other.post("/sign-up", &form(&SIGN_UP)).await, "email");
    for (place, fields, field) in [
        (
            "/people/adult",
            vec![
                ("name", ""),
                ("email", "b@example.org"),
                ("password", "three words you like"),
            ],
            "adult-name",
        ),
        (
            "/people/adult",
            vec![
                ("name", "Ben"),
                ("email", "b"),
                ("password", "three words you like"),
            ],
            "adult-email",
        ),
        (
            "/people/adult",
            vec![
                ("name", "Ben"),
                ("email", "b@example.org"),
                ("password", "short"),
            ],
            "adult-password",
        ),
        (
            "/people/child",
            vec![("name", "Mia"), ("born", "31/05/2018")],
            "child-born",
        ),
        (
            "/people/child",
            vec![("name", "Mia"), ("born", "2000-01-01")],
            "child-born",
        ),
        (
            "/people/child",
            vec![("name", "Mia"), ("born", "2030-01-01")],
            "child-born",
        ),
        (
            "/people/child",
            vec![("name", ""), ("born", "2018-05-31")],
            "child-name",
        ),
        (
            "/people/guest",
            vec![("name", "Gus"), ("until", "2020-01-01")],
            "guest-until",
        ),
        (
            "/people/guest",
            vec![("name", "Gus"), ("until", "")],
            "guest-until",
        ),
        (
            "/people/guest",
            vec![("name", ""), ("until", "2026-12-01")],
            "guest-name",
        ),
        (
            "/people/device",
            vec![("code", "AAAAAAAAAA")],
            "device-code",
        ),
    ] {
        house::assert_problem_at(&browser.post(place, &form(&fields)).await, field);
    }
}

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
    house::assert_problem_at(
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

#[tokio::test]
async fn what_nobody_permits_is_counted_and_not_kept() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    // Everything that uses the heating's own readings is paused.
    for purpose in ["heating", "savings_report"] {
        browser
            .post(
                "/product/warmly-thermostat/stop",
                &form(&[
                    ("purpose", purpose),
                    ("kind", "restriction"),
                    ("act", "stop"),
                ]),
            )
            .await;
    }
    assert!(
        !browser
            .get("/")
            .await
            .body
            .contains("what the heating does")
    );
    home.send_heating(7).await;
    for place in ["/", "/product/warmly-thermostat"] {
        assert!(
            browser
                .get(place)
                .await
                .body
                .contains("<strong>7 readings</strong>"),
            "{place}"
        );
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
    house::assert_problem_at(
        &browser
            .post("/forget-me", &ask("three words you like", ""))
            .await,
        "word",
    );
    house::assert_problem_at(
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
    let receipt = house::receipt_in(&answer.body);
    cardea_ledger::verify_receipt(&receipt, home.house.ledger.verifier_key()).unwrap();
    assert!(!home.somebody_is_there());
    assert_eq!(browser.get("/").await.status, StatusCode::SEE_OTHER);
    let mut again = home.browser();
    assert_eq!(
        again.post("/sign-in", &form(&SIGN_UP[2..])).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}

#[tokio::test]
async fn nobody_sees_the_home_of_another() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    home.claim(&mut ada).await;
    let ada_id = home.only_person();
    let mut eve: Browser = home.browser();
    eve.post(
        "/sign-up",
        &form(&[
            ("home", "Elsewhere"),
            ("name", "Eve"),
            ("email", "eve@example.org"),
            ("password", "three words you like"),
        ]),
    )
    .await;
    assert_eq!(
        eve.get("/product/warmly-thermostat").await.status,
        StatusCode::NOT_FOUND,
        "she has none"
    );
    assert!(!eve.get("/people").await.body.contains("Ada"));
    let body = form(&[
        ("person", &ada_id.to_string()),
        ("purpose", "savings_report"),
        ("kind", "ordinary"),
        ("event", "grant"),
    ]);
    assert_eq!(
        eve.post("/product/warmly-thermostat/say", &body)
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    let device = home.device();
    assert_eq!(
        eve.post(
            "/product/warmly-thermostat/release",
            &format!("device={device}")
        )
        .await
        .status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        ada.get("/product/warmly-thermostat").await.status,
        StatusCode::OK
    );
    assert_eq!(home.consent("savings_report"), None);
}

#[tokio::test]
async fn every_adult_is_asked_and_nobody_learns_what_another_said() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    home.claim(&mut ada).await;
    let ada_id = home.only_person().to_string();
    ada.post(
        "/people/adult",
        &form(&[
            ("name", "Ben"),
            ("email", "ben@example.org"),
            ("password", "three words you like"),
        ]),
    )
    .await;
    let say = |person: &str, event: &str| {
        form(&[
            ("person", person),
            ("purpose", "savings_report"),
            ("kind", "ordinary"),
            ("event", event),
        ])
    };
    ada.post("/product/warmly-thermostat/say", &say(&ada_id, "grant"))
        .await;
    let page = ada.get("/product/warmly-thermostat").await.body;
    assert!(page.contains("Nothing is kept for this yet. Every adult of the home has to say yes."));
    let mut ben = home.browser();
    ben.post(
        "/sign-in",
        &form(&[
            ("email", "ben@example.org"),
            ("password", "three words you like"),
        ]),
    )
    .await;
    assert_eq!(
        ben.post("/product/warmly-thermostat/say", &say(&ada_id, "withdraw"))
            .await
            .status,
        StatusCode::FORBIDDEN,
        "nobody decides for another adult"
    );
    assert_eq!(home.consent_of(&ada_id, "savings_report"), Some("granted"));
    let page = ben.get("/product/warmly-thermostat").await.body;
    assert!(
        !page.contains("aria-checked=\"true\"") && !page.contains("said yes on"),
        "what Ada said is hers"
    );
    assert!(
        !ben.get("/receipts")
            .await
            .body
            .contains("receipt-001.json\" download")
    );
    assert_eq!(
        ben.get("/receipts/receipt-001.json").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn addresses_of_pages_say_nothing_about_people() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    home.claim(&mut browser).await;
    browser
        .post(
            "/people/child",
            &form(&[("name", "Mia"), ("born", "2018-05-31")]),
        )
        .await;
    for place in [
        "/",
        "/product/warmly-thermostat",
        "/my-data",
        "/people",
        "/who-looked",
        "/receipts",
        "/download",
        "/forget-me",
    ] {
        let body = browser.get(place).await.body;
        for address in body
            .split("href=\"")
            .skip(1)
            .chain(body.split("action=\"").skip(1))
            .filter_map(|rest| rest.split('"').next())
        {
            let lower = address.to_lowercase();
            assert!(
                !["ada", "mia", "@", "p-0", "h-0", "d-0"]
                    .iter()
                    .any(|about| lower.contains(about)),
                "{place} leads to {address}"
            );
            assert!(
                !home.ids().iter().any(|id| lower.contains(id)),
                "{place} leads to {address}"
            );
        }
    }
}
