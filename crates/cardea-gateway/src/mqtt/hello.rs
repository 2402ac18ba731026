//! A CONNECT packet, the same for both versions.

use core::fmt;

use cardea_units::Sensitive;
use mqtt_protocol_core::mqtt::Version;
use mqtt_protocol_core::mqtt::packet::{Property, v3_1_1, v5_0};

/// The user property of a CONNECT that says which version of its firmware a device runs.
const FIRMWARE: &str = "firmware";

/// What a device asks for when it connects. `Debug` shows nothing that says who it is.
pub(crate) struct Hello {
    pub(crate) version: Version,
    /// Empty: the device leaves the choice to us.
    pub(crate) client_id: String,
    pub(crate) device: Option<String>,
    pub(crate) token: Option<Sensitive<Vec<u8>>>,
    /// Seconds; 0 is none.
    pub(crate) keep_alive: u16,
    pub(crate) session: SessionWish,
    pub(crate) will: Will,
    /// Version 5: enhanced authentication, which we do not do.
    pub(crate) enhanced_auth: bool,
    pub(crate) reasons: Reasons,
    /// Version 5: the user property `firmware`.
    pub(crate) firmware: Option<String>,
    /// Version 5: the largest packet the device takes.
    pub(crate) packet_bytes_max: Option<u32>,
}

/// What the device wants of its session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SessionWish {
    pub(crate) start: Start,
    /// Seconds after the connection ends; 0 is none. 3.1.1 knows only none and for ever.
    pub(crate) expiry_secs: u32,
}

/// How a session begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// Anew.
    Clean,
    /// With what was left behind.
    Resume,
}

/// The last will that came with a CONNECT. We pass no messages on, so there is nobody to send it to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Will {
    None,
    Plain,
    Retained,
}

/// Whether the device wants reasons in words with acknowledgements (Request Problem Information).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reasons {
    Wanted,
    Unwanted,
}

impl Hello {
    /// Reads the body of a CONNECT of this version. `None`: malformed.
    pub(crate) fn parse(version: Version, body: &[u8]) -> Option<Self> {
        match version {
            Version::V3_1_1 => {
                let (connect, consumed) = v3_1_1::Connect::parse(body).ok()?;
                (consumed == body.len()).then(|| Self::of_3_1_1(&connect))
            }
            Version::V5_0 => {
                let (connect, consumed) = v5_0::Connect::parse(body).ok()?;
                (consumed == body.len()).then(|| Self::of_5(&connect))
            }
            Version::Undetermined => None,
        }
    }

    fn of_3_1_1(connect: &v3_1_1::Connect) -> Self {
        let (start, expiry_secs) = if connect.clean_session() {
            (Start::Clean, 0)
        } else {
            (Start::Resume, u32::MAX)
        };
        Self {
            version: Version::V3_1_1,
            client_id: connect.client_id().to_owned(),
            device: connect.user_name().map(str::to_owned),
            token: token(connect.password()),
            keep_alive: connect.keep_alive(),
            session: SessionWish { start, expiry_secs },
            // 3.1.1 has no way to refuse a retained will, so it is ignored like any other.
            will: if connect.will_flag() {
                Will::Plain
            } else {
                Will::None
            },
            enhanced_auth: false,
            reasons: Reasons::Unwanted,
            firmware: None,
            packet_bytes_max: None,
        }
    }

    fn of_5(connect: &v5_0::Connect) -> Self {
        let mut hello = Self {
            version: Version::V5_0,
            client_id: connect.client_id().to_owned(),
            device: connect.user_name().map(str::to_owned),
            token: token(connect.password()),
            keep_alive: connect.keep_alive(),
            session: SessionWish {
                start: if connect.clean_start() {
                    Start::Clean
                } else {
                    Start::Resume
                },
                expiry_secs: 0,
            },
            will: match (connect.will_flag(), connect.will_retain()) {
                (false, _) => Will::None,
                (true, false) => Will::Plain,
                (true, true) => Will::Retained,
            },
            enhanced_auth: false,
            reasons: Reasons::Wanted,
            firmware: None,
            packet_bytes_max: None,
        };
        for property in connect.props() {
            match property {
                Property::SessionExpiryInterval(secs) => hello.session.expiry_secs = secs.val(),
                Property::MaximumPacketSize(bytes) => hello.packet_bytes_max = Some(bytes.val()),
                Property::RequestProblemInformation(wish) if wish.val() == 0 => {
                    hello.reasons = Reasons::Unwanted;
                }
                Property::UserProperty(pair) if pair.key() == FIRMWARE => {
                    hello.firmware = Some(pair.val().to_owned());
                }
                Property::AuthenticationMethod(_) => hello.enhanced_auth = true,
                _ => {}
            }
        }
        hello
    }
}

impl fmt::Debug for Hello {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hello")
            .field("version", &self.version)
            .field("keep_alive", &self.keep_alive)
            .field("session", &self.session)
            .field("will", &self.will)
            .finish_non_exhaustive()
    }
}

fn token(password: Option<&[u8]>) -> Option<Sensitive<Vec<u8>>> {
    password.map(|bytes| Sensitive::new(bytes.to_vec()))
}
