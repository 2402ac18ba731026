//! The API as somebody's app meets it.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first thing that is not as it must be"
)]

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use cardea_units::UnixMillis;
use serde_json::{Value as Json, json};
use tower::ServiceExt;

use crate::house::{Home, SIGN_UP, form};

/// An app with the token of a session.
struct App {
    router: Router,
    token: String,
}

/// An answer.
struct Said {
    status: StatusCode,
    headers: HeaderMap,
    body: Json,
}

impl App {
    async fn signed_in(home: &Home) -> Self {
        let mut app = Self {
            router: home.api(),
            token: String::new(),
        };
        let asked = json!({ "email": "ada@example.org", "password": "three words you like" });
        let said = app.calls("POST", "/v1/sessions", &asked).await;
        assert_eq!(said.status, StatusCode::CREATED, "{}", said.body);
        said.body["token"]
            .as_str()
            .unwrap()
            .clone_into(&mut app.token);
        app
    }

    async fn gets(&self, place: &str) -> Said {
        self.sends("GET", place, String::new(), &[]).await
    }

    async fn calls(&self, method: &str, place: &str, body: &Json) -> Said {
        self.sends(method, place, body.to_string(), &[]).await
    }

    async fn sends(&self, method: &str, place: &str, body: String, extra: &[(&str, &str)]) -> Said {
        let mut request = Request::builder()
            .method(method)
            .uri(place)
            .header(header::CONTENT_TYPE, "application/json");
        if !self.token.is_empty() {
            request = request.header(header::AUTHORIZATION, format!("Bearer {}", self.token));
        }
        for (name, value) in extra {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::from(body)).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap();
        Said {
            status: parts.status,
            headers: parts.headers,
            body: serde_json::from_slice(&bytes).unwrap_or(Json::Null),
        }
    }
}

impl Said {
    /// A refusal that says what to do, as RFC 9457 writes it.
    fn assert_problem(&self, status: StatusCode) {
        assert_eq!(self.status, status, "{}", self.body);
        let kind = &self.headers[header::CONTENT_TYPE];
        assert_eq!(kind, "application/problem+json");
        assert_eq!(self.body["status"], status.as_u16());
        assert!(
            self.body["detail"].as_str().unwrap().ends_with('.'),
            "{}",
            self.body
        );
    }

    fn tag(&self) -> &str {
        self.headers[header::ETAG].to_str().unwrap()
    }
}

const CHOICE: &str = "/v1/me/choices/warmly-thermostat/improvement";

#[tokio::test]
async fn an_app_founds_a_home_signs_in_and_out() {
    let home = Home::new();
    let stranger = App {
        router: home.api(),
        token: String::new(),
    };
    let new = json!({ "home": "12 Mill Lane", "name": "Ada", "email": "ada@example.org", "password": "three words you like" });
    let founded = stranger.calls("POST", "/v1/homes", &new).await;
    assert_eq!(founded.status, StatusCode::CREATED, "{}", founded.body);
    let app = App::signed_in(&home).await;
    let me = app.gets("/v1/me").await.body;
    assert_eq!(me["person"], founded.body["person"]);
    assert_eq!(
        (&me["name"], &me["role"]),
        (&json!("Ada"), &json!("account_holder"))
    );
    let out = app.calls("DELETE", "/v1/session", &Json::Null).await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    app.gets("/v1/me")
        .await
        .assert_problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_yes_is_said_to_what_was_seen_and_a_no_ends_it() {
    let home = Home::new();
    home.claim(&mut home.signed_up().await).await;
    let app = App::signed_in(&home).await;
    let all = app.gets("/v1/me/choices").await;
    let asked = |choice: &&Json| choice["consent"]["state"] == "unset";
    let purpose = all.body["choices"]
        .as_array()
        .unwrap()
        .iter()
        .find(asked)
        .unwrap();
    let place = format!(
        "/v1/me/choices/warmly-thermostat/{}",
        purpose["purpose"].as_str().unwrap()
    );
    let seen = app.gets(&place).await;
    let again = app
        .sends(
            "GET",
            &place,
            String::new(),
            &[("if-none-match", seen.tag())],
        )
        .await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    let yes = json!({ "say": "grant", "to": "consent" }).to_string();
    let said = app
        .sends("PUT", &place, yes.clone(), &[("if-match", seen.tag())])
        .await;
    assert_eq!(said.status, StatusCode::OK, "{}", said.body);
    assert_eq!(said.body["state"], "granted");
    assert_eq!(said.body["receipt"]["cardea:state"], "granted");
    assert_eq!(app.gets(&place).await.body["consent"]["counts"], true);
    let stale = app
        .sends("PUT", &place, yes, &[("if-match", seen.tag())])
        .await;
    stale.assert_problem(StatusCode::PRECONDITION_FAILED);
    let no = app
        .calls(
            "PUT",
            &place,
            &json!({ "say": "withdraw", "to": "consent" }),
        )
        .await;
    assert_eq!(no.body["state"], "withdrawn");
    let after = app.gets(&place).await.body;
    assert_eq!(
        (&after["consent"]["counts"], &after["happens"]),
        (&json!(false), &json!(false))
    );
    let receipts = app.gets("/v1/me/receipts").await.body;
    assert_eq!(receipts["receipts"].as_array().unwrap().len(), 2);
    assert_eq!(receipts["next"], Json::Null);
}

#[tokio::test]
async fn what_cannot_be_read_is_a_problem_that_says_what_to_do() {
    let home = Home::new();
    home.claim(&mut home.signed_up().await).await;
    let app = App::signed_in(&home).await;
    let put = |body: &str| app.sends("PUT", CHOICE, body.to_owned(), &[]);
    put("{").await.assert_problem(StatusCode::BAD_REQUEST);
    put("{}")
        .await
        .assert_problem(StatusCode::UNPROCESSABLE_ENTITY);
    // There is no way to say yes to two at once.
    for two in [
        json!({ "say": "grant", "to": ["consent", "statement"] }),
        json!([{ "say": "grant", "to": "consent" }, { "say": "grant", "to": "statement" }]),
        json!({ "say": "grant", "to": "consent", "also": "marketing" }),
    ] {
        let said = put(&two.to_string()).await;
        assert!(said.status.is_client_error(), "{two}");
        said.assert_problem(said.status);
    }
    for (place, status) in [
        ("/v1/nothing", StatusCode::NOT_FOUND),
        (
            "/v1/me/choices/warmly-thermostat/nothing",
            StatusCode::NOT_FOUND,
        ),
        (
            "/v1/me/streams/warmly-thermostat/climate",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "/v1/me/streams/warmly-thermostat/climate?about=home&from=yesterday",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        (
            "/v1/me/streams/warmly-thermostat/climate?about=home&limit=0",
            StatusCode::UNPROCESSABLE_ENTITY,
        ),
        ("/v1/me/looks?cursor=x", StatusCode::UNPROCESSABLE_ENTITY),
    ] {
        app.gets(place).await.assert_problem(status);
    }
    app.calls("PATCH", "/v1/me", &Json::Null)
        .await
        .assert_problem(StatusCode::METHOD_NOT_ALLOWED);
    let stop = "/v1/me/stops/warmly-thermostat/nothing/objection";
    app.calls("PUT", stop, &Json::Null)
        .await
        .assert_problem(StatusCode::NOT_FOUND);
    let device = "/v1/home/devices/d-00000000000000zz";
    app.calls("DELETE", device, &Json::Null)
        .await
        .assert_problem(StatusCode::NOT_FOUND);
}

/// A wrong try at one door counts at the other.
#[tokio::test]
async fn passwords_are_guessed_no_faster_by_the_api() {
    let home = Home::new();
    drop(home.signed_up().await);
    let stranger = App {
        router: home.api(),
        token: String::new(),
    };
    let wrong = json!({ "email": "ada@example.org", "password": "wrong words of mine" });
    for _ in 0..4 {
        stranger
            .calls("POST", "/v1/sessions", &wrong)
            .await
            .assert_problem(StatusCode::UNAUTHORIZED);
    }
    let mut browser = home.browser();
    browser
        .post(
            "/sign-in",
            &form(&[("email", "ada@example.org"), ("password", "wrong words")]),
        )
        .await;
    stranger
        .calls("POST", "/v1/sessions", &wrong)
        .await
        .assert_problem(StatusCode::TOO_MANY_REQUESTS);
    let right = browser.post("/sign-in", &form(&SIGN_UP[2..])).await;
    assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn readings_come_in_parts_each_once() {
    let home = Home::new();
    home.claim(&mut home.signed_up().await).await;
    home.send_readings(7).await;
    let app = App::signed_in(&home).await;
    let streams = app.gets("/v1/me/streams").await.body;
    let climate = json!({ "product": "warmly-thermostat", "stream": "climate", "title": "Warmth and damp", "about": "home" });
    let shown = streams["streams"].as_array().unwrap();
    assert!(
        shown
            .iter()
            .any(|stream| stream["stream"] == climate["stream"] && stream["about"] == "home"),
        "{streams}"
    );
    let whole = app
        .gets("/v1/me/streams/warmly-thermostat/climate?about=home")
        .await
        .body;
    let rows = |said: &Json| -> Vec<Json> {
        let tiers = said["tiers"].as_array().unwrap();
        tiers
            .iter()
            .flat_map(|tier| tier["rows"].as_array().unwrap().clone())
            .collect()
    };
    assert!(rows(&whole).len() >= 7, "{whole}");
    let (mut parts, mut from, mut asked) = (Vec::new(), String::new(), 0);
    loop {
        asked += 1;
        assert!(asked < 20, "it does not end");
        let place = format!("/v1/me/streams/warmly-thermostat/climate?about=home&limit=2{from}");
        let part = app.gets(&place).await.body;
        parts.extend(rows(&part));
        match part["next"].as_str() {
            Some(next) => from = format!("&cursor={next}"),
            None => break,
        }
    }
    assert!(asked > 2);
    let sorted = |mut rows: Vec<Json>| {
        rows.sort_by_key(ToString::to_string);
        rows
    };
    assert_eq!(sorted(parts), sorted(rows(&whole)));
}

#[tokio::test]
async fn people_and_things_come_and_go() {
    let home = Home::new();
    home.claim(&mut home.signed_up().await).await;
    let app = App::signed_in(&home).await;
    let child = json!({ "role": "child", "name": "Mia", "born": "2018-05-31" });
    let mia = app.calls("POST", "/v1/home/members", &child).await;
    assert_eq!(mia.status, StatusCode::CREATED, "{}", mia.body);
    let late = json!({ "role": "guest", "name": "Gus", "until": home.house.clock.now().plus(-1).to_string() });
    app.calls("POST", "/v1/home/members", &late)
        .await
        .assert_problem(StatusCode::UNPROCESSABLE_ENTITY);
    let guest = json!({ "role": "guest", "name": "Gus", "until": home.house.clock.now().plus(UnixMillis::DAY).to_string() });
    assert_eq!(
        app.calls("POST", "/v1/home/members", &guest).await.status,
        StatusCode::CREATED
    );
    let members = app.gets("/v1/home/members").await.body;
    let mut names: Vec<&str> = members["members"]
        .as_array()
        .unwrap()
        .iter()
        .map(|member| member["name"].as_str().unwrap())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["Ada", "Gus", "Mia"]);
    let devices = app.gets("/v1/home/devices").await.body;
    let device = devices["devices"][0]["device"].as_str().unwrap().to_owned();
    let wearer = json!({ "person": mia.body["person"] });
    let worn = app
        .calls("PUT", &format!("/v1/home/devices/{device}/wearer"), &wearer)
        .await;
    assert_eq!(worn.status, StatusCode::NO_CONTENT, "{}", worn.body);
    let gone = app
        .calls("DELETE", &format!("/v1/home/devices/{device}"), &Json::Null)
        .await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT, "{}", gone.body);
    assert_eq!(
        app.gets("/v1/home/devices").await.body["devices"],
        json!([])
    );
    app.calls("POST", "/v1/home/devices", &json!({ "code": "AAAA-AAAA" }))
        .await
        .assert_problem(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_is_sent_again_under_its_key_is_done_once() {
    let home = Home::new();
    home.claim(&mut home.signed_up().await).await;
    let app = App::signed_in(&home).await;
    let child = json!({ "role": "child", "name": "Mia", "born": "2018-05-31" }).to_string();
    let sends = async |body: String, key: &str| {
        let extra = [("idempotency-key", key)];
        app.sends("POST", "/v1/home/members", body, &extra).await
    };
    let first = sends(child.clone(), "one").await;
    assert_eq!(first.status, StatusCode::CREATED, "{}", first.body);
    let again = sends(child.clone(), "one").await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!(again.headers["idempotency-replayed"], "true");
    let other = child.replace("Mia", "Max");
    sends(other.clone(), "one")
        .await
        .assert_problem(StatusCode::UNPROCESSABLE_ENTITY);
    sends(other.replace("2018", "1918"), "two")
        .await
        .assert_problem(StatusCode::UNPROCESSABLE_ENTITY);
    // What was refused was not done, and may be done under the same key.
    assert_eq!(sends(other, "two").await.status, StatusCode::CREATED);
    let count = || async {
        app.gets("/v1/home/members").await.body["members"]
            .as_array()
            .unwrap()
            .len()
    };
    assert_eq!(count().await, 3);
    home.later(UnixMillis::DAY + 1);
    let app = App::signed_in(&home).await;
    let next_day = app
        .sends(
            "POST",
            "/v1/home/members",
            child,
            &[("idempotency-key", "one")],
        )
        .await;
    assert_ne!(next_day.body, first.body, "it is remembered for a day");
    let long = "k".repeat(256);
    let long = app
        .sends(
            "POST",
            "/v1/home/members",
            String::new(),
            &[("idempotency-key", &long)],
        )
        .await;
    long.assert_problem(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_copy_and_being_forgotten_ask_for_the_password() {
    let home = Home::new();
    home.claim(&mut home.signed_up().await).await;
    home.send_readings(3).await;
    let app = App::signed_in(&home).await;
    let wrong = json!({ "password": "wrong words of mine" });
    for place in ["/v1/me/package", "/v1/me/erasure"] {
        app.calls("POST", place, &wrong)
            .await
            .assert_problem(StatusCode::FORBIDDEN);
    }
    let right = json!({ "password": "three words you like" });
    let copy = app.calls("POST", "/v1/me/package", &right).await;
    assert_eq!(copy.status, StatusCode::OK);
    assert_eq!(copy.headers[header::CONTENT_TYPE], "application/zip");
    let erased = app.calls("POST", "/v1/me/erasure", &right).await;
    assert_eq!(erased.status, StatusCode::OK, "{}", erased.body);
    assert!(erased.body["receipt"].is_object());
    app.gets("/v1/me")
        .await
        .assert_problem(StatusCode::UNAUTHORIZED);
    assert!(!home.somebody_is_there());
}
