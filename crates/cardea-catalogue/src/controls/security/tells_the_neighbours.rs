use cardea_law::uk_gdpr;
use cardea_manifest::model::Revealed;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-14",
    name: "tells-the-neighbours",
    title: "Quiet on the local network",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_25, uk_gdpr::ART_32],
    applies_from: None,
    page: include_str!("tells_the_neighbours.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let radios = &world.manifest.product.radios;
    if radios.values().all(|radio| radio.emits.is_empty()) {
        verdict.not_applicable("no radio sends signals to everyone around");
        return;
    }
    for (name, radio) in radios.iter().filter(|(_, radio)| !radio.emits.is_empty()) {
        if radio.reveals.is_empty() {
            verdict.cannot_tell(
                name.span,
                format!(
                    "what the signals of `{}` tell everyone around is not said; write `reveals`",
                    name.value
                ),
            );
        }
        for what in radio
            .reveals
            .iter()
            .filter(|what| what.value != Revealed::Kind)
        {
            verdict.broken(
                what.span,
                format!(
                    "the signals of `{}` tell everyone around its `{}`; leave it out until somebody has paired",
                    name.value, what.value
                ),
            );
        }
    }
}
