use cardea_law::uk_gdpr;
use cardea_manifest::model::{FieldType, Personal};

use crate::kept_fields::kept_fields;
use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACU-01",
    name: "impossible-values-kept",
    title: "Accurate and up to date",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_D],
    applies_from: None,
    page: include_str!("impossible_values_kept.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    for used in kept_fields(manifest) {
        let number = matches!(*used.field.kind, FieldType::Number | FieldType::Integer);
        if number && *used.field.personal != Personal::No && used.field.between.is_none() {
            verdict.broken(
                used.name.span,
                format!("nothing refuses values of `{}` that cannot be; write its lowest and highest as `between`", used.name.value),
            );
        }
    }
    Ask {
        place: manifest.rights.span,
        unsaid: "where people have a wrong value put right is not said; write `correct_in` under `rights`",
        wrong: "",
    }
    .words(manifest.rights.correct_in.first(), verdict);
}
