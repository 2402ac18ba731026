use cardea_law::{ico_storage_and_access, pecr};
use cardea_manifest::At;
use cardea_manifest::model::{Ground, Manifest, OtherAccess};
use cardea_manifest::shape::Name;
use cardea_units::date;

use crate::pecr::{Lives, more_than_covered, on_ground};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-04",
    name: "more-than-carried",
    title: "Communication exception: sole purpose",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        pecr::SCH_A1_PARA_3,
        ico_storage_and_access::CHAPTER_EXCEPTIONS,
    ],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("more_than_carried.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (operation, ground) in on_ground(world.manifest, Ground::Transmission) {
        any = true;
        if let Some((span, message)) = more_than_covered(&operation, ground) {
            verdict.broken(span, message);
        }
        if let Some((name, access)) = operation.entry() {
            also_otherwise(world.manifest, name, access, verdict);
            stays(name, access, verdict);
        }
    }
    if !any {
        verdict.not_applicable("nothing is stored or read on the ground `transmission`");
    }
}

/// The same thing, for the same purpose, on another ground: then carrying is not all that it does.
fn also_otherwise(
    manifest: &Manifest,
    name: &At<Name>,
    access: &OtherAccess,
    verdict: &mut Verdict<'_>,
) {
    let is_same = |other: &OtherAccess| {
        other.for_what == access.for_what
            && other.surface == access.surface
            && other
                .what
                .as_str()
                .eq_ignore_ascii_case(access.what.as_str())
            && *other.ground != Ground::Transmission
    };
    let other = manifest
        .other_access
        .iter()
        .find(|(_, other)| is_same(other));
    if let Some((other, _)) = other {
        verdict.broken(
            access.ground.span,
            format!(
                "`{}` is stored or read for more than carrying, as `{}` says; keep the two apart, or write one entry on the ground of `{}`",
                name.value, other.value, other.value
            ),
        );
    }
}

fn stays(name: &At<Name>, access: &OtherAccess, verdict: &mut Verdict<'_>) {
    let name = &name.value;
    let Some(lives) = &access.lives else {
        verdict.cannot_tell(
            access.ground.span,
            format!("how long `{name}` stays is not said; write `lives`, such as `session`"),
        );
        return;
    };
    match Lives::read(lives) {
        Some(Lives::UntilReset) => {
            verdict.broken(
                lives.span,
                format!("`{name}` stays when the message has arrived, so it is more than carried; write `session` or a time, or take another ground"),
            );
        }
        Some(Lives::Session | Lives::For(_)) => {}
        None => {
            verdict.cannot_tell(
                lives.span,
                format!("how long `{name}` stays is not a time; write `session` or a length of time such as `1h`"),
            );
        }
    }
}
