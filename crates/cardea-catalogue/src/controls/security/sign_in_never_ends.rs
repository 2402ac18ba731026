use cardea_law::uk_gdpr;
use cardea_manifest::model::Account;
use cardea_units::CalendarDuration;

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-19",
    name: "sign-in-never-ends",
    title: "Session and token hygiene",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_32],
    applies_from: None,
    page: include_str!("sign_in_never_ends.md"),
    check,
};

/// A sign-in that nobody uses ends within this time. A setting of this catalogue.
const LASTS_MAX: CalendarDuration = CalendarDuration::from_days(90);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let account = world.manifest.product.account.as_ref();
    if account.is_some_and(|account| account.value == Account::None) {
        verdict.not_applicable("there is no account");
        return;
    }
    let security = world.manifest.security.as_ref();
    let Some(sign_in) = security.and_then(|security| security.sign_in.as_ref()) else {
        verdict.cannot_tell(
            world.security_span(),
            "how people sign in is not said; write it as `security.sign_in`",
        );
        return;
    };
    let ask = |unsaid, wrong| Ask {
        place: sign_in.span,
        unsaid,
        wrong,
    };
    ask(
        "whether people see where they are signed in is not said; write `sessions_listed` under `security.sign_in`",
        "people do not see where they are signed in; list it and let them end each",
    )
    .yes(sign_in.sessions_listed.as_ref(), verdict);
    ask(
        "how long a sign-in lasts without use is not said; write `session_lasts` under `security.sign_in`",
        "a sign-in lasts more than 90 days without use; end it sooner",
    )
    .is(sign_in.session_lasts.as_ref(), |lasts| *lasts <= LASTS_MAX, verdict);
    ask(
        "whether people are told of a sign-in from a new place is not said; write `new_sign_in_told` under `security.sign_in`",
        "nobody is told of a sign-in from a new place; tell the owner",
    )
    .yes(sign_in.new_sign_in_told.as_ref(), verdict);
}
