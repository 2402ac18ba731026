use crate::children::{not_for_children, open_to_children};
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::childrens_code;

pub(crate) static CONTROL: Control = Control {
    code: "CHI-09",
    name: "childs-data-shared",
    title: "Child data sharing",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[childrens_code::STD_9],
    applies_from: None,
    page: include_str!("childs_data_shared.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let mut shared = open_to_children(world.manifest)
        .filter(|(_, purpose)| !purpose.recipients.is_empty())
        .peekable();
    if shared.peek().is_none() {
        verdict.not_applicable("nobody else gets children's data for themselves");
    }
    for (name, purpose) in shared.filter(|(_, purpose)| purpose.childs_interest.is_none()) {
        for (organisation, _) in purpose.recipients.iter() {
            verdict.broken(
                organisation.span,
                format!(
                    "`{}` gets children's data for `{}`, and nothing says why that is good for them; write `childs_interest`, or \
                     `children: never` at the purpose",
                    organisation.value, name.value
                ),
            );
        }
    }
}
