use cardea_law::{dpa_2018, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{Purpose, PurposeClass, SpecialCategory};
use cardea_manifest::shape::Name;

use crate::{
    Checked, Control, Level, Special, SpecialField, Status, Verdict, World, special_fields,
};

pub(crate) static CONTROL: Control = Control {
    code: "LAW-07",
    name: "special-category-without-condition",
    title: "Special category condition",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_9_2,
        dpa_2018::S_10,
        dpa_2018::S_11,
        dpa_2018::SCH_1,
    ],
    applies_from: None,
    page: include_str!("special_category_without_condition.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (name, purpose) in world.manifest.purposes.iter() {
        let special: Vec<SpecialField<'_>> = special_fields(world.manifest, purpose).collect();
        let Some(first) = special.first() else {
            continue;
        };
        any = true;
        match *purpose.special_category {
            SpecialCategory::None => without_condition(name, first, &special, verdict),
            SpecialCategory::VitalInterests if *purpose.class != PurposeClass::Safety => {
                verdict.broken(
                    purpose.special_category.span,
                    format!(
                        "`{}` uses special category data because somebody's life is at risk, but is of class `{}`; ask for explicit consent, or \
                         write `class: safety` if it calls for help",
                        name.value, *purpose.class
                    ),
                );
            }
            SpecialCategory::Employment | SpecialCategory::SubstantialPublicInterest => {
                by_schedule_1(world, name, purpose, Policy::Needed, verdict);
            }
            SpecialCategory::HealthCare
            | SpecialCategory::PublicHealth
            | SpecialCategory::Research => {
                by_schedule_1(world, name, purpose, Policy::NotNeeded, verdict);
            }
            SpecialCategory::ExplicitConsent
            | SpecialCategory::VitalInterests
            | SpecialCategory::MadePublic
            | SpecialCategory::LegalClaims => {}
        }
    }
    if !any {
        verdict.not_applicable("no purpose uses special category data");
    }
}

fn without_condition(
    name: &At<Name>,
    first: &SpecialField<'_>,
    all: &[SpecialField<'_>],
    verdict: &mut Verdict<'_>,
) {
    let fields: Vec<String> = all
        .iter()
        .map(|special| match special.why {
            Special::ByCategory => format!("`{}`", special.name.value),
            Special::ByMatching => format!("`{}` (matched to tell who it is)", special.name.value),
        })
        .collect();
    verdict.broken(
        first.name.span,
        format!(
            "`{}` uses special category data without a condition: {}; ask for explicit consent and write `special_category: explicit_consent`, \
             name another condition of Art 9(2), or leave it out",
            name.value,
            fields.join(", ")
        ),
    );
}

/// Whether a condition of Schedule 1 asks for an appropriate policy document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Policy {
    Needed,
    NotNeeded,
}

/// Conditions that stand on a condition of DPA 2018 Schedule 1 besides.
fn by_schedule_1(
    world: &World<'_>,
    name: &At<Name>,
    purpose: &Purpose,
    policy: Policy,
    verdict: &mut Verdict<'_>,
) {
    let condition = &purpose.special_category;
    let missing = format!(
        "`{}` relies on `{}`, which needs a condition of DPA 2018 Sch 1 besides; state under `assessments.LAW-07` which one and why it is met",
        name.value, condition.value
    );
    let Some(assessment) = verdict.ask_statement(world, condition.span, missing) else {
        return;
    };
    if policy == Policy::Needed && assessment.evidence.is_none() {
        verdict.cannot_tell(
            assessment.span,
            format!("`{}` relies on `{}`, which needs an appropriate policy document; name it with `evidence`", name.value, condition.value),
        );
    }
}
