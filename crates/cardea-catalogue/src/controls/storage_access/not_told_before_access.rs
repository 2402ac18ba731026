use cardea_law::pecr;
use cardea_manifest::At;
use cardea_manifest::model::{Ground, Handler, Manifest, Moment, Notices, Output};
use cardea_units::date;

use crate::asked::{Asked, Place, asked};
use crate::pecr::{Operation, operations};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-03",
    name: "not-told-before-access",
    title: "Clear and comprehensive purpose information",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        pecr::SCH_A1_PARA_2_1_A,
        pecr::SCH_A1_PARA_5_1_D,
        pecr::SCH_A1_PARA_6_1,
    ],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("not_told_before_access.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let informed: Vec<_> = operations(manifest)
        .filter_map(|operation| Some((operation.declared()?, operation)))
        .filter(|(ground, _)| needs_information(ground.value))
        .collect();
    if informed.is_empty() {
        verdict.not_applicable(
            "nothing is stored or read on a ground that asks for information first",
        );
        return;
    }
    let asked: Vec<_> = asked(manifest).collect();
    let mut all_in_the_portal = true;
    for (ground, operation) in &informed {
        let asked = asked
            .iter()
            .find(|asked| asked.name == operation.purpose_name);
        let asked = asked.filter(|_| ground.value == Ground::Consent);
        if !asked.is_some_and(|asked| asked.place == Place::Portal) {
            all_in_the_portal = false;
            told(manifest, operation, ground, asked, verdict);
        }
    }
    let notices = &manifest.handled_by.notices;
    match notices.value {
        Handler::Own => {
            verdict.ask_statement(
                world,
                notices.span,
                "whether your notices say what is stored and read, and for what, is not known; write a dated statement under \
                 `assessments.PEC-03`",
            );
        }
        Handler::Cardea if all_in_the_portal => verdict.kept_by_construction(
            HouseLaw::L10,
            "the portal says beside each switch what it is for, from the manifest that is enforced",
        ),
        Handler::Cardea => {}
    }
}

const fn needs_information(ground: Ground) -> bool {
    matches!(
        ground,
        Ground::Consent | Ground::Statistics | Ground::Appearance
    )
}

fn told(
    manifest: &Manifest,
    operation: &Operation<'_>,
    ground: &At<Ground>,
    asked: Option<&Asked<'_>>,
    verdict: &mut Verdict<'_>,
) {
    let (name, names) = (&operation.purpose_name.value, operation.names());
    let moment = match asked {
        // What waits for nothing begins with the first use.
        None => Moment::FirstUse,
        Some(asked) => {
            let Some(choice) = asked.choice else {
                verdict.cannot_tell(
                    asked.name.span,
                    format!("when people are asked about {names} is not said; write `when` under `choices.{name}`"),
                );
                return;
            };
            choice.when.value
        }
    };
    if !is_told_by(&manifest.notices, moment) {
        verdict.broken(
            ground.span,
            format!(
                "people are not told before it happens what purpose the access to {names} serves; write under `notices` where they are told, at `{}` or earlier",
                list_of(moment)
            ),
        );
    }
}

/// Whether people are told somewhere at this moment or before it. What is said before purchase reaches the buyer, who need not be the user.
fn is_told_by(notices: &Notices, moment: Moment) -> bool {
    let said = |list: &Vec<At<Output>>| !list.is_empty();
    let at_first = said(&notices.unboxing) || said(&notices.first_use);
    match moment {
        Moment::BeforePurchase => said(&notices.before_purchase),
        Moment::Unboxing => said(&notices.unboxing),
        Moment::FirstUse | Moment::Pairing => at_first,
        Moment::AccountCreation => at_first || said(&notices.account_creation),
        Moment::FeatureActivation | Moment::Settings => {
            at_first || said(&notices.account_creation) || said(&notices.feature_activation)
        }
        Moment::Change => said(&notices.change),
        Moment::Reset => said(&notices.reset),
    }
}

/// The list of `notices` that belongs to a moment.
const fn list_of(moment: Moment) -> &'static str {
    match moment {
        Moment::Pairing => Moment::FirstUse.word(),
        Moment::Settings => Moment::FeatureActivation.word(),
        other => other.word(),
    }
}
