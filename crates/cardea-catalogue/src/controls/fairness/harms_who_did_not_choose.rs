use cardea_law::uk_gdpr;
use cardea_manifest::model::{DataCategory, Input, Manifest, Misuse};

use crate::sensing::{hears, locates, sees};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "FAI-07",
    name: "harms-who-did-not-choose",
    title: "People who did not choose the product",
    level: Level::Should,
    checked: Checked::Attest,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_A, uk_gdpr::ART_35],
    applies_from: None,
    page: include_str!("harms_who_did_not_choose.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let Some(dpia) = &world.manifest.dpia else {
        return;
    };
    for (misuse, possible) in possible(world.manifest) {
        if possible && !dpia.misuse.iter().any(|thought| thought.value == misuse) {
            verdict.cannot_tell(
                dpia.span,
                format!("whether `{misuse}` against somebody in the home was thought through is not said; look at it and add it to `dpia.misuse`"),
            );
        }
    }
}

/// Each misuse, and whether what the product can do makes it possible.
fn possible(manifest: &Manifest) -> [(Misuse, bool); 4] {
    let product = &manifest.product;
    let mut fields = manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.values());
    let from_afar = |input: Input| matches!(input, Input::CompanionApp | Input::Web);
    let watches = product.senses.names().any(|name| hears(name) || sees(name));
    let follows = fields.any(|field| *field.data == DataCategory::PreciseLocation)
        || product.senses.names().any(locates);
    [
        (
            Misuse::RemoteControl,
            product.app.is_some() || product.inputs.iter().any(|input| from_afar(input.value)),
        ),
        (Misuse::LiveView, watches),
        (Misuse::Location, follows),
        (Misuse::History, !manifest.streams.is_empty()),
    ]
}
