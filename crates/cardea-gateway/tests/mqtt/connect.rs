//! From the first byte to CONNACK.

use std::time::Duration;

use cardea_gate::Answer;
use cardea_gateway::Limits;
use mqtt_protocol_core::mqtt::packet::{
    AuthenticationMethod, GenericPacketTrait, MaximumPacketSize, Packet, Property, Qos,
    TopicAliasMaximum,
};
use tokio::io::AsyncWriteExt;

use super::client::{Client, Heard, V3, V5, Wish, let_in, not_let_in, properties, reason};
use super::home::Home;
use super::stage::Stage;

#[tokio::test(start_paused = true)]
async fn version_5_is_told_what_we_do_and_do_not_do() {
    let stage = Stage::keeping();
    let (_lamp, connack) = stage.client(&Wish::lamp(V5)).await;
    let told: Vec<String> = properties(&connack)
        .iter()
        .map(|property| format!("{property:?}"))
        .collect();
    let mut said = Vec::new();
    for property in properties(&connack) {
        said.push(match property {
            Property::ReceiveMaximum(value) => ("receive", u32::from(value.val())),
            Property::MaximumPacketSize(value) => ("packet", value.val()),
            Property::TopicAliasMaximum(value) => ("aliases", u32::from(value.val())),
            Property::RetainAvailable(value) => ("retain", u32::from(value.val())),
            Property::WildcardSubscriptionAvailable(value) => ("wildcards", u32::from(value.val())),
            Property::SubscriptionIdentifierAvailable(value) => {
                ("subscription ids", u32::from(value.val()))
            }
            Property::SharedSubscriptionAvailable(value) => ("shared", u32::from(value.val())),
            // Maximum QoS above all must not be there: absent means 2.
            _ => panic!("unexpected property in {told:?}"),
        });
    }
    assert_eq!(
        said,
        [
            ("receive", 100),
            ("packet", 256 * 1024),
            ("aliases", 16),
            ("retain", 0),
            ("wildcards", 0),
            ("subscription ids", 0),
            ("shared", 0)
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_wrong_or_missing_token_is_refused_in_each_versions_words() {
    for (version, code) in [(V3, 4), (V5, 0x86)] {
        let wishes = [
            (Some("lamp"), Some("wrong")),
            (Some("nobody"), Some("a token of its own")),
            (Some("lamp"), None),
            (Some("lamp"), Some("")),
            (None, None),
        ];
        let stage = Stage::keeping();
        for (user, password) in wishes {
            let mut wish = Wish::lamp(version);
            (wish.user, wish.password) = (user, password);
            let (mut lamp, connack) = stage.client(&wish).await;
            assert_eq!(not_let_in(&connack), code);
            lamp.closes().await;
        }
        assert_eq!(stage.counts().sign_ins_bad, 5);
        assert_eq!(stage.counts().sign_ins, 0);
    }
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_checked_now_is_not_let_in() {
    for (version, code) in [(V3, 3), (V5, 0x88)] {
        for user in ["broken", "slow"] {
            let stage = Stage::keeping();
            let mut wish = Wish::lamp(version);
            wish.user = Some(user);
            let mut lamp = Client::new(stage.pipe(1024), version);
            lamp.send(wish.packet()).await;
            if user == "slow" {
                let almost = Limits::default()
                    .sign_in_timeout
                    .saturating_sub(Duration::from_millis(1));
                lamp.hears_nothing(almost).await;
            }
            assert_eq!(not_let_in(&lamp.packet().await), code);
            lamp.closes().await;
            assert_eq!(stage.counts().sign_ins_not_now, 1);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_sign_in_of_one_device_does_not_hold_up_another() {
    let stage = Stage::keeping();
    let mut wish = Wish::lamp(V5);
    wish.user = Some("slow");
    let mut slow = Client::new(stage.pipe(1024), V5);
    slow.send(wish.packet()).await;
    stage.guest(&Wish::lamp(V5)).await.ping().await;
}

#[tokio::test(start_paused = true)]
async fn failure_after_failure_is_slowed_down_and_forgiven() {
    for (version, code) in [(V3, 3), (V5, 0x9F)] {
        let stage = Stage::keeping();
        let mut wrong = Wish::lamp(version);
        wrong.password = Some("wrong");
        for _ in 0..5 {
            stage.client(&wrong).await;
        }
        let (_, connack) = stage.client(&wrong).await;
        assert_eq!(not_let_in(&connack), code);
        // Even with the right token; but another device at the same address is not concerned.
        let (_, connack) = stage.client(&Wish::lamp(version)).await;
        assert_eq!(not_let_in(&connack), code);
        let mut kettle = Wish::lamp(version);
        kettle.user = Some("kettle");
        stage.guest(&kettle).await.ping().await;
        assert_eq!(
            (stage.counts().sign_ins_bad, stage.counts().sign_ins_slowed),
            (5, 2)
        );
        tokio::time::sleep(Duration::from_mins(1)).await;
        stage.guest(&Wish::lamp(version)).await.ping().await;
    }
}

#[tokio::test(start_paused = true)]
async fn old_new_and_strange_versions_are_refused_so_that_they_understand() {
    let cases: [(&[u8], &[u8]); 6] = [
        // MQTT 3.1.
        (
            b"\x10\x12\0\x06MQIsdp\x03\x02\0\x3c\0\x04lamp",
            &[0x20, 2, 0, 1],
        ),
        // "MQTT" with level 3, and with level 6.
        (
            b"\x10\x10\0\x04MQTT\x03\x02\0\x3c\0\x04lamp",
            &[0x20, 2, 0, 1],
        ),
        (
            b"\x10\x10\0\x04MQTT\x06\x02\0\x3c\0\x04lamp",
            &[0x20, 3, 0, 0x84, 0],
        ),
        // Version 5, cut short: malformed.
        (
            b"\x10\x0c\0\x04MQTT\x05\x02\0\x3c\0\0",
            &[0x20, 3, 0, 0x81, 0],
        ),
        // Another protocol altogether.
        (b"GET / HTTP/1.1\r\n\r\n", &[]),
        (b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03", &[]),
    ];
    for (bytes, answer) in cases {
        let stage = Stage::keeping();
        let mut lamp = Client::new(stage.pipe(1024), V5);
        lamp.raw(bytes).await;
        if !answer.is_empty() {
            assert_eq!(lamp.bytes(answer.len()).await, answer);
        }
        lamp.closes().await;
        assert_eq!(stage.counts().connects_unreadable, 1);
    }
}

#[tokio::test(start_paused = true)]
async fn unsound_connect_flags_are_malformed() {
    // Reserved bit; will QoS 3; will retain without will; will QoS without will.
    for flags in [0xC3, 0xDE, 0xE2, 0xCA] {
        for version in [V3, V5] {
            let stage = Stage::keeping();
            let mut packet = Wish::lamp(version).packet().to_continuous_buffer();
            packet[9] = flags;
            let mut lamp = Client::new(stage.pipe(1024), version);
            lamp.raw(&packet).await;
            if version == V5 {
                assert_eq!(lamp.bytes(5).await, [0x20, 3, 0, 0x81, 0]);
            }
            lamp.closes().await;
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_will_is_ignored_with_a_word_why() {
    let stage = Stage::keeping();
    let mut wish = Wish::lamp(V5);
    wish.will = Some(false);
    let (_lamp, connack) = stage.client(&wish).await;
    let words = reason(properties(&connack));
    assert!(words.starts_with("the will is ignored"), "{words}");

    wish.will = Some(true);
    let (mut lamp, connack) = stage.client(&wish).await;
    assert_eq!(not_let_in(&connack), 0x9A);
    lamp.closes().await;

    // 3.1.1 has no words.
    wish.version = V3;
    stage.guest(&wish).await.ping().await;
}

#[tokio::test(start_paused = true)]
async fn enhanced_authentication_is_refused() {
    let stage = Stage::keeping();
    let mut wish = Wish::lamp(V5);
    wish.properties = vec![AuthenticationMethod::new("SCRAM-SHA-256").unwrap().into()];
    let (mut lamp, connack) = stage.client(&wish).await;
    assert_eq!(not_let_in(&connack), 0x8C);
    lamp.closes().await;
}

#[tokio::test(start_paused = true)]
async fn a_device_without_a_client_id_gets_one() {
    let stage = Stage::keeping();
    let mut wish = Wish::lamp(V5);
    wish.client_id = "";
    let mut assigned = Vec::new();
    let mut clients = Vec::new();
    for _ in 0..2 {
        let (client, connack) = stage.client(&wish).await;
        let id = properties(&connack)
            .iter()
            .find_map(|property| match property {
                Property::AssignedClientIdentifier(id) => Some(id.val().to_owned()),
                _ => None,
            });
        assigned.push(id.unwrap());
        clients.push(client);
    }
    assert_ne!(assigned[0], assigned[1]);
    for client in &mut clients {
        client.ping().await;
    }
    wish.version = V3;
    stage.guest(&wish).await.ping().await;
    // 3.1.1, 3.1.3.1: no client id, no session.
    wish.clean = false;
    let (_, connack) = stage.client(&wish).await;
    assert_eq!(not_let_in(&connack), 2);
}

#[tokio::test(start_paused = true)]
async fn a_client_id_may_have_256_bytes_and_a_device_8_of_them() {
    let longest: &'static str = "x".repeat(256).leak();
    let too_long: &'static str = "x".repeat(257).leak();
    for (version, code) in [(V3, 2), (V5, 0x85)] {
        let stage = Stage::keeping();
        let mut wish = Wish::lamp(version);
        wish.client_id = longest;
        let _one = stage.guest(&wish).await;
        wish.client_id = too_long;
        let (_, connack) = stage.client(&wish).await;
        assert_eq!(not_let_in(&connack), code);

        let mut clients = Vec::new();
        for id in ["b", "c", "d", "e", "f", "g", "h"] {
            wish.client_id = id;
            clients.push(stage.guest(&wish).await);
        }
        wish.client_id = "i";
        let (_, connack) = stage.client(&wish).await;
        assert_eq!(not_let_in(&connack), if version == V5 { 0x97 } else { 3 });
    }
}

#[tokio::test(start_paused = true)]
async fn a_topic_alias_maximum_of_0_is_allowed() {
    let stage = Stage::keeping();
    let mut wish = Wish::lamp(V5);
    wish.properties = vec![TopicAliasMaximum::new(0).unwrap().into()];
    let bytes = wish.packet().to_continuous_buffer();
    let mut lamp = Client::new(stage.pipe(1024), V5);
    // Past the codec of the client, which would panic on it as well.
    lamp.raw(&bytes).await;
    assert_eq!(lamp.bytes(3).await[0], 0x20);
    stage.settles().await;
    assert_eq!(stage.counts().sign_ins, 1);
}

#[tokio::test(start_paused = true)]
async fn a_device_that_takes_only_tiny_packets_hears_what_fits_or_nothing() {
    for (bytes, let_in_expected) in [
        (3, None),
        (5, Some(false)),
        (23, Some(false)),
        (24, Some(true)),
    ] {
        let stage = Stage::keeping();
        let mut wish = Wish::lamp(V5);
        wish.will = Some(false);
        wish.properties = vec![MaximumPacketSize::new(bytes).unwrap().into()];
        let packet = wish.packet().to_continuous_buffer();
        let mut lamp = Client::new(stage.pipe(1024), V5);
        lamp.raw(&packet).await;
        match let_in_expected {
            None => lamp.closes().await,
            Some(expected) => {
                let head = lamp.bytes(4).await;
                assert_eq!(head[0], 0x20);
                assert!(u32::from(head[1]) + 2 <= bytes, "{} bytes", head[1] + 2);
                assert_eq!(head[3] == 0, expected, "{bytes}");
            }
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_connect_may_come_byte_by_byte_but_not_for_ever() {
    let stage = Stage::keeping();
    let mut lamp = Client::new(stage.pipe(1024), V3);
    for byte in lamp.encode(Wish::lamp(V3).packet()) {
        lamp.raw(&[byte]).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(!let_in(&lamp.packet().await));
    lamp.send_publish("slowly", Qos::AtLeastOnce, 1).await;
    lamp.acknowledged(1).await;

    for start in [
        b"".as_slice(),
        b"\x10",
        b"\x10\x80\x01",
        b"\x10\x12\0\x04MQTT\x04",
    ] {
        let mut lamp = Client::new(stage.pipe(1024), V3);
        lamp.raw(start).await;
        let almost = Limits::default()
            .connect_timeout
            .saturating_sub(Duration::from_millis(1));
        lamp.hears_nothing(almost).await;
        lamp.closes().await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_connect_has_at_most_16_kib() {
    for (payload, closes) in [(8_000, false), (20_000, true)] {
        let stage = Stage::keeping();
        let mut wish = Wish::lamp(V3);
        wish.password = Some("x".repeat(payload).leak());
        let mut lamp = Client::new(stage.pipe(64 * 1024), V3);
        lamp.send(wish.packet()).await;
        assert_eq!(lamp.hear().await == Heard::Closed, closes);
    }
}

#[tokio::test(start_paused = true)]
async fn connections_over_the_limit_are_closed_and_counted() {
    let limits = Limits {
        connections_max: 2,
        ..Limits::default()
    };
    let stage = Stage::new(Home::that_answers(Answer::Kept), limits);
    let _one = stage.guest(&Wish::lamp(V5)).await;
    let mut wish = Wish::lamp(V5);
    wish.client_id = "lamp-2";
    let two = stage.guest(&wish).await;
    let mut three = Client::new(stage.pipe(1024), V5);
    three.closes().await;
    assert_eq!(stage.counts().connections_over_limit, 1);
    assert_eq!(stage.counts().connections_open, 2);
    drop(two);
    stage.settles().await;
    let (_, connack) = stage.client(&wish).await;
    assert!(matches!(connack, Packet::V5_0Connack(_)));
}

#[tokio::test(start_paused = true)]
async fn a_refused_device_has_a_second_to_take_notice() {
    // Closing at once, with bytes of the device unread, would reset the connection and lose the CONNACK.
    let stage = Stage::keeping();
    let mut wish = Wish::lamp(V3);
    wish.password = Some("wrong");
    let (mut lamp, connack) = stage.client(&wish).await;
    assert_eq!(not_let_in(&connack), 4);
    lamp.closes().await;
    tokio::time::sleep(Duration::from_millis(900)).await;
    lamp.stream.write_all(&[0xC0, 0]).await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    lamp.stream.write_all(&[0xC0, 0]).await.unwrap_err();
    assert_eq!(stage.counts().connections_open, 0);
}
