use cardea_law::ico_iot_guidance;
use cardea_manifest::model::{Manifest, Surface};

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-09",
    name: "no-code-on-the-product",
    title: "QR/NFC route",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_iot_guidance::CHAPTER_TRANSPARENCY],
    applies_from: None,
    page: include_str!("no_code_on_the_product.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let manifest = world.manifest;
    if manifest.notices.qr.is_none() {
        verdict.broken(
            manifest.notices.span,
            "no code on the product leads to its privacy information; print one on the pack and on the unit, and write its page as `qr`",
        );
        return;
    }
    stays(manifest, verdict);
    tracks(world, verdict);
}

/// Whether the page outlives the support of the product.
fn stays(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let notices = &manifest.notices;
    let support = manifest
        .updates
        .as_ref()
        .and_then(|updates| updates.support_until.as_ref());
    match (&notices.qr_until, support) {
        (Some(until), Some(support)) if until.value < support.value => {
            let (until_date, support) = (until.value, support.value);
            verdict.broken(
                until.span,
                format!("the page behind the code stays until {until_date}, but support lasts until {support}; keep it at least as long"),
            );
        }
        (Some(_), _) => {}
        (None, _) => {
            verdict.cannot_tell(
                notices.qr.as_ref().map_or(notices.span, |qr| qr.span),
                "how long the page behind the code stays is not said; write its last day as `qr_until`",
            );
        }
    }
}

/// Whether somebody else stores or reads something on web pages of the product.
fn tracks(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let others = world
        .manifest
        .other_access
        .iter()
        .filter(|(_, access)| *access.surface == Surface::Web && access.by.is_some());
    for (name, _) in others {
        let missing = format!(
            "whether `{}` follows people on the page behind the code as well is not said; keep that page free of it, and state so under \
             `assessments.TRA-09`",
            name.value
        );
        verdict.ask_statement(world, name.span, missing);
    }
}
