use crate::children::{care, not_for_children};
use crate::purpose_fields::purpose_fields;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{childrens_code, ico_audit_toolkits, ico_best_interests};
use cardea_manifest::model::{
    Input, Kind, Manifest, NoticeForm, Output, Reach, Sense, SenseState, Start,
};

pub(crate) static CONTROL: Control = Control {
    code: "CHI-14",
    name: "shared-device-unfit-for-children",
    title: "Connected toys and devices",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        childrens_code::STD_14,
        ico_audit_toolkits::TOOLKIT_CONNECTED_TOYS,
        ico_best_interests::CHAPTER_ASSESSMENT,
    ],
    applies_from: None,
    page: include_str!("shared_device_unfit_for_children.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let manifest = world.manifest;
    if !is_toy_hub_or_wearable(*manifest.product.kind) {
        verdict.not_applicable("it is no toy, home hub or wearable");
        return;
    }
    fits_all(manifest, verdict);
    told(manifest, verdict);
    if listens(manifest) {
        shows_when_listening(manifest, verdict);
    }
}

/// The kinds that the standard names, with a speaker as home hub.
const fn is_toy_hub_or_wearable(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ConnectedToy
            | Kind::SmartSpeaker
            | Kind::HomeHub
            | Kind::FitnessTracker
            | Kind::SmartWatch
    )
}

/// Several people of different ages use it, so what nobody changed has to fit the youngest.
fn fits_all(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let (care, span) = care(manifest);
    match care.and_then(|care| care.everyone_as_child.as_ref()) {
        Some(everyone) if **everyone => {}
        Some(everyone) => {
            verdict.broken(
                everyone.span,
                "people of different ages use it, and its defaults do not fit a child; protect everybody as a child until their age is known, \
                 and write `everyone_as_child: true`",
            );
        }
        None => {
            verdict.cannot_tell(
                span,
                "whether its defaults fit a child who picks it up is not said; write `everyone_as_child` under `people.children`",
            );
        }
    }
}

fn told(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let notices = &manifest.notices;
    let has = |form: NoticeForm| notices.forms.iter().any(|it| **it == form);
    if !has(NoticeForm::PackIcon) {
        verdict.broken(
            notices.span,
            "nothing on the pack says that it is connected; print an icon there, and add `pack_icon` to `forms` under `notices`",
        );
    }
    let speaks = manifest
        .product
        .outputs
        .iter()
        .any(|output| **output == Output::Sound);
    let told_aloud = notices
        .feature_activation
        .iter()
        .any(|place| **place == Output::Sound);
    if speaks && !told_aloud && !has(NoticeForm::Audio) {
        verdict.broken(
            notices.span,
            "it can speak, but tells children nothing aloud when a feature begins; add `sound` to `feature_activation` under `notices`",
        );
    }
}

/// Whether it listens or looks: people speak to it, or sounds and pictures are used.
fn listens(manifest: &Manifest) -> bool {
    let spoken_to = manifest
        .product
        .inputs
        .iter()
        .any(|input| **input == Input::Voice);
    let mut used = manifest
        .purposes
        .values()
        .flat_map(|purpose| purpose_fields(manifest, purpose));
    spoken_to || used.any(|used| used.field.data.is_recording())
}

fn shows_when_listening(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let senses = &manifest.product.senses;
    if senses
        .values()
        .any(|sense| in_use(sense) && (shows(sense) || starts_off(sense)))
    {
        return;
    }
    verdict.broken(
        manifest.product.kind.span,
        "it listens or looks, and no sensor of it starts off or shows when it is on; give one a `signal` and write what it `shows`, or `starts: off`",
    );
}

/// Whether a sensor takes in the room or more, and is used.
fn in_use(sense: &Sense) -> bool {
    *sense.reach != Reach::Body && sense.used.as_ref().is_none_or(|used| **used)
}

fn shows(sense: &Sense) -> bool {
    let told = |state: &SenseState| matches!(state, SenseState::On | SenseState::Recording);
    !sense.signal.is_empty() && sense.shows.iter().any(|state| told(state))
}

fn starts_off(sense: &Sense) -> bool {
    sense
        .starts
        .as_ref()
        .is_some_and(|starts| **starts == Start::Off)
}
