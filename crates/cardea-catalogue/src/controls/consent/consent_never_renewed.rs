use cardea_law::{ico_storage_and_access, uk_gdpr};
use cardea_manifest::model::{Children, Choice, Handler, Manifest, Renewal};

use crate::asked::{Asked, asked};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-14",
    name: "consent-never-renewed",
    title: "Keep consent fresh",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_storage_and_access::CHAPTER_CONSENT, uk_gdpr::ART_5_2],
    applies_from: None,
    page: include_str!("consent_never_renewed.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for asked in asked(world.manifest) {
        any = true;
        if asked.choice.is_none_or(|choice| choice.lasts.is_none()) {
            let name = &asked.name.value;
            verdict.cannot_tell(
                asked.span(),
                format!("how long a yes to `{name}` lasts is not decided; write `lasts` under `choices.{name}`"),
            );
        }
        if let Some(choice) = asked.choice {
            renewed(world.manifest, &asked, choice, verdict);
        }
    }
    if !any {
        verdict.not_applicable("no purpose waits for consent");
    }
}

fn renewed(manifest: &Manifest, asked: &Asked<'_>, choice: &Choice, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    let missing: Vec<_> = needed(manifest)
        .filter(|event| !choice.renewed_on.iter().any(|said| said.value == *event))
        .map(|event| format!("`{event}`"))
        .collect();
    if missing.is_empty() {
        return;
    }
    let missing = missing.join(" and ");
    if let Some(first) = choice.renewed_on.first() {
        verdict.broken(
            first.span,
            format!("a yes to `{name}` goes on after {missing}; ask anew then, and add it to `renewed_on`"),
        );
    } else {
        verdict.cannot_tell(
            choice.span,
            format!("whether `{name}` is asked anew after {missing} is not said; write `renewed_on` under `choices.{name}`"),
        );
    }
}

/// What ends the meaning of an old yes. A changed purpose voids it in Cardea by itself.
fn needed(manifest: &Manifest) -> impl Iterator<Item = Renewal> {
    let own = *manifest.handled_by.choices == Handler::Own;
    let children = *manifest.product.children != Children::NotLikely;
    [
        (Renewal::PurposeChange, own),
        (Renewal::OwnerChange, true),
        (Renewal::Reset, true),
        (Renewal::Age, children),
    ]
    .into_iter()
    .filter_map(|(event, needed)| needed.then_some(event))
}
