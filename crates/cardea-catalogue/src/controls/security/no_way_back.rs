use cardea_law::{en_303_645, uk_gdpr};
use cardea_units::CalendarDuration;

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-13",
    name: "no-way-back",
    title: "Resilience and restore",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_32_1_B,
        uk_gdpr::ART_32_1_C,
        en_303_645::P_5_9_1,
        en_303_645::P_5_9_2,
        en_303_645::P_5_9_3,
    ],
    applies_from: None,
    page: include_str!("no_way_back.md"),
    check,
};

/// Restoring is tried at least this often. A setting of this catalogue: the law says "timely".
const TRIED_WITHIN: CalendarDuration = CalendarDuration::from_months(12);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let security = manifest.security.as_ref();
    Ask {
        place: world.security_span(),
        unsaid: "when restoring from a backup was last tried is not said; write the day as `security.restore_tested`",
        wrong: "restoring was last tried more than a year ago; try it again and write the new day",
    }
    .lately(
        world,
        security.and_then(|security| security.restore_tested.as_ref()),
        TRIED_WITHIN,
        verdict,
    );
    if !manifest.product.radios.is_empty() {
        Ask {
            place: manifest.product.span,
            unsaid: "what still works without a network is not said; write `works_offline` under `product`",
            wrong: "",
        }
        .words(manifest.product.works_offline.as_ref(), verdict);
    }
}
