use cardea_law::uk_gdpr;
use cardea_manifest::model::{Capture, Manifest};
use cardea_units::CalendarDuration;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-22",
    name: "says-other-than-sends",
    title: "Notice equals behaviour",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_A],
    applies_from: None,
    page: include_str!("says_other_than_sends.md"),
    check,
};

/// A capture says something about the product of today for this long. A setting of this catalogue.
const CAPTURE_HOLDS: CalendarDuration = CalendarDuration::from_months(12);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let manifest = world.manifest;
    let security = manifest.security.as_ref();
    let tests = security.and_then(|security| security.tests.as_ref());
    let Some(capture) = tests.and_then(|tests| tests.capture.as_ref()) else {
        let span = tests
            .map(|tests| tests.span)
            .or_else(|| security.map(|security| security.span))
            .unwrap_or(manifest.product.span);
        verdict.cannot_tell(
            span,
            "whether the product sends what people are told was never looked at; capture its traffic, compare it with this manifest, and write `security.tests.capture`",
        );
        return;
    };
    let unexplained = *capture.unexplained;
    if unexplained > 0 {
        verdict.broken(
            capture.unexplained.span,
            format!("a capture found hosts, fields or messages that no line of the manifest explains: {unexplained}; declare them, or stop them"),
        );
    }
    of_today(world, manifest, capture, verdict);
}

/// Whether the capture shows the product as it is.
fn of_today(world: &World<'_>, manifest: &Manifest, capture: &Capture, verdict: &mut Verdict<'_>) {
    let on = *capture.on;
    if on > world.today {
        verdict.broken(
            capture.on.span,
            format!("the capture is dated {on}, which has not come yet; write the day on which it was made"),
        );
    }
    if CAPTURE_HOLDS.after_date(on) < world.today {
        verdict.broken(
            capture.on.span,
            format!(
                "the traffic was last captured on {on}, more than a year ago; capture it again"
            ),
        );
    }
    for (name, purpose) in manifest.purposes.iter() {
        let since = purpose.since.as_ref().map(|since| since.value);
        if since.is_some_and(|since| since > on && since <= world.today) {
            verdict.broken(
                capture.on.span,
                format!(
                    "the traffic was captured on {on}, before `{}` began; capture it again",
                    name.value
                ),
            );
        }
    }
}
