use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-18",
    name: "recipients-hear-nothing",
    title: "Tell recipients",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_19],
    applies_from: None,
    page: include_str!("recipients_hear_nothing.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let purposes = world.manifest.purposes.iter();
    let mut recipients = purposes
        .flat_map(|(purpose, it)| it.recipients.iter().map(move |found| (purpose, found)))
        .peekable();
    if recipients.peek().is_none() {
        verdict.not_applicable("nobody else gets the data for themselves");
    }
    for (purpose, (organisation, recipient)) in recipients {
        if recipient.acknowledges.is_none() {
            verdict.broken(
                organisation.span,
                format!(
                    "nothing says how `{}` hears, and confirms, that data it got for `{}` was corrected, erased or restricted; agree a way and \
                     write `acknowledges`",
                    organisation.value, purpose.value
                ),
            );
        }
    }
}
