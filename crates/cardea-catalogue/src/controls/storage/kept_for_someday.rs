use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{ico_iot_guidance, uk_gdpr};

pub(crate) static CONTROL: Control = Control {
    code: "STO-05",
    name: "kept-for-someday",
    title: "Not kept because it may be useful",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_E, ico_iot_guidance::CHAPTER_RETENTION],
    applies_from: None,
    page: include_str!("kept_for_someday.md"),
    check,
};

/// Words for "someday", in small letters.
const SOMEDAY: [&str; 10] = [
    "may be useful",
    "might be useful",
    "could be useful",
    "come in useful",
    "come in handy",
    "just in case",
    "for future use",
    "for later use",
    "as long as necessary",
    "as long as needed",
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let purposes = &world.manifest.purposes;
    if purposes.values().all(|purpose| purpose.uses.is_empty()) {
        verdict.not_applicable("nothing is kept for a purpose");
        return;
    }
    for (name, purpose) in purposes.iter() {
        if let Some(phrase) = someday(purpose.explain.as_str()) {
            verdict.broken(
                purpose.explain.span,
                format!("people read \"{phrase}\" for `{}`; tell them what is done with the data, or do not keep it", name.value),
            );
        }
        for (stream, used) in purpose.uses.iter() {
            let Some(because) = &used.because else {
                continue;
            };
            if let Some(phrase) = someday(because.as_str()) {
                verdict.broken(
                    because.span,
                    format!(
                        "\"{phrase}\" is no reason to keep `{}` for `{}`; name what is done with it, or do not keep it",
                        stream.value, name.value
                    ),
                );
            }
        }
    }
}

fn someday(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    SOMEDAY.into_iter().find(|phrase| text.contains(phrase))
}
