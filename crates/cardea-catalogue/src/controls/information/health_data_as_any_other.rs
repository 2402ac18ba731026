use cardea_law::uk_gdpr;
use cardea_manifest::model::{About, DataCategory, SpecialCategory};

use crate::used_fields::{UsedField, used_fields};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "INF-06",
    name: "health-data-as-any-other",
    title: "Health and wellbeing data",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_4_15, uk_gdpr::ART_9_1, uk_gdpr::ART_9_2],
    applies_from: None,
    page: include_str!("health_data_as_any_other.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (name, purpose) in world.manifest.purposes.iter() {
        let used = || used_fields(world.manifest, purpose);
        if let Some(health) = used().find(|used| is_health(*used.field.data)) {
            any = true;
            if *purpose.special_category == SpecialCategory::None {
                verdict.broken(
                    health.name.span,
                    format!("`{}` uses `{}` as if it were any other data; name the condition for health data as `special_category`, such as `explicit_consent`, or leave it out", name.value, health.name.value),
                );
            }
        }
        if let Some(hint) = used().find(could_reveal_health) {
            any = true;
            let missing = format!(
                "whether `{}` about one person reveals something of their health is not said; state it under `assessments.INF-06`, or mark it `health`",
                hint.name.value
            );
            verdict.ask_statement(world, hint.name.span, missing);
        }
    }
    if !any {
        verdict.not_applicable("no purpose uses data that could tell of somebody's health");
    }
}

const fn is_health(data: DataCategory) -> bool {
    matches!(
        data,
        DataCategory::HeartRate
            | DataCategory::BloodOxygen
            | DataCategory::BodyComposition
            | DataCategory::Sleep
            | DataCategory::Breathing
            | DataCategory::BodyTemperature
            | DataCategory::Mood
            | DataCategory::ReproductiveHealth
            | DataCategory::Health
    )
}

/// Movement, and the air around somebody, once they are linked to one person.
fn could_reveal_health(used: &UsedField<'_>) -> bool {
    let of_one_person = matches!(
        used.stream.about,
        About::Wearer { .. } | About::Profile { .. }
    );
    let hint = matches!(
        *used.field.data,
        DataCategory::Activity | DataCategory::HomeEnvironment
    );
    of_one_person && hint
}
