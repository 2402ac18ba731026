use crate::asked::rests_on_consent;
use crate::recognition::is_compared;
use crate::used_fields::used_fields;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;

pub(crate) static CONTROL: Control = Control {
    code: "LAW-09",
    name: "recognised-or-nothing",
    title: "Non-biometric alternative",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_4_11, uk_gdpr::ART_7_4],
    applies_from: None,
    page: include_str!("recognised_or_nothing.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let by_consent = manifest.purposes.iter().find(|(_, purpose)| {
        rests_on_consent(purpose)
            && used_fields(manifest, purpose).any(|used| is_compared(used.field))
    });
    let Some((name, _)) = by_consent else {
        verdict.not_applicable("nobody is recognised by voice, face or finger on their consent");
        return;
    };
    match &manifest.people.recognition {
        None => {
            verdict.cannot_tell(
                name.span,
                format!("what people use who do not want `{}` to recognise them is not said; write it under `people.recognition.instead`", name.value),
            );
        }
        Some(recognition) if recognition.instead.is_empty() => {
            verdict.broken(
                recognition.span,
                format!("people who do not want `{}` to recognise them have no other way, so their consent is not free; offer a PIN or a picker of profiles and write it as `instead`", name.value),
            );
        }
        Some(_) => {}
    }
}
