use cardea_law::{en_303_645, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::Security;
use cardea_manifest::shape::Text;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-02",
    name: "sent-in-the-clear",
    title: "Encrypt in transit",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_32_1_A,
        en_303_645::P_5_5_1,
        en_303_645::P_5_8_1,
        en_303_645::P_5_8_2,
    ],
    applies_from: None,
    page: include_str!("sent_in_the_clear.md"),
    check,
};

/// Ports whose usual protocol has no encryption: protocol, number, name.
const PLAIN: [(&str, u32, &str); 6] = [
    ("tcp", 21, "FTP"),
    ("tcp", 23, "Telnet"),
    ("tcp", 80, "HTTP"),
    ("tcp", 1883, "MQTT"),
    ("udp", 69, "TFTP"),
    ("udp", 5683, "CoAP"),
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let security = manifest.security.as_ref();
    let listens = security.is_some_and(|security| !security.ports.is_empty());
    if manifest.streams.is_empty() && manifest.product.radios.is_empty() && !listens {
        verdict.not_applicable("nothing goes over a network");
        return;
    }
    let transit = security.and_then(|security| security.transit.as_ref());
    if let Some(tls) = transit.and_then(|transit| transit.tls.as_ref()) {
        version(tls, verdict);
    } else {
        let section = transit
            .map(|transit| transit.span)
            .or_else(|| security.map(|security| security.span));
        verdict.cannot_tell(
            section.unwrap_or(manifest.span),
            "how data is encrypted on its way is not said; write the lowest version of TLS that is accepted as `security.transit.tls`",
        );
    }
    if let Some(security) = security {
        plain_ports(security, verdict);
    }
}

fn version(tls: &At<Text>, verdict: &mut Verdict<'_>) {
    match tls.as_str() {
        "1.2" | "1.3" => {}
        "none" => {
            verdict.broken(
                tls.span,
                "data is sent in the clear; encrypt every connection with TLS 1.2 or 1.3",
            );
        }
        old @ ("1.0" | "1.1") => {
            verdict.broken(
                tls.span,
                format!("TLS {old} is deprecated and weak; accept nothing below 1.2, better 1.3"),
            );
        }
        other => {
            verdict.cannot_tell(tls.span, format!("`{other}` is no version of TLS; write \"1.3\", \"1.2\", or what is really accepted"));
        }
    }
}

fn plain_ports(security: &Security, verdict: &mut Verdict<'_>) {
    for (protocol, ports) in security.ports.iter() {
        for port in ports {
            let plain = PLAIN
                .iter()
                .find(|(of, number, _)| *of == protocol.as_str() && *number == port.value);
            if let Some((_, number, name)) = plain {
                verdict.broken(
                    port.span,
                    format!("port {number} ({protocol}) carries {name} without encryption; close it, or use the encrypted form", protocol = protocol.value),
                );
            }
        }
    }
}
