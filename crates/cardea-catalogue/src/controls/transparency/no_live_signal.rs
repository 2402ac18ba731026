use cardea_law::{childrens_code, en_303_645, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{DataCategory, Manifest, Sense, SenseState, Signal, Switch};
use cardea_manifest::shape::Name;

use crate::sensing::{hears, is_sensitive, sees};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-08",
    name: "no-live-signal",
    title: "Live signals on the device",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_1_A,
        uk_gdpr::ART_13,
        childrens_code::STD_14,
        en_303_645::P_5_8_3,
    ],
    applies_from: None,
    page: include_str!("no_live_signal.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut senses = manifest
        .product
        .senses
        .iter()
        .filter(|(name, sense)| {
            is_sensitive(name.as_str()) && sense.used.as_ref().is_none_or(|used| used.value)
        })
        .peekable();
    if senses.peek().is_none() {
        verdict.not_applicable("no sensor in use hears, sees, notices people or tells where it is");
    }
    for (name, sense) in senses {
        signals(name, sense, verdict);
        states(manifest, name, sense, verdict);
        bypass(name, sense, verdict);
    }
}

/// How people notice that it is on now. A sign beside it says the same all day; a single kind of signal is missed by people who do not
/// see, or do not hear.
fn signals(name: &At<Name>, sense: &Sense, verdict: &mut Verdict<'_>) {
    let mut live: Vec<Signal> = sense
        .signal
        .iter()
        .map(|signal| signal.value)
        .filter(|signal| *signal != Signal::Sign)
        .collect();
    live.sort_unstable();
    live.dedup();
    match live.as_slice() {
        [] => {
            verdict.broken(
                name.span,
                format!("nothing shows when `{}` is on; give it a light, a sound or something on the screen, and write it as `signal`", name.value),
            );
        }
        [one] => {
            verdict.broken(
                sense.signal.first().map_or(name.span, |first| first.span),
                format!("only a `{one}` shows when `{}` is on; add a second kind of `signal`, for people who do not notice that one", name.value),
            );
        }
        _ => {}
    }
}

/// What people can tell apart.
fn states(manifest: &Manifest, name: &At<Name>, sense: &Sense, verdict: &mut Verdict<'_>) {
    let Some(first) = sense.shows.first() else {
        verdict.cannot_tell(
            name.span,
            format!("what people can tell apart by the signal of `{}` is not said; write `shows`, such as `[on, muted]`", name.value),
        );
        return;
    };
    let missing: Vec<String> = needed(manifest, name.as_str(), sense)
        .filter(|state| !sense.shows.iter().any(|shown| shown.value == *state))
        .map(|state| format!("`{state}`"))
        .collect();
    if !missing.is_empty() {
        verdict.broken(
            first.span,
            format!("people cannot tell by the signal of `{}` whether it is {}; show it, and add it to `shows`", name.value, missing.join(" or ")),
        );
    }
}

/// States that a sensor has, and people are to tell apart.
fn needed(manifest: &Manifest, name: &str, sense: &Sense) -> impl Iterator<Item = SenseState> {
    let heard = |data| matches!(data, DataCategory::Voice | DataCategory::Audio);
    let seen = |data| matches!(data, DataCategory::Image | DataCategory::Video);
    let records = (hears(name) && sends(manifest, heard)) || (sees(name) && sends(manifest, seen));
    let live = manifest.people.sees.live_view_signal.is_some() && (hears(name) || sees(name));
    let can_mute = sense
        .switch
        .as_ref()
        .is_none_or(|switch| switch.value != Switch::None);
    [
        Some(SenseState::On),
        records.then_some(SenseState::Recording),
        live.then_some(SenseState::Watched),
        can_mute.then_some(SenseState::Muted),
    ]
    .into_iter()
    .flatten()
}

fn sends(manifest: &Manifest, is: impl Fn(DataCategory) -> bool) -> bool {
    let mut fields = manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.values());
    fields.any(|field| is(*field.data))
}

fn bypass(name: &At<Name>, sense: &Sense, verdict: &mut Verdict<'_>) {
    match &sense.signal_can_be_bypassed {
        Some(bypass) if bypass.value => {
            verdict.broken(
                bypass.span,
                format!("software can switch `{}` on and leave its signal off; wire the signal to the sensor", name.value),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                name.span,
                format!("whether software can switch `{}` on without its signal is not said; write `signal_can_be_bypassed`", name.value),
            );
        }
    }
}
