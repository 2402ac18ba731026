use cardea_law::ico_audit_toolkits;
use cardea_units::CalendarDuration;

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-02",
    name: "no-retention-schedule",
    title: "Retention schedule",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_audit_toolkits::TOOLKIT_RETENTION],
    applies_from: None,
    page: include_str!("no_retention_schedule.md"),
    check,
};

/// Where the maker says no interval. A setting of this catalogue.
const WITHIN: CalendarDuration = CalendarDuration::from_months(12);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let uses = || {
        let purposes = manifest.purposes.iter();
        purposes.flat_map(|(name, purpose)| purpose.uses.iter().map(move |used| (name, used)))
    };
    if uses().next().is_none() {
        verdict.not_applicable("nothing is kept for a purpose");
        return;
    }
    for (purpose, (stream, used)) in uses() {
        if used.because.is_none() {
            verdict.cannot_tell(
                used.keep.span,
                format!(
                    "why `{}` is kept so long for `{}` is not said; write the reason as `because`",
                    stream.value, purpose.value
                ),
            );
        }
    }
    let Some(retention) = &manifest.retention else {
        verdict.cannot_tell(
            manifest.span,
            "who answers for the periods, and when they were last looked at, is not said; write it under `retention`",
        );
        return;
    };
    let ask = |unsaid, wrong| Ask {
        place: retention.span,
        unsaid,
        wrong,
    };
    ask(
        "who answers for the periods is not said; write `owner` under `retention`",
        "",
    )
    .words(retention.owner.as_ref(), verdict);
    ask(
        "when the periods were last looked at is not said; write the day as `retention.reviewed`",
        "the periods were last looked at longer ago than their interval; look at them again and write the new day",
    )
    .lately(
        world,
        retention.reviewed.as_ref(),
        retention.review_every.as_ref().map_or(WITHIN, |every| every.value),
        verdict,
    );
}
