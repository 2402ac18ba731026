//! Why a connection ends, and what a device hears about it.

use mqtt_protocol_core::mqtt::result_code::DisconnectReasonCode as Code;

/// Why a connection ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// The socket ended or failed.
    Gone,
    /// The device said goodbye.
    Left,
    /// The device broke the protocol; the codec has already written what there is to say.
    Broken,
    /// The device broke the protocol in a way that the codec does not look at.
    ProtocolError,
    /// A packet of the device makes no sense.
    Malformed,
    /// A topic that is too long, empty or has wildcards.
    BadTopic,
    /// A retained publish, though we said that we retain nothing.
    Retained,
    /// A publish to another device's topic that cannot be refused by itself.
    NotYours,
    /// The device may not send any more.
    Revoked,
    /// Silent longer than the keep-alive.
    Silent,
    /// A newer connection of the same device and client id.
    TakenOver,
    /// A reading could not be stored now.
    Busy,
    /// The house did not answer in time.
    Unanswered,
    /// A directive at QoS 1 was not acknowledged in time.
    Unheard,
    /// What the device may send could not be found out.
    Undecided,
    /// We stop.
    Shutdown,
}

impl End {
    /// What a version 5 device is told: a code, and words for the person who debugs it.
    pub(crate) fn goodbye(self) -> Option<(Code, &'static str)> {
        Some(match self {
            Self::Gone | Self::Left | Self::Broken => return None,
            Self::ProtocolError => (Code::ProtocolError, "this packet is not expected here"),
            Self::Malformed => (Code::MalformedPacket, "a packet identifier must not be 0"),
            Self::BadTopic => (
                Code::TopicNameInvalid,
                "a topic has 1 to 512 bytes and no + or #",
            ),
            Self::Retained => (
                Code::RetainNotSupported,
                "nothing is retained here; publish with RETAIN 0",
            ),
            Self::NotYours => (
                Code::NotAuthorized,
                "this topic belongs to another device; publish to your own",
            ),
            Self::Revoked => (
                Code::NotAuthorized,
                "this credential is no longer valid; pair the device again",
            ),
            Self::Silent => (
                Code::KeepAliveTimeout,
                "nothing was heard for one and a half times the keep-alive",
            ),
            Self::TakenOver => (Code::SessionTakenOver, "this client id has connected again"),
            Self::Busy | Self::Unanswered => (
                Code::ServerBusy,
                "readings cannot be stored now; send them again later",
            ),
            Self::Unheard => (
                Code::UnspecifiedError,
                "a directive was not acknowledged in time",
            ),
            Self::Undecided => (
                Code::ServerBusy,
                "what may be sent cannot be found out now; connect again later",
            ),
            Self::Shutdown => (
                Code::ServerShuttingDown,
                "shutting down; connect again later",
            ),
        })
    }
}
