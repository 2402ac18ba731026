use cardea_law::{en_303_645, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{Handler, Manifest, Surface};
use cardea_manifest::shape::Text;

use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-03",
    name: "stored-in-the-clear",
    title: "Encrypt at rest",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_32_1_A, en_303_645::P_5_4_1],
    applies_from: None,
    page: include_str!("stored_in_the_clear.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let cardea = *manifest.handled_by.data == Handler::Cardea;
    let said = |place: &str| {
        let security = manifest.security.as_ref()?;
        security.at_rest.get(place)
    };
    for place in ["device", "app", "cloud"] {
        match said(place) {
            Some(how) => one_place(place, how, cardea, verdict),
            None if lies_in(manifest, place) && !(place == "cloud" && cardea) => {
                let span = manifest
                    .security
                    .as_ref()
                    .map_or(manifest.span, |security| security.at_rest.span);
                verdict.cannot_tell(
                    span,
                    format!("data lies in `{place}`, but how it is encrypted there is not said; write `{place}` under `security.at_rest`"),
                );
            }
            None => {}
        }
    }
    if cardea {
        verdict.kept_by_construction(
            HouseLaw::L4,
            "readings in the cloud are encrypted under a secret of each person",
        );
    }
}

fn one_place(place: &str, how: &At<Text>, cardea: bool, verdict: &mut Verdict<'_>) {
    match how.as_str() {
        "none" | "plain" => {
            verdict.broken(
                how.span,
                format!("data lies in `{place}` without encryption; encrypt it with a key that the place itself guards"),
            );
        }
        "cardea" if !cardea => {
            verdict.broken(
                how.span,
                format!("Cardea does not handle the data, so it does not encrypt `{place}`; say what does"),
            );
        }
        _ => {}
    }
}

/// Whether something is kept in a place: by a purpose, as a copy, or as an entry of `other_access`.
fn lies_in(manifest: &Manifest, place: &str) -> bool {
    let mut uses = manifest
        .purposes
        .values()
        .flat_map(|purpose| purpose.uses.values());
    let copied = uses.any(|used| place == "cloud" || used.also_on.get(place).is_some());
    let surface = match place {
        "device" => Some(Surface::Device),
        "app" => Some(Surface::App),
        _ => None,
    };
    let mut others = manifest.other_access.values();
    copied || others.any(|access| Some(*access.surface) == surface)
}
