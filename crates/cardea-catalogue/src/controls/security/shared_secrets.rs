use cardea_law::en_303_645;
use cardea_manifest::model::DeviceSecrets;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-09",
    name: "shared-secrets",
    title: "No hard-coded secrets",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        en_303_645::P_5_4_2,
        en_303_645::P_5_4_3,
        en_303_645::P_5_4_4,
    ],
    applies_from: None,
    page: include_str!("shared_secrets.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let security = world.manifest.security.as_ref();
    let Some(secrets) = security.and_then(|security| security.secrets.as_ref()) else {
        verdict.cannot_tell(
            world.security_span(),
            "whether each device has secrets of its own is not said; write `secrets` under `security`",
        );
        return;
    };
    match secrets.value {
        DeviceSecrets::PerDevice => {}
        DeviceSecrets::Shared => {
            verdict.broken(
                secrets.span,
                "all devices share a secret, so one taken apart opens them all; give each its own",
            );
        }
        DeviceSecrets::HardCoded => {
            verdict.broken(
                secrets.span,
                "a secret is written into the software; give each device its own and keep it out of the image",
            );
        }
    }
}
