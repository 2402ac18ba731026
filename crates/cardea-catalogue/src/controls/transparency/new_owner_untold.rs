use cardea_law::uk_gdpr;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-20",
    name: "new-owner-untold",
    title: "New owner gets a first-run notice",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_13],
    applies_from: None,
    page: include_str!("new_owner_untold.md"),
    check,
};

/// Where a product starts again for somebody new, as `reset.returns_to` says it.
const FIRST_USE: &str = "first_use";
/// The step of `transfer.steps` in which the new owner starts from there.
const NEW_OWNER_FIRST_USE: &str = "new_owner_first_use";

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let manifest = world.manifest;
    let reset = manifest.reset.as_ref();
    match reset.and_then(|reset| reset.returns_to.as_ref()) {
        Some(returns) if returns.as_str() != FIRST_USE => {
            verdict.broken(
                returns.span,
                format!("after a reset the product starts at `{}`, and a new owner is told nothing; let it start at `first_use`", returns.value),
            );
        }
        Some(_) => {}
        None => {
            let span = reset.map_or(manifest.product.span, |reset| reset.span);
            verdict.cannot_tell(
                span,
                "whether a new owner is told is not said; write as `reset.returns_to` where the product starts after a reset, `first_use`",
            );
        }
    }
    if let Some(transfer) = &manifest.transfer
        && !transfer
            .steps
            .iter()
            .any(|step| step.as_str() == NEW_OWNER_FIRST_USE)
    {
        verdict.broken(
            transfer.span,
            format!(
                "no step of a transfer tells the new owner; add `{NEW_OWNER_FIRST_USE}` to `steps`"
            ),
        );
    }
    if manifest.notices.first_use.is_empty() {
        verdict.broken(
            manifest.notices.span,
            "a new owner who switches it on first is told nothing; name where people are told under `first_use`",
        );
    }
}
