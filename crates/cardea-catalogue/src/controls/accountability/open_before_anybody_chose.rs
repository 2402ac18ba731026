use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{
    About, BasisKind, Handler, Manifest, Purpose, PurposeClass, Start, StartedBy,
};
use cardea_manifest::shape::Name;

use crate::asked::waits_for_consent;
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACC-10",
    name: "open-before-anybody-chose",
    title: "Protective defaults",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_25_2, ico_iot_guidance::CHAPTER_ACCOUNTABILITY],
    applies_from: None,
    page: include_str!("open_before_anybody_chose.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    for (name, purpose) in manifest
        .purposes
        .iter()
        .filter(|(_, it)| is_optional(*it.class))
    {
        starts_on(manifest, name, verdict);
        shared_unasked(name, purpose, verdict);
    }
    shown_to_all(manifest, verdict);
    let handled = &manifest.handled_by;
    if *handled.data == Handler::Cardea && *handled.choices == Handler::Cardea {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "what waits for consent is off at first, and until somebody turns it on nothing is kept for it",
        );
    }
}

/// What the product, its safety and the law can do without.
const fn is_optional(class: PurposeClass) -> bool {
    !matches!(
        class,
        PurposeClass::Core | PurposeClass::Security | PurposeClass::Safety | PurposeClass::Legal
    )
}

fn starts_on(manifest: &Manifest, name: &At<Name>, verdict: &mut Verdict<'_>) {
    let choice = manifest.choices.get(name.as_str());
    if let Some(choice) = choice.filter(|choice| *choice.starts == Start::On) {
        verdict.broken(
            choice.starts.span,
            format!("`{}` is on before anybody chose it, and the product can do without it; write `starts: off`", name.value),
        );
    }
}

/// Data goes to others once the person agreed, asked for it by using a feature, or a law demands it.
fn shared_unasked(name: &At<Name>, purpose: &Purpose, verdict: &mut Verdict<'_>) {
    let by_itself = matches!(
        purpose.basis.kind,
        BasisKind::Contract | BasisKind::LegitimateInterests
    );
    let acted = purpose
        .started_by
        .as_ref()
        .is_some_and(|by| matches!(**by, StartedBy::Feature | StartedBy::HelpRequest));
    if !by_itself || acted || waits_for_consent(purpose) {
        return;
    }
    for (recipient, _) in purpose.recipients.iter() {
        verdict.broken(
            recipient.span,
            format!(
                "`{}` gets data for `{}` before anybody chose that; rest `{}` on consent, say with `started_by` how the person starts it, or \
                 share nothing",
                recipient.value, name.value, name.value
            ),
        );
    }
}

/// What is about one person is not shown to everybody at home before that person wants it.
fn shown_to_all(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    for shown in &manifest.people.sees.other_members {
        let about = manifest
            .streams
            .get(shown.as_str())
            .map(|stream| &stream.about);
        if matches!(about, Some(About::Wearer { .. } | About::Profile { .. })) {
            verdict.broken(
                shown.span,
                format!(
                    "every member of the home sees `{}`, which is about one of them, before that person chose it; take it out of \
                     `other_members`",
                    shown.value
                ),
            );
        }
    }
}
