use cardea_law::en_303_645;
use cardea_manifest::model::Boot;

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-07",
    name: "software-not-verified",
    title: "Software integrity",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[en_303_645::P_5_7_1, en_303_645::P_5_7_2],
    applies_from: None,
    page: include_str!("software_not_verified.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let security = world.manifest.security.as_ref();
    Ask {
        place: world.security_span(),
        unsaid: "whether the device checks its software at the start is not said; write `boot` under `security`",
        wrong: "the device starts software without checking it; let each stage of the start check the next",
    }
    .is(
        security.and_then(|security| security.boot.as_ref()),
        |boot| *boot == Boot::Verified,
        verdict,
    );
}
