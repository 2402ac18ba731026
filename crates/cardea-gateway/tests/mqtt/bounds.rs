//! Time, size and count: what happens at each bound.

use std::time::Duration;

use cardea_gate::Answer;
use cardea_gateway::Limits;
use cardea_gateway::mqtt::Run;
use mqtt_protocol_core::mqtt::packet::{GenericPacketTrait, Property, Qos};
use tokio::time::Instant;

use super::client::{V3, V5, Wish, let_in, properties, publish};
use super::home::Home;
use super::stage::Stage;

const MOMENT: Duration = Duration::from_millis(1);

#[tokio::test(start_paused = true)]
async fn silence_of_one_and_a_half_keep_alives_ends_the_connection() {
    for version in [V3, V5] {
        let stage = Stage::keeping();
        let mut wish = Wish::lamp(version);
        wish.keep_alive = 10;
        let mut lamp = stage.guest(&wish).await;
        tokio::time::sleep(Duration::from_secs(14)).await;
        lamp.ping().await;
        tokio::time::sleep(Duration::from_secs(14)).await;
        lamp.send_publish("x", Qos::AtMostOnce, 0).await;
        stage.settles().await;
        let heard = Instant::now();
        lamp.hears_nothing(Duration::from_millis(14_980)).await;
        lamp.is_sent_away(0x8D).await;
        assert!(heard.elapsed() < Duration::from_millis(15_100));
        assert_eq!(stage.counts().keep_alive_timeouts, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn half_a_packet_is_silence() {
    let stage = Stage::keeping();
    let mut wish = Wish::lamp(V5);
    wish.keep_alive = 10;
    let mut lamp = stage.guest(&wish).await;
    let packet = publish(
        V5,
        "lamp/reading",
        "0123456789012345",
        Qos::AtMostOnce,
        0,
        false,
    );
    let start = Instant::now();
    for byte in packet.to_continuous_buffer() {
        lamp.raw(&[byte]).await;
        tokio::time::sleep(Duration::from_secs(1)).await;
        if start.elapsed() > Duration::from_secs(14) {
            break;
        }
    }
    lamp.is_sent_away(0x8D).await;
}

#[tokio::test(start_paused = true)]
async fn a_keep_alive_that_is_too_long_or_off_is_shortened_in_version_5() {
    for (wish_secs, told) in [
        (0, Some(3_600)),
        (3_600, None),
        (3_601, Some(3_600)),
        (60, None),
    ] {
        let stage = Stage::keeping();
        let mut wish = Wish::lamp(V5);
        wish.keep_alive = wish_secs;
        let (mut lamp, connack) = stage.client(&wish).await;
        let said = properties(&connack)
            .iter()
            .find_map(|property| match property {
                Property::ServerKeepAlive(secs) => Some(secs.val()),
                _ => None,
            });
        assert_eq!(said, told);
        let secs = u64::from(told.unwrap_or(wish_secs)) * 3 / 2;
        lamp.hears_nothing(Duration::from_secs(secs).saturating_sub(MOMENT))
            .await;
        lamp.is_sent_away(0x8D).await;
    }
}

#[tokio::test(start_paused = true)]
async fn without_a_keep_alive_version_3_has_a_day() {
    let stage = Stage::keeping();
    let mut wish = Wish::lamp(V3);
    wish.keep_alive = 0;
    let mut lamp = stage.guest(&wish).await;
    lamp.hears_nothing(Limits::default().silence_max.saturating_sub(MOMENT))
        .await;
    lamp.closes().await;
}

#[tokio::test(start_paused = true)]
async fn a_packet_has_at_most_so_many_bytes() {
    let limits = Limits {
        packet_bytes_max: 1_024,
        ..Limits::default()
    };
    for version in [V3, V5] {
        let stage = Stage::new(Home::that_answers(Answer::Kept), limits.clone());
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        let empty = publish(version, "lamp/reading", "", Qos::AtLeastOnce, 1, false).size();
        // One more byte of remaining length once the packet is longer than 127 bytes.
        let payload = "x".repeat(1_024 - empty - 1);
        let packet = publish(
            version,
            "lamp/reading",
            &payload,
            Qos::AtLeastOnce,
            1,
            false,
        );
        assert_eq!(packet.size(), 1_024);
        lamp.send_publish(&payload, Qos::AtLeastOnce, 1).await;
        lamp.acknowledged(1).await;
        let payload = payload + "x";
        let packet = publish(
            version,
            "lamp/reading",
            &payload,
            Qos::AtLeastOnce,
            2,
            false,
        );
        lamp.raw(&packet.to_continuous_buffer()).await;
        lamp.is_sent_away(0x95).await;
        assert_eq!(stage.counts().protocol_errors, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_packet_of_a_hub_has_a_bound_of_its_own() {
    let limits = Limits {
        packet_bytes_max: 1_024,
        hub_packet_bytes_max: 2_048,
        ..Limits::default()
    };
    for version in [V3, V5] {
        let stage = Stage::new(Home::that_answers(Answer::Kept), limits.clone());
        let mut wish = Wish::lamp(version);
        wish.user = Some("hub");
        let mut hub = stage.guest(&wish).await;
        let empty = publish(version, "hub/reading", "", Qos::AtLeastOnce, 1, false).size();
        let fits = "x".repeat(2_048 - empty - 1);
        let packet = hub.publish("hub/reading", &fits, Qos::AtLeastOnce, 1);
        assert_eq!(packet.size(), 2_048);
        hub.send(packet).await;
        hub.acknowledged(1).await;
        let longer = fits + "x";
        let packet = publish(version, "hub/reading", &longer, Qos::AtLeastOnce, 2, false);
        hub.raw(&packet.to_continuous_buffer()).await;
        hub.is_sent_away(0x95).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_device_is_not_read_while_its_window_is_full() {
    let limits = Limits {
        receive_max: 5,
        window_max: 10,
        ..Limits::default()
    };
    for version in [V3, V5] {
        let stage = Stage::new(Home::that_says_nothing(), limits.clone());
        let mut wish = Wish::lamp(version);
        wish.keep_alive = 2;
        let mut lamp = stage.guest(&wish).await;
        let mut bytes = Vec::new();
        for id in 1..=1_000 {
            // Past the codec of the client: in version 5 it would count along.
            let packet = publish(version, "lamp/reading", "x", Qos::AtLeastOnce, id, false);
            bytes.extend(packet.to_continuous_buffer());
        }
        lamp.raw(&bytes).await;
        // Longer than the keep-alive: not hearing the device while we do not listen is no silence of its.
        lamp.hears_nothing(Duration::from_secs(20)).await;
        assert_eq!(stage.home.given().len(), 10);
        for round in 0..100_u16 {
            assert_eq!(stage.home.answer_all(Answer::Kept), 10);
            for id in 1..=10 {
                let [high, low] = (round * 10 + id).to_be_bytes();
                assert_eq!(lamp.bytes(4).await, [0x40, 2, high, low]);
            }
            stage.settles().await;
        }
        assert_eq!(stage.home.given().len(), 1_000);
        lamp.is_sent_away(0x8D).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_device_that_does_not_read_is_given_up() {
    let limits = Limits {
        write_timeout: Duration::from_secs(3),
        ..Limits::default()
    };
    for version in [V3, V5] {
        let stage = Stage::new(Home::that_answers(Answer::Kept), limits.clone());
        let wish = Wish::lamp(version);
        let (mut lamp, connack) = super::client::Client::connect(stage.pipe(64), &wish).await;
        assert!(!let_in(&connack));
        let writing = tokio::spawn(async move {
            let pings = [0xC0, 0].repeat(4_096);
            lamp.raw(&pings).await;
            lamp
        });
        tokio::time::sleep(Duration::from_secs(5)).await;
        let _lamp = writing.await.unwrap();
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert_eq!(stage.counts().connections_open, 0);
    }
}

#[tokio::test(start_paused = true)]
async fn shutdown_waits_for_answers_and_says_goodbye() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        lamp.send_publish("before", Qos::AtLeastOnce, 1).await;
        stage.settles().await;
        stage.run.send(Run::Stop).unwrap();
        stage.settles().await;
        lamp.send_publish("after", Qos::AtLeastOnce, 2).await;
        stage.settles().await;
        assert_eq!(stage.home.answer_all(Answer::Kept), 1);
        lamp.acknowledged(1).await;
        lamp.is_sent_away(0x8B).await;
        assert_eq!(
            stage.home.times().into_keys().collect::<Vec<_>>(),
            ["before"]
        );
    }
}

#[tokio::test(start_paused = true)]
async fn shutdown_does_not_wait_for_ever() {
    let stage = Stage::silent();
    let mut lamp = stage.guest(&Wish::lamp(V5)).await;
    lamp.send_publish("before", Qos::AtLeastOnce, 1).await;
    stage.settles().await;
    let asked = Instant::now();
    stage.run.send(Run::Stop).unwrap();
    lamp.is_sent_away(0x8B).await;
    assert!(asked.elapsed() <= Limits::default().drain_timeout + MOMENT);
}

#[tokio::test(start_paused = true)]
async fn shutdown_closes_what_has_not_signed_in_and_what_comes_later() {
    let stage = Stage::silent();
    let mut nobody = super::client::Client::new(stage.pipe(1_024), V5);
    stage.settles().await;
    stage.run.send(Run::Stop).unwrap();
    nobody.closes().await;
    let mut late = super::client::Client::new(stage.pipe(1_024), V5);
    late.closes().await;
    assert_eq!(stage.counts().connections_open, 0);
}
