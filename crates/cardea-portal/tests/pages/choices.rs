//! Switches, objections, and whose word counts.

use axum::http::{StatusCode, header};

use crate::house::{Home, form};

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
            .post(place, &stop("history", "objection", "stop"))
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
async fn a_yes_stays_when_less_is_promised_and_does_not_when_more_is() {
    for (keep, on, words) in [
        (
            "keep: 1y",
            true,
            "You said yes on 23 November 2026. What it is for has become less since, so that yes still counts.",
        ),
        (
            "keep: 2y",
            false,
            "What it is for has changed since, so that yes does not count any more.",
        ),
    ] {
        let home = Home::new();
        let mut browser = home.signed_up().await;
        home.claim(&mut browser).await;
        let say = form(&[
            ("person", &home.only_person().to_string()),
            ("purpose", "savings_report"),
            ("kind", "ordinary"),
            ("event", "grant"),
        ]);
        browser.post("/product/warmly-thermostat/say", &say).await;
        let _home = home.goes_over_to(&mut browser, ("keep: 13mo", keep));
        let page = browser.get("/product/warmly-thermostat").await.body;
        assert!(page.contains(words), "{keep}");
        assert_eq!(
            page.matches("aria-checked=\"true\"").count(),
            usize::from(on),
            "{keep}"
        );
    }
}
