use cardea_law::{psti_regulations_2023, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{EndOfLife, Manifest};
use cardea_units::{CalendarDuration, Date};

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "STO-13",
    name: "no-plan-for-the-end",
    title: "End of support or of the business",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_1_A,
        uk_gdpr::ART_5_1_E,
        psti_regulations_2023::SCH_1_PARA_3,
    ],
    applies_from: None,
    page: include_str!("no_plan_for_the_end.md"),
    check,
};

/// People are told at least so long before the end. A setting of this catalogue.
const NOTICE_MIN: CalendarDuration = CalendarDuration::from_months(3);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let Some(end) = &manifest.end_of_life else {
        verdict.cannot_tell(
            manifest.span,
            "what happens when support or the business ends is not said; write it under `end_of_life`",
        );
        return;
    };
    too_soon(manifest, end, verdict);
    let ask = |unsaid, wrong| Ask {
        place: end.span,
        unsaid,
        wrong,
    };
    ask(
        "how long before the end people are told is not said; write `notice` under `end_of_life`",
        "people are told less than three months before the end; tell them sooner",
    )
    .is(end.notice.as_ref(), |notice| *notice >= NOTICE_MIN, verdict);
    ask(
        "whether people can take their data with them is not said; write `export` under `end_of_life`",
        "people cannot take their data with them; let them",
    )
    .yes(end.export.as_ref(), verdict);
    ask(
        "what becomes of the data at the end is not said; write `data` under `end_of_life`",
        "",
    )
    .words(end.data.as_ref(), verdict);
}

fn too_soon(manifest: &Manifest, end: &EndOfLife, verdict: &mut Verdict<'_>) {
    let updates = manifest.updates.as_ref();
    let support: Option<&At<Date>> = updates.and_then(|updates| updates.support_until.as_ref());
    let Ok(day) = end.after.as_str().parse::<Date>() else {
        return;
    };
    if let Some(support) = support.filter(|support| day < support.value) {
        verdict.broken(
            end.after.span,
            format!(
                "the product ends before its support does on {}; end it on that day or later",
                support.value
            ),
        );
    }
}
