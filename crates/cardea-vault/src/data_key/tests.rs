#![expect(
    clippy::arithmetic_side_effects,
    reason = "numbers of a test are small"
)]

use proptest::prelude::*;

use super::*;

fn bytes(hex: &str) -> Vec<u8> {
    let digit = |digit: u8| u8::try_from(char::from(digit).to_digit(16).unwrap()).unwrap();
    hex.as_bytes()
        .chunks(2)
        .map(|pair| digit(pair[0]) * 16 + digit(pair[1]))
        .collect()
}

fn key(byte: u8) -> DataKey {
    DataKey::new(&[byte; SECRET_BYTES]).unwrap()
}

const NONCE: Nonce12 = Nonce12::from_bytes([9; 12]);

/// Test case 16 of `McGrew` and Viega, "The Galois/Counter Mode of Operation", appendix B.
#[test]
fn the_cipher_is_aes_256_gcm() {
    let key = bytes("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    let plain = bytes(concat!(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72",
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    ));
    let aad = bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    let nonce = Nonce12::from_bytes(bytes("cafebabefacedbaddecaf888").try_into().unwrap());
    let sealed = bytes(concat!(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa",
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662",
        "76fc6ece0f4e1768cddf8853bb2d551b"
    ));
    let key = DataKey::new(&key.try_into().unwrap()).unwrap();

    let mut buffer = plain.clone();
    key.seal_in_place(nonce, &aad, &mut buffer).unwrap();
    assert_eq!(buffer, sealed);
    key.open_in_place(nonce, &aad, &mut buffer).unwrap();
    assert_eq!(buffer, plain);
}

proptest! {
    #[test]
    fn both_ways_of_sealing_give_the_same_and_both_ways_of_opening_undo_it(
        plain in prop::collection::vec(any::<u8>(), 0..300),
        aad in prop::collection::vec(any::<u8>(), 0..40),
        before in prop::collection::vec(any::<u8>(), 0..40),
        nonce in any::<[u8; 12]>(),
    ) {
        let key = key(1);
        let nonce = Nonce12::from_bytes(nonce);
        let mut buffer = plain.clone();
        key.seal_in_place(nonce, &aad, &mut buffer).unwrap();
        let mut out = before.clone();
        key.seal_append(nonce, &aad, &plain, &mut out).unwrap();
        prop_assert_eq!(&out[before.len()..], &buffer[..]);
        prop_assert_eq!(buffer.len(), plain.len() + TAG_BYTES);

        let mut opened = before.clone();
        key.open_append(nonce, &aad, &buffer, &mut opened).unwrap();
        prop_assert_eq!(&opened[..before.len()], &before[..]);
        prop_assert_eq!(&opened[before.len()..], &plain[..]);
        key.open_in_place(nonce, &aad, &mut buffer).unwrap();
        prop_assert_eq!(buffer, plain);
    }

    #[test]
    fn a_changed_bit_anywhere_is_refused_and_nothing_of_it_is_left_to_use(
        plain in prop::collection::vec(any::<u8>(), 0..100),
        at in any::<prop::sample::Index>(),
        bit in 0..8_u8,
    ) {
        let key = key(1);
        let mut sealed = plain;
        key.seal_in_place(NONCE, b"here", &mut sealed).unwrap();
        let mut broken = sealed.clone();
        let at = at.index(broken.len());
        broken[at] ^= 1 << bit;
        let mut out = b"before".to_vec();
        prop_assert_eq!(
            key.open_append(NONCE, b"here", &broken, &mut out),
            Err(KeyError::NotAuthentic)
        );
        prop_assert_eq!(out, b"before");
        prop_assert_eq!(
            key.open_in_place(NONCE, b"here", &mut broken),
            Err(KeyError::NotAuthentic)
        );
        prop_assert!(broken.is_empty());
    }
}

#[test]
fn another_key_place_or_nonce_does_not_open_it() {
    let mut sealed = b"21.5".to_vec();
    key(1).seal_in_place(NONCE, b"here", &mut sealed).unwrap();
    let elsewhere = Nonce12::from_bytes([8; 12]);
    for (key, nonce, aad) in [
        (key(2), NONCE, &b"here"[..]),
        (key(1), elsewhere, &b"here"[..]),
        (key(1), NONCE, &b"there"[..]),
    ] {
        let refused = key.open_append(nonce, aad, &sealed, &mut Vec::new());
        assert_eq!(refused, Err(KeyError::NotAuthentic));
    }
}

#[test]
fn bytes_too_few_to_hold_a_tag_are_refused() {
    for length in 0..TAG_BYTES {
        let mut buffer = vec![0; length];
        assert_eq!(
            key(1).open_in_place(NONCE, &[], &mut buffer),
            Err(KeyError::NotAuthentic)
        );
    }
}

#[test]
fn a_destroyed_key_does_nothing_and_touches_nothing() {
    let key = key(1);
    let mut sealed = b"21.5".to_vec();
    key.seal_in_place(NONCE, &[], &mut sealed).unwrap();
    key.destroy();
    let before = sealed.clone();
    assert_eq!(
        key.open_in_place(NONCE, &[], &mut sealed),
        Err(KeyError::Destroyed)
    );
    assert_eq!(
        key.seal_in_place(NONCE, &[], &mut sealed),
        Err(KeyError::Destroyed)
    );
    assert_eq!(
        key.seal_append(NONCE, &[], b"x", &mut sealed),
        Err(KeyError::Destroyed)
    );
    assert_eq!(
        key.open_append(NONCE, &[], &before, &mut sealed),
        Err(KeyError::Destroyed)
    );
    assert_eq!(sealed, before);
}

#[test]
fn nothing_secret_is_printed() {
    let printed = format!("{:?}", DataKey::new(&[0xab; SECRET_BYTES]).unwrap());
    assert_eq!(printed, "DataKey(..)");
}
