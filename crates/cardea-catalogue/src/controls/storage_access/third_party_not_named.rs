use cardea_law::ico_storage_and_access;
use cardea_manifest::At;
use cardea_manifest::model::{Handler, OtherAccess};
use cardea_manifest::shape::Name;
use cardea_units::date;

use crate::pecr::{Operation, operations};
use crate::{Checked, Control, Level, Role, Status, Verdict, World, roles};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-12",
    name: "third-party-not-named",
    title: "Name third parties",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_storage_and_access::CHAPTER_CONSENT],
    applies_from: Some(date(2026, 4, 29)),
    page: include_str!("third_party_not_named.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for operation in operations(world.manifest) {
        let Some((name, access)) = operation.entry() else {
            continue;
        };
        let by = access.by.as_ref().filter(|by| !decides(&operation, by));
        if let Some(by) = by {
            any = true;
            named(&operation, by, verdict);
            how_long(name, by, access, verdict);
        }
    }
    if !any {
        verdict.not_applicable("no third party stores or reads anything");
        return;
    }
    let notices = &world.manifest.handled_by.notices;
    if notices.value == Handler::Own {
        verdict.ask_statement(
            world,
            notices.span,
            "whether your notices name each third party, with what it does and how long, is not known; write a dated statement under \
             `assessments.PEC-12`",
        );
    }
}

fn decides(operation: &Operation<'_>, organisation: &At<Name>) -> bool {
    roles(operation.purpose).any(|(name, role)| name == organisation && role == Role::Controller)
}

/// Notices name the organisations that a purpose names; those that stand under them are not among them.
fn named(operation: &Operation<'_>, by: &At<Name>, verdict: &mut Verdict<'_>) {
    if !roles(operation.purpose).any(|(name, _)| name == by) {
        verdict.broken(
            by.span,
            format!(
                "`{}` stores or reads for `{}`, but is not named there, so people are not told of it; name it under its `processors` or \
                 `recipients`",
                by.value, operation.purpose_name.value
            ),
        );
    }
    let recipient = operation.purpose.recipients.entry(by.as_str());
    if let Some((name, _)) = recipient.filter(|(_, recipient)| recipient.duration.is_none()) {
        verdict.cannot_tell(
            name.span,
            format!(
                "how long `{}` keeps what it reads is not said; write `duration` at the recipient",
                name.value
            ),
        );
    }
}

fn how_long(name: &At<Name>, by: &At<Name>, access: &OtherAccess, verdict: &mut Verdict<'_>) {
    if access.lives.is_none() {
        verdict.cannot_tell(
            by.span,
            format!(
                "how long `{}` of `{}` stays is not said; write `lives`",
                name.value, by.value
            ),
        );
    }
}
