//! Requests, as people make them on their page and as an operator answers them.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not as it must be"
)]

use std::io::Read as _;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use cardea_portal::api;
use cardea_units::UnixMillis;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::house::{Browser, Home, form};

/// An operator with a token.
struct Operator {
    home: cardea_portal::House,
    token: String,
}

impl Operator {
    async fn of(home: &Home) -> Self {
        let token = home.house.store.add_operator().await.unwrap().disclose();
        Self {
            home: home.house.clone(),
            token,
        }
    }

    async fn asks(&self, method: &str, place: &str, body: Option<Value>) -> (StatusCode, String) {
        let request = Request::builder()
            .method(method)
            .uri(place)
            .header(header::AUTHORIZATION, format!("Bearer {}", self.token))
            .header(header::CONTENT_TYPE, "application/json")
            .body(body.map_or_else(Body::empty, |body| Body::from(body.to_string())))
            .unwrap();
        let answer = api::router(self.home.clone())
            .oneshot(request)
            .await
            .unwrap();
        let status = answer.status();
        let bytes = to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    async fn list(&self, query: &str) -> Vec<Value> {
        let (status, text) = self
            .asks("GET", &format!("/v1/requests{query}"), None)
            .await;
        assert_eq!(status, StatusCode::OK, "{text}");
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    async fn takes_up(&self, body: Value) -> Vec<Value> {
        let (status, text) = self.asks("POST", "/v1/requests", Some(body)).await;
        assert_eq!(status, StatusCode::CREATED, "{text}");
        let answer: Value = serde_json::from_str(&text).unwrap();
        answer["requests"].as_array().unwrap().clone()
    }

    async fn steps(&self, id: &Value, body: Value) -> (StatusCode, Value) {
        let place = format!("/v1/requests/{}/steps", id.as_str().unwrap());
        let (status, text) = self.asks("POST", &place, Some(body)).await;
        (status, serde_json::from_str(&text).unwrap())
    }
}

async fn asks(browser: &mut Browser, kind: &str, words: &str) {
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
        names.iter().any(|name| name.ends_with(".csv"))
            && names.iter().any(|name| name.ends_with(".json"))
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
    let (product, known) = home.house.store.products().iter().next().unwrap();
    let advertising = known
        .manifest
        .purposes
        .iter()
        .filter(|(_, purpose)| purpose.class.to_string() == "advertising");
    let expected = advertising.count();
    assert!(expected > 0);
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
    assert_eq!(
        home.house.store.stops(who.0, who.1, product).unwrap().len(),
        expected
    );
    assert!(
        ada.get("/requests")
            .await
            .body
            .contains("No marketing, of no product.")
    );
}

#[tokio::test]
async fn one_letter_with_a_complaint_runs_two_clocks() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    let operator = Operator::of(&home).await;
    let letter = json!({
        "kinds": ["complaint", "access"], "channel": "letter", "received_on": "2026-11-20",
        "account": "Ada@example.org", "words": "What do you have of me? And I am not content.",
    });
    let made = operator.takes_up(letter).await;
    assert_eq!(made.len(), 2);
    // The month ends on Sunday 20 December, the thirty days on the same: both are due on Monday.
    let due: Vec<_> = made
        .iter()
        .map(|request| {
            (
                request["kind"].as_str().unwrap(),
                request["due"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(due, [("access", "2026-12-21"), ("complaint", "2026-12-21")]);
    let (_, known) = operator
        .steps(&made[1]["id"], json!({ "step": "acknowledged" }))
        .await;
    assert_eq!(
        (&known["due"], &known["state"]),
        (&Value::Null, &json!("working"))
    );
    let (_, asked) = operator
        .steps(
            &made[0]["id"],
            json!({ "step": "clarification_asked", "words": "Which product?" }),
        )
        .await;
    assert_eq!(asked["state"], "clarification");
    let page = ada.get("/requests").await.body;
    assert!(
        page.contains("Which product?")
            && page.contains("The clock stands still until you answer.")
    );
    home.later(4 * UnixMillis::DAY);
    ada.post(
        "/sign-in",
        &form(&[
            ("email", "ada@example.org"),
            ("password", "three words you like"),
        ]),
    )
    .await;
    let answer = form(&[
        ("request", made[0]["id"].as_str().unwrap()),
        ("words", "The thermostat."),
    ]);
    assert_eq!(
        ada.post("/requests/clarify", &answer).await.status,
        StatusCode::SEE_OTHER
    );
    // Asked on the 23rd, answered on the 27th: 20 + 4 is the 24th, by the letter the day after, which is Christmas and moves on.
    let page = ada.get("/requests").await.body;
    assert!(page.contains("You have an answer by 24 December 2026; read by the letter of the law, by 29 December 2026."), "{page}");
    let operator = Operator::of(&home).await;
    let open = operator.list("?due_before=2026-12-25").await;
    assert_eq!(open.len(), 1);
    assert_eq!(open[0]["due_by_the_literal_reading"], "2026-12-29");
    assert!(operator.list("?due_before=2026-12-24").await.is_empty());
}

#[tokio::test]
async fn a_complaint_on_christmas_eve() {
    let home = Home::new();
    home.later(31 * UnixMillis::DAY);
    let mut ada = home.signed_up().await;
    asks(&mut ada, "complaint", "on Christmas Eve").await;
    // 23 January is a Saturday.
    assert!(
        ada.get("/requests")
            .await
            .body
            .contains("We confirm it by 25 January 2027.")
    );
    let operator = Operator::of(&home).await;
    assert!(operator.list("?alarm=due_soon").await.is_empty());
    home.later(22 * UnixMillis::DAY);
    let operator = Operator::of(&home).await;
    assert_eq!(
        operator.list("?alarm=due_soon").await.len(),
        1,
        "seven days before the cautious day"
    );
    let open = operator.list("").await;
    let (status, refused) = operator
        .steps(
            &open[0]["id"],
            json!({ "step": "refused", "ground": "excessive", "words": "no" }),
        )
        .await;
    assert_eq!(
        status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "a complaint is never refused: {refused}"
    );
    let (_, done) = operator
        .steps(
            &open[0]["id"],
            json!({ "step": "done", "words": "You are right, and it is mended." }),
        )
        .await;
    assert_eq!(done["state"], "done");
}

#[tokio::test]
async fn a_refusal_tells_its_ground_and_where_to_go() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    asks(&mut ada, "rectification", "the humidity is wrong").await;
    let operator = Operator::of(&home).await;
    let id = operator.list("").await[0]["id"].clone();
    for body in [
        json!({ "step": "refused" }),
        json!({ "step": "refused", "ground": "because" }),
        json!({ "step": "refused", "ground": "is_accurate" }),
        json!({ "step": "refused", "ground": "compelling_grounds", "words": "no" }),
        json!({ "step": "sweeping" }),
        json!({ "step": "nothing" }),
        json!({ "step": "done" }),
    ] {
        let (status, answer) = operator.steps(&id, body.clone()).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body} {answer}");
    }
    let body = json!({ "step": "refused", "ground": "is_accurate", "words": "A second sensor says the same." });
    let (status, refused) = operator.steps(&id, body).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(
        (&refused["state"], &refused["law"]),
        (&json!("refused"), &json!("UK GDPR Art 16"))
    );
    assert_eq!(refused["routes_of_complaint"].as_array().unwrap().len(), 3);
    let page = ada.get("/requests").await.body;
    for words in [
        "A second sensor says the same.",
        "You can complain to us",
        "Information Commission",
        "You can go to court.",
    ] {
        assert!(page.contains(words), "{words}");
    }
}

#[tokio::test]
async fn an_extension_comes_inside_the_first_month_or_not_at_all() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    asks(&mut ada, "access", "everything since 1990").await;
    asks(&mut ada, "access", "and once more").await;
    home.later(30 * UnixMillis::DAY);
    let operator = Operator::of(&home).await;
    let open = operator.list("").await;
    let extend = json!({ "step": "extended", "words": "Ten products have to be looked through." });
    let (status, extended) = operator.steps(&open[0]["id"], extend.clone()).await;
    assert_eq!(
        (status, &extended["due"]),
        (StatusCode::OK, &json!("2027-02-23"))
    );
    home.later(UnixMillis::DAY);
    let operator = Operator::of(&home).await;
    let (status, refused) = operator.steps(&open[1]["id"], extend).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        refused["detail"]
            .as_str()
            .unwrap()
            .contains("inside the first month")
    );
    assert_eq!(operator.list("?alarm=overdue").await.len(), 1);
}

#[tokio::test]
async fn an_erasure_by_letter_is_carried_out_by_its_answer() {
    let home = Home::new();
    let mut ada = home.signed_up().await;
    home.claim(&mut ada).await;
    home.send_readings(5).await;
    let operator = Operator::of(&home).await;
    let letter = json!({ "kinds": ["erasure"], "channel": "letter", "account": "ada@example.org", "words": "Forget me." });
    let id = operator.takes_up(letter).await[0]["id"].clone();
    let (_, asked) = operator
        .steps(
            &id,
            json!({ "step": "identity_asked", "words": "Please sign in and confirm." }),
        )
        .await;
    assert_eq!(asked["due_moves_with_each_day"], true);
    let (status, _) = operator
        .steps(&id, json!({ "step": "done", "words": "x" }))
        .await;
    assert_eq!(
        status,
        StatusCode::UNPROCESSABLE_ENTITY,
        "not before it is known who asks"
    );
    assert!(home.somebody_is_there());
    operator
        .steps(&id, json!({ "step": "identity_shown" }))
        .await;
    let (status, done) = operator
        .steps(
            &id,
            json!({ "step": "done", "words": "You are forgotten." }),
        )
        .await;
    assert_eq!(
        (status, &done["state"]),
        (StatusCode::OK, &json!("done")),
        "{done}"
    );
    assert!(!home.somebody_is_there());
    assert!(
        !done.to_string().contains("Forget me."),
        "the words went with the person"
    );
}

#[tokio::test]
async fn who_has_no_account_can_ask_and_programs_cannot_look() {
    let home = Home::new();
    let operator = Operator::of(&home).await;
    let letter = json!({
        "kinds": ["access", "complaint"], "channel": "phone", "account": "nobody@example.org",
        "contact": "+44 20 7946 0000", "words": "I walked past your doorbell.",
    });
    let made = operator.takes_up(letter).await;
    assert_eq!(made[0]["account"], false);
    let person = |request: &Value| {
        request["id"]
            .as_str()
            .unwrap()
            .split('.')
            .next()
            .unwrap()
            .to_owned()
    };
    assert_eq!(
        person(&made[0]),
        person(&made[1]),
        "one person asked for both"
    );
    let (_, text) = operator
        .asks(
            "GET",
            &format!("/v1/requests/{}", made[0]["id"].as_str().unwrap()),
            None,
        )
        .await;
    assert!(text.contains("I walked past your doorbell.") && text.contains("+44 20 7946 0000"));
    let organisation = Operator {
        home: home.house.clone(),
        token: home
            .house
            .store
            .add_client("warmly")
            .await
            .unwrap()
            .disclose(),
    };
    assert_eq!(
        organisation.asks("GET", "/v1/requests", None).await.0,
        StatusCode::FORBIDDEN
    );
    for body in [
        json!({ "kinds": [], "channel": "letter", "words": "x" }),
        json!({ "kinds": ["magic"], "channel": "letter", "words": "x" }),
        json!({ "kinds": ["access"], "channel": "portal", "words": "x" }),
        json!({ "kinds": ["access"], "channel": "letter", "words": " " }),
        json!({ "kinds": ["access"], "channel": "letter", "words": "x", "received_on": "tomorrow" }),
        json!({ "kinds": ["access"], "channel": "letter", "words": "x", "received_on": "2026-11-24" }),
    ] {
        let (status, answer) = operator
            .asks("POST", "/v1/requests", Some(body.clone()))
            .await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{body} {answer}");
    }
    assert_eq!(
        operator
            .asks("GET", "/v1/requests/p-0000000000000001.1", None)
            .await
            .0,
        StatusCode::NOT_FOUND
    );
    assert_eq!(
        operator.asks("GET", "/v1/requests/x", None).await.0,
        StatusCode::NOT_FOUND
    );
}
