//! What holds on every page.

use axum::http::{StatusCode, header};

use crate::house::{Browser, Home, SIGN_UP, assert_problem_at, form};

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
        ("/requests", "My requests"),
        ("/notices", "Notices"),
        ("/safety", "Safety"),
        ("/who-sees", "Who can see what"),
        ("/leave", "Leave this home"),
        ("/devices", "Devices"),
        ("/devices/1", "hall"),
        ("/join", "Join a home"),
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
        "/requests",
        "/notices",
        "/safety",
        "/who-sees",
        "/leave",
        "/devices",
        "/devices/1",
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

#[tokio::test]
async fn each_refusal_at_the_door_is_said_at_its_field() {
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
        assert_problem_at(&answer, field);
    }
}

#[tokio::test]
async fn each_refusal_to_somebody_signed_in_is_said_at_its_field() {
    let home = Home::new();
    let mut browser = home.signed_up().await;
    assert!(browser.get("/sign-in").await.status.is_redirection());
    let mut other = home.browser();
    assert_problem_at(&other.post("/sign-up", &form(&SIGN_UP)).await, "email");
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
        assert_problem_at(&browser.post(place, &form(&fields)).await, field);
    }
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
