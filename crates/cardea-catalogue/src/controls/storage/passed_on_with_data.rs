use cardea_law::{en_303_645, uk_gdpr};
use cardea_manifest::model::Account;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-11",
    name: "passed-on-with-data",
    title: "Resale, gift, break-up",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_1_F,
        uk_gdpr::ART_25,
        uk_gdpr::ART_32,
        en_303_645::P_5_11_1,
    ],
    applies_from: None,
    page: include_str!("passed_on_with_data.md"),
    check,
};

/// The steps, each with what stays without it.
const STEPS: [(&str, &str); 5] = [
    ("remove_account", "the old owner's account stays on it"),
    ("revoke_access", "people of the old home keep their access"),
    ("erase_device", "what the device holds goes with it"),
    ("erase_cloud", "what the cloud holds stays"),
    ("new_owner_first_use", "the new owner is not asked afresh"),
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let Some(transfer) = &manifest.transfer else {
        verdict.cannot_tell(
            manifest.span,
            "what happens when the product passes to another owner is not said; write its steps under `transfer`",
        );
        return;
    };
    let account = manifest.product.account.as_ref();
    let no_account = account.is_some_and(|account| account.value == Account::None);
    for (step, stays) in STEPS {
        let moot = no_account && step == "remove_account";
        if !moot && !transfer.steps.iter().any(|known| known.as_str() == step) {
            verdict.broken(
                transfer.span,
                format!("when the product passes on, {stays}; add the step `{step}`"),
            );
        }
    }
}
