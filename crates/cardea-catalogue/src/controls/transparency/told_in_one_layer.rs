use cardea_law::ico_iot_guidance;
use cardea_manifest::At;
use cardea_manifest::model::{Manifest, Notices, Output};

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-05",
    name: "told-in-one-layer",
    title: "Choose format, layer and moment",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_iot_guidance::CHAPTER_TRANSPARENCY],
    applies_from: None,
    page: include_str!("told_in_one_layer.md"),
    check,
};

/// Fewer layers than this are one wall of text. A setting of this catalogue.
const LAYERS_MIN: usize = 2;

/// Ways to tell that are parts of the product itself.
const PARTS: [Output; 4] = [
    Output::Screen,
    Output::Light,
    Output::Sound,
    Output::CompanionApp,
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let manifest = world.manifest;
    layers(&manifest.notices, verdict);
    for (places, moment, key) in moments(&manifest.notices) {
        if places.is_empty() {
            verdict.broken(
                manifest.notices.span,
                format!("people are told nothing when {moment}; name the places under `{key}`"),
            );
        }
    }
    there_to_tell(manifest, verdict);
}

fn layers(notices: &Notices, verdict: &mut Verdict<'_>) {
    let mut layers: Vec<_> = notices.layers.iter().map(|layer| layer.value).collect();
    layers.sort_unstable();
    layers.dedup();
    match notices.layers.first() {
        Some(first) if layers.len() < LAYERS_MIN => {
            verdict.broken(
                first.span,
                "everybody gets the same text; tell the main things in a line or a short notice that leads to the rest, and add it to `layers`",
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                notices.span,
                "how deep people can read is not said; write `layers`, such as `[short, full]`",
            );
        }
    }
}

/// Moments of life with the product; what is told before purchase is another control's.
fn moments(notices: &Notices) -> [(&[At<Output>], &'static str, &'static str); 4] {
    [
        (&notices.unboxing, "they unpack it", "unboxing"),
        (&notices.first_use, "they switch it on first", "first_use"),
        (&notices.change, "something changes", "change"),
        (&notices.reset, "it is reset", "reset"),
    ]
}

/// Whether the product has the parts by which people are to be told.
fn there_to_tell(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let outputs = &manifest.product.outputs;
    if outputs.is_empty() {
        verdict.cannot_tell(
            manifest.product.span,
            "how the product can tell people something is not said; write `outputs` under `product`",
        );
        return;
    }
    let notices = &manifest.notices;
    let others = [
        &notices.account_creation,
        &notices.feature_activation,
        &notices.end_of_support,
    ];
    let places = moments(notices)
        .into_iter()
        .flat_map(|(places, ..)| places)
        .chain(others.into_iter().flatten());
    for place in places.filter(|place| PARTS.contains(&place.value)) {
        if !outputs.iter().any(|output| output == place) {
            verdict.broken(
                place.span,
                format!("people are to be told by `{0}`, but the product has none; add `{0}` to `outputs`, or tell them elsewhere", place.value),
            );
        }
    }
}
