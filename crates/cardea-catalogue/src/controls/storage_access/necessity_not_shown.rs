use cardea_law::{ico_storage_and_access, pecr};
use cardea_manifest::At;
use cardea_manifest::model::{Ground, OtherAccess};
use cardea_manifest::shape::Name;
use cardea_units::date;

use crate::pecr::{Lives, more_than_covered, on_ground};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-05",
    name: "necessity-not-shown",
    title: "Strictly necessary, seen from the user's side",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        pecr::SCH_A1_PARA_4,
        ico_storage_and_access::CHAPTER_EXCEPTIONS,
    ],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("necessity_not_shown.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (operation, ground) in on_ground(world.manifest, Ground::StrictlyNecessary) {
        any = true;
        let names = operation.names();
        if let Some((span, message)) = more_than_covered(&operation, ground) {
            verdict.broken(span, message);
        } else if operation.necessary_for().is_none() {
            verdict.cannot_tell(
                ground.span,
                format!("why access to {names} is strictly necessary is not said; write `necessary_for` beside the ground"),
            );
        }
        if let Some((name, access)) = operation.entry() {
            ends(name, access, verdict);
        }
    }
    if !any {
        verdict.not_applicable("nothing is stored or read on the ground `strictly_necessary`");
    }
}

/// Streams have their periods under `uses`; an entry says under `lives` how long it stays.
fn ends(name: &At<Name>, access: &OtherAccess, verdict: &mut Verdict<'_>) {
    let name = &name.value;
    match &access.lives {
        None => {
            verdict.cannot_tell(
                access.ground.span,
                format!("how long `{name}` stays is not said; write `lives`: `session`, `until_reset` or a length of time"),
            );
        }
        Some(lives) if Lives::read(lives).is_none() => {
            verdict.cannot_tell(
                lives.span,
                format!("how long `{name}` stays is not a time; write `session`, `until_reset` or a length of time such as `30d`"),
            );
        }
        Some(_) => {}
    }
}
