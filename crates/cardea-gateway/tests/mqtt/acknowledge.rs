//! Law L6: a device is told "taken" when the reading is durable, and not before.

use std::time::Duration;

use cardea_gate::Answer;
use cardea_gateway::{Limits, Qos as Level};
use mqtt_protocol_core::mqtt::packet::{Packet, Qos};

use super::client::{Client, V3, V5, Wish, publish};
use super::home::Home;
use super::stage::Stage;

const WHILE: Duration = Duration::from_secs(5);

#[tokio::test(start_paused = true)]
async fn each_quality_of_service_in_each_version() {
    for version in [V3, V5] {
        let stage = Stage::keeping();
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        lamp.send_publish("zero", Qos::AtMostOnce, 0).await;
        lamp.send_publish("one", Qos::AtLeastOnce, 1).await;
        lamp.acknowledged(1).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 65_535).await;
        lamp.received(65_535).await;
        lamp.release(65_535).await;
        lamp.ping().await;

        let given = stage.home.given();
        let seen: Vec<_> = given
            .iter()
            .map(|given| (given.qos, given.packet_id))
            .collect();
        assert_eq!(
            seen,
            [
                (Level::AtMostOnce, None),
                (Level::AtLeastOnce, Some(1)),
                (Level::ExactlyOnce, Some(65_535))
            ]
        );
        assert_eq!(given[1].payload, b"one");
        assert_eq!(given[1].topic, "lamp/reading");
        let counts = stage.counts();
        assert_eq!((counts.publishes, counts.kept, counts.sign_ins), (3, 3, 1));
    }
}

#[tokio::test(start_paused = true)]
async fn nothing_is_acknowledged_before_it_is_answered() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        lamp.send_publish("one", Qos::AtLeastOnce, 1).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        lamp.hears_nothing(WHILE).await;
        assert_eq!(stage.home.answer_all(Answer::Kept), 2);
        lamp.acknowledged(1).await;
        lamp.received(2).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_duplicate_and_what_nobody_may_have_are_acknowledged_too() {
    for (answer, version) in [
        (Answer::Duplicate, V3),
        (Answer::NotPermitted, V3),
        (Answer::Duplicate, V5),
        (Answer::NotPermitted, V5),
    ] {
        let stage = Stage::new(Home::that_answers(answer), Limits::default());
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        lamp.send_publish("one", Qos::AtLeastOnce, 1).await;
        lamp.acknowledged(1).await;
        let counts = stage.counts();
        assert_eq!(counts.kept, 0);
        assert_eq!(counts.duplicate + counts.not_permitted, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn what_could_not_be_stored_is_not_acknowledged() {
    for version in [V3, V5] {
        for qos in [Qos::AtLeastOnce, Qos::ExactlyOnce] {
            let stage = Stage::silent();
            let mut lamp = stage.guest(&Wish::lamp(version)).await;
            lamp.send_publish("kept", Qos::AtLeastOnce, 1).await;
            lamp.send_publish("lost", qos, 2).await;
            lamp.send_publish("kept too", Qos::AtLeastOnce, 3).await;
            stage.settles().await;
            stage.home.answer_payloads(&["kept"], Answer::Kept);
            stage.home.answer_payloads(&["kept too"], Answer::Kept);
            stage.home.answer_payloads(&["lost"], Answer::Unavailable);
            lamp.acknowledged(1).await;
            lamp.acknowledged(3).await;
            lamp.is_sent_away(0x89).await;
            assert_eq!(stage.counts().unavailable, 1);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn at_qos_0_what_could_not_be_stored_is_counted() {
    let stage = Stage::new(Home::that_answers(Answer::Unavailable), Limits::default());
    let mut lamp = stage.guest(&Wish::lamp(V5)).await;
    lamp.send_publish("lost", Qos::AtMostOnce, 0).await;
    lamp.ping().await;
    stage.settles().await;
    assert_eq!(stage.counts().unavailable, 1);
}

#[tokio::test(start_paused = true)]
async fn a_house_that_never_answers_is_not_waited_for() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        lamp.send_publish("one", Qos::AtLeastOnce, 1).await;
        let answer = Limits::default().answer_timeout;
        // The device is no longer listening to the clock of its keep-alive.
        lamp.hears_nothing(answer.saturating_sub(Duration::from_secs(1)))
            .await;
        lamp.is_sent_away(0x89).await;
    }
}

#[tokio::test(start_paused = true)]
async fn acknowledgements_come_in_the_order_of_the_publishes() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        for (id, payload) in [(1, "a"), (2, "b"), (3, "c")] {
            lamp.send_publish(payload, Qos::AtLeastOnce, id).await;
        }
        let undeclared = lamp.publish("lamp/undeclared", "d", Qos::AtLeastOnce, 4);
        lamp.send(undeclared).await;
        stage.settles().await;
        stage.home.answer_payloads(&["c", "b"], Answer::Kept);
        lamp.hears_nothing(WHILE).await;
        stage.home.answer_payloads(&["a"], Answer::Kept);
        for id in [1, 2, 3, 4] {
            lamp.acknowledged(id).await;
        }
        assert_eq!(stage.counts().undeclared, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn an_answer_given_twice_acknowledges_once() {
    let stage = Stage::silent();
    let mut lamp = stage.guest(&Wish::lamp(V3)).await;
    lamp.send_publish("one", Qos::AtLeastOnce, 1).await;
    stage.settles().await;
    stage.home.answer_payloads(&["one"], Answer::Kept);
    lamp.acknowledged(1).await;
    // The same packet id again, for the next message: the old ticket must not stand for it.
    let old = stage.home.given()[0].ticket;
    lamp.send_publish("two", Qos::AtLeastOnce, 1).await;
    stage.settles().await;
    assert_ne!(stage.home.given()[1].ticket, old);
    lamp.hears_nothing(WHILE).await;
    stage.home.answer_payloads(&["two"], Answer::Kept);
    lamp.acknowledged(1).await;
}

#[tokio::test(start_paused = true)]
async fn a_repetition_before_the_answer_is_not_acknowledged_and_not_taken_again() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        lamp.repeat("two", Qos::ExactlyOnce, 2).await;
        lamp.hears_nothing(WHILE).await;
        stage.home.answer_all(Answer::Kept);
        lamp.received(2).await;
        lamp.hears_nothing(WHILE).await;
        lamp.release(2).await;
        assert_eq!(stage.home.times()["two"], 1);
        let counts = stage.counts();
        assert_eq!((counts.publishes, counts.repeated, counts.kept), (2, 1, 1));
    }
}

#[tokio::test(start_paused = true)]
async fn a_repetition_after_the_answer_is_acknowledged_again_and_not_taken_again() {
    for version in [V3, V5] {
        let stage = Stage::keeping();
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        lamp.received(2).await;
        lamp.repeat("two", Qos::ExactlyOnce, 2).await;
        // The codec of the client would not believe a second PUBREC.
        assert_eq!(lamp.bytes(4).await, [0x50, 2, 0, 2]);
        lamp.release(2).await;
        // Released: the same packet id is a new message now.
        lamp.send_publish("three", Qos::ExactlyOnce, 2).await;
        lamp.received(2).await;
        assert_eq!(stage.home.times()["two"], 1);
        assert_eq!(stage.home.times()["three"], 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_release_before_the_acknowledgement_breaks_the_protocol() {
    for version in [V3, V5] {
        let stage = Stage::silent();
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        lamp.send_publish("two", Qos::ExactlyOnce, 2).await;
        lamp.raw(&[0x62, 2, 0, 2]).await;
        lamp.is_sent_away(0x82).await;
    }
}

#[tokio::test(start_paused = true)]
async fn everything_in_one_write_is_one_batch() {
    for version in [V3, V5] {
        let stage = Stage::keeping();
        let mut lamp = Client::new(stage.pipe(64 * 1024), version);
        // CONNECT, a hundred publishes and DISCONNECT, as a device in a hurry may send them.
        let mut bytes = lamp.encode(Wish::lamp(version).packet());
        for id in 1..=50 {
            let packet = publish(version, "lamp/reading", "x", Qos::AtLeastOnce, id, false);
            bytes.extend(packet_bytes(&packet));
            let packet = publish(version, "lamp/reading", "x", Qos::AtMostOnce, 0, false);
            bytes.extend(packet_bytes(&packet));
        }
        bytes.extend([0xE0, 0]);
        lamp.raw(&bytes).await;
        stage.settles().await;
        assert_eq!(stage.home.given().len(), 100);
        assert!(
            stage.home.batches() <= 2,
            "{} batches",
            stage.home.batches()
        );
        assert_eq!(stage.counts().kept, 100);
    }
}

#[tokio::test(start_paused = true)]
async fn readings_of_a_device_that_is_gone_are_kept() {
    for version in [V3, V5] {
        let stage = Stage::keeping();
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        let mut bytes = Vec::new();
        // The PINGREQ makes us write to a socket that is closed by then.
        bytes.extend([0xC0, 0]);
        let packet = publish(version, "lamp/reading", "last", Qos::AtMostOnce, 0, false);
        bytes.extend(packet_bytes(&packet));
        lamp.raw(&bytes).await;
        drop(lamp);
        stage.settles().await;
        assert_eq!(stage.home.times()["last"], 1);
    }
}

fn packet_bytes(packet: &Packet) -> Vec<u8> {
    use mqtt_protocol_core::mqtt::packet::GenericPacketTrait;
    packet.to_continuous_buffer()
}
