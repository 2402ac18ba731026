//! The packets we send, for both versions.

use mqtt_protocol_core::mqtt::Version;
use mqtt_protocol_core::mqtt::packet::{
    Packet, Property, Qos as WireQos, ReasonString, v3_1_1, v5_0,
};
use mqtt_protocol_core::mqtt::result_code::{
    DisconnectReasonCode, MqttError, PubackReasonCode, PubrecReasonCode, SubackReasonCode,
    SubackReturnCode, UnsubackReasonCode,
};

use super::hearing::{Granted, Message};
use super::window::{Kind, Verdict};
use crate::Qos;

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

/// SUBACK: what each filter was granted.
pub(crate) fn subscribed(
    version: Version,
    packet_id: u16,
    granted: &[Granted],
    reason: Option<&'static str>,
) -> Reply {
    Ok(if version == Version::V5_0 {
        let codes = granted.iter().map(|granted| match granted {
            Granted::At(Qos::AtMostOnce) => SubackReasonCode::GrantedQos0,
            Granted::At(Qos::AtLeastOnce | Qos::ExactlyOnce) => SubackReasonCode::GrantedQos1,
            Granted::Refused => SubackReasonCode::NotAuthorized,
            Granted::TooMany => SubackReasonCode::QuotaExceeded,
        });
        let packet = v5_0::Suback::builder()
            .packet_id(packet_id)
            .reason_codes(codes.collect());
        match reason {
            Some(words) => packet.props(said(words)?).build()?.into(),
            None => packet.build()?.into(),
        }
    } else {
        let codes = granted.iter().map(|granted| match granted {
            Granted::At(Qos::AtMostOnce) => SubackReturnCode::SuccessMaximumQos0,
            Granted::At(Qos::AtLeastOnce | Qos::ExactlyOnce) => {
                SubackReturnCode::SuccessMaximumQos1
            }
            Granted::Refused | Granted::TooMany => SubackReturnCode::Failure,
        });
        v3_1_1::Suback::builder()
            .packet_id(packet_id)
            .return_codes(codes.collect())
            .build()?
            .into()
    })
}

/// PUBLISH of a directive. At QoS 0 the packet id is none.
pub(crate) fn told(version: Version, message: &Message, packet_id: Option<u16>) -> Reply {
    let qos = match packet_id {
        Some(_) => WireQos::AtLeastOnce,
        None => WireQos::AtMostOnce,
    };
    let (topic, payload) = (&*message.topic, message.payload.to_vec());
    Ok(if version == Version::V5_0 {
        let packet = v5_0::Publish::builder()
            .topic_name(topic)?
            .qos(qos)
            .retain(message.retain)
            .dup(message.again.is_some())
            .payload(payload);
        match packet_id {
            Some(id) => packet.packet_id(id).build()?.into(),
            None => packet.build()?.into(),
        }
    } else {
        let packet = v3_1_1::Publish::builder()
            .topic_name(topic)?
            .qos(qos)
            .retain(message.retain)
            .dup(message.again.is_some())
            .payload(payload);
        match packet_id {
            Some(id) => packet.packet_id(id).build()?.into(),
            None => packet.build()?.into(),
        }
    })
}

/// UNSUBACK: which filters there had been.
pub(crate) fn unsubscribed(version: Version, packet_id: u16, existed: &[bool]) -> Reply {
    Ok(match version {
        Version::V5_0 => {
            let codes = existed.iter().map(|existed| {
                if *existed {
                    UnsubackReasonCode::Success
                } else {
                    UnsubackReasonCode::NoSubscriptionExisted
                }
            });
            v5_0::Unsuback::builder()
                .packet_id(packet_id)
                .reason_codes(codes.collect())
                .build()?
                .into()
        }
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
