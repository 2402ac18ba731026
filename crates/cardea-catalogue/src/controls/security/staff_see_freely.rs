use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;

pub(crate) static CONTROL: Control = Control {
    code: "SEC-16",
    name: "staff-see-freely",
    title: "Staff access to user content",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_F, uk_gdpr::ART_29, uk_gdpr::ART_32_4],
    applies_from: None,
    page: include_str!("staff_see_freely.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let security = world.manifest.security.as_ref();
    let Some(access) = security.and_then(|security| security.staff_access.as_ref()) else {
        verdict.cannot_tell(
            world.security_span(),
            "how staff get to see what is people's is not said; write it as `security.staff_access`",
        );
        return;
    };
    Ask {
        place: access.span,
        unsaid: "whether what staff see is logged is not said; write `logged` under `security.staff_access`",
        wrong: "what staff see is not logged; log each access",
    }
    .yes(access.logged.as_ref(), verdict);
    Ask {
        place: access.span,
        unsaid: "whether staff are bound to confidentiality is not said; write `confidential` under `security.staff_access`",
        wrong: "staff are not bound to confidentiality; bind them",
    }
    .yes(access.confidential.as_ref(), verdict);
}
