use cardea_law::{ico_audit_toolkits, ico_iot_guidance};
use cardea_manifest::model::{Input, Kind, Manifest, Output};

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-10",
    name: "not-told-by-voice",
    title: "Spoken information",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        ico_audit_toolkits::TOOLKIT_CONNECTED_TOYS,
        ico_iot_guidance::CHAPTER_TRANSPARENCY,
    ],
    applies_from: None,
    page: include_str!("not_told_by_voice.md"),
    check,
};

/// What people ask a product that listens: about what, by which words it is recognised, and an example.
const QUESTIONS: [(&str, &[&str], &str); 4] = [
    (
        "what it collects",
        &["know", "collect", "record", "hear"],
        "what do you know about me",
    ),
    (
        "deletion",
        &["delete", "erase", "forget"],
        "delete what I said",
    ),
    (
        "being muted",
        &["mute", "stop listening"],
        "mute the microphone",
    ),
    (
        "privacy",
        &["privacy", "private"],
        "where do I read about privacy",
    ),
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let product = &manifest.product;
    let listens = listens(manifest);
    let has = |output: Output| product.outputs.iter().any(|it| it.value == output);
    if product.outputs.is_empty() && !listens {
        verdict.cannot_tell(
            product.span,
            "whether the product has a screen or a voice is not said; write `outputs` under `product`",
        );
        return;
    }
    if !listens && (has(Output::Screen) || !has(Output::Sound)) {
        verdict.not_applicable("it does not listen, and has a screen or no voice");
        return;
    }
    let notices = &manifest.notices;
    let mut at_set_up = [
        &notices.unboxing,
        &notices.first_use,
        &notices.account_creation,
    ]
    .into_iter()
    .flatten();
    if !at_set_up.any(|place| place.value == Output::Sound) {
        verdict.broken(
            notices.span,
            "people hear the product, but at set-up it tells them nothing aloud; say a short notice aloud, and add `sound` to `first_use`",
        );
    }
    if listens {
        answers(manifest, verdict);
    }
}

fn listens(manifest: &Manifest) -> bool {
    let product = &manifest.product;
    let voice = product
        .inputs
        .iter()
        .any(|input| input.value == Input::Voice);
    voice || *product.kind == Kind::SmartSpeaker
}

/// Whether spoken questions about privacy are answered.
fn answers(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let notices = &manifest.notices;
    let Some(first) = notices.voice.first() else {
        verdict.cannot_tell(
            notices.span,
            "which spoken questions about privacy the product answers is not said; write them under `notices.voice`",
        );
        return;
    };
    let questions: Vec<String> = notices
        .voice
        .iter()
        .map(|question| question.as_str().to_lowercase())
        .collect();
    for (about, words, example) in QUESTIONS {
        if !questions
            .iter()
            .any(|question| words.iter().any(|word| question.contains(word)))
        {
            verdict.broken(
                first.span,
                format!("the product answers no spoken question about {about}; let it, and add one such as `{example}` to `voice`"),
            );
        }
    }
}
