//! CONNACK: what a device hears when it connects.

use mqtt_protocol_core::mqtt::Version;
use mqtt_protocol_core::mqtt::packet::{
    AssignedClientIdentifier, MaximumPacketSize, Packet, Property, ReasonString, ReceiveMaximum,
    RetainAvailable, ServerKeepAlive, SessionExpiryInterval, SharedSubscriptionAvailable,
    SubscriptionIdentifierAvailable, TopicAliasMaximum, WildcardSubscriptionAvailable, v3_1_1,
    v5_0,
};
use mqtt_protocol_core::mqtt::result_code::{
    ConnectReasonCode as Code, ConnectReturnCode as OldCode, MqttError,
};

use super::hello::Hello;
use crate::limits::TOPIC_ALIASES_MAX;

/// The terms on which a device is let in.
#[derive(Debug)]
pub(crate) struct Terms {
    /// The largest packet we take.
    pub(crate) packet_bytes_max: u32,
    pub(crate) session: SessionPresent,
    /// A client id that we made, if the device sent none.
    pub(crate) assigned_client_id: Option<String>,
    /// Seconds, if ours is not what the device asked for.
    pub(crate) keep_alive: Option<u16>,
    /// Seconds, if ours is not what the device asked for.
    pub(crate) session_expiry_secs: Option<u32>,
    /// Words about something that the device asked for and does not get.
    pub(crate) note: Option<&'static str>,
}

/// Whether the device finds its session here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SessionPresent {
    Yes,
    No,
}

/// Why a device is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    BadCredentials,
    NotNow,
    TooOften,
    TooManyClients,
    BadClientId,
    EnhancedAuth,
    RetainedWill,
}

impl Terms {
    /// CONNACK that lets the device in.
    pub(crate) fn packet(&self, version: Version, receive_max: u16) -> Result<Packet, MqttError> {
        let present = self.session == SessionPresent::Yes;
        if version != Version::V5_0 {
            return Ok(v3_1_1::Connack::builder()
                .session_present(present)
                .return_code(OldCode::Accepted)
                .build()?
                .into());
        }
        let mut properties: Vec<Property> = vec![
            ReceiveMaximum::new(receive_max)?.into(),
            MaximumPacketSize::new(self.packet_bytes_max)?.into(),
            TopicAliasMaximum::new(TOPIC_ALIASES_MAX)?.into(),
            RetainAvailable::new(0)?.into(),
            WildcardSubscriptionAvailable::new(0)?.into(),
            SubscriptionIdentifierAvailable::new(0)?.into(),
            SharedSubscriptionAvailable::new(0)?.into(),
        ];
        if let Some(client_id) = &self.assigned_client_id {
            properties.push(AssignedClientIdentifier::new(client_id.as_str())?.into());
        }
        if let Some(secs) = self.keep_alive {
            properties.push(ServerKeepAlive::new(secs)?.into());
        }
        if let Some(secs) = self.session_expiry_secs {
            properties.push(SessionExpiryInterval::new(secs)?.into());
        }
        if let Some(words) = self.note {
            properties.push(ReasonString::new(words)?.into());
        }
        Ok(v5_0::Connack::builder()
            .session_present(present)
            .reason_code(Code::Success)
            .props(properties)
            .build()?
            .into())
    }
}

impl Refusal {
    /// CONNACK that does not let the device in. `None` if not even that fits into what it takes.
    pub(crate) fn packet(self, hello: &Hello) -> Option<Vec<u8>> {
        let (old_code, code, words) = self.said();
        if hello.version != Version::V5_0 {
            let packet = v3_1_1::Connack::builder()
                .session_present(false)
                .return_code(old_code?)
                .build();
            return Some(packet.ok()?.to_continuous_buffer());
        }
        let bytes_max = hello.packet_bytes_max.unwrap_or(u32::MAX);
        let bytes_max = usize::try_from(bytes_max).unwrap_or(usize::MAX);
        let build = |properties: Vec<Property>| {
            v5_0::Connack::builder()
                .session_present(false)
                .reason_code(code)
                .props(properties)
                .build()
                .ok()
                .filter(|packet| packet.size() <= bytes_max)
        };
        let words = ReasonString::new(words).ok()?;
        let packet = build(vec![words.into()]).or_else(|| build(Vec::new()))?;
        Some(packet.to_continuous_buffer())
    }

    fn said(self) -> (Option<OldCode>, Code, &'static str) {
        match self {
            Self::BadCredentials => (
                Some(OldCode::BadUserNameOrPassword),
                Code::BadUserNameOrPassword,
                "the user name must be a device id and the password its token",
            ),
            Self::NotNow => (
                Some(OldCode::ServerUnavailable),
                Code::ServerUnavailable,
                "sign-in cannot be checked now; try again later",
            ),
            Self::TooOften => (
                Some(OldCode::ServerUnavailable),
                Code::ConnectionRateExceeded,
                "too many failed sign-ins; wait a minute and check the token",
            ),
            Self::TooManyClients => (
                Some(OldCode::ServerUnavailable),
                Code::QuotaExceeded,
                "this device is connected under too many client ids; close one",
            ),
            Self::BadClientId => (
                Some(OldCode::IdentifierRejected),
                Code::ClientIdentifierNotValid,
                "a client id has at most 256 bytes",
            ),
            Self::EnhancedAuth => (
                None,
                Code::BadAuthenticationMethod,
                "send user name and password, without an authentication method",
            ),
            Self::RetainedWill => (
                None,
                Code::RetainNotSupported,
                "wills are ignored here and cannot be retained; set Will Retain to 0",
            ),
        }
    }
}
