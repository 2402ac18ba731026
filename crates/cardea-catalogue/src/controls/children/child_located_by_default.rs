use crate::children::{AtFirst, at_first, care, not_for_children, open_to_children};
use crate::purpose_fields::purpose_fields;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::childrens_code;
use cardea_manifest::At;
use cardea_manifest::model::{Manifest, Purpose};
use cardea_manifest::shape::Name;

pub(crate) static CONTROL: Control = Control {
    code: "CHI-10",
    name: "child-located-by-default",
    title: "Geolocation off",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[childrens_code::STD_10],
    applies_from: None,
    page: include_str!("child_located_by_default.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let manifest = world.manifest;
    let mut any = false;
    for (name, purpose) in locating(manifest) {
        any = true;
        if purpose.childs_interest.is_none() {
            off_at_first(manifest, name, purpose, verdict);
        }
    }
    if !any {
        verdict.not_applicable("no purpose uses where a child is");
        return;
    }
    sign(manifest, verdict);
    if is_shared(manifest) {
        resets(manifest, verdict);
    }
}

/// The purposes that use where a child is.
fn locating(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &Purpose)> {
    open_to_children(manifest).filter(|(_, purpose)| {
        let mut used = purpose_fields(manifest, purpose);
        used.any(|used| used.field.data.is_location())
    })
}

fn off_at_first(
    manifest: &Manifest,
    name: &At<Name>,
    purpose: &Purpose,
    verdict: &mut Verdict<'_>,
) {
    let span = match at_first(manifest, name, purpose) {
        AtFirst::Off => return,
        AtFirst::On(starts) => starts.span,
        AtFirst::Unasked => name.span,
    };
    verdict.broken(
        span,
        format!(
            "`{}` uses where a child is before anybody chose it; let it start off and wait for consent, or write `childs_interest` if there \
             is a compelling reason",
            name.value
        ),
    );
}

fn sign(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let (care, span) = care(manifest);
    if care.is_none_or(|care| care.watched_signal.is_empty()) {
        verdict.cannot_tell(
            span,
            "how a child notices that its place is tracked is not said; write `watched_signal` under `people.children`",
        );
    }
}

/// Whether others see where a child is: members of the home, or who gets the data.
fn is_shared(manifest: &Manifest) -> bool {
    let to_members = |stream: &str| {
        let mut seen = manifest.people.sees.other_members.iter();
        seen.any(|name| name.as_str() == stream)
    };
    locating(manifest).any(|(_, purpose)| {
        let mut used =
            purpose_fields(manifest, purpose).filter(|used| used.field.data.is_location());
        !purpose.recipients.is_empty() || used.any(|used| to_members(used.stream_name.as_str()))
    })
}

fn resets(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let (care, span) = care(manifest);
    match care.and_then(|care| care.location_resets.as_ref()) {
        Some(resets) if **resets => {}
        Some(resets) => {
            verdict.broken(
                resets.span,
                "others go on seeing where a child is after the session; let sharing go back to off, and write `location_resets: true`",
            );
        }
        None => {
            verdict.cannot_tell(
                span,
                "whether sharing of a child's place ends with each session is not said; write `location_resets` under `people.children`",
            );
        }
    }
}
