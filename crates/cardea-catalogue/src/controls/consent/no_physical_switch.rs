use cardea_law::uk_gdpr;
use cardea_manifest::model::Switch;

use crate::sensing::{hears, sees};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CON-23",
    name: "no-physical-switch",
    title: "Physical controls",
    level: Level::Could,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_25],
    applies_from: None,
    page: include_str!("no_physical_switch.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut any = false;
    for (name, sense) in world.manifest.product.senses.iter() {
        let used = sense.used.as_ref().is_none_or(|used| used.value);
        if !used || !(hears(name.as_str()) || sees(name.as_str())) {
            continue;
        }
        any = true;
        let switch = sense.switch.as_ref();
        if switch.is_none_or(|switch| switch.value != Switch::Hardware) {
            verdict.broken(
                switch.map_or(name.span, |switch| switch.span),
                format!("`{}` could have a switch or shutter that cuts it off physically; write `switch: hardware` when it has", name.value),
            );
        }
    }
    if !any {
        verdict.not_applicable("it has no microphone and no camera in use");
    }
}
