use cardea_law::{ico_biometrics, ico_iot_guidance, uk_gdpr};
use cardea_manifest::model::{About, Manifest, Strangers};

use crate::recognition::{compared_fields, is_compared, recognised_by};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "INF-04",
    name: "strangers-matched",
    title: "Biometric recognition incl. one-off voice queries",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_4_14,
        uk_gdpr::ART_9_1,
        uk_gdpr::ART_9_2,
        ico_biometrics::CHAPTER_RECOGNITION,
        ico_iot_guidance::CHAPTER_LAWFULLY,
    ],
    applies_from: None,
    page: include_str!("strangers_matched.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let said = recognised_by(manifest);
    let compared = compared_fields(manifest).next();
    let place = match (said, compared) {
        (None, None) => {
            verdict.not_applicable("nobody is recognised by voice, face or finger");
            return;
        }
        (Some(by), None) => {
            verdict.cannot_tell(
                by.span,
                format!("people are told apart by their {}, but no field says what is compared; mark it with `matched: true`", by.value),
            );
            by.span
        }
        (_, Some((name, _))) => name.span,
    };
    passers_by(manifest, verdict);
    let recognition = manifest.people.recognition.as_ref();
    let Some(strangers) = recognition.and_then(|recognition| recognition.strangers.as_ref()) else {
        verdict.cannot_tell(
            place,
            "what becomes of people who never enrolled is not said; write `strangers` under `people.recognition`",
        );
        return;
    };
    match strangers.value {
        Strangers::NeverMatched => {}
        Strangers::MatchedAndDropped => {
            let missing = "guests are compared with stored people, be it once, and that is special category data already; compare only after an \
                           enrolled person asked for it (`never_matched`), or state under `assessments.INF-04` which condition of Art 9(2) holds for guests";
            verdict.ask_statement(world, strangers.span, missing);
        }
        Strangers::MatchedAndKept => {
            verdict.broken(
                strangers.span,
                "patterns of people who never enrolled are kept; drop them at once, or compare nobody who did not enrol",
            );
        }
    }
}

fn passers_by(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    for stream in manifest
        .streams
        .values()
        .filter(|stream| matches!(stream.about, About::Bystander { .. }))
    {
        for (name, _) in stream.fields.iter().filter(|(_, field)| is_compared(field)) {
            verdict.broken(
                name.span,
                format!("`{}` compares people who pass by and never agreed; write `matched: false` and do not recognise them", name.value),
            );
        }
    }
}
