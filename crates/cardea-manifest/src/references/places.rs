//! Other access, choices, decisions, ports and the end of life: known purposes, and texts that have a form.

use cardea_units::Date;

use crate::model::Manifest;
use crate::shape::{Reader, require_known, shown};

pub(crate) fn check(manifest: &Manifest, reader: &mut Reader) {
    let purposes = || manifest.purposes.names();
    for access in manifest.other_access.values() {
        require_known(&access.for_what, purposes(), "a purpose", reader);
        if let Some(by) = &access.by {
            require_known(
                by,
                manifest.organisations.names(),
                "an organisation",
                reader,
            );
        }
    }
    for (name, _) in manifest.choices.iter() {
        require_known(name, purposes(), "a purpose", reader);
    }
    for decision in manifest.decisions.values() {
        require_known(&decision.for_what, purposes(), "a purpose", reader);
    }
    ports(manifest, reader);
    end_of_life(manifest, reader);
}

fn ports(manifest: &Manifest, reader: &mut Reader) {
    const PORT_MAX: u32 = 65_535;
    let Some(security) = &manifest.security else {
        return;
    };
    for (protocol, ports) in security.ports.iter() {
        require_known(protocol, ["tcp", "udp"], "a protocol with ports", reader);
        for port in ports {
            if !(1..=PORT_MAX).contains(&port.value) {
                reader.problem(
                    port.span,
                    format!("{} is no port", port.value),
                    "write a number from 1 to 65535",
                );
            }
        }
    }
}

fn end_of_life(manifest: &Manifest, reader: &mut Reader) {
    let Some(end) = &manifest.end_of_life else {
        return;
    };
    let after = end.after.as_str();
    if after == "support_until" {
        if manifest
            .updates
            .as_ref()
            .is_none_or(|updates| updates.support_until.is_none())
        {
            reader.problem(
                end.after.span,
                "nothing says until when there is support",
                "write `support_until` in the section `updates`, or a date here",
            );
        }
    } else if !after
        .parse::<Date>()
        .is_ok_and(|date| date.to_string() == after)
    {
        reader.problem(
            end.after.span,
            format!("`{}` is no day", shown(after)),
            "write `support_until`, or a date such as `2031-06-30`",
        );
    }
}
