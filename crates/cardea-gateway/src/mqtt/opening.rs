//! The first packet on a socket, before anybody has signed in.

use mqtt_protocol_core::mqtt::Version;

use super::hello::Hello;
use crate::limits::CONNECT_BYTES_MAX;

/// What the first bytes of a socket are.
#[derive(Debug)]
pub(crate) enum Opening {
    /// The beginning of a CONNECT packet.
    More,
    /// A CONNECT packet of this many bytes.
    Connect { hello: Hello, bytes: usize },
    /// A CONNECT that we do not take, and what to answer before closing.
    Refused(&'static [u8]),
    /// Nothing of ours: closed without a word.
    Alien,
}

/// CONNACK 0x01 of MQTT 3.1.1, "unacceptable protocol version": what a 3.1 device understands.
const OLD_VERSION: &[u8] = &[0x20, 0x02, 0x00, 0x01];
/// CONNACK 0x84 of MQTT 5, "unsupported protocol version".
const NEW_VERSION: &[u8] = &[0x20, 0x03, 0x00, 0x84, 0x00];
/// CONNACK 0x81 of MQTT 5, "malformed packet".
const MALFORMED_5: &[u8] = &[0x20, 0x03, 0x00, 0x81, 0x00];

const CONNECT: u8 = 0x10;
/// Bytes of the protocol name with its length.
const NAME: &[u8] = b"\0\x04MQTT";
const NAME_3_1: &[u8] = b"\0\x06MQIsdp";

impl Opening {
    /// Looks at all bytes that have come so far.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        let Some((&CONNECT, rest)) = bytes.split_first() else {
            return if bytes.is_empty() {
                Self::More
            } else {
                Self::Alien
            };
        };
        let (length, length_bytes) = match remaining_length(rest) {
            Length::More => return Self::More,
            Length::Malformed => return Self::Alien,
            Length::Is(length, length_bytes) => (length, length_bytes),
        };
        let total = length.saturating_add(length_bytes).saturating_add(1);
        if total > CONNECT_BYTES_MAX {
            return Self::Alien;
        }
        let body = rest.get(length_bytes..).and_then(|body| body.get(..length));
        let Some(body) = body else {
            return Self::More;
        };
        Self::of_body(body, total)
    }

    fn of_body(body: &[u8], total: usize) -> Self {
        if body.starts_with(NAME_3_1) {
            return Self::Refused(OLD_VERSION);
        }
        let Some((&level, &flags)) = body
            .strip_prefix(NAME)
            .and_then(|rest| rest.first().zip(rest.get(1)))
        else {
            return Self::Alien;
        };
        let version = match level {
            0..=3 => return Self::Refused(OLD_VERSION),
            4 => Version::V3_1_1,
            5 => Version::V5_0,
            6.. => return Self::Refused(NEW_VERSION),
        };
        let hello = flags_are_sound(flags, version)
            .then(|| Hello::parse(version, body))
            .flatten();
        match (hello, version) {
            (Some(hello), _) => Self::Connect {
                hello,
                bytes: total,
            },
            (None, Version::V5_0) => Self::Refused(MALFORMED_5),
            (None, _) => Self::Alien,
        }
    }
}

/// MQTT 5, 3.1.2.3 and following: the reserved bit is 0, a will has QoS 0 to 2, and without a will its flags are 0.
/// In 3.1.1 a password needs a user name.
fn flags_are_sound(flags: u8, version: Version) -> bool {
    let reserved = flags & 0x01 != 0;
    let will = flags & 0x04 != 0;
    let will_qos = (flags >> 3) & 0x03;
    let will_flags = flags & 0x38;
    let password_only = flags & 0xC0 == 0x40;
    !reserved
        && will_qos != 3
        && (will || will_flags == 0)
        && !(password_only && version == Version::V3_1_1)
}

enum Length {
    More,
    Malformed,
    Is(usize, usize),
}

/// The "remaining length" of a packet and how many bytes it takes: 7 bits a byte, at most 4.
fn remaining_length(bytes: &[u8]) -> Length {
    let mut length = 0_usize;
    for (&byte, (place, shift)) in bytes.iter().zip([(1, 0), (2, 7), (3, 14), (4, 21)]) {
        length |= usize::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Length::Is(length, place);
        }
    }
    if bytes.len() < 4 {
        Length::More
    } else {
        Length::Malformed
    }
}

#[cfg(test)]
mod tests;
