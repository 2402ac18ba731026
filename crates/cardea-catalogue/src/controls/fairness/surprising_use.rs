use cardea_law::ico_iot_guidance;
use cardea_manifest::At;
use cardea_manifest::model::{
    BasisKind, DataCategory, From, Manifest, Moment, Purpose, PurposeClass,
};
use cardea_manifest::shape::Name;

use crate::used_fields::used_fields;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "FAI-02",
    name: "surprising-use",
    title: "Expectation test for the home",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_iot_guidance::CHAPTER_FAIRLY],
    applies_from: None,
    page: include_str!("surprising_use.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
    }
    for (name, purpose) in manifest.purposes.iter() {
        let Some(why) = surprise(purpose).filter(|_| from_the_home(manifest, purpose)) else {
            continue;
        };
        if purpose.basis.kind != BasisKind::Consent {
            verdict.broken(
                purpose.basis.span,
                format!("`{}` {why} with data from people's homes, which they do not expect; ask first and write `basis: consent`, or end it", name.value),
            );
        }
        if !told_in_time(manifest, name) {
            verdict.cannot_tell(
                name.span,
                format!("whether people are told of `{}` at the moment it begins is not said; write `when: feature_activation` under `choices.{}`, or the place under `notices.feature_activation`", name.value, name.value),
            );
        }
    }
}

/// What people at home do not expect of a product, in half a sentence.
fn surprise(purpose: &Purpose) -> Option<&'static str> {
    let given_away = purpose
        .recipients
        .values()
        .any(|recipient| recipient.own_purposes.as_ref().is_some_and(|own| own.value));
    match *purpose.class {
        PurposeClass::Advertising => Some("advertises"),
        PurposeClass::Training => Some("trains models"),
        _ if given_away => Some("lets others pursue purposes of their own"),
        _ => None,
    }
}

/// How a device itself works tells little of a home.
fn from_the_home(manifest: &Manifest, purpose: &Purpose) -> bool {
    used_fields(manifest, purpose).any(|used| {
        *used.stream.from == From::Device && *used.field.data != DataCategory::DeviceStatus
    })
}

fn told_in_time(manifest: &Manifest, name: &At<Name>) -> bool {
    let choice = manifest.choices.get(name.as_str());
    choice.is_some_and(|choice| *choice.when == Moment::FeatureActivation)
        || !manifest.notices.feature_activation.is_empty()
}
