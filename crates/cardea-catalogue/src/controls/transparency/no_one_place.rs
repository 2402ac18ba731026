use cardea_law::ico_iot_guidance;
use cardea_manifest::Span;
use cardea_manifest::model::{Account, Handler, Manifest};

use crate::places::{has_app, has_everything};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-11",
    name: "no-one-place",
    title: "Privacy dashboard",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_iot_guidance::CHAPTER_TRANSPARENCY],
    applies_from: None,
    page: include_str!("no_one_place.md"),
    check,
};

/// Steps from where people start to where they see everything. A setting of this catalogue.
const DEPTH_MAX: u32 = 2;

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let product = &manifest.product;
    if !has_app(manifest) {
        match &product.account {
            Some(account) if account.value == Account::None => {
                verdict.not_applicable("it has neither an account nor an app");
                return;
            }
            Some(_) => {}
            None => {
                verdict.cannot_tell(
                    product.span,
                    "whether people have an account, and so a place that shows everything, is not said; write `account` under `product`",
                );
                return;
            }
        }
    }
    let asking = manifest.asking.as_ref();
    let places = asking.map_or(&[][..], |asking| asking.one_place.as_slice());
    let Some(first) = places.first() else {
        portal_or_nothing(manifest, verdict);
        return;
    };
    if !places
        .iter()
        .any(|place| has_everything(manifest, place.as_str()))
    {
        verdict.broken(
            first.span,
            "no place of `one_place` has every choice and every right; add it to `where` of each choice and to `rights.everywhere`",
        );
    }
    depth(manifest, first.span, verdict);
}

/// Where no place is named, the portal is it: but only if Cardea runs all that belongs there.
fn portal_or_nothing(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let by = &manifest.handled_by;
    let whole = [&by.data, &by.notices, &by.choices, &by.rights]
        .iter()
        .all(|handler| handler.value == Handler::Cardea);
    if whole {
        verdict.kept_by_construction(
            HouseLaw::L10,
            "the portal shows in one place what is kept, why, who gets it and who looked, with the choices and rights beside it",
        );
    } else {
        let span = manifest
            .asking
            .as_ref()
            .map_or(manifest.product.span, |asking| asking.span);
        verdict.broken(
            span,
            "there is no one place in which people see their data, its uses and their choices; build one, and name it as `asking.one_place`",
        );
    }
}

fn depth(manifest: &Manifest, place: Span, verdict: &mut Verdict<'_>) {
    match &manifest.rights.depth {
        Some(depth) if depth.value > DEPTH_MAX => {
            verdict.broken(
                depth.span,
                format!("people take {} steps to the place that shows everything; let {DEPTH_MAX} be enough", depth.value),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                place,
                "how many steps it takes to the place that shows everything is not said; write `rights.depth`",
            );
        }
    }
}
