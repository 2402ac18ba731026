use cardea_law::ico_storage_and_access;
use cardea_manifest::model::{Ground, Handler, Manifest, Start, Surface};
use cardea_units::date;

use crate::pecr::{Operation, operations};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-14",
    name: "no-switch-where-it-runs",
    title: "Exempt toggles may start on",
    level: Level::Could,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_storage_and_access::CHAPTER_EXCEPTIONS],
    applies_from: Some(date(2026, 4, 29)),
    page: include_str!("no_switch_where_it_runs.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for operation in operations(world.manifest) {
        let ground = operation.declared();
        let exempt = |ground| matches!(ground, Ground::Statistics | Ground::Appearance);
        let Some(ground) = ground.filter(|ground| exempt(ground.value)) else {
            continue;
        };
        if waits_all_the_same(world.manifest, &operation) {
            continue;
        }
        any = true;
        for surface in operation.surfaces() {
            if !switches_off(&operation, surface) {
                let (name, names) = (&operation.purpose_name.value, operation.names());
                verdict.broken(
                    ground.span,
                    format!(
                        "`{name}` uses {names} before anybody chose it, and people could have the switch where it runs; add a place of the \
                         {} to `objection`, such as `{}`",
                        surface_says(surface),
                        places(surface).first().copied().unwrap_or_default()
                    ),
                );
            }
        }
    }
    if !any {
        verdict.not_applicable(
            "nothing runs on the grounds `statistics` or `appearance` before somebody chose it",
        );
    }
}

/// A choice of the maker's own that starts off lets nothing run before.
fn waits_all_the_same(manifest: &Manifest, operation: &Operation<'_>) -> bool {
    let choice = manifest.choices.get(operation.purpose_name.as_str());
    let own = *manifest.handled_by.choices == Handler::Own;
    own && choice.is_some_and(|choice| *choice.starts == Start::Off)
}

fn switches_off(operation: &Operation<'_>, surface: Surface) -> bool {
    let known = places(surface);
    let mut objection = operation.purpose.objection.iter();
    objection.any(|place| known.contains(&place.as_str()))
}

/// The words under `objection` that mean a place on this surface.
const fn places(surface: Surface) -> &'static [&'static str] {
    match surface {
        Surface::Device => &["device", "screen", "touch", "buttons", "voice", "remote"],
        Surface::App => &["companion_app", "app"],
        Surface::Web => &["web", "portal"],
    }
}

const fn surface_says(surface: Surface) -> &'static str {
    match surface {
        Surface::Device => "device",
        Surface::App => "app",
        Surface::Web => "web page",
    }
}

#[cfg(test)]
mod tests {
    use super::{Surface, places};

    #[test]
    fn each_surface_has_its_own_places() {
        let all = [
            "device",
            "screen",
            "touch",
            "buttons",
            "voice",
            "remote",
            "companion_app",
            "app",
            "web",
            "portal",
        ];
        let on = |surface| all.iter().filter(|it| places(surface).contains(it)).count();
        assert_eq!(
            [on(Surface::Device), on(Surface::App), on(Surface::Web)],
            [6, 2, 2]
        );
        assert!(places(Surface::App).contains(&"app") && places(Surface::Web).contains(&"portal"));
    }
}
