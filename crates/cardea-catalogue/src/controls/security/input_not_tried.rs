use cardea_law::en_303_645;
use cardea_units::CalendarDuration;

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-10",
    name: "input-not-tried",
    title: "Validate input",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[en_303_645::P_5_13_1A, en_303_645::P_5_13_1B],
    applies_from: None,
    page: include_str!("input_not_tried.md"),
    check,
};

/// Where the maker says no interval. A setting of this catalogue.
const WITHIN: CalendarDuration = CalendarDuration::from_months(12);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let security = world.manifest.security.as_ref();
    let tests = security.and_then(|security| security.tests.as_ref());
    let every = tests.and_then(|tests| tests.every.as_ref());
    Ask {
        place: world.security_span(),
        unsaid: "when input was last tried with malformed data is not said; write the day as `security.tests.fuzzing`",
        wrong: "input was last tried with malformed data longer ago than the interval of your tests; try it again and write the new day",
    }
    .lately(
        world,
        tests.and_then(|tests| tests.fuzzing.as_ref()),
        every.map_or(WITHIN, |every| every.value),
        verdict,
    );
}
