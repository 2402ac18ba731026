use cardea_law::ico_iot_guidance;
use cardea_manifest::model::{Manifest, Notices, Output};

use crate::asked::{Asked, asked};
use crate::places::{APP, has_app, is_asked_in, rights_are_used_in};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-12",
    name: "app-shows-less",
    title: "Companion app parity",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        ico_iot_guidance::CHAPTER_RIGHTS,
        ico_iot_guidance::CHAPTER_TRANSPARENCY,
    ],
    applies_from: None,
    page: include_str!("app_shows_less.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    if !has_app(manifest) {
        verdict.not_applicable("it has no companion app");
        return;
    }
    for asked in asked(manifest) {
        choice(manifest, &asked, verdict);
    }
    if !rights_are_used_in(manifest, APP) {
        verdict.broken(
            manifest.rights.span,
            "people cannot use their rights from the app; lead them there, and add `companion_app` to `rights.everywhere`",
        );
    }
    if !is_told_in_app(&manifest.notices) {
        verdict.broken(
            manifest.notices.span,
            "people are told nothing in the app; show the notices there as well, and add `companion_app` where they are told",
        );
    }
}

fn choice(manifest: &Manifest, asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let name = asked.name.as_str();
    if !is_asked_in(manifest, asked, APP) {
        verdict.broken(
            asked.span(),
            format!("people cannot choose `{name}` in the app; offer it there, and add `companion_app` to its `where`"),
        );
        return;
    }
    let withdraw = asked
        .choice
        .map_or(&[][..], |it| it.withdraw_where.as_slice());
    if let Some(first) = withdraw.first()
        && !withdraw.iter().any(|place| place.as_str() == APP)
    {
        verdict.broken(
            first.span,
            format!("people choose `{name}` in the app, but cannot withdraw it there; add `companion_app` to its `withdraw_where`"),
        );
    }
}

fn is_told_in_app(notices: &Notices) -> bool {
    let moments = [
        &notices.unboxing,
        &notices.first_use,
        &notices.account_creation,
        &notices.feature_activation,
        &notices.change,
        &notices.reset,
        &notices.end_of_support,
    ];
    let mut places = moments.into_iter().flatten();
    places.any(|place| place.value == Output::CompanionApp)
}
