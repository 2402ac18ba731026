use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{BasisKind, Handler, Manifest, Purpose, Reuse, ReuseGround};
use cardea_manifest::shape::Name;

use crate::asked::rests_on_consent;
use crate::beyond_service::is_beyond_service;
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "LAW-10",
    name: "used-again-unchecked",
    title: "Purpose limitation and re-use",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_B, uk_gdpr::ART_5_3, uk_gdpr::ART_8A],
    applies_from: None,
    page: include_str!("used_again_unchecked.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut any = false;
    for (name, purpose) in manifest.purposes.iter() {
        if let Some(reuse) = &purpose.reuse {
            any = true;
            compatible(manifest, name, purpose, reuse, verdict);
        } else if let Some(earlier) = collected_before(manifest, name, purpose) {
            any = true;
            unsaid(manifest, name, earlier, verdict);
        }
    }
    if !any {
        verdict.not_applicable("no purpose uses again what was collected for another");
    }
}

/// A purpose that began with the product, or at least before this one, and uses the same stream.
fn collected_before<'m>(
    manifest: &'m Manifest,
    name: &At<Name>,
    purpose: &Purpose,
) -> Option<&'m At<Name>> {
    let since = **purpose.since.as_ref()?;
    let on_sale = manifest.product.on_sale_from.as_ref();
    if on_sale.is_some_and(|day| since <= day.value) {
        return None;
    }
    let earlier = |other: &Purpose| other.since.as_ref().is_none_or(|day| day.value < since);
    let shares = |other: &Purpose| {
        let mut streams = other.uses.names();
        streams.any(|stream| purpose.uses.get(stream).is_some())
    };
    let found = manifest
        .purposes
        .iter()
        .find(|(other_name, other)| *other_name != name && earlier(other) && shares(other));
    found.map(|(earlier, _)| earlier)
}

fn unsaid(manifest: &Manifest, name: &At<Name>, earlier: &At<Name>, verdict: &mut Verdict<'_>) {
    match *manifest.handled_by.data {
        Handler::Cardea => verdict.kept_by_construction(
            HouseLaw::L2,
            "a reading is kept for the purposes that were permitted when it came, and a later purpose gets only what comes after it",
        ),
        Handler::Own => {
            verdict.cannot_tell(
                name.span,
                format!("`{}` came after `{}` and uses the same data, and nobody says whether that includes what was collected before; write `reuse` with what makes it compatible, or let `handled_by.data` be `cardea`", name.value, earlier.value),
            );
        }
    }
}

fn compatible(
    manifest: &Manifest,
    name: &At<Name>,
    purpose: &Purpose,
    reuse: &Reuse,
    verdict: &mut Verdict<'_>,
) {
    let on = &reuse.on;
    if reuse.of.is_empty() {
        verdict.cannot_tell(
            reuse.span,
            format!("which data `{}` uses again is not said; name the purposes it was collected for as `of`", name.value),
        );
    }
    match on.value {
        ReuseGround::NewConsent if !rests_on_consent(purpose) => {
            verdict.broken(
                on.span,
                format!("`{}` uses data again by new consent, but does not rest on consent; write `basis: consent`, or another ground", name.value),
            );
        }
        ReuseGround::ShowsCompliance if is_beyond_service(*purpose.class) => {
            verdict.broken(
                on.span,
                format!("`{}` is of class `{}`, which does not show that the law is kept; ask for new consent, or do not use the data again", name.value, *purpose.class),
            );
        }
        ReuseGround::NewConsent | ReuseGround::ShowsCompliance => {}
        ReuseGround::Assessed | ReuseGround::Listed => written_down(name, reuse, verdict),
    }
    if on.value == ReuseGround::Assessed {
        collected_on_consent(manifest, name, reuse, verdict);
    }
}

fn written_down(name: &At<Name>, reuse: &Reuse, verdict: &mut Verdict<'_>) {
    if reuse.assessment.is_none() {
        verdict.cannot_tell(
            reuse.on.span,
            format!("what makes using data again for `{}` compatible is not written down; name the assessment, or the law and why consent cannot be had, as `assessment`", name.value),
        );
    }
}

fn collected_on_consent(
    manifest: &Manifest,
    name: &At<Name>,
    reuse: &Reuse,
    verdict: &mut Verdict<'_>,
) {
    for source in &reuse.of {
        let from = manifest.purposes.get(source.as_str());
        if from.is_some_and(|from| from.basis.kind == BasisKind::Consent) {
            verdict.broken(
                source.span,
                format!("`{}` uses again what people gave for `{}` by consent, and no assessment makes that compatible; ask them anew and write `on: new_consent`", name.value, source.value),
            );
        }
    }
}
