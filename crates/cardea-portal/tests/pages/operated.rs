//! What an operator does with requests.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not as it must be"
)]

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use cardea_portal::api;
use cardea_units::UnixMillis;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::house::{Home, form};
use crate::requests::asks;

/// An operator with a token.
pub(crate) struct Operator {
    home: cardea_portal::House,
    token: String,
}

impl Operator {
    pub(crate) async fn of(home: &Home) -> Self {
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

    pub(crate) async fn list(&self, query: &str) -> Vec<Value> {
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

    pub(crate) async fn steps(&self, id: &Value, body: Value) -> (StatusCode, Value) {
        let place = format!("/v1/requests/{}/steps", id.as_str().unwrap());
        let (status, text) = self.asks("POST", &place, Some(body)).await;
        (status, serde_json::from_str(&text).unwrap())
    }
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
    let password = |password| form(&[("request", id.as_str().unwrap()), ("password", password)]);
    let answer = ada
        .post("/requests/identify", &password("three words you lik"))
        .await;
    assert!(answer.status.is_client_error(), "{}", answer.status);
    let answer = ada
        .post("/requests/identify", &password("three words you like"))
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
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
