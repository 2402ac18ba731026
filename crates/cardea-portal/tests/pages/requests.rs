//! Requests, as people make them on their page and as an operator answers them.

use std::io::Read as _;

use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::house::{Browser, Home, form};
use crate::operated::Operator;

pub(crate) async fn asks(browser: &mut Browser, kind: &str, words: &str) {
    let answer = browser
        .post("/requests/ask", &form(&[("kind", kind), ("words", words)]))
        .await;
    assert_eq!(
        answer.header(header::LOCATION),
        "/requests#mine",
        "{}",
        answer.body
    );
}

#[tokio::test]
async fn every_kind_can_be_asked_for_in_plain_words() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    for kind in [
        "access",
        "portability",
        "rectification",
        "erasure",
        "restriction",
        "objection",
        "human_review",
        "complaint",
    ] {
        asks(&mut ada, kind, &format!("my words about {kind}")).await;
        let page = ada.get("/requests").await.body;
        assert!(page.contains(&format!("my words about {kind}")), "{kind}");
    }
    let page = ada.get("/requests").await.body;
    // Received on 23 November; of the complaint its receipt is confirmed by the same day.
    assert_eq!(
        page.matches("You have an answer by 23 December 2026.")
            .count(),
        7
    );
    assert_eq!(
        page.matches("We confirm it by 23 December 2026.").count(),
        1
    );
    let missing = ada
        .post(
            "/requests/ask",
            &form(&[("kind", "access"), ("words", "  ")]),
        )
        .await;
    assert_eq!(missing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        missing.body.contains("id=\"words-error\"") && missing.body.contains("<a href=\"#words\">")
    );
}

#[tokio::test]
async fn requests_are_seen_by_who_made_them_alone() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    let fields = [
        ("name", "Ben"),
        ("email", "ben@example.org"),
        ("password", "three words you like"),
    ];
    ada.post("/people/adult", &form(&fields)).await;
    asks(&mut ada, "complaint", "about Ben, in private").await;
    let mut ben = home.browser();
    ben.post("/sign-in", &form(&fields[1..])).await;
    assert!(!ben.get("/requests").await.body.contains("in private"));
    let page = ada.get("/requests").await.body;
    let id = page
        .split("name=\"request\" value=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    for place in ["/requests/back", "/requests/clarify"] {
        let refused = ben
            .post(place, &form(&[("request", &id), ("words", "mine")]))
            .await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND, "{place}");
    }
    let done = ada.post("/requests/back", &form(&[("request", &id)])).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    assert!(ada.get("/requests").await.body.contains("Taken back."));
}

#[tokio::test]
async fn what_is_done_at_once_is_written_down_all_the_same() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    home.claim(&mut ada).await;
    home.send_readings(10).await;
    let operator = Operator::of(&home).await;
    assert_eq!(ada.post("/me/package", "").await.status, StatusCode::OK);
    let page = ada.get("/requests").await.body;
    assert!(page.contains("A copy of my data") && page.contains("Done at once."));
    assert!(operator.list("").await.is_empty(), "nothing is owed");
    let stop = form(&[
        ("purpose", "heating"),
        ("kind", "restriction"),
        ("act", "stop"),
    ]);
    ada.post("/product/warmly-thermostat/stop", &stop).await;
    assert!(
        ada.get("/requests")
            .await
            .body
            .contains("Keep, but do not use")
    );
}

#[tokio::test]
async fn a_copy_to_take_elsewhere_holds_nothing_that_was_concluded() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    home.claim(&mut ada).await;
    home.send_readings(10).await;
    let answer = ada.post("/me/portable", "").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(answer.bytes)).unwrap();
    let names: Vec<String> = zip
        .file_names()
        .map(|name| name.unwrap().into_owned())
        .collect();
    assert!(
        names.iter().any(|name| name.contains("-1.csv"))
            && names.iter().any(|name| name.contains("-1.json"))
    );
    for not_there in [
        "index.html",
        "who-looked.json",
        "consents.json",
        "recipients.json",
        "requests.json",
    ] {
        assert!(!names.iter().any(|name| name == not_there), "{not_there}");
    }
    let mut text = String::new();
    zip.by_name("counts.json")
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    let counts: Value = serde_json::from_str(&text).unwrap();
    // The history rests on the contract: one value an hour. Each reading rests on interests of the maker, and is in the access package alone.
    assert_eq!(counts["rows_in_this_package"], 1);
    for place in 0..zip.len() {
        let mut text = String::new();
        zip.by_index(place)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        assert!(!text.contains("19.3"));
    }
    let page = ada.get("/requests").await.body;
    assert!(page.contains("My data to take elsewhere") && page.contains("Done at once."));
}

#[tokio::test]
async fn a_value_is_put_right_and_the_old_one_is_gone() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    home.claim(&mut ada).await;
    home.send_readings(40).await;
    assert!(ada.get("/my-data").await.body.contains("22.9"));
    // The last of them came at 09:59, and was 22.9.
    let value = |right: &str| {
        form(&[
            ("what", "warmly-thermostat|climate|temperature|home"),
            ("from", "2026-11-23T09:59"),
            ("until", ""),
            ("right", right),
        ])
    };
    let done = ada.post("/requests/correct", &value("21.5")).await;
    assert_eq!(
        done.header(header::LOCATION),
        "/requests#mine",
        "{}",
        done.body
    );
    let page = ada.get("/my-data").await.body;
    assert!(!page.contains("22.9") && page.contains("21.5"), "{page}");
    assert!(
        ada.get("/requests")
            .await
            .body
            .contains("The old value is gone.")
    );
    let package = ada.post("/me/package", "").await;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(package.bytes)).unwrap();
    for place in 0..zip.len() {
        let mut text = Vec::new();
        let name = zip.by_index(place).unwrap().name().unwrap().into_owned();
        zip.by_index(place).unwrap().read_to_end(&mut text).unwrap();
        assert!(!String::from_utf8_lossy(&text).contains("22.9"), "{name}");
    }
    let wrong = ada.post("/requests/correct", &value("hot")).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("id=\"right-error\""));
    for what in [
        "",
        "warmly-thermostat|climate|nothing|home",
        "warmly-thermostat|climate|temperature|you",
    ] {
        let fields = [
            ("what", what),
            ("from", "2026-11-23T09:59"),
            ("right", "20"),
        ];
        let refused = ada.post("/requests/correct", &form(&fields)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{what}");
    }
}

#[tokio::test]
async fn in_a_shared_home_a_person_looks_first() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    home.claim(&mut ada).await;
    let fields = [
        ("name", "Ben"),
        ("email", "ben@example.org"),
        ("password", "three words you like"),
    ];
    ada.post("/people/adult", &form(&fields)).await;
    home.send_readings(40).await;
    let value = [
        ("what", "warmly-thermostat|climate|temperature|home"),
        ("from", "2026-11-23T09:59"),
        ("right", "21.5"),
    ];
    ada.post("/requests/correct", &form(&value)).await;
    assert!(
        ada.get("/my-data").await.body.contains("22.9"),
        "not by one member’s word"
    );
    let operator = Operator::of(&home).await;
    let open = operator.list("").await;
    assert_eq!(open.len(), 1);
    let (status, done) = operator
        .steps(
            &open[0]["id"],
            json!({ "step": "done", "words": "Both of you agree." }),
        )
        .await;
    assert_eq!(status, StatusCode::OK, "{done}");
    assert!(
        done["carried_out"]
            .as_str()
            .unwrap()
            .contains("The old value is gone")
    );
    assert!(!ada.get("/my-data").await.body.contains("22.9"));
    assert!(
        ada.get("/requests")
            .await
            .body
            .contains("Both of you agree.")
    );
}

#[tokio::test]
async fn advertising_stops_for_good_with_one_press() {
    let home = Home::serving(&["connected_tv"]);
    let mut ada = home.signed_up().await;
    let (_, known) = home.house.store.products().iter().next().unwrap();
    let mut advertising = known
        .manifest
        .purposes
        .iter()
        .filter(|(_, purpose)| purpose.class.to_string() == "advertising");
    assert!(advertising.next().is_some());
    assert_eq!(
        ada.post("/requests/marketing", "").await.status,
        StatusCode::SEE_OTHER
    );
    let who = home
        .house
        .store
        .sign_in_of(&cardea_units::Sensitive::new("ada@example.org".to_owned()))
        .unwrap()
        .unwrap();
    let stopped = home.house.store.marketing_stopped(who.0, who.1).unwrap();
    assert!(stopped.is_some());
    assert!(
        ada.get("/requests")
            .await
            .body
            .contains("No marketing, of no product.")
    );
}
