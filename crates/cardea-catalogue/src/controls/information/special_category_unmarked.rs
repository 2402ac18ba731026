use cardea_law::{dpa_2018, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{
    Activity, DataCategory, Field, Manifest, Sensitivity, SpecialCategory,
};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World, special, special_fields};

pub(crate) static CONTROL: Control = Control {
    code: "INF-03",
    name: "special-category-unmarked",
    title: "Special category flag",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_9_1, uk_gdpr::ART_11A, dpa_2018::S_10],
    applies_from: None,
    page: include_str!("special_category_unmarked.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if fields(manifest).all(|(_, field)| field.data.sensitivity() == Sensitivity::Ordinary) {
        verdict.not_applicable("no field is special category data, or becomes it by use");
    }
    for (name, field) in fields(manifest) {
        match field.data.sensitivity() {
            Sensitivity::Special => {}
            Sensitivity::SpecialWhenMatched => matching(manifest, name, field, verdict),
            Sensitivity::Ordinary => ordinary(world, name, field, verdict),
        }
    }
    recognition_by_others(manifest, verdict);
    conditions(manifest, verdict);
}

fn fields(manifest: &Manifest) -> impl Iterator<Item = (&At<Name>, &Field)> {
    manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.iter())
}

/// A voice, picture or sound: is it compared with stored ones to tell who it is?
fn matching(manifest: &Manifest, name: &At<Name>, field: &Field, verdict: &mut Verdict<'_>) {
    let Some(matched) = &field.matched else {
        verdict.cannot_tell(
            name.span,
            format!("whether `{}` is compared with stored voices or faces to tell who it is is not said; write `matched: true` or `matched: false`", name.value),
        );
        return;
    };
    let pattern = match *field.data {
        DataCategory::Voice | DataCategory::Audio => DataCategory::VoicePrint,
        _ => DataCategory::FacePrint,
    };
    let stored = fields(manifest).find(|(_, other)| *other.data == pattern);
    if let Some((stored, _)) = stored.filter(|_| !matched.value) {
        verdict.broken(
            matched.span,
            format!("`{}` is said not to be matched, but `{}` holds stored patterns; write `matched: true`, or remove the patterns", name.value, stored.value),
        );
    }
}

fn ordinary(world: &World<'_>, name: &At<Name>, field: &Field, verdict: &mut Verdict<'_>) {
    if let Some(matched) = field.matched.as_ref().filter(|matched| matched.value) {
        verdict.broken(
            matched.span,
            format!("`{}` is matched with stored people, but is marked `{}`; mark what is compared: `voice`, `audio`, `image` or `video`", name.value, *field.data),
        );
    }
    if world.is_stated(CONTROL.code) {
        return;
    }
    if let Some(word) = telling_word(name.as_str()).filter(|_| !describes_a_machine(*field.data)) {
        verdict.broken(
            name.span,
            format!(
                "`{}` is marked `{}`, but `{word}` names special category data; mark it with the category that fits, or state under \
                 `assessments.INF-03` why it is none",
                name.value, *field.data
            ),
        );
    }
    if let Some(source) = special_source(world.manifest, field) {
        verdict.cannot_tell(
            name.span,
            format!(
                "`{}` is inferred from `{source}`, which is special category data, but is marked `{}`; mark it with the category that fits, \
                 or state under `assessments.INF-03` why it reveals nothing of it",
                name.value, *field.data
            ),
        );
    }
}

/// Words in the names of fields that stand for health, beliefs or origin. English, whole words; a help for the maker, not a proof.
const TELLING: [&str; 27] = [
    "heart",
    "heartrate",
    "bpm",
    "hrv",
    "ecg",
    "spo2",
    "blood",
    "glucose",
    "medication",
    "sleep",
    "asleep",
    "weight",
    "bmi",
    "menstrual",
    "menstruation",
    "ovulation",
    "fertility",
    "pregnancy",
    "pregnant",
    "breathing",
    "respiration",
    "stress",
    "mood",
    "religion",
    "ethnicity",
    "political",
    "diagnosis",
];

fn telling_word(name: &str) -> Option<&'static str> {
    let mut words = name.split(['_', '-']);
    words.find_map(|word| {
        TELLING
            .iter()
            .copied()
            .find(|telling| word.eq_ignore_ascii_case(telling))
    })
}

/// A device sleeps and has a weight too.
const fn describes_a_machine(data: DataCategory) -> bool {
    matches!(data, DataCategory::DeviceStatus | DataCategory::ProductUse)
}

/// A special category field that the model behind this one reads.
fn special_source<'m>(manifest: &'m Manifest, field: &Field) -> Option<&'m Name> {
    let model = manifest.models.get(field.by.as_ref()?.as_str())?;
    let read = model.from.iter().find(|source| {
        fields(manifest).any(|(name, field)| name == *source && special(field).is_some())
    });
    read.map(|source| &source.value)
}

fn recogniser(does: &[At<Activity>]) -> Option<&At<Activity>> {
    does.iter()
        .find(|activity| activity.value == Activity::BiometricsProvider)
}

/// An organisation that recognises people has something to recognise them by.
fn recognition_by_others(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let marked = fields(manifest).any(|(_, field)| {
        let pattern = matches!(
            *field.data,
            DataCategory::VoicePrint | DataCategory::FacePrint | DataCategory::Fingerprint
        );
        pattern || field.matched.as_ref().is_some_and(|matched| matched.value)
    });
    for (name, organisation) in manifest.organisations.iter().filter(|_| !marked) {
        if let Some(activity) = recogniser(&organisation.does) {
            verdict.broken(
                activity.span,
                format!("`{}` recognises people, but no field is marked with `matched: true`; mark what it compares", name.value),
            );
        }
    }
}

/// Who names a condition believes that there is special category data.
fn conditions(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    for (name, purpose) in manifest.purposes.iter() {
        let condition = &purpose.special_category;
        if **condition != SpecialCategory::None
            && special_fields(manifest, purpose).next().is_none()
        {
            verdict.broken(
                condition.span,
                format!(
                    "`{}` names a condition for special category data, but no field it uses is marked as such; mark the field with its category, \
                     or write `special_category: none`",
                    name.value
                ),
            );
        }
    }
}
