//! A device is told what to send: at once when it subscribes, and each time it is something else.

use std::time::Duration;

use mqtt_protocol_core::mqtt::packet::{Packet, Qos, SubEntry, SubOpts, v3_1_1, v5_0};

use super::client::{Client, V3, V5, Wish};
use super::stage::Stage;

const TOPIC: &str = "cardea/lamp/directive";

async fn subscribe(client: &mut Client, qos: Qos) {
    let entries = vec![SubEntry::new(TOPIC, SubOpts::new().set_qos(qos)).unwrap()];
    client.know(77);
    if client.version == V5 {
        let packet = v5_0::Subscribe::builder().packet_id(77).entries(entries);
        client.send(packet.build().unwrap()).await;
    } else {
        let packet = v3_1_1::Subscribe::builder().packet_id(77).entries(entries);
        client.send(packet.build().unwrap()).await;
    }
    let suback = client.packet().await;
    assert!(
        matches!(suback, Packet::V3_1_1Suback(_) | Packet::V5_0Suback(_)),
        "{suback}"
    );
}

/// Topic, payload, retain, dup, packet id.
async fn told(client: &mut Client) -> (String, String, bool, bool, Option<u16>) {
    match client.packet().await {
        Packet::V3_1_1Publish(publish) => (
            publish.topic_name().to_owned(),
            String::from_utf8(publish.payload().as_slice().to_vec()).unwrap(),
            publish.retain(),
            publish.dup(),
            publish.packet_id(),
        ),
        Packet::V5_0Publish(publish) => (
            publish.topic_name().to_owned(),
            String::from_utf8(publish.payload().as_slice().to_vec()).unwrap(),
            publish.retain(),
            publish.dup(),
            publish.packet_id(),
        ),
        other => panic!("no directive but {other}"),
    }
}

#[tokio::test(start_paused = true)]
async fn a_subscriber_is_told_at_once_and_of_each_change_once() {
    for version in [V3, V5] {
        let stage = Stage::keeping();
        stage
            .home
            .ask(Some(&[("lamp", "one"), ("kettle", "other")]));
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        subscribe(&mut lamp, Qos::AtMostOnce).await;
        assert_eq!(
            told(&mut lamp).await,
            (TOPIC.into(), "one".into(), true, false, None)
        );
        // What is the same is not said again, and what is another device's never.
        stage.home.ask(Some(&[("lamp", "one"), ("kettle", "new")]));
        lamp.ping().await;
        stage.home.ask(Some(&[("lamp", "two"), ("kettle", "new")]));
        assert_eq!(
            told(&mut lamp).await,
            (TOPIC.into(), "two".into(), false, false, None)
        );
        lamp.ping().await;
    }
}

#[tokio::test(start_paused = true)]
async fn one_message_at_a_time_waits_for_its_acknowledgement_and_the_newest_follows() {
    let stage = Stage::keeping();
    stage.home.ask(Some(&[("lamp", "one")]));
    let mut lamp = stage.guest(&Wish::lamp(V3)).await;
    subscribe(&mut lamp, Qos::AtLeastOnce).await;
    let (_, payload, retain, _, Some(id)) = told(&mut lamp).await else {
        panic!("no packet id");
    };
    assert_eq!((payload.as_str(), retain), ("one", true));
    stage.home.ask(Some(&[("lamp", "two")]));
    lamp.ping().await;
    stage.home.ask(Some(&[("lamp", "three")]));
    lamp.ping().await;
    let puback = v3_1_1::Puback::builder().packet_id(id).build().unwrap();
    lamp.send(puback).await;
    let (_, payload, retain, ..) = told(&mut lamp).await;
    assert_eq!((payload.as_str(), retain), ("three", false));
    // It is never acknowledged: the connection ends.
    tokio::time::sleep(Duration::from_secs(31)).await;
    lamp.closes().await;
}

#[tokio::test(start_paused = true)]
async fn a_directive_that_cannot_be_found_out_ends_the_connection() {
    let stage = Stage::keeping();
    stage.home.ask(None);
    let mut lamp = stage.guest(&Wish::lamp(V3)).await;
    subscribe(&mut lamp, Qos::AtMostOnce).await;
    lamp.closes().await;
}

#[tokio::test(start_paused = true)]
async fn a_session_remembers_the_subscription_and_what_was_not_acknowledged() {
    let stage = Stage::keeping();
    stage.home.ask(Some(&[("lamp", "one")]));
    let mut lamp = stage.guest(&Wish::returning_lamp(V3)).await;
    subscribe(&mut lamp, Qos::AtLeastOnce).await;
    let (.., Some(id)) = told(&mut lamp).await else {
        panic!("no packet id");
    };
    drop(lamp);
    stage.settles().await;
    let (mut lamp, _) = stage.client(&Wish::returning_lamp(V3)).await;
    let again = told(&mut lamp).await;
    assert_eq!(
        (again.1.as_str(), again.3, again.4),
        ("one", true, Some(id))
    );
    let puback = v3_1_1::Puback::builder().packet_id(id).build().unwrap();
    lamp.send(puback).await;
    lamp.ping().await;
    drop(lamp);
    stage.settles().await;
    // Acknowledged and the same: nothing is said. Another: it is.
    let (mut lamp, _) = stage.client(&Wish::returning_lamp(V3)).await;
    lamp.ping().await;
    stage.home.ask(Some(&[("lamp", "two")]));
    assert_eq!(told(&mut lamp).await.1, "two");
}
