use cardea_law::en_303_645;
use cardea_units::CalendarDuration;

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-17",
    name: "weaknesses-not-followed",
    title: "Vulnerability handling",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        en_303_645::P_5_2_1,
        en_303_645::P_5_2_2,
        en_303_645::P_5_2_3,
    ],
    applies_from: None,
    page: include_str!("weaknesses_not_followed.md"),
    check,
};

/// Components are looked up at least this often. A setting of this catalogue: the standard says "continually".
const LOOKED_UP_WITHIN: CalendarDuration = CalendarDuration::from_days(30);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let security = world.manifest.security.as_ref();
    if security.is_none_or(|security| security.vulnerability_reports.is_none()) {
        verdict.broken(
            world.security_span(),
            "there is no way to report a weakness; publish one and write it as `security.vulnerability_reports`",
        );
    }
    let Some(components) = security.and_then(|security| security.components.as_ref()) else {
        verdict.cannot_tell(
            world.security_span(),
            "whether there is a list of the software of others is not said; write it as `security.components`",
        );
        return;
    };
    Ask {
        place: components.span,
        unsaid: "how often components are looked up for known weaknesses is not said; write `looked_up_every` under `security.components`",
        wrong: "components are looked up for known weaknesses less often than every 30 days; let a machine do it each day",
    }
    .is(
        components.looked_up_every.as_ref(),
        |every| *every <= LOOKED_UP_WITHIN,
        verdict,
    );
}
