use cardea_law::uk_gdpr;
use cardea_units::CalendarDuration;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-16",
    name: "hold-without-end",
    title: "Holds are logged",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_17_3, uk_gdpr::ART_18],
    applies_from: None,
    page: include_str!("hold_without_end.md"),
    check,
};

/// A hold is looked at again within this time. A setting of this catalogue.
const AHEAD_MAX: CalendarDuration = CalendarDuration::from_months(24);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let retention = world.manifest.retention.as_ref();
    let Some(retention) = retention.filter(|retention| !retention.holds.is_empty()) else {
        verdict.not_applicable("nothing is kept beyond its time");
        return;
    };
    for (name, hold) in retention.holds.iter() {
        let until = *hold.until;
        if until < world.today {
            verdict.broken(
                hold.until.span,
                format!("`{}` was to be kept until {until}; delete what is held, or decide again for how long", name.value),
            );
        } else if until > AHEAD_MAX.after_date(world.today) {
            verdict.broken(
                hold.until.span,
                format!("`{}` is to be kept more than two years from now; set a nearer day and look at it again then", name.value),
            );
        }
    }
}
