use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::ico_iot_guidance;
use cardea_manifest::model::{Handler, Input, Manifest};

pub(crate) static CONTROL: Control = Control {
    code: "RIG-02",
    name: "tools-out-of-reach",
    title: "Tools where people look",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_iot_guidance::CHAPTER_RIGHTS],
    applies_from: None,
    page: include_str!("tools_out_of_reach.md"),
    check,
};

/// How many steps it may take from where people start to where they ask. A setting of this catalogue: the guidance says "not cumbersome".
const DEPTH_MAX: u32 = 3;

/// Places on the product, in its app or in an account, where people look for their rights.
const NEAR: [&str; 5] = [APP, "portal", "device", "screen", "voice"];

const APP: &str = "companion_app";

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let rights = &world.manifest.rights;
    let places = rights.everywhere.iter().map(|place| place.as_str());
    let span = rights
        .everywhere
        .first()
        .map_or(rights.span, |first| first.span);
    if met_in_the_app(world.manifest) {
        if !places.clone().any(|place| place == APP) {
            verdict.broken(
                span,
                "people look for their rights in the app, but cannot use them there; add `companion_app` to `everywhere`",
            );
        }
    } else if *world.manifest.handled_by.rights == Handler::Own
        && !places.clone().any(|place| NEAR.contains(&place))
    {
        verdict.broken(
            span,
            "people can use their rights neither on the product nor in an account; add such a place to `everywhere`, such as `device`",
        );
    }
    match &rights.depth {
        Some(depth) if **depth > DEPTH_MAX => {
            verdict.broken(
                depth.span,
                format!(
                    "it takes {} steps to where people ask; bring it down to {DEPTH_MAX} at most",
                    **depth
                ),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                rights.span,
                "how many steps it takes to where people ask is not said; count them and write `depth` under `rights`",
            );
        }
    }
}

/// Whether people meet the product in an app.
fn met_in_the_app(manifest: &Manifest) -> bool {
    let product = &manifest.product;
    product.app.is_some()
        || product
            .inputs
            .iter()
            .any(|input| **input == Input::CompanionApp)
}
