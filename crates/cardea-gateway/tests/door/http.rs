//! Readings by HTTP, over a socket.

use core::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};

use cardea_store::{Question, Whose};
use cardea_units::{SubjectId, UnixMillis};
use tokio::net::TcpListener;

use crate::client::{Answer, basic, exchange};
use crate::stage::{GAUGE, Stage};

struct Served {
    stage: Stage,
    address: SocketAddr,
}

impl Served {
    async fn new() -> Self {
        let stage = Stage::with(GAUGE, "g1").await;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let router = cardea_gateway::http::router(stage.door());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { stage, address }
    }

    async fn post(&self, stream: &str, headers: &[&str], body: &str) -> Answer {
        let mut request = format!(
            "POST /v1/streams/{stream}/readings HTTP/1.1\r\nhost: gauge.example\r\nconnection: close\r\n"
        );
        for header in headers {
            request.push_str(header);
            request.push_str("\r\n");
        }
        write!(request, "content-length: {}\r\n\r\n{body}", body.len()).unwrap();
        exchange(self.address, request.as_bytes()).await
    }

    /// As the device, with a content type.
    async fn send(&self, kind: &str, more: &[&str], body: &str) -> Answer {
        let (sign_in, kind) = (
            basic("g1", &self.stage.token),
            format!("content-type: {kind}"),
        );
        let mut headers = vec![sign_in.as_str(), kind.as_str()];
        headers.extend_from_slice(more);
        self.post("room", &headers, body).await
    }

    /// How many readings of the room are held.
    fn held(&self) -> usize {
        let store = &self.stage.store;
        let product = store.products().get(cardea_store::ProductIndex(0)).unwrap();
        let question = Question {
            household: self.stage.household,
            subject: SubjectId::Household(self.stage.household),
            product: cardea_store::ProductIndex(0),
            stream: product.gate.stream_named("room").unwrap().0,
            from: UnixMillis(0),
            until: UnixMillis(i64::MAX / 2),
        };
        store
            .read(&question, Whose::Own)
            .unwrap()
            .iter()
            .map(|tier| tier.rows.len())
            .sum()
    }
}

const JSON: &str = "application/json";
const NDJSON: &str = "application/x-ndjson";

#[tokio::test]
async fn one_reading_and_many() {
    let served = Served::new().await;
    let one = served
        .send(JSON, &[], r#"{"warmth": 20, "ssid": "Attic"}"#)
        .await;
    assert_eq!(one.status, 200, "{one:?}");
    assert_eq!(one.json()["kept"], 1);
    assert_eq!(served.held(), 1);
    let lines =
        "{\"warmth\": 20}\n\r\n  {\"ssid\": \"Attic\"}  \n{\"warmth\": 21}\r\n{\"warmth\": 22}";
    let many = served
        .send(&format!("{NDJSON}; charset=utf-8"), &[], lines)
        .await;
    assert_eq!(many.status, 200, "{many:?}");
    assert_eq!(
        (
            many.json()["kept"].as_u64(),
            many.json()["undeclared"].as_u64()
        ),
        (Some(3), Some(1))
    );
    // All of one request came in the same millisecond, and each is there.
    assert_eq!(served.held(), 4);
    let shouted = served
        .send("Application/JSON", &[], r#"{"warmth": 20}"#)
        .await;
    assert_eq!(shouted.status, 200);
}

#[tokio::test]
async fn only_the_device_itself_may_send() {
    let served = Served::new().await;
    let token = &served.stage.token;
    let wrong = token.chars().rev().collect::<String>();
    for sign_in in [
        "x-nothing: 1".to_owned(),
        basic("g1", &wrong),
        basic("g1", ""),
        basic("g2", token),
        basic("", token),
        format!("authorization: Bearer {token}"),
        "authorization: Basic !!!".to_owned(),
        "authorization: Basic".to_owned(),
        format!("authorization: Basic {}", "A".repeat(5_000)),
    ] {
        let answer = served
            .post(
                "room",
                &[&sign_in, "content-type: application/json"],
                r#"{"warmth": 20}"#,
            )
            .await;
        assert_eq!(answer.status, 401, "{sign_in}");
        assert!(
            answer.head.contains("www-authenticate: basic"),
            "{}",
            answer.head
        );
        assert!(answer.head.contains("application/problem+json"));
        assert!(!answer.body.contains(token.as_str()));
    }
    assert_eq!(served.held(), 0);
    served
        .stage
        .store
        .release_device(served.stage.household, served.stage.seat.id)
        .await
        .unwrap();
    assert_eq!(
        served.send(JSON, &[], r#"{"warmth": 20}"#).await.status,
        401,
        "released, and still let in"
    );
}

#[tokio::test]
async fn a_hub_sends_for_what_is_attached_to_it() {
    let served = Served::new().await;
    let store = &served.stage.store;
    let made = store.provision_hub("gauge", "lodge").await.unwrap();
    let hub = made.token.disclose();
    store
        .claim_device(served.stage.household, &made.claim_code)
        .await
        .unwrap();
    let name = cardea_units::Sensitive::new("K\u{fc}che/Lamp 1".to_owned());
    let lamp = store.attach_device("lodge", "gauge", &name).await.unwrap();
    let send = async |sign_in: &str, device: &str| {
        let device = format!("x-cardea-device: {device}");
        let headers = [sign_in, "content-type: application/json", &device];
        served
            .post(
                "room",
                &headers,
                r#"{"warmth": 20, "at": "2026-11-23T10:00:00Z", "ssid": "Attic"}"#,
            )
            .await
    };
    let sign_in = basic("lodge", &hub);
    assert_eq!(
        send(&sign_in, "K\u{fc}che/Lamp 1").await.status,
        404,
        "nobody has claimed it"
    );
    store
        .claim_device(served.stage.household, &lamp.claim_code)
        .await
        .unwrap();
    assert_eq!(send(&sign_in, "K\u{fc}che/Lamp 1").await.json()["kept"], 1);
    assert_eq!(
        send(&sign_in, "K\u{fc}che/Lamp 1").await.json()["duplicates"],
        1
    );
    assert_eq!(
        send(&sign_in, "lodge").await.json()["kept"],
        1,
        "the same second, another device"
    );
    assert_eq!(served.held(), 2);
    // For nobody else, and a device for itself alone.
    for (sign_in, device) in [
        (&sign_in, "g1"),
        (&sign_in, "nobody"),
        (&sign_in, "\u{fc}"),
        (&sign_in, ""),
        (&basic("g1", &served.stage.token), "K\u{fc}che/Lamp 1"),
        (&basic("g1", &served.stage.token), "lodge"),
    ] {
        let answer = send(sign_in, device).await;
        assert_eq!(answer.status, 404, "{device}: {answer:?}");
    }
    assert_eq!(
        send(&basic("g1", &served.stage.token), "g1").await.json()["kept"],
        1
    );
    store
        .release_device(served.stage.household, lamp.id)
        .await
        .unwrap();
    assert_eq!(
        send(&sign_in, "K\u{fc}che/Lamp 1").await.status,
        404,
        "released"
    );
}

#[tokio::test]
async fn a_request_that_is_sent_again_under_its_key_is_kept_once() {
    let served = Served::new().await;
    let lines = "{\"warmth\": 20}\n{\"warmth\": 20}\n{\"warmth\": 21}";
    let key = ["idempotency-key: 6f1c"];
    assert_eq!(
        served.send(NDJSON, &key, lines).await.json()["kept"],
        3,
        "equal lines are not one"
    );
    served.stage.clock.set(UnixMillis(
        cardea_units::Clock::now(&*served.stage.clock).0 + 5_000,
    ));
    let again = served.send(NDJSON, &key, lines).await;
    assert_eq!(
        (again.status, again.json()["duplicates"].as_u64()),
        (200, Some(3))
    );
    assert_eq!(served.held(), 3);
    assert_eq!(
        served
            .send(NDJSON, &["idempotency-key: 6f1d"], lines)
            .await
            .json()["kept"],
        3
    );
    assert_eq!(
        served.send(NDJSON, &[], lines).await.json()["kept"],
        3,
        "without a key it is new"
    );
    // Readings that carry their time need no key.
    let timed = "{\"warmth\": 20, \"at\": \"2026-11-23T10:00:00Z\"}";
    assert_eq!(served.send(JSON, &[], timed).await.json()["kept"], 1);
    assert_eq!(served.send(JSON, &[], timed).await.json()["duplicates"], 1);
    assert_eq!(served.held(), 10);
}

#[tokio::test]
async fn bad_requests_are_told_what_to_do_and_keep_nothing() {
    let served = Served::new().await;
    let cases = [
        (
            served.send("text/plain", &[], r#"{"warmth": 20}"#).await,
            415,
            "application/json",
        ),
        (served.send(JSON, &[], "").await, 400, "JSON"),
        (
            served.send(NDJSON, &[], "\n\n  \n").await,
            400,
            "no reading",
        ),
        (
            served
                .send(
                    NDJSON,
                    &[],
                    "{\"warmth\": 20}\n{\"warmth\": secretword}\n{\"warmth\": 21}",
                )
                .await,
            400,
            "line 2",
        ),
        (
            served
                .send(JSON, &[], "{\"warmth\": 20}\n{\"warmth\": 21}")
                .await,
            400,
            "line 1",
        ),
        (
            served
                .send(NDJSON, &[], &"{\"warmth\": 20}\n".repeat(10_001))
                .await,
            413,
            "10,000",
        ),
        (
            served
                .send(NDJSON, &[], &" ".repeat(4 * 1024 * 1024 + 1))
                .await,
            413,
            "4 MiB",
        ),
        (
            served
                .post(
                    "attic",
                    &[&basic("g1", &served.stage.token)],
                    r#"{"warmth": 20}"#,
                )
                .await,
            404,
            "no such stream",
        ),
    ];
    for (answer, status, says) in cases {
        assert_eq!(answer.status, status, "{answer:?}");
        let json = answer.json();
        assert_eq!(json["status"], status);
        assert!(json["detail"].as_str().unwrap().contains(says), "{json}");
        assert!(
            !answer.body.contains("secretword") && !answer.body.contains("attic"),
            "{}",
            answer.body
        );
    }
    assert_eq!(served.held(), 0);
    let get = format!(
        "GET /v1/streams/room/readings HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{}\r\n\r\n",
        basic("g1", &served.stage.token)
    );
    assert_eq!(exchange(served.address, get.as_bytes()).await.status, 405);
}

#[tokio::test]
async fn who_has_not_signed_in_is_turned_away_before_the_body() {
    let served = Served::new().await;
    // A body is announced and never sent: the answer does not wait for it.
    let request = "POST /v1/streams/room/readings HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 4000000\r\n\r\n";
    let answer = tokio::time::timeout(
        core::time::Duration::from_secs(5),
        exchange(served.address, request.as_bytes()),
    )
    .await;
    assert_eq!(answer.expect("waits for a body of a stranger").status, 401);
}

#[tokio::test]
async fn what_cannot_be_kept_now_is_not_said_to_be() {
    let served = Served::new().await;
    served.stage.store.stop();
    let answer = served.send(JSON, &[], r#"{"warmth": 20}"#).await;
    assert_eq!(answer.status, 503, "{answer:?}");
    assert!(
        answer.json()["detail"]
            .as_str()
            .unwrap()
            .contains("again later")
    );
}

#[tokio::test]
async fn what_nobody_permits_is_counted_and_not_kept() {
    let served = Served::new().await;
    let guest = cardea_store::NewPerson {
        role: cardea_gate::Role::Guest,
        details: cardea_store::Details {
            name: cardea_units::Sensitive::new("Gus".to_owned()),
            email: None,
            born: None,
        },
        password: None,
        until: None,
    };
    served
        .stage
        .store
        .add_person(served.stage.household, guest)
        .await
        .unwrap();
    let answer = served.send(JSON, &[], r#"{"warmth": 20}"#).await;
    assert_eq!(
        (answer.status, answer.json()["not_permitted"].as_u64()),
        (200, Some(1))
    );
    assert_eq!(served.held(), 0);
}
