use cardea_law::en_303_645;
use cardea_manifest::model::{Debug, Start};

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-08",
    name: "wide-attack-surface",
    title: "Small attack surface, least privilege",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        en_303_645::P_5_6_1,
        en_303_645::P_5_6_2,
        en_303_645::P_5_6_3,
        en_303_645::P_5_6_4A,
        en_303_645::P_5_6_4B,
        en_303_645::P_5_6_5,
        en_303_645::P_5_6_6,
        en_303_645::P_5_6_7,
        en_303_645::P_5_6_8,
        en_303_645::P_5_6_9,
    ],
    applies_from: None,
    page: include_str!("wide_attack_surface.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let security = world.manifest.security.as_ref();
    let place = world.security_span();
    Ask {
        place,
        unsaid: "whether interfaces that are not used are off is not said; write `unused_interfaces` under `security`",
        wrong: "interfaces that are not used are on; switch them off in the firmware",
    }
    .is(
        security.and_then(|security| security.unused_interfaces.as_ref()),
        |state| *state == Start::Off,
        verdict,
    );
    Ask {
        place,
        unsaid: "whether the debug interface is closed in products that are sold is not said; write `debug` under `security`",
        wrong: "the debug interface is open in products that are sold; close it, or open it only for who can prove who they are",
    }
    .is(
        security.and_then(|security| security.debug.as_ref()),
        |debug| *debug != Debug::Open,
        verdict,
    );
}
