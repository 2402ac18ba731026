use cardea_law::charges_regulations_2018;

use crate::{Checked, Control, Level, Status, Verdict, World, controllers, is_the_uk};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-14",
    name: "fee-not-paid",
    title: "Data protection fee",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        charges_regulations_2018::REG_2,
        charges_regulations_2018::REG_3,
    ],
    applies_from: None,
    page: include_str!("fee_not_paid.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut liable = controllers(world.manifest)
        .filter(|(_, organisation)| is_the_uk(&organisation.country))
        .peekable();
    if liable.peek().is_none() {
        verdict.not_applicable("nobody in the United Kingdom decides about the data");
    }
    for (name, organisation) in liable {
        match &organisation.regulator_registration {
            None => {
                verdict.cannot_tell(
                    name.span,
                    format!(
                        "whether `{}` has paid the data protection fee is not said; write its number in the register and the last day it is \
                         paid for as `regulator_registration`",
                        name.value
                    ),
                );
            }
            Some(registration) if *registration.until < world.today => {
                let until = *registration.until;
                verdict.broken(
                    registration.until.span,
                    format!("the data protection fee of `{}` is paid until {until} only; pay it and write the new last day", name.value),
                );
            }
            Some(_) => {}
        }
    }
}
