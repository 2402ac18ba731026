use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;

pub(crate) static CONTROL: Control = Control {
    code: "ACU-07",
    name: "corrections-not-passed-on",
    title: "Corrections reach recipients",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_19],
    applies_from: None,
    page: include_str!("corrections_not_passed_on.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (purpose, of) in world.manifest.purposes.iter() {
        for (name, recipient) in of.recipients.iter() {
            any = true;
            Ask {
                place: name.span,
                unsaid: &format!(
                    "how `{}` hears that data of `{}` was put right is not said; agree it and write `acknowledges`",
                    name.value, purpose.value
                ),
                wrong: &format!(
                    "`{}` is not told when data of `{}` is put right; agree how it hears of it and confirms it",
                    name.value, purpose.value
                ),
            }
            .is(recipient.acknowledges.as_ref(), |how| how.as_str() != "none", verdict);
        }
    }
    if !any {
        verdict.not_applicable("no other organisation gets the data");
    }
}
