use cardea_law::{ico_audit_toolkits, ico_iot_guidance};
use cardea_manifest::model::Output;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-04",
    name: "not-told-before-purchase",
    title: "Before purchase",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        ico_audit_toolkits::TOOLKIT_CONNECTED_TOYS,
        ico_iot_guidance::CHAPTER_TRANSPARENCY,
    ],
    applies_from: None,
    page: include_str!("not_told_before_purchase.md"),
    check,
};

/// The places that people see before they own the product.
const PLACES: [(Output, &str); 2] = [(Output::Web, "online"), (Output::Packaging, "on the box")];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let notices = &world.manifest.notices;
    for (place, words) in PLACES {
        if !notices.before_purchase.iter().any(|told| **told == place) {
            verdict.broken(
                notices.span,
                format!("people are not told {words} before they buy; add `{place}` to `before_purchase`"),
            );
        }
    }
}
