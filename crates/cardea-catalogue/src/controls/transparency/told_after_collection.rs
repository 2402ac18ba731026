use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::model::{Account, From, Manifest};

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-02",
    name: "told-after-collection",
    title: "At the time of collection",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_13_1, ico_iot_guidance::CHAPTER_TRANSPARENCY],
    applies_from: None,
    page: include_str!("told_after_collection.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let collects = collects(manifest);
    let account = manifest.product.account.as_ref();
    let no_account = account.is_some_and(|account| account.value == Account::None);
    if !collects && (no_account || world.uses_no_data()) {
        verdict.not_applicable("nothing is collected from people");
        return;
    }
    let notices = &manifest.notices;
    if collects && notices.unboxing.is_empty() && notices.first_use.is_empty() {
        verdict.broken(
            notices.span,
            "the product collects data before people are told; name where they are told under `first_use` or `unboxing`",
        );
    }
    if !notices.account_creation.is_empty() {
        return;
    }
    match account {
        Some(account) if account.value != Account::None => {
            verdict.broken(
                account.span,
                "people make an account before they are told; name where they are told under `notices.account_creation`",
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                manifest.product.span,
                "whether people make an account, and so are told then, is not said; write `account` under `product`",
            );
        }
    }
}

/// Whether something comes from the people who use it: from the device or the app.
fn collects(manifest: &Manifest) -> bool {
    let from_them = |from: &From| matches!(from, From::Device | From::App);
    !manifest.other_access.is_empty()
        || manifest
            .streams
            .values()
            .any(|stream| from_them(&stream.from))
}
