use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{Contract, ContractTerms};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-04",
    name: "sub-processor-not-authorised",
    title: "Sub-processor control",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_28_2, uk_gdpr::ART_28_4],
    applies_from: None,
    page: include_str!("sub_processor_not_authorised.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let organisations = &world.manifest.organisations;
    let mut engaged = organisations
        .iter()
        .filter_map(|(name, organisation)| Some((name, organisation, organisation.under.as_ref()?)))
        .peekable();
    if engaged.peek().is_none() {
        verdict.not_applicable("no processor uses another processor");
    }
    for (name, organisation, above) in engaged {
        let contract = organisation.contract.as_ref();
        if contract.is_none_or(|contract| contract.authorised.is_none()) {
            verdict.cannot_tell(
                contract.map_or(name.span, |contract| contract.span),
                format!(
                    "how the controller allowed `{}` to engage `{}` is not said; write `authorised: specific` or `authorised: general` in \
                     its `contract`",
                    above.value, name.value
                ),
            );
        }
        let binding = organisations
            .get(above.as_str())
            .and_then(|above| above.contract.as_ref());
        if let (Some(contract), Some(binding)) = (contract, binding) {
            same_duties((name, contract), (above, binding), verdict);
        }
    }
}

/// What binds a processor binds the one that it engaged. What no contract with the processor has is `ACC-03`'s to tell.
fn same_duties(
    (name, contract): (&At<Name>, &Contract),
    (above, binding): (&At<Name>, &Contract),
    verdict: &mut Verdict<'_>,
) {
    let lacking: Vec<String> = ContractTerms::REQUIRED
        .iter()
        .filter(|(letter, _)| {
            binding.terms.letters.contains(letter) && !contract.terms.letters.contains(letter)
        })
        .map(|(letter, about)| format!("({letter}) {about}"))
        .collect();
    if !lacking.is_empty() {
        verdict.broken(
            contract.terms.span,
            format!(
                "`{}` is bound to {}, but `{}`, which it engaged, is not; let it agree the same",
                above.value,
                lacking.join(", "),
                name.value
            ),
        );
    }
}
