use cardea_law::ico_must_should_could;

use crate::{ALL, Checked, Control, Level, Outcome, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-21",
    name: "deviation-without-waiver",
    title: "Deviation register for SHOULDs",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_must_should_could::MEANING_OF_SHOULD],
    applies_from: None,
    page: include_str!("deviation_without_waiver.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let waivers = &world.manifest.waivers;
    let (mut unexplained, mut ended, mut explained) = (Vec::new(), Vec::new(), false);
    for control in expected() {
        match &*world.outcome(control) {
            Outcome::Waived { .. } => explained = true,
            Outcome::Broken(_) => match waivers.get(control.code) {
                Some(waiver) => ended.push((control.code, waiver)),
                None => unexplained.push(control.code),
            },
            Outcome::Kept { .. } | Outcome::NotApplicable(_) | Outcome::CannotTell(_) => {}
        }
    }
    if unexplained.is_empty() && ended.is_empty() && !explained {
        verdict.not_applicable("no control of level SHOULD is broken");
    }
    if !unexplained.is_empty() {
        verdict.broken(
            waivers.span,
            format!(
                "{} broken, and why is not written down; keep what is expected, or write under `waivers` the reason, what is done instead, who \
                 decided and until when",
                are(&unexplained)
            ),
        );
    }
    if let Some((_, first)) = ended.first() {
        let codes: Vec<&str> = ended.iter().map(|(code, _)| *code).collect();
        verdict.broken(
            first.until.span,
            format!("{} broken, and the waiver has ended; keep what is expected, or decide again until a later day", are(&codes)),
        );
    }
}

/// The other stable controls that are expected and not law. Not this one: it would judge itself without end.
fn expected() -> impl Iterator<Item = &'static Control> {
    ALL.iter().copied().filter(|control| {
        control.level == Level::Should
            && matches!(control.status, Status::Stable { .. })
            && control.code != CONTROL.code
    })
}

fn are(codes: &[&str]) -> String {
    let names: Vec<String> = codes.iter().map(|code| format!("`{code}`")).collect();
    let verb = if codes.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", names.join(", "))
}
