//! Sessions: exactly once across connections, and who takes over from whom.

use std::time::Duration;

use cardea_gate::Answer;
use cardea_gateway::Limits;
use mqtt_protocol_core::mqtt::Version;
use mqtt_protocol_core::mqtt::packet::{Qos, SessionExpiryInterval, v5_0};
use mqtt_protocol_core::mqtt::result_code::DisconnectReasonCode;

use super::client::{Client, V3, V5, Wish, let_in, properties};
use super::stage::Stage;

const WHILE: Duration = Duration::from_secs(5);

/// The lamp comes back; says whether its session is there.
async fn comes_back(stage: &Stage, version: Version) -> (Client, bool) {
    let (lamp, connack) = stage.client(&Wish::returning_lamp(version)).await;
    let present = let_in(&connack);
    (lamp, present)
}

#[tokio::test(start_paused = true)]
async fn a_session_is_present_when_there_is_one_and_only_then() {
    for version in [V3, V5] {
        let stage = Stage::keeping();
        let (lamp, present) = comes_back(&stage, version).await;
        assert!(!present);
        drop(lamp);
        stage.settles().await;
        let (lamp, present) = comes_back(&stage, version).await;
        assert!(present);
        drop(lamp);
        stage.settles().await;
        // A clean start throws it away, and leaves none.
        drop(stage.guest(&Wish::lamp(version)).await);
        stage.settles().await;
        let (_lamp, present) = comes_back(&stage, version).await;
        assert!(!present);
    }
}

#[tokio::test(start_paused = true)]
async fn unanswered_then_repeated_over_the_next_connection_is_taken_once() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        stage.settles().await;
        drop(lamp);
        stage.settles().await;

        let (mut lamp, present) = comes_back(&stage, version).await;
        assert!(present);
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        lamp.hears_nothing(WHILE).await;
        assert_eq!(stage.home.answer_all(Answer::Kept), 1);
        lamp.received(2).await;
        lamp.release(2).await;
        assert_eq!(stage.home.times()["two"], 1);
    }
}

#[tokio::test(start_paused = true)]
async fn answered_while_away_is_acknowledged_when_it_is_repeated() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        stage.settles().await;
        drop(lamp);
        stage.settles().await;
        stage.home.answer_all(Answer::Kept);

        let (mut lamp, present) = comes_back(&stage, version).await;
        assert!(present);
        // Unasked, nothing is said.
        lamp.hears_nothing(WHILE).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        lamp.received(2).await;
        drop(lamp);
        stage.settles().await;

        // And once more, before the release.
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        lamp.received(2).await;
        lamp.release(2).await;
        assert_eq!(stage.home.times()["two"], 1);
    }
}

#[tokio::test(start_paused = true)]
async fn answered_while_away_with_a_failure_is_taken_when_it_is_repeated() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        stage.settles().await;
        drop(lamp);
        stage.settles().await;
        stage.home.answer_all(Answer::Unavailable);

        stage.home.answer_from_now_on(Answer::Kept);
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.ping().await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        lamp.received(2).await;
        // Given twice, because the first time it was not kept.
        assert_eq!(stage.home.times()["two"], 2);
        let counts = stage.counts();
        assert_eq!((counts.kept, counts.unavailable), (1, 1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_failure_the_device_was_told_of_does_not_mark_it_received() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        stage.settles().await;
        stage.home.answer_all(Answer::Unavailable);
        lamp.is_sent_away(0x89).await;
        drop(lamp);
        stage.settles().await;

        stage.home.answer_from_now_on(Answer::Kept);
        let (mut lamp, present) = comes_back(&stage, version).await;
        assert!(present);
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        lamp.received(2).await;
        assert_eq!(stage.counts().kept, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_publish_that_ended_the_connection_is_not_marked_received() {
    // Retained, at QoS 2: refused before the house saw it. The codec has noted its packet id all the same.
    let stage = Stage::keeping();
    let (mut lamp, _) = comes_back(&stage, V5).await;
    let retained = v5_0::Publish::builder()
        .topic_name("lamp/reading")
        .unwrap()
        .qos(Qos::ExactlyOnce)
        .packet_id(2)
        .retain(true)
        .payload(b"two".as_slice())
        .build()
        .unwrap();
    lamp.raw(&retained.to_continuous_buffer()).await;
    lamp.is_sent_away(0x9A).await;
    drop(lamp);
    stage.settles().await;
    let (mut lamp, present) = comes_back(&stage, V5).await;
    assert!(present);
    lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
    lamp.received(2).await;
    assert_eq!(stage.home.times()["two"], 1);
}

#[tokio::test(start_paused = true)]
async fn at_least_once_is_taken_again_over_the_next_connection() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("one", Qos::AtLeastOnce, 1).await;
        stage.settles().await;
        drop(lamp);
        stage.settles().await;
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("one", Qos::AtLeastOnce, 1).await;
        stage.settles().await;
        assert_eq!(stage.home.answer_all(Answer::Kept), 2);
        lamp.acknowledged(1).await;
        lamp.hears_nothing(WHILE).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_clean_start_takes_it_as_new() {
    for version in [V3, V5] {
        let stage = Stage::keeping();
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        lamp.received(2).await;
        drop(lamp);
        stage.settles().await;
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        lamp.send_publish("other", Qos::ExactlyOnce, 2).await;
        lamp.received(2).await;
        assert_eq!(stage.home.times()["other"], 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_session_ends_at_its_time() {
    let stage = Stage::keeping();
    drop(comes_back(&stage, V5).await);
    tokio::time::sleep(Duration::from_secs(3_601)).await;
    let (lamp, present) = comes_back(&stage, V5).await;
    assert!(!present);
    drop(lamp);
    tokio::time::sleep(Duration::from_secs(3_500)).await;
    assert!(comes_back(&stage, V5).await.1);
}

#[tokio::test(start_paused = true)]
async fn a_session_that_should_last_too_long_is_shortened_and_the_device_is_told() {
    let stage = Stage::keeping();
    let mut wish = Wish::returning_lamp(V5);
    wish.properties = vec![SessionExpiryInterval::new(u32::MAX).unwrap().into()];
    let (_lamp, connack) = stage.client(&wish).await;
    let told = properties(&connack);
    let max = u32::try_from(Limits::default().session_expiry_max.as_secs()).unwrap();
    assert!(told.contains(&SessionExpiryInterval::new(max).unwrap().into()));
}

#[tokio::test(start_paused = true)]
async fn a_device_may_say_on_leaving_how_long_its_session_lasts() {
    for (secs, present) in [(0, false), (10, true)] {
        let stage = Stage::keeping();
        let (mut lamp, _) = comes_back(&stage, V5).await;
        let goodbye = v5_0::Disconnect::builder()
            .reason_code(DisconnectReasonCode::NormalDisconnection)
            .props(vec![SessionExpiryInterval::new(secs).unwrap().into()])
            .build()
            .unwrap();
        lamp.send(goodbye).await;
        lamp.closes().await;
        drop(lamp);
        stage.settles().await;
        assert_eq!(comes_back(&stage, V5).await.1, present);
    }
    // From none to some is not allowed (MQTT 5, 3.14.2.2.2).
    let stage = Stage::keeping();
    let mut lamp = stage.guest(&Wish::lamp(V5)).await;
    lamp.raw(&[0xE0, 7, 0x00, 5, 0x11, 0, 0, 0, 9]).await;
    lamp.is_sent_away(0x82).await;
}

#[tokio::test(start_paused = true)]
async fn a_second_connection_of_a_client_takes_over() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let (mut old, _) = comes_back(&stage, version).await;
        old.send_publish("two", Qos::ExactlyOnce, 2).await;
        stage.settles().await;
        let (mut new, present) = comes_back(&stage, version).await;
        assert!(present);
        old.is_sent_away(0x8E).await;
        new.send_publish("two", Qos::ExactlyOnce, 2).await;
        stage.settles().await;
        stage.home.answer_all(Answer::Kept);
        new.received(2).await;
        assert_eq!(stage.home.times()["two"], 1);
        assert_eq!(stage.counts().taken_over, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn no_device_takes_over_another() {
    for version in [V3, V5] {
        let stage = Stage::keeping();
        let (mut lamp, _) = comes_back(&stage, version).await;
        let mut wish = Wish::returning_lamp(version);
        wish.user = Some("kettle");
        let (_kettle, connack) = stage.client(&wish).await;
        assert!(!let_in(&connack));
        lamp.ping().await;
        assert_eq!(stage.counts().taken_over, 0);
    }
}

#[tokio::test(start_paused = true)]
async fn other_clients_of_the_device_are_left_alone() {
    let stage = Stage::keeping();
    let mut one = stage.guest(&Wish::lamp(V5)).await;
    let mut wish = Wish::lamp(V5);
    wish.client_id = "lamp-2";
    let mut two = stage.guest(&wish).await;
    one.ping().await;
    two.ping().await;
}

#[tokio::test(start_paused = true)]
async fn a_released_packet_id_is_a_new_message_over_the_next_connection() {
    for version in [V3, V5] {
        let stage = Stage::keeping();
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("first", Qos::ExactlyOnce, 2).await;
        lamp.received(2).await;
        lamp.release(2).await;
        drop(lamp);
        stage.settles().await;
        let (mut lamp, present) = comes_back(&stage, version).await;
        assert!(present);
        lamp.send_publish("second", Qos::ExactlyOnce, 2).await;
        lamp.received(2).await;
        assert_eq!(stage.home.times()["second"], 1);
    }
}

#[tokio::test(start_paused = true)]
async fn what_is_kept_but_waits_for_its_turn_is_not_taken_again() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("first", Qos::ExactlyOnce, 1).await;
        lamp.send_publish("second", Qos::ExactlyOnce, 2).await;
        stage.settles().await;
        stage.home.answer_payloads(&["second"], Answer::Kept);
        lamp.hears_nothing(WHILE).await;
        drop(lamp);
        stage.settles().await;
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("first", Qos::ExactlyOnce, 1).await;
        lamp.send_publish("second", Qos::ExactlyOnce, 2).await;
        lamp.received(2).await;
        stage.home.answer_payloads(&["first"], Answer::Kept);
        lamp.received(1).await;
        assert!(stage.home.times().values().all(|&times| times == 1));
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_house_never_answered_for_is_given_to_it_again() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        tokio::time::sleep(Limits::default().answer_timeout).await;
        lamp.is_sent_away(0x89).await;
        drop(lamp);
        stage.settles().await;
        stage.home.answer_from_now_on(Answer::Duplicate);
        let (mut lamp, _) = comes_back(&stage, version).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        lamp.received(2).await;
        assert_eq!(stage.home.times()["two"], 2);
    }
}
