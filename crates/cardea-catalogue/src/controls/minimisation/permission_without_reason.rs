use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{AppPermission, Moment};
use cardea_manifest::shape::Name;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-03",
    name: "permission-without-reason",
    title: "Phone permissions mapped",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_C, uk_gdpr::ART_25],
    applies_from: None,
    page: include_str!("permission_without_reason.md"),
    check,
};

/// What makers write for a permission that no feature needs, in small letters.
const EMPTY_REASONS: [&str; 8] = [
    "app features",
    "app functionality",
    "better experience",
    "better service",
    "other purposes",
    "required by the app",
    "technical reasons",
    "user experience",
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let app = world.manifest.product.app.as_ref();
    let Some(app) = app.filter(|app| !app.permissions.is_empty()) else {
        verdict.not_applicable("no app asks the phone for a permission");
        return;
    };
    for (name, permission) in app.permissions.iter() {
        reason(name, permission, verdict);
        moment(name, permission, verdict);
        if permission.fallback.is_none() {
            verdict.cannot_tell(
                name.span,
                format!(
                    "what works when somebody refuses `{}` is not said; write `fallback`",
                    name.value
                ),
            );
        }
    }
}

fn reason(name: &At<Name>, permission: &AppPermission, verdict: &mut Verdict<'_>) {
    let said = permission.for_what.as_str().to_lowercase();
    if let Some(phrase) = EMPTY_REASONS
        .into_iter()
        .find(|phrase| said.contains(phrase))
    {
        verdict.broken(
            permission.for_what.span,
            format!(
                "\"{phrase}\" does not say what the app needs `{}` for; name the feature that uses it, or do not ask",
                name.value
            ),
        );
    }
}

fn moment(name: &At<Name>, permission: &AppPermission, verdict: &mut Verdict<'_>) {
    match &permission.when {
        None => {
            verdict.cannot_tell(
                name.span,
                format!(
                    "at which moment the app asks for `{}` is not said; write `when`",
                    name.value
                ),
            );
        }
        Some(when) if !is_moment_of_use(when.value) => {
            verdict.broken(
                when.span,
                format!(
                    "the app asks for `{}` at `{}`, before anybody uses what needs it; ask at `feature_activation`, `pairing` or in the \
                     `settings`",
                    name.value, when.value
                ),
            );
        }
        Some(_) => {}
    }
}

/// Moments at which somebody does the thing that needs the permission.
const fn is_moment_of_use(moment: Moment) -> bool {
    matches!(
        moment,
        Moment::FeatureActivation | Moment::Pairing | Moment::Settings
    )
}
