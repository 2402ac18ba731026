use cardea_law::{ico_biometrics, uk_gdpr};
use cardea_manifest::model::SpecialCategory;

use crate::recognition::is_compared;
use crate::used_fields::used_fields;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "LAW-08",
    name: "recognised-without-explicit-consent",
    title: "Explicit consent for recognition biometrics",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_9_2_A, ico_biometrics::CHAPTER_LAWFULLY],
    applies_from: None,
    page: include_str!("recognised_without_explicit_consent.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (name, purpose) in world.manifest.purposes.iter() {
        let Some(compared) =
            used_fields(world.manifest, purpose).find(|used| is_compared(used.field))
        else {
            continue;
        };
        any = true;
        let condition = &purpose.special_category;
        match condition.value {
            SpecialCategory::ExplicitConsent => {}
            SpecialCategory::None => {
                verdict.broken(
                    compared.name.span,
                    format!("`{}` recognises people by `{}` without their explicit consent; ask each of them and write `special_category: explicit_consent`, or do not recognise them", name.value, compared.name.value),
                );
            }
            other => {
                let missing = format!(
                    "`{}` recognises people on `{other}` in place of explicit consent; state under `assessments.LAW-08` why that condition is met \
                     and explicit consent is not possible, or write `special_category: explicit_consent`",
                    name.value
                );
                verdict.ask_statement(world, condition.span, missing);
            }
        }
    }
    if !any {
        verdict.not_applicable("no purpose uses data by which people are recognised");
    }
}
