//! What is refused after sign-in, and how it is said.

use std::time::Duration;

use cardea_gate::Answer;
use mqtt_protocol_core::mqtt::packet::{
    GenericPacketTrait, MaximumPacketSize, Packet, Qos, RequestProblemInformation, SubEntry,
    SubOpts, TopicAlias, v3_1_1, v5_0,
};
use mqtt_protocol_core::mqtt::result_code::{
    PubackReasonCode, PubrecReasonCode, SubackReasonCode, SubackReturnCode, UnsubackReasonCode,
};

use super::client::{V3, V5, Wish, publish, reason};
use super::home::UNREADABLE;
use super::stage::Stage;

const WHILE: Duration = Duration::from_secs(5);
/// The codec of the client counts SUBSCRIBE packet ids too, so they are sent past it where it does not matter.
const FILTERS: [&str; 3] = ["#", "cardea/kettle/directive", "$share/g/lamp/+"];

#[tokio::test(start_paused = true)]
async fn every_subscription_is_refused_politely() {
    let stage = Stage::keeping();
    let filters = || {
        FILTERS
            .map(|filter| SubEntry::new(filter, SubOpts::new()).unwrap())
            .to_vec()
    };

    let mut lamp = stage.guest(&Wish::lamp(V3)).await;
    let subscribe = v3_1_1::Subscribe::builder()
        .packet_id(9)
        .entries(filters())
        .build()
        .unwrap();
    lamp.know(9);
    lamp.send(subscribe).await;
    match lamp.packet().await {
        Packet::V3_1_1Suback(suback) => {
            assert_eq!(suback.packet_id(), 9);
            assert_eq!(suback.return_codes(), [SubackReturnCode::Failure; 3]);
        }
        other => panic!("no SUBACK but {other}"),
    }
    lamp.ping().await;
    drop(lamp);

    let mut lamp = stage.guest(&Wish::lamp(V5)).await;
    let subscribe = v5_0::Subscribe::builder()
        .packet_id(9)
        .entries(filters())
        .build()
        .unwrap();
    lamp.know(9);
    lamp.send(subscribe).await;
    match lamp.packet().await {
        Packet::V5_0Suback(suback) => {
            assert_eq!(suback.packet_id(), 9);
            assert_eq!(suback.reason_codes(), [SubackReasonCode::NotAuthorized; 3]);
            assert!(reason(suback.props()).contains("to nothing else"));
        }
        other => panic!("no SUBACK but {other}"),
    }
    let unsubscribe = v5_0::Unsubscribe::builder()
        .packet_id(10)
        .entries(FILTERS)
        .unwrap()
        .build()
        .unwrap();
    lamp.know(10);
    lamp.send(unsubscribe).await;
    match lamp.packet().await {
        Packet::V5_0Unsuback(unsuback) => {
            assert_eq!(
                unsuback.reason_codes(),
                [UnsubackReasonCode::NoSubscriptionExisted; 3]
            );
        }
        other => panic!("no UNSUBACK but {other}"),
    }
    lamp.ping().await;
    assert_eq!(stage.counts().subscriptions_refused, 6);
}

#[tokio::test(start_paused = true)]
async fn a_hub_hears_that_it_may_listen_and_hears_nothing() {
    let stage = Stage::keeping();
    stage.home.ask(Some(&[("hub", "{}")]));
    let filters = || {
        FILTERS
            .map(|filter| SubEntry::new(filter, SubOpts::new()).unwrap())
            .to_vec()
    };
    for version in [V3, V5] {
        let mut wish = Wish::lamp(version);
        wish.user = Some("hub");
        let mut hub = stage.guest(&wish).await;
        hub.know(9);
        if version == V3 {
            let subscribe = v3_1_1::Subscribe::builder();
            hub.send(subscribe.packet_id(9).entries(filters()).build().unwrap())
                .await;
            let Packet::V3_1_1Suback(suback) = hub.packet().await else {
                panic!("no SUBACK");
            };
            assert_eq!(
                suback.return_codes(),
                [SubackReturnCode::SuccessMaximumQos0; 3]
            );
        } else {
            let subscribe = v5_0::Subscribe::builder();
            hub.send(subscribe.packet_id(9).entries(filters()).build().unwrap())
                .await;
            let Packet::V5_0Suback(suback) = hub.packet().await else {
                panic!("no SUBACK");
            };
            assert_eq!(suback.reason_codes(), [SubackReasonCode::GrantedQos0; 3]);
        }
        // What it sends comes back to nobody, and neither does what another device sends.
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        lamp.send_publish("x", Qos::AtLeastOnce, 1).await;
        lamp.acknowledged(1).await;
        let own = hub.publish("hub/reading", "y", Qos::AtMostOnce, 0);
        hub.send(own).await;
        hub.ping().await;
    }
    assert_eq!(stage.counts().subscriptions_refused, 0);
}

#[tokio::test(start_paused = true)]
async fn unsubscribing_from_nothing_is_confirmed_in_version_3() {
    let stage = Stage::keeping();
    let mut lamp = stage.guest(&Wish::lamp(V3)).await;
    let unsubscribe = v3_1_1::Unsubscribe::builder()
        .packet_id(10)
        .entries(FILTERS)
        .unwrap()
        .build()
        .unwrap();
    lamp.know(10);
    lamp.send(unsubscribe).await;
    assert!(matches!(lamp.packet().await, Packet::V3_1_1Unsuback(_)));
}

#[tokio::test(start_paused = true)]
async fn another_devices_topic_is_refused_by_itself_where_that_can_be_said() {
    let stage = Stage::keeping();
    let mut lamp = stage.guest(&Wish::lamp(V5)).await;
    let one = lamp.publish("kettle/reading", "x", Qos::AtLeastOnce, 1);
    lamp.send(one).await;
    match lamp.packet().await {
        Packet::V5_0Puback(puback) => {
            assert_eq!(puback.reason_code(), Some(PubackReasonCode::NotAuthorized));
            assert!(reason(puback.props().as_deref().unwrap()).contains("another device"));
        }
        other => panic!("no PUBACK but {other}"),
    }
    let two = lamp.publish("kettle/reading", "x", Qos::ExactlyOnce, 2);
    lamp.send(two).await;
    match lamp.packet().await {
        Packet::V5_0Pubrec(pubrec) => {
            assert_eq!(pubrec.reason_code(), Some(PubrecReasonCode::NotAuthorized));
        }
        other => panic!("no PUBREC but {other}"),
    }
    // A refused PUBREC ends the exchange: the packet id is free for the next message.
    let again = publish(V5, "lamp/reading", "y", Qos::ExactlyOnce, 2, false);
    lamp.know(2);
    lamp.send(again).await;
    lamp.received(2).await;
    let zero = lamp.publish("kettle/reading", "x", Qos::AtMostOnce, 0);
    lamp.send(zero).await;
    let words = lamp.is_sent_away(0x87).await;
    assert!(words.contains("another device"), "{words}");
    assert_eq!(stage.counts().not_yours, 3);
    assert_eq!(stage.home.given().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn another_devices_topic_ends_a_version_3_connection() {
    for qos in [Qos::AtMostOnce, Qos::AtLeastOnce, Qos::ExactlyOnce] {
        let stage = Stage::silent();
        let mut lamp = stage.guest(&Wish::lamp(V3)).await;
        // What came before in the same write is handed over all the same.
        let mut bytes = packet_bytes(&lamp.publish("lamp/reading", "mine", Qos::AtLeastOnce, 1));
        bytes.extend(packet_bytes(&lamp.publish(
            "kettle/reading",
            "theirs",
            qos,
            2,
        )));
        lamp.raw(&bytes).await;
        lamp.closes().await;
        assert_eq!(stage.home.times().into_keys().collect::<Vec<_>>(), ["mine"]);
    }
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_decoded_is_refused_in_version_5_with_the_reason() {
    let stage = Stage::keeping();
    let mut lamp = stage.guest(&Wish::lamp(V5)).await;
    lamp.send_publish("!", Qos::AtLeastOnce, 1).await;
    match lamp.packet().await {
        Packet::V5_0Puback(puback) => {
            assert_eq!(
                puback.reason_code(),
                Some(PubackReasonCode::PayloadFormatInvalid)
            );
            assert_eq!(reason(puback.props().as_deref().unwrap()), UNREADABLE);
        }
        other => panic!("no PUBACK but {other}"),
    }
    lamp.send_publish("!", Qos::ExactlyOnce, 2).await;
    match lamp.packet().await {
        Packet::V5_0Pubrec(pubrec) => {
            assert_eq!(
                pubrec.reason_code(),
                Some(PubrecReasonCode::PayloadFormatInvalid)
            );
            assert_eq!(reason(pubrec.props().as_deref().unwrap()), UNREADABLE);
        }
        other => panic!("no PUBREC but {other}"),
    }
    lamp.send_publish("!", Qos::AtMostOnce, 0).await;
    lamp.ping().await;
    assert_eq!(stage.counts().unreadable, 3);
    assert_eq!(stage.home.given(), []);
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_decoded_is_acknowledged_and_dropped_in_version_3() {
    let stage = Stage::keeping();
    let mut lamp = stage.guest(&Wish::lamp(V3)).await;
    lamp.send_publish("!", Qos::AtLeastOnce, 1).await;
    lamp.acknowledged(1).await;
    lamp.send_publish("!", Qos::ExactlyOnce, 2).await;
    lamp.received(2).await;
    lamp.release(2).await;
    assert_eq!(stage.counts().unreadable, 2);
    assert_eq!(stage.home.given(), []);
}

#[tokio::test(start_paused = true)]
async fn words_are_left_out_where_they_are_not_wanted_or_do_not_fit() {
    let unwanted = RequestProblemInformation::new(0).unwrap().into();
    let small = MaximumPacketSize::new(48).unwrap().into();
    for property in [unwanted, small] {
        let stage = Stage::keeping();
        let mut wish = Wish::lamp(V5);
        wish.properties = vec![property];
        wish.will = Some(false);
        let mut lamp = stage.guest(&wish).await;
        lamp.send_publish("!", Qos::AtLeastOnce, 1).await;
        match lamp.packet().await {
            Packet::V5_0Puback(puback) => {
                assert_eq!(
                    puback.reason_code(),
                    Some(PubackReasonCode::PayloadFormatInvalid)
                );
                assert_eq!(*puback.props(), None);
            }
            other => panic!("no PUBACK but {other}"),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_retained_publish_is_an_ordinary_reading_in_version_3_and_refused_in_5() {
    let stage = Stage::keeping();
    let mut lamp = stage.guest(&Wish::lamp(V3)).await;
    let packet = v3_1_1::Publish::builder()
        .topic_name("lamp/reading")
        .unwrap()
        .retain(true);
    let packet = packet.payload(b"kept".as_slice()).build().unwrap();
    lamp.send(packet).await;
    lamp.ping().await;
    assert_eq!(stage.home.times()["kept"], 1);
    drop(lamp);

    let mut lamp = stage.guest(&Wish::lamp(V5)).await;
    let packet = v5_0::Publish::builder()
        .topic_name("lamp/reading")
        .unwrap()
        .retain(true);
    let packet = packet.payload(b"x".as_slice()).build().unwrap();
    lamp.raw(&packet.to_continuous_buffer()).await;
    let words = lamp.is_sent_away(0x9A).await;
    assert!(words.contains("RETAIN 0"), "{words}");
}

#[tokio::test(start_paused = true)]
async fn topic_aliases_work_up_to_sixteen() {
    for (alias, good) in [(1, true), (16, true), (17, false)] {
        let stage = Stage::keeping();
        let mut lamp = stage.guest(&Wish::lamp(V5)).await;
        let named = v5_0::Publish::builder()
            .topic_name("lamp/reading")
            .unwrap()
            .payload(b"a".as_slice());
        let named = named
            .props(vec![TopicAlias::new(alias).unwrap().into()])
            .build()
            .unwrap();
        let by_alias = named.clone().remove_topic_add_topic_alias(alias);
        lamp.raw(&named.to_continuous_buffer()).await;
        lamp.raw(&by_alias.to_continuous_buffer()).await;
        if good {
            lamp.ping().await;
            assert_eq!(stage.home.given()[1].topic, "lamp/reading");
        } else {
            lamp.is_sent_away(0x94).await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_topic_must_be_a_topic() {
    let longest = "lamp/".to_owned() + &"x".repeat(507);
    let too_long = longest.clone() + "x";
    for version in [V3, V5] {
        for topic in ["", "lamp/+", "lamp/#", "lamp/\0", &too_long] {
            let stage = Stage::keeping();
            let mut lamp = stage.guest(&Wish::lamp(version)).await;
            let size = u16::try_from(topic.len()).unwrap().to_be_bytes();
            let mut body = [size.as_slice(), topic.as_bytes()].concat();
            if version == V5 {
                body.push(0);
            }
            let mut packet = vec![0x30];
            packet.extend(remaining_length(body.len()));
            packet.extend(body);
            lamp.raw(&packet).await;
            // An empty topic without an alias is the codec's to refuse.
            let code = if topic.is_empty() { 0x94 } else { 0x90 };
            lamp.is_sent_away(code).await;
            assert_eq!(stage.counts().protocol_errors, 1);
            assert_eq!(stage.home.given(), []);
        }
        let stage = Stage::keeping();
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        let packet = lamp.publish(&longest, "x", Qos::AtLeastOnce, 1);
        lamp.send(packet).await;
        lamp.acknowledged(1).await;
    }
}

#[tokio::test(start_paused = true)]
async fn packet_id_0_is_malformed_and_leaves_no_trace() {
    for version in [V3, V5] {
        for first_byte in [0x32, 0x34] {
            let stage = Stage::keeping();
            let properties: &[u8] = if version == V5 { &[0] } else { &[] };
            let body = [b"\0\x04lamp\0\0".as_slice(), properties].concat();
            let mut packet = vec![first_byte];
            packet.extend(remaining_length(body.len()));
            packet.extend(body);
            // Twice in one write, and again over the same session: once more would make a careless codec panic.
            for _ in 0..2 {
                let (mut lamp, _) = stage.client(&Wish::returning_lamp(version)).await;
                lamp.raw(&[packet.clone(), packet.clone()].concat()).await;
                lamp.is_sent_away(0x81).await;
                drop(lamp);
                stage.settles().await;
            }
            assert_eq!(stage.home.given(), []);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn packets_that_only_a_server_sends_end_the_connection() {
    // CONNACK, SUBACK, UNSUBACK, PINGRESP, AUTH, a second CONNECT, and type 0.
    let packets: [&[u8]; 7] = [
        &[0x20, 2, 0, 0],
        &[0x90, 3, 0, 1, 0],
        &[0xB0, 2, 0, 1],
        &[0xD0, 0],
        &[0xF0, 0],
        b"\x10\x0d\0\x04MQTT\x05\x02\0\0\0\0\0",
        &[0x00, 0],
    ];
    for version in [V3, V5] {
        for packet in packets {
            let stage = Stage::keeping();
            let mut lamp = stage.guest(&Wish::lamp(version)).await;
            lamp.raw(packet).await;
            let heard = lamp.hear().await;
            if let super::client::Heard::Packet(packet) = heard {
                assert!(matches!(*packet, Packet::V5_0Disconnect(_)), "{packet}");
                lamp.closes().await;
            }
            assert_eq!(stage.counts().protocol_errors, 1);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_device_whose_credential_is_gone_is_sent_away_with_its_next_packet() {
    for version in [V3, V5] {
        let stage = Stage::keeping();
        let mut lamp = stage.guest(&Wish::lamp(version)).await;
        lamp.send_publish("before", Qos::AtLeastOnce, 1).await;
        lamp.acknowledged(1).await;
        stage.home.revoke();
        lamp.send_publish("after", Qos::AtLeastOnce, 2).await;
        lamp.is_sent_away(0x87).await;
        assert_eq!(
            stage.home.times().into_keys().collect::<Vec<_>>(),
            ["before"]
        );
        assert_eq!(stage.counts().revoked, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn a_will_is_never_published() {
    for version in [V3, V5] {
        let stage = Stage::keeping();
        let mut wish = Wish::lamp(version);
        wish.will = Some(false);
        let mut lamp = stage.guest(&wish).await;
        lamp.ping().await;
        // Gone without a word, which is when a broker would publish it.
        drop(lamp);
        tokio::time::sleep(WHILE).await;
        assert_eq!(stage.home.given(), []);
        assert_eq!(stage.home.answer_all(Answer::Kept), 0);
        assert_eq!(stage.counts().wills_ignored, 1);
    }
}

fn packet_bytes(packet: &Packet) -> Vec<u8> {
    packet.to_continuous_buffer()
}

fn remaining_length(length: usize) -> Vec<u8> {
    let low = u8::try_from(length & 0x7F).unwrap();
    let high = u8::try_from(length >> 7).unwrap();
    if high == 0 {
        vec![low]
    } else {
        vec![low | 0x80, high]
    }
}
