use cardea_law::uk_gdpr;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-09",
    name: "not-protected-by-design",
    title: "Data protection by design",
    level: Level::Must,
    checked: Checked::AutoAndAttest,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_25_1],
    applies_from: None,
    page: include_str!("not_protected_by_design.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    if manifest.security.is_none() {
        verdict.cannot_tell(
            manifest.product.span,
            "which measures protect the data is not said; write them as `security`",
        );
    }
    let statement = manifest.assessments.get(CONTROL.code);
    if let Some(statement) = statement.filter(|statement| statement.evidence.is_none()) {
        verdict.cannot_tell(
            statement.span,
            "the statement does not say where the measure of each principle and its test are found; name the document with `evidence`",
        );
    }
}
