//! The bytes are those of the specification.

use super::*;

#[test]
fn connect_is_encoded_as_the_specification_says() {
    let expected = b"\x10\x0d\x00\x04MQTT\x04\x02\x02\x58\x00\x01a";
    assert_eq!(connect(Version::V3, "a", ""), expected);
    let expected = b"\x10\x14\x00\x04MQTT\x05\xc2\x02\x58\x00\x00\x01a\x00\x01a\x00\x01t";
    assert_eq!(connect(Version::V5, "a", "t"), expected);
}

#[test]
fn publish_is_patched_in_place() {
    for (version, extra) in [(Version::V3, 0), (Version::V5, 1)] {
        let mut publish = Publish::new(version, "t/1", r#"{"at":{at},"x":21.{dd},"y":-1.{dd}}"#);
        let mut out = Vec::new();
        publish.write(0x0102, 1_795_430_400_123, &mut out);
        publish.write(0xFFFF, 1_795_430_400_207, &mut out);
        let mut frames = Frames::default();
        frames.push(&out);
        for (id, payload) in [
            (0x0102, r#"{"at":1795430400123,"x":21.23,"y":-1.23}"#),
            (0xFFFF, r#"{"at":1795430400207,"x":21.07,"y":-1.07}"#),
        ] {
            let (first, body) = frames.next().unwrap().unwrap();
            assert_eq!(first, 0x32, "QoS 1");
            assert_eq!(published(body).unwrap(), id);
            assert_eq!(
                std::str::from_utf8(&body[5 + 2 + extra..]).unwrap(),
                payload
            );
        }
        assert_eq!(frames.next().unwrap(), None);
    }
}

#[test]
fn lengths_of_two_bytes_are_encoded() {
    let mut out = Vec::new();
    Publish::new(Version::V3, "t", &"x".repeat(200)).write(1, 0, &mut out);
    assert_eq!(
        out.get(..3).unwrap(),
        [0x32, 0xCD, 0x01],
        "205 = 0x4D + 128"
    );
    assert_eq!(out.len(), 3 + 205);
}

#[test]
fn frames_come_out_whole_however_the_bytes_come_in() {
    let mut all = Vec::new();
    Publish::new(Version::V3, "topic", &"x".repeat(300)).write(7, 0, &mut all);
    all.extend(puback(9));
    for step in [1, 2, 3, 5, all.len()] {
        let mut frames = Frames::default();
        let mut found = Vec::new();
        for piece in all.chunks(step) {
            frames.push(piece);
            while let Some((first, body)) = frames.next().unwrap() {
                found.push((first, body.len()));
            }
        }
        assert_eq!(found, [(0x32, 309), (0x40, 2)], "in pieces of {step}");
    }
}

#[test]
fn a_length_that_never_ends_or_is_too_large_is_an_error() {
    for bytes in [
        &[0x30, 0xFF, 0xFF, 0xFF, 0xFF][..],
        &[0x30, 0xFF, 0xFF, 0xFF, 0x7F],
    ] {
        let mut frames = Frames::default();
        frames.push(bytes);
        assert!(frames.next().is_err(), "{bytes:x?}");
    }
}

#[test]
fn a_refusal_is_an_error_and_receive_maximum_is_obeyed() {
    assert!(
        connack(Version::V3, &[0, 5])
            .unwrap_err()
            .to_string()
            .contains("code 5")
    );
    assert_eq!(
        connack(Version::V3, &[0, 0]).unwrap().receive_maximum,
        u16::MAX
    );
    // Topic alias maximum, assigned client id "ab", receive maximum 20, as Mosquitto sends them.
    let body = [0, 0, 11, 0x22, 0, 10, 0x12, 0, 2, b'a', b'b', 0x21, 0, 20];
    assert_eq!(connack(Version::V5, &body).unwrap().receive_maximum, 20);
    assert!(
        connack(Version::V5, &[0, 0, 3, 0x21, 0]).is_err(),
        "cut short"
    );
    assert!(
        connack(Version::V5, &[0, 0, 2, 0x7E, 0]).is_err(),
        "unknown property"
    );
}

#[test]
fn acknowledgements_carry_their_reason() {
    assert_eq!(acknowledged(&[0x01, 0x02]).unwrap(), (0x0102, 0));
    assert_eq!(acknowledged(&[0, 9, 0x87, 0]).unwrap(), (9, 0x87));
    assert!(acknowledged(&[0]).is_err());
}
