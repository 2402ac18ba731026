use cardea_law::uk_gdpr;
use cardea_units::CalendarDuration;

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-01",
    name: "security-not-fit-to-risk",
    title: "Security fit to risk",
    level: Level::Must,
    checked: Checked::AutoAndAttest,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_F, uk_gdpr::ART_32_1, uk_gdpr::ART_32_2],
    applies_from: None,
    page: include_str!("security_not_fit_to_risk.md"),
    check,
};

/// A threat model is looked at again at least this often. A setting of this catalogue.
const LOOKED_AT_WITHIN: CalendarDuration = CalendarDuration::from_months(24);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let security = world.manifest.security.as_ref();
    let model = security.and_then(|security| security.threat_model.as_ref());
    let ask = Ask {
        place: world.security_span(),
        unsaid: "no threat model is named; write it as `security.threat_model` with `ref` and `on`",
        wrong: "the threat model is older than two years; look at it again and write the new day",
    };
    ask.lately(
        world,
        model.map(|model| &model.on),
        LOOKED_AT_WITHIN,
        verdict,
    );
}
