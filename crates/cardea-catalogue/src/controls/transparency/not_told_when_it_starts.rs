use cardea_law::{childrens_code, ico_iot_guidance};
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Handler, Manifest, Moment, Purpose, PurposeClass};
use cardea_manifest::shape::Name;

use crate::asked::{Place, asked};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World, special_fields};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-07",
    name: "not-told-when-it-starts",
    title: "Just-in-time notice",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        ico_iot_guidance::CHAPTER_TRANSPARENCY,
        childrens_code::STD_4,
    ],
    applies_from: None,
    page: include_str!("not_told_when_it_starts.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut surprising = manifest
        .purposes
        .iter()
        .filter_map(|(name, purpose)| Some((name, surprise(manifest, purpose)?)))
        .peekable();
    if surprising.peek().is_none() {
        verdict.not_applicable(
            "no purpose uses sensitive data or goes beyond what the product is for",
        );
        return;
    }
    if !manifest.notices.feature_activation.is_empty() {
        return;
    }
    let mut in_the_portal = true;
    for (name, surprise) in surprising {
        if starts_in_the_portal(manifest, name) {
            continue;
        }
        in_the_portal = false;
        if !is_asked_then(manifest, name) {
            verdict.broken(
                name.span,
                format!("`{}` {surprise}, and people are not told when it starts; name where under `notices.feature_activation`", name.value),
            );
        }
    }
    if in_the_portal {
        verdict.kept_by_construction(
            HouseLaw::L10,
            "the switch that starts each such purpose stands beside what it does, from the manifest that is enforced",
        );
    }
}

/// Why people do not expect a purpose, or would want to know when it starts.
fn surprise(manifest: &Manifest, purpose: &Purpose) -> Option<&'static str> {
    let beyond = matches!(
        *purpose.class,
        PurposeClass::Analytics
            | PurposeClass::Advertising
            | PurposeClass::Training
            | PurposeClass::Research
    );
    let uses = |is: fn(DataCategory) -> bool| {
        purpose.uses.iter().any(|(stream, used)| {
            let declared = manifest.streams.get(stream.as_str());
            used.fields.0.names().any(|field| {
                let field = declared.and_then(|stream| stream.fields.get(field));
                field.is_some_and(|field| is(*field.data))
            })
        })
    };
    if special_fields(manifest, purpose).next().is_some() {
        Some("uses special category data")
    } else if uses(DataCategory::is_recording) {
        Some("records people")
    } else if uses(|data| data == DataCategory::PreciseLocation) {
        Some("uses where somebody is")
    } else if beyond {
        Some("goes beyond what the product is for")
    } else {
        None
    }
}

/// Whether people start it by the portal's switch alone, beside which it is explained.
fn starts_in_the_portal(manifest: &Manifest, name: &At<Name>) -> bool {
    *manifest.handled_by.notices == Handler::Cardea
        && asked(manifest).any(|asked| asked.name == name && asked.place == Place::Portal)
}

/// Whether the maker asks people at that moment.
fn is_asked_then(manifest: &Manifest, name: &At<Name>) -> bool {
    let choice = manifest.choices.get(name.as_str());
    choice.is_some_and(|choice| *choice.when == Moment::FeatureActivation)
}
