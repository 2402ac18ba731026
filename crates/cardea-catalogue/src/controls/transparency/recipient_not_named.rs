use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::model::{From, Manifest};
use cardea_manifest::shape::Name;
use cardea_manifest::{At, Span};

use crate::told::{Telling, told};
use crate::{Checked, Control, Level, Role, Status, Verdict, World, roles};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-14",
    name: "recipient-not-named",
    title: "Recipients and circumstances of sharing",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_13_1_E, ico_iot_guidance::CHAPTER_TRANSPARENCY],
    applies_from: None,
    page: include_str!("recipient_not_named.md"),
    check,
};

const TELLING: Telling = Telling {
    code: CONTROL.code,
    portal: "of each purpose the portal names who decides, who handles its data and who gets it, from the manifest that is enforced",
    people: "who gets their data, and when",
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let others = manifest
        .purposes
        .values()
        .flat_map(roles)
        .any(|(_, role)| role != Role::Controller);
    let ways: Vec<Way<'_>> = ways(manifest)
        .filter(|way| !is_named(manifest, way.to))
        .collect();
    if !others && ways.is_empty() {
        verdict.not_applicable("nobody but those who decide gets data");
        return;
    }
    for way in ways {
        verdict.broken(
            way.span,
            format!("`{}` {}, but no purpose names it, so people are not told; name it there as a processor or recipient, or stop it", way.to.value, way.how),
        );
    }
    hosts_said(manifest, verdict);
    told(world, &TELLING, verdict);
}

/// A way by which an organisation can get data, beside the purposes that name it.
struct Way<'m> {
    to: &'m At<Name>,
    span: Span,
    how: &'static str,
}

fn ways(manifest: &Manifest) -> impl Iterator<Item = Way<'_>> {
    let hosts = manifest.organisations.iter().filter_map(|(to, it)| {
        let span = it.hosts.first()?.span;
        let how = "has hosts that the product talks to";
        Some(Way { to, span, how })
    });
    let components = manifest.product.app.iter().flat_map(|app| &app.components);
    let components = components.map(|to| Way {
        to,
        span: to.span,
        how: "has software in the app",
    });
    let access = manifest.other_access.values().filter_map(|access| {
        let to = access.by.as_ref()?;
        let how = "stores or reads something on people's devices";
        Some(Way {
            to,
            span: to.span,
            how,
        })
    });
    let reviews = manifest.purposes.values().filter_map(|purpose| {
        let to = &purpose.human_review.as_ref()?.by;
        let how = "lets people listen to or look at what is recorded";
        Some(Way {
            to,
            span: to.span,
            how,
        })
    });
    hosts.chain(components).chain(access).chain(reviews)
}

/// Whether a purpose names an organisation, or it works for a processor that is named.
fn is_named(manifest: &Manifest, name: &At<Name>) -> bool {
    let mut all = manifest.purposes.values().flat_map(roles);
    let under = manifest
        .organisations
        .get(name.as_str())
        .is_some_and(|organisation| organisation.under.is_some());
    under || all.any(|(named, _)| named == name)
}

/// A product that sends something says to which hosts; what a capture shows can be compared with no other list.
fn hosts_said(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let mut streams = manifest.streams.values();
    let sends = streams.any(|stream| matches!(*stream.from, From::Device | From::App));
    let mut organisations = manifest.organisations.values();
    if sends && organisations.all(|organisation| organisation.hosts.is_empty()) {
        verdict.cannot_tell(
            manifest.organisations.span,
            "to whom the product sends data is not said; write the names of their hosts as `hosts` of the organisations",
        );
    }
}
