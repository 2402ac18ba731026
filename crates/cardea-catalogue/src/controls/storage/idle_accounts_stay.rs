use cardea_law::uk_gdpr;
use cardea_manifest::model::Account;
use cardea_units::CalendarDuration;

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-06",
    name: "idle-accounts-stay",
    title: "Idle accounts and devices",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_E],
    applies_from: None,
    page: include_str!("idle_accounts_stay.md"),
    check,
};

/// An account that nobody uses is gone within this time. A setting of this catalogue.
const REMOVED_AFTER_MAX: CalendarDuration = CalendarDuration::from_months(36);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let account = manifest.product.account.as_ref();
    if account.is_some_and(|account| account.value == Account::None) {
        verdict.not_applicable("there is no account");
        return;
    }
    let Some(idle) = &manifest.people.idle else {
        verdict.cannot_tell(
            manifest.people.span,
            "what happens with accounts that nobody uses is not said; write it as `people.idle`",
        );
        return;
    };
    if *idle.removed_after > REMOVED_AFTER_MAX {
        verdict.broken(
            idle.removed_after.span,
            "an account that nobody uses stays more than three years; remove it sooner",
        );
    }
    Ask {
        place: idle.span,
        unsaid: "how long before an idle account goes people are warned is not said; write `warned_before` under `people.idle`",
        wrong: "",
    }
    .words(idle.warned_before.as_ref(), verdict);
}
