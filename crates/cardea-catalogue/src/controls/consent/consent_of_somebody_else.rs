use cardea_law::{ico_storage_and_access, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{
    About, BasisKind, ConsentFrom, Guests, Handler, Manifest, Personal, Purpose, Stream,
    UnsureGoesTo, Use,
};
use cardea_manifest::shape::Name;

use crate::asked::rests_on_consent;
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World, special};

pub(crate) static CONTROL: Control = Control {
    code: "CON-10",
    name: "consent-of-somebody-else",
    title: "Consent of the person concerned",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_4_11, ico_storage_and_access::CHAPTER_CONSENT],
    applies_from: None,
    page: include_str!("consent_of_somebody_else.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut any = false;
    for (name, purpose) in manifest.purposes.iter() {
        let on_consent: Vec<_> = on_consent(manifest, purpose).collect();
        any |= !on_consent.is_empty();
        if let Some((stream, _)) = on_consent
            .iter()
            .find(|(_, it)| matches!(it.about, About::Household { .. }))
        {
            household(manifest, name, stream, verdict);
        }
        if let Some((stream, _)) = on_consent
            .iter()
            .find(|(_, it)| matches!(it.about, About::Bystander { .. }))
        {
            bystander(name, purpose, stream, verdict);
        }
        if on_consent
            .iter()
            .any(|(_, it)| matches!(it.about, About::Profile { .. }))
        {
            taken_for_another(manifest, name, verdict);
        }
    }
    guests(manifest, verdict);
    if !any {
        verdict.not_applicable("no purpose uses personal data on consent");
    }
    if *manifest.handled_by.data == Handler::Cardea {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "a reading is kept only if everybody it is about has agreed",
        );
    }
}

/// The streams for which a purpose relies on the consent of the person whose data it is. Where it is the condition for special category
/// data only, those with such data.
fn on_consent<'m>(
    manifest: &'m Manifest,
    purpose: &'m Purpose,
) -> impl Iterator<Item = (&'m At<Name>, &'m Stream)> {
    let uses = purpose.uses.iter().filter(|_| rests_on_consent(purpose));
    uses.filter_map(|(name, used)| Some((name, manifest.streams.get(name.as_str())?, used)))
        .filter(|(_, stream, used)| needs_consent(purpose, stream, used))
        .map(|(name, stream, _)| (name, stream))
}

fn needs_consent(purpose: &Purpose, stream: &Stream, used: &Use) -> bool {
    let mut fields = used
        .fields
        .0
        .names()
        .filter_map(|name| stream.fields.get(name));
    fields.any(|field| {
        let covered = purpose.basis.kind == BasisKind::Consent || special(field).is_some();
        covered && *field.personal != Personal::No
    })
}

fn household(manifest: &Manifest, name: &At<Name>, stream: &At<Name>, verdict: &mut Verdict<'_>) {
    let from = &manifest.people.consent_from;
    if **from == ConsentFrom::AccountHolder {
        verdict.broken(
            from.span,
            format!(
                "`{}` uses `{}`, which is about everyone in the home, on the consent of the account holder alone; write \
                 `consent_from: each_adult`",
                name.value, stream.value
            ),
        );
    }
}

fn bystander(name: &At<Name>, purpose: &Purpose, stream: &At<Name>, verdict: &mut Verdict<'_>) {
    let span = if purpose.basis.kind == BasisKind::Consent {
        purpose.basis.span
    } else {
        purpose.special_category.span
    };
    verdict.broken(
        span,
        format!(
            "`{}` uses `{}`, which is about people who were never asked, on their consent; find another basis, or leave the stream out",
            name.value, stream.value
        ),
    );
}

/// Where the product tells by itself whose a reading is, it must not count somebody for whoever is nearest.
fn taken_for_another(manifest: &Manifest, name: &At<Name>, verdict: &mut Verdict<'_>) {
    let Some(recognition) = &manifest.people.recognition else {
        return;
    };
    match &recognition.unsure_goes_to {
        Some(whom) if whom.value == UnsureGoesTo::Nearest => {
            verdict.broken(
                whom.span,
                format!(
                    "`{}` counts a reading of which the product is unsure to whoever is nearest, who may have agreed when the person has \
                     not; write `unsure_goes_to: nobody` or `guest`",
                    name.value
                ),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                recognition.span,
                format!(
                    "to whom `{}` counts a reading of which the product is unsure is not said; write `unsure_goes_to` under \
                     `people.recognition`",
                    name.value
                ),
            );
        }
    }
}

fn guests(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let Guests::Allow { purposes, .. } = &manifest.people.guests else {
        return;
    };
    for name in purposes {
        if manifest
            .purposes
            .get(name.as_str())
            .is_some_and(rests_on_consent)
        {
            verdict.broken(
                name.span,
                format!(
                    "`{}` rests on consent, which a guest has not given; take it out of `allow`",
                    name.value
                ),
            );
        }
    }
}
