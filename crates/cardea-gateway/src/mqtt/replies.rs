//! The packets we send, for both versions.

use mqtt_protocol_core::mqtt::Version;
use mqtt_protocol_core::mqtt::packet::{Packet, Property, ReasonString, v3_1_1, v5_0};
use mqtt_protocol_core::mqtt::result_code::{
    DisconnectReasonCode, MqttError, PubackReasonCode, PubrecReasonCode, SubackReasonCode,
    SubackReturnCode, UnsubackReasonCode,
};

use super::window::{Kind, Verdict};

/// A packet, or why the codec would not build it.
pub(crate) type Reply = Result<Packet, MqttError>;

/// PUBACK or PUBREC. 3.1.1 has no words for a refusal: there only what was taken is acknowledged so, and what
/// cannot be decoded as well, since the device would send it again for ever.
pub(crate) fn acknowledgement(
    version: Version,
    kind: Kind,
    packet_id: u16,
    verdict: Verdict,
    reason: Option<&'static str>,
) -> Reply {
    match (version, kind) {
        (Version::V5_0, Kind::AtLeastOnce) => {
            let packet = v5_0::Puback::builder().packet_id(packet_id);
            let packet = match verdict {
                Verdict::Taken | Verdict::Silence => packet,
                Verdict::NotYours => packet.reason_code(PubackReasonCode::NotAuthorized),
                Verdict::Unreadable(_) => {
                    packet.reason_code(PubackReasonCode::PayloadFormatInvalid)
                }
            };
            Ok(match reason {
                Some(words) => packet.props(said(words)?).build()?.into(),
                None => packet.build()?.into(),
            })
        }
        (Version::V5_0, _) => {
            let packet = v5_0::Pubrec::builder().packet_id(packet_id);
            let packet = match verdict {
                Verdict::Taken | Verdict::Silence => packet,
                Verdict::NotYours => packet.reason_code(PubrecReasonCode::NotAuthorized),
                Verdict::Unreadable(_) => {
                    packet.reason_code(PubrecReasonCode::PayloadFormatInvalid)
                }
            };
            Ok(match reason {
                Some(words) => packet.props(said(words)?).build()?.into(),
                None => packet.build()?.into(),
            })
        }
        (_, Kind::AtLeastOnce) => Ok(v3_1_1::Puback::builder()
            .packet_id(packet_id)
            .build()?
            .into()),
        (..) => Ok(v3_1_1::Pubrec::builder()
            .packet_id(packet_id)
            .build()?
            .into()),
    }
}

/// PUBCOMP.
pub(crate) fn completed(version: Version, packet_id: u16) -> Reply {
    Ok(match version {
        Version::V5_0 => v5_0::Pubcomp::builder()
            .packet_id(packet_id)
            .build()?
            .into(),
        _ => v3_1_1::Pubcomp::builder()
            .packet_id(packet_id)
            .build()?
            .into(),
    })
}

/// SUBACK that refuses every filter.
pub(crate) fn no_subscriptions(
    version: Version,
    packet_id: u16,
    filters: usize,
    reason: Option<&'static str>,
) -> Reply {
    Ok(match version {
        Version::V5_0 => {
            let packet = v5_0::Suback::builder()
                .packet_id(packet_id)
                .reason_codes(vec![SubackReasonCode::NotAuthorized; filters]);
            match reason {
                Some(words) => packet.props(said(words)?).build()?.into(),
                None => packet.build()?.into(),
            }
        }
        _ => v3_1_1::Suback::builder()
            .packet_id(packet_id)
            .return_codes(vec![SubackReturnCode::Failure; filters])
            .build()?
            .into(),
    })
}

/// SUBACK that grants every filter at QoS 0: nothing is ever published to it.
pub(crate) fn silent_subscriptions(version: Version, packet_id: u16, filters: usize) -> Reply {
    Ok(match version {
        Version::V5_0 => v5_0::Suback::builder()
            .packet_id(packet_id)
            .reason_codes(vec![SubackReasonCode::GrantedQos0; filters])
            .build()?
            .into(),
        _ => v3_1_1::Suback::builder()
            .packet_id(packet_id)
            .return_codes(vec![SubackReturnCode::SuccessMaximumQos0; filters])
            .build()?
            .into(),
    })
}

/// UNSUBACK: there was nothing to end.
pub(crate) fn unsubscribed(version: Version, packet_id: u16, filters: usize) -> Reply {
    Ok(match version {
        Version::V5_0 => v5_0::Unsuback::builder()
            .packet_id(packet_id)
            .reason_codes(vec![UnsubackReasonCode::NoSubscriptionExisted; filters])
            .build()?
            .into(),
        _ => v3_1_1::Unsuback::builder()
            .packet_id(packet_id)
            .build()?
            .into(),
    })
}

/// PINGRESP.
pub(crate) fn pong(version: Version) -> Packet {
    match version {
        Version::V5_0 => v5_0::Pingresp::new().into(),
        _ => v3_1_1::Pingresp::new().into(),
    }
}

/// DISCONNECT, which only version 5 has from server to device.
pub(crate) fn goodbye(code: DisconnectReasonCode, words: Option<&'static str>) -> Reply {
    let packet = v5_0::Disconnect::builder().reason_code(code);
    Ok(match words {
        Some(words) => packet.props(said(words)?).build()?.into(),
        None => packet.build()?.into(),
    })
}

fn said(words: &'static str) -> Result<Vec<Property>, MqttError> {
    Ok(vec![ReasonString::new(words)?.into()])
}
