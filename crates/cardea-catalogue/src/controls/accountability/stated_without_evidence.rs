use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{HandledBy, Handler};

use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-15",
    name: "stated-without-evidence",
    title: "Evidence of compliance",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_2, uk_gdpr::ART_24],
    applies_from: None,
    page: include_str!("stated_without_evidence.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    for (code, statement) in manifest.assessments.iter() {
        if statement.evidence.is_none() {
            verdict.broken(
                code.span,
                format!("that `{}` is kept is stated and not shown; name with `evidence` what the statement rests on", code.value),
            );
        }
    }
    match own_part(&manifest.handled_by) {
        Some((part, handler)) => {
            verdict.ask_statement(
                world,
                handler.span,
                format!(
                    "how you show what you did is not said, since you run `{part}` yourself; state under `assessments.ACC-15` which records \
                     there are, with `evidence`"
                ),
            );
        }
        None => verdict.kept_by_construction(
            HouseLaw::L9,
            "what people chose, who looked and what was erased is in a log that can be proved without Cardea",
        ),
    }
}

/// The first part whose records Cardea does not keep.
fn own_part(handled_by: &HandledBy) -> Option<(&'static str, &At<Handler>)> {
    [
        ("data", &handled_by.data),
        ("notices", &handled_by.notices),
        ("choices", &handled_by.choices),
        ("rights", &handled_by.rights),
    ]
    .into_iter()
    .find(|(_, handler)| ***handler == Handler::Own)
}
