use cardea_law::{ico_audit_toolkits, uk_gdpr};
use cardea_manifest::model::Handler;

use crate::said::Ask;
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-03",
    name: "not-deleted-everywhere",
    title: "Automatic deletion everywhere",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_1_E,
        uk_gdpr::ART_25,
        ico_audit_toolkits::TOOLKIT_RETENTION,
    ],
    applies_from: None,
    page: include_str!("not_deleted_everywhere.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if manifest
        .purposes
        .values()
        .all(|purpose| purpose.uses.is_empty())
    {
        verdict.not_applicable("nothing is kept for a purpose");
        return;
    }
    for (purpose, of) in manifest.purposes.iter() {
        for (name, recipient) in of.recipients.iter() {
            Ask {
                place: name.span,
                unsaid: &format!(
                    "whether `{}` confirms that it deleted what it got for `{}` is not said; agree it and write `acknowledges`",
                    name.value, purpose.value
                ),
                wrong: &format!(
                    "`{}` never confirms that it deleted what it got for `{}`; agree that it does",
                    name.value, purpose.value
                ),
            }
            .is(recipient.acknowledges.as_ref(), |how| how.as_str() != "none", verdict);
        }
    }
    match *manifest.handled_by.data {
        Handler::Cardea => verdict.kept_by_construction(
            HouseLaw::L5,
            "in the cloud, a period ends by itself and its data goes with the next sweep",
        ),
        Handler::Own => {
            verdict.ask_statement(
                world,
                manifest.handled_by.data.span,
                "nobody has stated how data is deleted in each place; state it under `assessments.STO-03`, or let `handled_by.data` be `cardea`",
            );
        }
    }
}
