//! The few MQTT packets that the load generator needs, as bytes. It is not a client library: only the happy path is encoded, and
//! anything unexpected from the other side is an error.

use anyhow::{Result, bail, ensure};

/// Version of the protocol, as the CONNECT packet counts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Version {
    /// MQTT 3.1.1.
    V3 = 4,
    /// MQTT 5.
    V5 = 5,
}

/// Seconds without a packet after which a server may hang up. Longer than any run.
const KEEP_ALIVE_SECONDS: u16 = 600;

/// Largest packet that we accept from a server, in bytes. Ours are about 150.
const PACKET_BYTES_MAX: usize = 1 << 16;

/// A CONNECT packet with a clean start; `token` empty means without sign-in.
pub(crate) fn connect(version: Version, client: &str, token: &str) -> Vec<u8> {
    let mut body = string("MQTT");
    let sign_in: u8 = if token.is_empty() { 0 } else { 0b1100_0000 };
    body.extend([version as u8, sign_in | 0b10]);
    body.extend(KEEP_ALIVE_SECONDS.to_be_bytes());
    properties(version, &mut body);
    body.extend(string(client));
    if !token.is_empty() {
        body.extend(string(client));
        body.extend(string(token));
    }
    packet(0x10, &body)
}

/// What a CONNACK packet allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Accepted {
    /// How many messages may wait for their acknowledgement.
    pub(crate) receive_maximum: u16,
}

/// Reads the body of a CONNACK packet. A refusal is an error with its code.
pub(crate) fn connack(version: Version, body: &[u8]) -> Result<Accepted> {
    let [_, code, rest @ ..] = body else {
        bail!("a CONNACK packet of {} bytes", body.len())
    };
    ensure!(
        *code == 0,
        "the server refuses the connection with code {code}"
    );
    let mut accepted = Accepted {
        receive_maximum: u16::MAX,
    };
    if version == Version::V5 {
        let (length, mut rest) =
            number(rest).ok_or_else(|| anyhow::anyhow!("no properties in CONNACK"))?;
        ensure!(
            rest.len() == length,
            "the properties of CONNACK do not fill it"
        );
        while let [id, value @ ..] = rest {
            let width = match id {
                0x24 | 0x25 | 0x28 | 0x29 | 0x2A => 1,
                0x13 | 0x21 | 0x22 => 2,
                0x11 | 0x27 => 4,
                0x12 | 0x15 | 0x16 | 0x1A | 0x1C | 0x1F => text_width(value, 1),
                0x26 => text_width(value, 2),
                id => bail!("unknown property {id:#x} in CONNACK"),
            };
            let Some((value, after)) = value.split_at_checked(width) else {
                bail!("a property of CONNACK is cut short")
            };
            if let (0x21, [high, low]) = (*id, value) {
                accepted.receive_maximum = u16::from_be_bytes([*high, *low]);
            }
            rest = after;
        }
    }
    Ok(accepted)
}

/// Bytes of so many texts with their lengths in front.
fn text_width(bytes: &[u8], texts: usize) -> usize {
    let mut width: usize = 0;
    for _ in 0..texts {
        let length = bytes
            .get(width..)
            .and_then(|rest| rest.first_chunk::<2>())
            .map_or(0, |two| u16::from_be_bytes(*two));
        width = width.saturating_add(2).saturating_add(usize::from(length));
    }
    width
}

/// A SUBSCRIBE packet for one filter at QoS 1.
pub(crate) fn subscribe(version: Version, filter: &str) -> Vec<u8> {
    let mut body = 1_u16.to_be_bytes().to_vec();
    properties(version, &mut body);
    body.extend(string(filter));
    body.push(1);
    packet(0x82, &body)
}

/// The four bytes of a PUBACK packet, which are the same in both versions.
pub(crate) const fn puback(id: u16) -> [u8; 4] {
    let [high, low] = id.to_be_bytes();
    [0x40, 2, high, low]
}

/// A QoS 1 PUBLISH packet whose packet id, time and varying digits are patched in place before each send.
#[derive(Clone, Debug)]
pub(crate) struct Publish {
    bytes: Vec<u8>,
    id: usize,
    at: Vec<usize>,
    digits: Vec<usize>,
}

impl Publish {
    /// Takes a payload in which `{at}` stands for the time in Unix milliseconds (13 digits) and each `{dd}` for two digits.
    pub(crate) fn new(version: Version, topic: &str, payload: &str) -> Self {
        let mut head = string(topic);
        let id_in_body = head.len();
        head.extend([0, 1]);
        properties(version, &mut head);
        let (mut at, mut digits) = (Vec::new(), Vec::new());
        let mut rest = payload;
        let mut body = head;
        while let Some(place) = rest.find(['{']) {
            let (before, tail) = rest.split_at(place);
            body.extend(before.bytes());
            let (into, width, name) = match tail {
                tail if tail.starts_with("{at}") => (Some(&mut at), 13, 4),
                tail if tail.starts_with("{dd}") => (Some(&mut digits), 2, 4),
                _ => (None, 1, 1),
            };
            match into {
                Some(places) => {
                    places.push(body.len());
                    body.extend(std::iter::repeat_n(b'1', width));
                }
                None => body.push(b'{'),
            }
            rest = tail.get(name..).unwrap_or_default();
        }
        body.extend(rest.bytes());
        let bytes = packet(0x32, &body);
        let header = bytes.len().saturating_sub(body.len());
        let moved = |places: Vec<usize>| {
            places
                .into_iter()
                .map(|place| place.saturating_add(header))
                .collect()
        };
        Self {
            id: id_in_body.saturating_add(header),
            at: moved(at),
            digits: moved(digits),
            bytes,
        }
    }

    /// Appends the packet to `out`. `at` is the device's time in Unix milliseconds.
    pub(crate) fn write(&mut self, id: u16, at: u64, out: &mut Vec<u8>) {
        if let Some(place) = self
            .bytes
            .get_mut(self.id..)
            .and_then(|rest| rest.first_chunk_mut::<2>())
        {
            *place = id.to_be_bytes();
        }
        for place in &self.at {
            decimal(at, self.bytes.get_mut(*place..), 13);
        }
        for place in &self.digits {
            decimal(at, self.bytes.get_mut(*place..), 2);
        }
        out.extend_from_slice(&self.bytes);
    }
}

/// The last `width` decimal digits of a number, in place.
fn decimal(mut number: u64, place: Option<&mut [u8]>, width: usize) {
    for digit in place
        .into_iter()
        .flat_map(|place| place.iter_mut().take(width).rev())
    {
        *digit = b'0'.wrapping_add((number % 10).to_le_bytes()[0]);
        number /= 10;
    }
}

/// Takes whole packets out of a stream of bytes.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    bytes: Vec<u8>,
    done: usize,
}

impl Frames {
    /// Adds what arrived.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.done.min(self.bytes.len()));
        self.done = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// The next whole packet: its first byte and its body.
    pub(crate) fn next(&mut self) -> Result<Option<(u8, &[u8])>> {
        let Some([first, rest @ ..]) = self.bytes.get(self.done..) else {
            return Ok(None);
        };
        let Some((length, body)) = number(rest) else {
            ensure!(rest.len() < 4, "a packet without a length");
            return Ok(None);
        };
        ensure!(length <= PACKET_BYTES_MAX, "a packet of {length} bytes");
        let Some(packet) = body.get(..length) else {
            return Ok(None);
        };
        let header = rest.len().saturating_sub(body.len()).saturating_add(1);
        self.done = self.done.saturating_add(header).saturating_add(length);
        Ok(Some((*first, packet)))
    }
}

/// The packet id and, in MQTT 5, the reason of a PUBACK body.
pub(crate) fn acknowledged(body: &[u8]) -> Result<(u16, u8)> {
    match body {
        [high, low] => Ok((u16::from_be_bytes([*high, *low]), 0)),
        [high, low, reason, ..] => Ok((u16::from_be_bytes([*high, *low]), *reason)),
        _ => bail!("a PUBACK packet of {} bytes", body.len()),
    }
}

/// The packet id of a QoS 1 PUBLISH body.
pub(crate) fn published(body: &[u8]) -> Result<u16> {
    let Some((length, rest)) = body.split_first_chunk::<2>() else {
        bail!("a PUBLISH packet without a topic")
    };
    let id = rest
        .get(usize::from(u16::from_be_bytes(*length))..)
        .and_then(|rest| rest.first_chunk::<2>());
    id.map(|id| u16::from_be_bytes(*id))
        .ok_or_else(|| anyhow::anyhow!("a PUBLISH packet without an id"))
}

fn packet(first: u8, body: &[u8]) -> Vec<u8> {
    let mut packet = vec![first];
    let mut length = body.len();
    loop {
        let low = (length & 0x7F).to_le_bytes()[0];
        length >>= 7;
        packet.push(if length > 0 { low | 0x80 } else { low });
        if length == 0 {
            break;
        }
    }
    packet.extend_from_slice(body);
    packet
}

/// A length of one to four bytes and what follows; `None` while it is incomplete or when it is too long.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let mut number = 0;
    for (place, byte) in bytes.iter().take(4).enumerate() {
        number |= usize::from(byte & 0x7F) << (7 * place);
        if byte & 0x80 == 0 {
            return bytes
                .get(place.saturating_add(1)..)
                .map(|rest| (number, rest));
        }
    }
    None
}

fn string(text: &str) -> Vec<u8> {
    let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
    let mut bytes = length.to_be_bytes().to_vec();
    bytes.extend(text.bytes().take(usize::from(length)));
    bytes
}

/// No properties, in the version that has them.
fn properties(version: Version, body: &mut Vec<u8>) {
    if version == Version::V5 {
        body.push(0);
    }
}

// Named, since the program in bench/ has this file, too.
#[cfg(test)]
#[path = "packets/tests.rs"]
mod tests;
