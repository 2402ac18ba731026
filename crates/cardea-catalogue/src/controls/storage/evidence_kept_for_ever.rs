use cardea_law::uk_gdpr;
use cardea_units::CalendarDuration;

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-15",
    name: "evidence-kept-for-ever",
    title: "Evidence also expires",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_C, uk_gdpr::ART_5_1_E],
    applies_from: None,
    page: include_str!("evidence_kept_for_ever.md"),
    check,
};

/// Logs. A setting of this catalogue.
const LOGS_MAX: CalendarDuration = CalendarDuration::from_months(24);
/// Receipts: the six years in which most claims can be brought, and one. A setting of this catalogue.
const RECEIPTS_MAX: CalendarDuration = CalendarDuration::from_months(84);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let retention = world.manifest.retention.as_ref();
    let place = retention.map_or(world.manifest.span, |retention| retention.span);
    Ask {
        place,
        unsaid: "how long logs that can be traced to a person are kept is not said; write `logs` under `retention`",
        wrong: "logs that can be traced to a person are kept longer than two years; delete them sooner",
    }
    .is(
        retention.and_then(|retention| retention.logs.as_ref()),
        |logs| *logs <= LOGS_MAX,
        verdict,
    );
    Ask {
        place,
        unsaid: "how long receipts of choices are kept is not said; write `receipts` under `retention`",
        wrong: "receipts of choices are kept longer than seven years after they ended; delete them sooner",
    }
    .is(
        retention.and_then(|retention| retention.receipts.as_ref()),
        |receipts| *receipts <= RECEIPTS_MAX,
        verdict,
    );
}
