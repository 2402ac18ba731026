use cardea_law::ico_storage_and_access;
use cardea_manifest::model::{Handler, Renewal};

use crate::asked::{Asked, asked};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-15",
    name: "old-consent-for-new-purpose",
    title: "New purpose, new consent",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_storage_and_access::CHAPTER_CONSENT],
    applies_from: None,
    page: include_str!("old_consent_for_new_purpose.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let asked: Vec<_> = asked(world.manifest).collect();
    if asked.is_empty() {
        verdict.not_applicable("no purpose waits for consent");
        return;
    }
    let handled = &world.manifest.handled_by;
    if handled.choices.value == Handler::Cardea && handled.data.value == Handler::Cardea {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "a yes counts for the promise it was given for, so a changed purpose keeps nothing until people agree again",
        );
        return;
    }
    for asked in &asked {
        renewed(asked, verdict);
    }
}

fn renewed(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    let renewed_on = asked.choice.map(|choice| &choice.renewed_on);
    match renewed_on.and_then(|events| events.first()) {
        None => {
            verdict.cannot_tell(
                asked.span(),
                format!("whether `{name}` is asked anew when it changes is not said; write `renewed_on: [purpose_change]` under `choices.{name}`"),
            );
        }
        Some(first) => {
            let events = renewed_on.into_iter().flatten();
            if !events
                .into_iter()
                .any(|event| event.value == Renewal::PurposeChange)
            {
                verdict.broken(
                    first.span,
                    format!("an old yes to `{name}` counts for what it has become; ask anew, and add `purpose_change` to `renewed_on`"),
                );
            }
        }
    }
}
