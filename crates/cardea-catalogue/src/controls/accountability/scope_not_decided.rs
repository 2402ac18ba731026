use cardea_law::ico_iot_guidance;
use cardea_manifest::Span;
use cardea_manifest::model::{Activity, From, Input, Kind, Manifest, Output, SoldAs, Surface};

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-22",
    name: "scope-not-decided",
    title: "Scope of the IoT guidance",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_iot_guidance::CHAPTER_ABOUT],
    applies_from: None,
    page: include_str!("scope_not_decided.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let product = &world.manifest.product;
    let sold_as = product.sold_as.as_ref();
    if let Some(sold_as) = sold_as.filter(|sold_as| is_outside(***sold_as)) {
        verdict.not_applicable(format!(
            "it is sold as `{}`, which the guidance for consumer IoT leaves out; the law binds it all the same",
            sold_as.value
        ));
        return;
    }
    if *product.kind == Kind::Other && sold_as.is_none() {
        verdict.cannot_tell(
            product.kind.span,
            "whether the guidance for consumer IoT reaches the product is not said; write `sold_as` under `product`",
        );
    }
    if let Some(span) = app(world.manifest)
        && !lists_the_app(world.manifest)
    {
        verdict.broken(
            span,
            "the app that sets up or works the product is in scope as well, but the manifest leaves it out; list what it stores and reads \
             under `other_access` with `surface: app`",
        );
    }
}

const fn is_outside(sold_as: SoldAs) -> bool {
    matches!(
        sold_as,
        SoldAs::Vehicle | SoldAs::SmartMeter | SoldAs::SmartCity | SoldAs::Enterprise
    )
}

/// Where the manifest shows that there is an app.
fn app(manifest: &Manifest) -> Option<Span> {
    let product = &manifest.product;
    let section = product.app.iter().map(|app| app.span);
    let inputs = product
        .inputs
        .iter()
        .filter(|it| ***it == Input::CompanionApp)
        .map(|it| it.span);
    let outputs = product
        .outputs
        .iter()
        .filter(|it| ***it == Output::CompanionApp)
        .map(|it| it.span);
    let makers = manifest
        .organisations
        .values()
        .flat_map(|organisation| &organisation.does)
        .filter(|does| ***does == Activity::MobileAppDeveloper)
        .map(|does| does.span);
    section.chain(inputs).chain(outputs).chain(makers).next()
}

fn lists_the_app(manifest: &Manifest) -> bool {
    let mut accesses = manifest.other_access.values();
    let mut streams = manifest.streams.values();
    accesses.any(|access| *access.surface == Surface::App)
        || streams.any(|stream| *stream.from == From::App)
}
