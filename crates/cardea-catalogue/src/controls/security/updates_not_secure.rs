use cardea_law::{en_303_645, uk_gdpr};
use cardea_manifest::model::{Rollback, UpdateKind, Updates};
use cardea_units::CalendarDuration;

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-06",
    name: "updates-not-secure",
    title: "Secure, timely, simple updates",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        en_303_645::P_5_3_1,
        en_303_645::P_5_3_2,
        en_303_645::P_5_3_3,
        en_303_645::P_5_3_4A,
        en_303_645::P_5_3_4B,
        en_303_645::P_5_3_5,
        en_303_645::P_5_3_6A,
        en_303_645::P_5_3_6B,
        en_303_645::P_5_3_7,
        en_303_645::P_5_3_8,
        en_303_645::P_5_3_9,
        en_303_645::P_5_3_10,
        en_303_645::P_5_3_11,
        en_303_645::P_5_3_12,
        uk_gdpr::ART_32,
    ],
    applies_from: None,
    page: include_str!("updates_not_secure.md"),
    check,
};

/// An update follows a known weakness within this time. A setting of this catalogue: the standard says "timely".
const WITHIN_MAX: CalendarDuration = CalendarDuration::from_days(90);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let Some(updates) = &world.manifest.updates else {
        verdict.cannot_tell(
            world.manifest.span,
            "whether and how the product is updated is not said; write it under `updates`",
        );
        return;
    };
    trusted(updates, verdict);
    timely(updates, verdict);
    if !updates.kinds.is_empty()
        && !updates
            .kinds
            .iter()
            .any(|kind| kind.value == UpdateKind::Security)
    {
        verdict.broken(
            updates.span,
            "no update brings security; add `security` to `kinds`",
        );
    }
}

fn trusted(updates: &Updates, verdict: &mut Verdict<'_>) {
    let place = updates.span;
    Ask {
        place,
        unsaid: "whether updates are signed is not said; write `signed` under `updates`",
        wrong: "updates are not signed; sign each and check it on the device",
    }
    .yes(updates.signed.as_ref(), verdict);
    Ask {
        place,
        unsaid: "whether updates install by themselves is not said; write `automatic` under `updates`",
        wrong: "updates do not install by themselves; make that the default and let people put them off",
    }
    .yes(updates.automatic.as_ref(), verdict);
    Ask {
        place,
        unsaid: "whether people are told of updates is not said; write `told` under `updates`",
        wrong: "people are not told of updates; say that one is there and what it does",
    }
    .yes(updates.told.as_ref(), verdict);
    Ask {
        place,
        unsaid: "whether an older version can be put back is not said; write `rollback` under `updates`",
        wrong: "an older version with known weaknesses can be put back; refuse it",
    }
    .is(updates.rollback.as_ref(), |rollback| *rollback == Rollback::Refused, verdict);
}

fn timely(updates: &Updates, verdict: &mut Verdict<'_>) {
    Ask {
        place: updates.span,
        unsaid: "how soon an update follows a known weakness is not said; write `within` under `updates`",
        wrong: "an update takes longer than 90 days after its weakness is known; bring it sooner",
    }
    .is(updates.within.as_ref(), |within| *within <= WITHIN_MAX, verdict);
}
