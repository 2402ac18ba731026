use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;
use cardea_units::CalendarDuration;

pub(crate) static CONTROL: Control = Control {
    code: "RIG-25",
    name: "copy-never-reconciled",
    title: "Answer equals reality",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_A, uk_gdpr::ART_15_1, uk_gdpr::ART_15_3],
    applies_from: None,
    page: include_str!("copy_never_reconciled.md"),
    check,
};

/// How old the last comparison may be. A setting of this catalogue.
const COMPARED_EVERY: CalendarDuration = CalendarDuration::from_months(12);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let rights = &world.manifest.rights;
    match &rights.reconciled {
        Some(on) if **on > world.today => {
            verdict.broken(
                on.span,
                format!("`reconciled` is dated {}, which has not come yet; write the day on which a copy was last compared", **on),
            );
        }
        Some(on) if COMPARED_EVERY.after_date(**on) < world.today => {
            verdict.broken(
                on.span,
                format!("a copy was last compared with what is collected on {}, more than a year ago; compare again", **on),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                rights.span,
                "when a copy was last compared with what device and cloud collect is not said; write the day under `rights` as `reconciled`",
            );
        }
    }
}
