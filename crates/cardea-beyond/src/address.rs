//! Which addresses may be reached: all that are public, and what the operator allows beyond.

use core::fmt;
use core::str::FromStr;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use thiserror::Error;

/// A network: an address and how many of its first bits count, as in `10.20.0.0/16`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// Why a text is no network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("write a network as an address and a number of bits, such as 10.20.0.0/16 or fd00::/8")]
pub struct NetworkError;

impl Network {
    const fn v4(a: u8, b: u8, c: u8, bits: u8) -> Self {
        Self {
            address: IpAddr::V4(Ipv4Addr::new(a, b, c, 0)),
            bits,
        }
    }

    const fn v6(a: u16, b: u16, bits: u8) -> Self {
        Self {
            address: IpAddr::V6(Ipv6Addr::new(a, b, 0, 0, 0, 0, 0, 0)),
            bits,
        }
    }

    /// Whether an address is in it. An IPv4 address in the form of IPv6 is the IPv4 address.
    pub fn holds(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(network), IpAddr::V4(address)) => {
                let differ = u32::from(network) ^ u32::from(address);
                differ.leading_zeros() >= u32::from(self.bits)
            }
            (IpAddr::V6(network), IpAddr::V6(address)) => {
                let differ = u128::from(network) ^ u128::from(address);
                differ.leading_zeros() >= u32::from(self.bits)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let (address, bits) = text.split_once('/').ok_or(NetworkError)?;
        let address: IpAddr = address.parse().map_err(|_| NetworkError)?;
        let bits: u8 = bits.parse().map_err(|_| NetworkError)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        if bits > most {
            return Err(NetworkError);
        }
        Ok(Self { address, bits })
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.address, self.bits)
    }
}

/// IPv4 networks that are not of the public internet (IANA IPv4 Special-Purpose Address Registry, with multicast and what is reserved).
const SPECIAL_V4: &[Network] = &[
    Network::v4(0, 0, 0, 8),
    Network::v4(10, 0, 0, 8),
    Network::v4(100, 64, 0, 10),
    Network::v4(127, 0, 0, 8),
    Network::v4(169, 254, 0, 16),
    Network::v4(172, 16, 0, 12),
    Network::v4(192, 0, 0, 24),
    Network::v4(192, 0, 2, 24),
    Network::v4(192, 88, 99, 24),
    Network::v4(192, 168, 0, 16),
    Network::v4(198, 18, 0, 15),
    Network::v4(198, 51, 100, 24),
    Network::v4(203, 0, 113, 24),
    Network::v4(224, 0, 0, 4),
    Network::v4(240, 0, 0, 4),
];

/// The part of IPv6 that is given out to the public internet; nothing else is.
const PUBLIC_V6: Network = Network::v6(0x2000, 0, 3);

/// What is special in it: protocol assignments with Teredo, documentation, 6to4, which carries an IPv4 address.
const SPECIAL_V6: &[Network] = &[
    Network::v6(0x2001, 0, 23),
    Network::v6(0x2001, 0xdb8, 32),
    Network::v6(0x2002, 0, 16),
    Network::v6(0x3fff, 0, 20),
];

fn is_public(address: IpAddr) -> bool {
    let is_in = |networks: &[Network]| networks.iter().any(|network| network.holds(address));
    match address.to_canonical() {
        IpAddr::V4(_) => !is_in(SPECIAL_V4),
        IpAddr::V6(_) => PUBLIC_V6.holds(address) && !is_in(SPECIAL_V6),
    }
}

/// What may be reached.
#[derive(Clone, Debug, Default)]
pub struct Reach {
    allowed: Vec<Network>,
}

/// Every address there is.
const EVERYWHERE: [Network; 2] = [Network::v4(0, 0, 0, 0), Network::v6(0, 0, 0)];

impl Reach {
    /// What is public, and these networks.
    pub const fn also(allowed: Vec<Network>) -> Self {
        Self { allowed }
    }

    /// Everything: for what the operator names in a file on this machine.
    pub fn everywhere() -> Self {
        Self {
            allowed: EVERYWHERE.to_vec(),
        }
    }

    /// Whether an address may be reached.
    pub fn holds(&self, address: IpAddr) -> bool {
        is_public(address) || self.allows(address)
    }

    /// Whether it may be reached without TLS: this machine, where the operator allows it.
    pub fn holds_plain(&self, address: IpAddr) -> bool {
        address.to_canonical().is_loopback() && self.allows(address)
    }

    fn allows(&self, address: IpAddr) -> bool {
        self.allowed.iter().any(|network| network.holds(address))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn only_what_is_public_is_reached_by_itself() {
        let reach = Reach::default();
        for public in [
            "1.1.1.1",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1111",
            "::ffff:1.1.1.1",
        ] {
            assert!(reach.holds(at(public)), "{public}");
        }
        for special in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "198.19.0.1",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2001::1",
            "3fff::1",
        ] {
            assert!(!reach.holds(at(special)), "{special}");
            assert!(!reach.holds_plain(at(special)), "{special}");
        }
    }

    #[test]
    fn what_the_operator_allows_is_reached_and_no_more() {
        let reach = Reach::also(vec![
            "10.20.0.0/16".parse().unwrap(),
            "127.0.0.1/32".parse().unwrap(),
            "fd00::/8".parse().unwrap(),
        ]);
        for allowed in ["10.20.1.1", "127.0.0.1", "::ffff:10.20.0.1", "fd00::1"] {
            assert!(reach.holds(at(allowed)), "{allowed}");
        }
        for other in ["10.21.0.1", "127.0.0.2", "fc00::1", "::1"] {
            assert!(!reach.holds(at(other)), "{other}");
        }
        assert!(reach.holds_plain(at("127.0.0.1")));
        assert!(
            !reach.holds_plain(at("10.20.1.1")),
            "not without TLS to another machine"
        );
    }

    #[test]
    fn a_network_reads_back_and_nothing_else_does() {
        for network in ["10.0.0.0/8", "0.0.0.0/0", "fd00::/8", "::1/128"] {
            assert_eq!(network.parse::<Network>().unwrap().to_string(), network);
        }
        for wrong in [
            "",
            "10.0.0.0",
            "10.0.0.0/33",
            "10.0.0/8",
            "::/129",
            "a/8",
            "10.0.0.0/-1",
        ] {
            assert_eq!(wrong.parse::<Network>(), Err(NetworkError), "{wrong}");
        }
    }
}
