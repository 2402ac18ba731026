use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::{en_303_645, uk_gdpr};

pub(crate) static CONTROL: Control = Control {
    code: "FAI-10",
    name: "update-worsens-the-deal",
    title: "Updates do not worsen the deal",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_A, uk_gdpr::ART_25_2, en_303_645::P_5_3],
    applies_from: None,
    page: include_str!("update_worsens_the_deal.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let Some(updates) = &world.manifest.updates else {
        verdict.not_applicable("no updates are named");
        return;
    };
    Ask {
        place: updates.span,
        unsaid: "whether updates leave choices, settings and privacy controls as they are is not said; write `keeps_choices` under `updates`",
        wrong: "an update changes what people chose, or takes controls away; leave choices and controls as they are, and ask for anything new",
    }
    .yes(updates.keeps_choices.as_ref(), verdict);
}
