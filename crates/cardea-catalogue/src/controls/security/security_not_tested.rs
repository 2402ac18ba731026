use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;

pub(crate) static CONTROL: Control = Control {
    code: "SEC-12",
    name: "security-not-tested",
    title: "Test regularly",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_32_1_D],
    applies_from: None,
    page: include_str!("security_not_tested.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let security = world.manifest.security.as_ref();
    let Some(tests) = security.and_then(|security| security.tests.as_ref()) else {
        verdict.cannot_tell(
            world.security_span(),
            "whether security is tested is not said; write `penetration` and `every` under `security.tests`",
        );
        return;
    };
    let Some(every) = &tests.every else {
        verdict.cannot_tell(
            tests.span,
            "how often security is tested is not said; write `every` under `security.tests`",
        );
        return;
    };
    Ask {
        place: tests.span,
        unsaid: "when security was last tested is not said; write the day as `security.tests.penetration`",
        wrong: "security was last tested longer ago than your interval; test it again and write the new day",
    }
    .lately(world, tests.penetration.as_ref(), every.value, verdict);
}
