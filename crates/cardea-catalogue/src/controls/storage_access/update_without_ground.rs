use cardea_law::pecr;
use cardea_manifest::At;
use cardea_manifest::model::{Ground, Manifest, UpdateKind, Updates};
use cardea_units::date;

use crate::pecr::operations;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-13",
    name: "update-without-ground",
    title: "Updates need a ground too",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[pecr::SCH_A1_PARA_4],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("update_without_ground.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let Some(updates) = &world.manifest.updates else {
        verdict.cannot_tell(
            world.manifest.product.span,
            "whether the product takes updates, and what they bring, is not said; write `kinds` under `updates`",
        );
        return;
    };
    if updates.kinds.is_empty() {
        verdict.cannot_tell(
            updates.span,
            "what updates bring is not said; write `kinds` under `updates`: `security`, `safety`, `feature`, `telemetry`",
        );
        return;
    }
    mixed(updates, verdict);
    telemetry(world.manifest, updates, verdict);
}

/// What keeps the equipment safe is strictly necessary; what rides along is not.
fn mixed(updates: &Updates, verdict: &mut Verdict<'_>) {
    let covered =
        |kind: &At<UpdateKind>| matches!(kind.value, UpdateKind::Security | UpdateKind::Safety);
    let Some(other) = updates.kinds.iter().find(|kind| !covered(kind)) else {
        return;
    };
    if !updates.kinds.iter().any(covered) {
        return;
    }
    match &updates.security_apart {
        Some(apart) if apart.value => {}
        Some(apart) => {
            verdict.broken(
                apart.span,
                format!(
                    "security updates bring `{}` along, which is not strictly necessary; let them come apart, so that people can have one \
                     without the other",
                    other.value
                ),
            );
        }
        None => {
            verdict.cannot_tell(
                other.span,
                format!("whether security updates come apart from `{}` is not said; write `security_apart` under `updates`", other.value),
            );
        }
    }
}

/// What an update lets the product report more is an access like any other.
fn telemetry(manifest: &Manifest, updates: &Updates, verdict: &mut Verdict<'_>) {
    let Some(kind) = updates
        .kinds
        .iter()
        .find(|kind| ***kind == UpdateKind::Telemetry)
    else {
        return;
    };
    let mut grounds = operations(manifest).filter_map(|operation| operation.declared());
    if !grounds.any(|ground| matches!(ground.value, Ground::Consent | Ground::Statistics)) {
        verdict.broken(
            kind.span,
            "updates bring more that the product reports, but nothing that it reports stands on `consent` or `statistics`; give it a \
             purpose with that ground, or leave it out of updates",
        );
    }
}
