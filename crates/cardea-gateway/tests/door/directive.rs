//! What a device is asked for, with a real store behind the door: by HTTP, and for a hub.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::time::Instant;

use cardea_gateway::Door;
use cardea_store::{ProductIndex, StopKind};
use cardea_units::Sensitive;
use serde_json::json;
use tokio::net::TcpListener;

use crate::client::{Answer, basic, exchange};
use crate::stage::{GAUGE, Stage};

async fn serve(stage: &Stage) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = cardea_gateway::http::router(stage.door());
    tokio::spawn(async move { axum::serve(listener, router).await });
    address
}

async fn get(address: SocketAddr, headers: &[&str]) -> Answer {
    let headers = headers.join("\r\n");
    let request = format!(
        "GET /v1/directive HTTP/1.1\r\nhost: gauge.example\r\nconnection: close\r\n{headers}\r\n\r\n"
    );
    exchange(address, request.as_bytes()).await
}

/// The founder has the gauge's only purpose that needs no consent restricted.
async fn restrict(stage: &Stage) {
    let person = stage.store.members(stage.household).unwrap()[0].id;
    stage
        .store
        .stop_purpose(
            stage.household,
            person,
            ProductIndex(0),
            "use",
            StopKind::Restriction,
        )
        .await
        .unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_asks_by_http_and_waits_for_a_change() {
    let stage = Stage::with(GAUGE, "g1").await;
    let address = serve(&stage).await;
    let sign_in = basic("g1", &stage.token);
    let first = get(address, &[&sign_in]).await;
    assert_eq!(first.status, 200);
    let asked = first.json();
    assert_eq!(asked["directive"], json!(1));
    assert_eq!(asked["streams"]["room"]["send"], json!(true));
    assert_eq!(
        asked["streams"]["room"]["fields"]["warmth"],
        json!({ "step": 0.1 })
    );
    assert!(
        !first.body.contains("extra") && !first.body.contains("\"use\""),
        "a purpose is named"
    );
    let tag = first
        .head
        .split("etag: ")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .to_owned();
    let known = format!("if-none-match: {tag}");
    assert_eq!(get(address, &[&sign_in, &known]).await.status, 304);
    assert_eq!(get(address, &["x: y"]).await.status, 401);

    // While nothing changes the answer comes when the wait is over.
    let begun = Instant::now();
    assert_eq!(
        get(address, &[&sign_in, &known, "prefer: wait=1"])
            .await
            .status,
        304
    );
    assert!(begun.elapsed() >= Duration::from_millis(900));

    // A change is told within a second.
    let waiting = tokio::spawn({
        let (sign_in, known) = (sign_in.clone(), known.clone());
        async move { get(address, &[&sign_in, &known, "prefer: wait=30"]).await }
    });
    tokio::time::sleep(Duration::from_millis(300)).await;
    let begun = Instant::now();
    restrict(&stage).await;
    let second = waiting.await.unwrap();
    assert!(
        begun.elapsed() < Duration::from_secs(1),
        "{:?}",
        begun.elapsed()
    );
    assert_eq!(second.status, 200);
    let streams = second.json()["streams"].clone();
    assert!(
        streams
            .as_object()
            .unwrap()
            .values()
            .all(|stream| *stream == json!({ "send": false }))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_is_let_go_hears_it_at_once() {
    let stage = Stage::with(GAUGE, "g1").await;
    let address = serve(&stage).await;
    let sign_in = basic("g1", &stage.token);
    let first = get(address, &[&sign_in]).await;
    let tag = first
        .head
        .split("etag: ")
        .nth(1)
        .unwrap()
        .lines()
        .next()
        .unwrap()
        .to_owned();
    let known = format!("if-none-match: {tag}");
    let waiting =
        tokio::spawn(async move { get(address, &[&sign_in, &known, "prefer: wait=30"]).await });
    tokio::time::sleep(Duration::from_millis(300)).await;
    let begun = Instant::now();
    stage
        .store
        .release_device(stage.household, stage.seat.id)
        .await
        .unwrap();
    let answer = waiting.await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert!(
        answer.status == 401 || !answer.body.contains("true"),
        "{}",
        answer.body
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_is_told_of_what_it_speaks_for_and_of_nothing_else() {
    let stage = Stage::with(GAUGE, "g1").await;
    let door = stage.door();
    let hub = stage.store.provision_hub("gauge", "lodge").await.unwrap();
    let seat = stage
        .store
        .sign_in_device("lodge", hub.token.disclose_ref().as_bytes())
        .unwrap()
        .unwrap();
    let silent = |text: &[u8]| !String::from_utf8_lossy(text).contains("\"send\":true");
    let told = door.directives(&seat).await.unwrap().told;
    assert_eq!(told.len(), 1);
    assert!(silent(&told[0].1), "nobody has claimed it");
    stage
        .store
        .claim_device(stage.household, &hub.claim_code)
        .await
        .unwrap();
    let name = Sensitive::new("hall/plug".to_owned());
    let plug = stage
        .store
        .attach_device("lodge", "gauge", &name)
        .await
        .unwrap();
    assert_eq!(
        door.directives(&seat).await.unwrap().told.len(),
        1,
        "not claimed yet"
    );
    stage
        .store
        .claim_device(stage.household, &plug.claim_code)
        .await
        .unwrap();
    let told = door.directives(&seat).await.unwrap().told;
    let names: Vec<&str> = told.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["lodge", "hall/plug"]);
    assert!(told.iter().all(|(_, text)| !silent(text)));
    restrict(&stage).await;
    let told = door.directives(&seat).await.unwrap().told;
    assert!(told.iter().all(|(_, text)| silent(text)));
}
