use cardea_law::uk_gdpr;
use cardea_manifest::model::{Contract, ContractTerms};

use crate::{Checked, Control, Level, Status, Verdict, World, processors};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-03",
    name: "processor-without-contract",
    title: "Processor contract with required terms",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_28_3, uk_gdpr::ART_28_4],
    applies_from: None,
    page: include_str!("processor_without_contract.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut processors = processors(world.manifest).peekable();
    if processors.peek().is_none() {
        verdict.not_applicable("no processor handles the data");
    }
    for (name, organisation) in processors {
        match &organisation.contract {
            Some(contract) => whole_and_in_force(world, name.as_str(), contract, verdict),
            None => {
                verdict.broken(
                    name.span,
                    format!("`{}` handles data without a contract; agree one with the terms of Art 28(3) and write it as `contract`", name.value),
                );
            }
        }
    }
}

fn whole_and_in_force(
    world: &World<'_>,
    name: &str,
    contract: &Contract,
    verdict: &mut Verdict<'_>,
) {
    let missing: Vec<String> = ContractTerms::REQUIRED
        .iter()
        .filter(|(letter, _)| !contract.terms.letters.contains(letter))
        .map(|(letter, about)| format!("({letter}) {about}"))
        .collect();
    if !missing.is_empty() {
        verdict.broken(
            contract.terms.span,
            format!(
                "the contract with `{name}` lacks Art 28(3){}; agree what is missing",
                missing.join(", ")
            ),
        );
    }
    let until = *contract.until;
    if until < world.today {
        verdict.broken(
            contract.until.span,
            format!("the contract with `{name}` ended on {until}; renew it, or stop the data"),
        );
    }
}
