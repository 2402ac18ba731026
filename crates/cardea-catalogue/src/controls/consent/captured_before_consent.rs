use cardea_law::{pecr, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{BufferPlace, Handler, Manifest, Purpose, Sense, Start};
use cardea_manifest::shape::Name;

use crate::asked::{asked, waits_for_consent};
use crate::sensing::{hears, sees};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-13",
    name: "captured-before-consent",
    title: "Nothing captured before consent",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_6_1, pecr::REG_6],
    applies_from: None,
    page: include_str!("captured_before_consent.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if asked(manifest).next().is_none() {
        verdict.not_applicable("no purpose waits for consent");
        return;
    }
    for (name, sense) in manifest.product.senses.iter() {
        let used = sense.used.as_ref().is_none_or(|used| used.value);
        if used && (hears(name.as_str()) || sees(name.as_str())) {
            held_back(name, sense, verdict);
            if records_on_consent_alone(manifest) {
                starts(name, sense, verdict);
            }
        }
    }
    let data = &manifest.handled_by.data;
    match data.value {
        Handler::Cardea => verdict.kept_by_construction(
            HouseLaw::L2,
            "what arrives before everybody concerned has agreed is not kept for that purpose",
        ),
        Handler::Own => {
            verdict.ask_statement(
                world,
                data.span,
                "whether anything is captured or sent before people agreed is not known; write a dated statement under `assessments.CON-13`",
            );
        }
    }
}

/// What waits for a trigger waits in memory that forgets.
fn held_back(name: &At<Name>, sense: &Sense, verdict: &mut Verdict<'_>) {
    let buffer = sense.buffer.as_ref();
    if let Some(buffer) = buffer.filter(|buffer| buffer.place.value != BufferPlace::Ram) {
        verdict.broken(
            buffer.place.span,
            format!("`{}` keeps what it took in before a trigger in `{}`; hold it in `ram`, where it is overwritten", name.value, buffer.place.value),
        );
    }
}

/// Whether recordings are used at all, and by no purpose that may go on without consent.
fn records_on_consent_alone(manifest: &Manifest) -> bool {
    let mut recording = manifest
        .purposes
        .values()
        .filter(|purpose| records(manifest, purpose))
        .peekable();
    recording.peek().is_some() && recording.all(waits_for_consent)
}

fn records(manifest: &Manifest, purpose: &Purpose) -> bool {
    purpose.uses.iter().any(|(stream, used)| {
        let stream = manifest.streams.get(stream.as_str());
        stream.is_some_and(|stream| {
            let mut fields = used
                .fields
                .0
                .names()
                .filter_map(|name| stream.fields.get(name));
            fields.any(|field| field.data.is_recording())
        })
    })
}

fn starts(name: &At<Name>, sense: &Sense, verdict: &mut Verdict<'_>) {
    match &sense.starts {
        Some(starts) if starts.value == Start::On => {
            verdict.broken(
                starts.span,
                format!(
                    "`{}` is on before anybody agreed to a recording; let it start off",
                    name.value
                ),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                name.span,
                format!("whether `{}` is off until somebody agreed to a recording is not said; write `starts` at the sensor", name.value),
            );
        }
    }
}
