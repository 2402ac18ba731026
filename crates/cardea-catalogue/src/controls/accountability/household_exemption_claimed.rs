use cardea_law::{case_law, ico_iot_guidance, uk_gdpr};
use cardea_manifest::model::Exemption;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-20",
    name: "household-exemption-claimed",
    title: "No household exemption for makers",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_2,
        ico_iot_guidance::CHAPTER_WHAT_INFORMATION,
        case_law::FAIRHURST_V_WOODARD,
    ],
    applies_from: None,
    page: include_str!("household_exemption_claimed.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    for (name, organisation) in world.manifest.organisations.iter() {
        let claimed = organisation.exempt.as_ref();
        if let Some(exempt) = claimed.filter(|exempt| ***exempt == Exemption::Household) {
            verdict.broken(
                exempt.span,
                format!(
                    "`{}` is no household, so what people do at home does not exempt it; remove `exempt` and keep the law",
                    name.value
                ),
            );
        }
    }
}
