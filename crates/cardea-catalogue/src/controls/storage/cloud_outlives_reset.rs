use cardea_law::en_303_645;
use cardea_manifest::model::Handler;

use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-09",
    name: "cloud-outlives-reset",
    title: "Remove cloud data from the device or app",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[en_303_645::P_5_11_2],
    applies_from: None,
    page: include_str!("cloud_outlives_reset.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if manifest
        .purposes
        .values()
        .all(|purpose| purpose.uses.is_empty())
    {
        verdict.not_applicable("nothing is kept for a purpose");
        return;
    }
    let reset = manifest.reset.as_ref();
    let cloud = reset.and_then(|reset| reset.cloud.as_ref());
    match cloud {
        Some(what) if matches!(what.as_str(), "kept" | "no" | "none") => {
            verdict.broken(
                what.span,
                "a reset leaves what the cloud holds and does not offer to erase it; offer it in the same step",
            );
        }
        None if *manifest.handled_by.rights == Handler::Own => {
            verdict.cannot_tell(
                reset.map_or(manifest.span, |reset| reset.span),
                "whether a reset offers to erase what the cloud holds is not said; write it as `reset.cloud`",
            );
        }
        Some(_) | None => {}
    }
    if *manifest.handled_by.rights == Handler::Cardea {
        verdict.kept_by_construction(
            HouseLaw::L4,
            "people erase what the cloud holds in the portal, at once",
        );
    }
}
