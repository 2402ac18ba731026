use cardea_law::uk_gdpr;
use cardea_manifest::model::Kind;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-14",
    name: "lost-and-open",
    title: "Lost or stolen",
    level: Level::Could,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_32],
    applies_from: None,
    page: include_str!("lost_and_open.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if !matches!(
        *manifest.product.kind,
        Kind::FitnessTracker | Kind::SmartWatch | Kind::ConnectedToy
    ) {
        verdict.not_applicable("nobody carries it about");
        return;
    }
    let reset = manifest.reset.as_ref();
    let from_afar = reset.and_then(|reset| reset.from_afar.as_ref());
    if from_afar.is_none_or(|from_afar| !from_afar.value) {
        let span = from_afar
            .map(|from_afar| from_afar.span)
            .or_else(|| reset.map(|reset| reset.span));
        verdict.broken(
            span.unwrap_or(manifest.product.kind.span),
            "who loses it cannot lock and erase it from afar; the product could offer it",
        );
    }
}
