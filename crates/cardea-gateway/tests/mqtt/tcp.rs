//! The same over TCP on loopback, with several threads.

use std::time::Duration;

use cardea_gate::Answer;
use cardea_gateway::Limits;
use cardea_gateway::mqtt::Run;
use mqtt_protocol_core::mqtt::packet::Qos;
use tokio::time::{Instant, timeout};

use super::client::{Client, V3, V5, Wish, let_in};
use super::home::{Home, TOKEN};
use super::stage::{Stage, dial};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_devices_at_once_each_reading_once() {
    const CLIENTS: u16 = 16;
    const MESSAGES: u16 = 600;
    let limits = Limits {
        clients_per_device_max: usize::from(CLIENTS),
        ..Limits::default()
    };
    let stage = Stage::new(Home::that_answers(Answer::Kept), limits);
    let (address, serving) = stage.serve().await;
    let mut talks = Vec::new();
    for number in 0..CLIENTS {
        talks.push(tokio::spawn(async move {
            let version = if number % 2 == 0 { V3 } else { V5 };
            let qos = if number % 4 < 2 {
                Qos::AtLeastOnce
            } else {
                Qos::ExactlyOnce
            };
            let mut wish = Wish::lamp(version);
            wish.client_id = format!("lamp-{number}").leak();
            let (mut lamp, connack) = Client::connect(dial(address).await, &wish).await;
            assert!(!let_in(&connack));
            for window in 0..MESSAGES / 50 {
                let mut bytes = Vec::new();
                for id in 1..=50 {
                    let payload = format!("{number}-{}", window * 50 + id);
                    let packet = lamp.publish("lamp/reading", &payload, qos, id);
                    bytes.extend(lamp.encode(packet));
                }
                lamp.raw(&bytes).await;
                for id in 1..=50 {
                    if qos == Qos::AtLeastOnce {
                        lamp.acknowledged(id).await;
                    } else {
                        lamp.received(id).await;
                    }
                }
                if qos == Qos::ExactlyOnce {
                    for id in 1..=50 {
                        lamp.release(id).await;
                    }
                }
            }
        }));
    }
    for talk in talks {
        talk.await.unwrap();
    }
    let times = stage.home.times();
    assert_eq!(times.len(), usize::from(CLIENTS * MESSAGES));
    assert!(times.values().all(|&times| times == 1));
    assert_eq!(stage.counts().kept, u64::from(CLIENTS * MESSAGES));
    stage.run.send(Run::Stop).unwrap();
    timeout(Duration::from_secs(5), serving)
        .await
        .unwrap()
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn shutdown_is_prompt() {
    let stage = Stage::keeping();
    let (address, serving) = stage.serve().await;
    let (mut old, _) = Client::connect(dial(address).await, &Wish::lamp(V3)).await;
    let mut wish = Wish::lamp(V5);
    wish.client_id = "lamp-2";
    let (mut new, _) = Client::connect(dial(address).await, &wish).await;
    let _nobody = dial(address).await;
    old.ping().await;
    let asked = Instant::now();
    stage.run.send(Run::Stop).unwrap();
    new.is_sent_away(0x8B).await;
    old.closes().await;
    drop((old, new));
    timeout(Duration::from_secs(5), serving)
        .await
        .unwrap()
        .unwrap();
    assert!(
        asked.elapsed() < Duration::from_secs(2),
        "{:?}",
        asked.elapsed()
    );
    assert_eq!(stage.counts().connections_open, 0);
    assert!(tokio::net::TcpStream::connect(address).await.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sender_that_is_gone_means_stop() {
    let stage = Stage::keeping();
    let (_, serving) = stage.serve().await;
    drop(stage);
    timeout(Duration::from_secs(5), serving)
        .await
        .unwrap()
        .unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_refusal_arrives_even_if_the_device_has_sent_more() {
    // CONNACK first, then the reset of the unread bytes: a careless close loses the former.
    let stage = Stage::keeping();
    let (address, _serving) = stage.serve().await;
    for version in [V3, V5] {
        for _ in 0..20 {
            let mut wish = Wish::lamp(version);
            wish.user = Some("kettle");
            wish.password = Some("wrong");
            let mut bytes = Vec::new();
            let mut client = Client::new(dial(address).await, version);
            bytes.extend(client.encode(wish.packet()));
            bytes.extend([0xC0, 0].repeat(2_000));
            client.raw(&bytes).await;
            tokio::time::sleep(Duration::from_millis(5)).await;
            super::client::not_let_in(&client.packet().await);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_personal_is_shown_by_debug() {
    let stage = Stage::keeping();
    let shown = format!("{:?} {:?}", stage.endpoint, stage.endpoint.counters());
    let attempt = cardea_gateway::SignIn {
        device: "lamp",
        token: TOKEN.as_bytes(),
        client_id: "lamp-1",
        firmware: None,
        address: std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
    };
    let shown = format!("{shown} {attempt:?}");
    for secret in [TOKEN, "lamp", "127.0.0.1"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
