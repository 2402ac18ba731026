use mqtt_protocol_core::mqtt::packet::v5_0;
use proptest::prelude::*;

use super::*;

fn connect(client_id: &str) -> Vec<u8> {
    let connect = v5_0::Connect::builder().client_id(client_id).unwrap();
    connect.build().unwrap().to_continuous_buffer()
}

#[test]
fn a_connect_is_known_when_it_is_complete_and_not_before() {
    let mut bytes = connect("lamp");
    let size = bytes.len();
    for cut in 0..size {
        assert!(matches!(Opening::of(&bytes[..cut]), Opening::More), "{cut}");
    }
    bytes.extend(b"and what follows");
    match Opening::of(&bytes) {
        Opening::Connect { hello, bytes } => {
            assert_eq!(hello.client_id, "lamp");
            assert_eq!(bytes, size);
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_size_is_bounded_before_anything_is_kept() {
    // 1 byte of type, 3 of length: the largest CONNECT has 16,380 bytes after them.
    let length = |bytes: usize| {
        let low = u8::try_from(bytes & 0x7F).unwrap() | 0x80;
        let middle = u8::try_from((bytes >> 7) & 0x7F).unwrap() | 0x80;
        [0x10, low, middle, u8::try_from(bytes >> 14).unwrap()]
    };
    let largest = CONNECT_BYTES_MAX.saturating_sub(4);
    assert!(matches!(Opening::of(&length(largest)), Opening::More));
    let too_large = largest.saturating_add(1);
    assert!(matches!(Opening::of(&length(too_large)), Opening::Alien));
    assert!(matches!(
        Opening::of(&[0x10, 0xFF, 0xFF, 0xFF, 0xFF]),
        Opening::Alien
    ));
    assert!(matches!(
        Opening::of(&[0x10, 0xFF, 0xFF, 0xFF]),
        Opening::More
    ));
}

proptest! {
    #[test]
    fn no_bytes_are_too_strange(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
        let _any = Opening::of(&bytes);
        let _any = Opening::of(&[b"\x10\x3E\0\x04MQTT\x05".as_slice(), &bytes].concat());
        let _any = Opening::of(&[b"\x10\x3E\0\x04MQTT\x04".as_slice(), &bytes].concat());
    }
}
