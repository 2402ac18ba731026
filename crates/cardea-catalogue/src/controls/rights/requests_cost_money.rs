use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;
use cardea_manifest::model::{Fee, Handler};

pub(crate) static CONTROL: Control = Control {
    code: "RIG-16",
    name: "requests-cost-money",
    title: "Free of charge",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_12_5],
    applies_from: None,
    page: include_str!("requests_cost_money.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let rights = &world.manifest.rights;
    match &rights.fee {
        Some(fee) if **fee == Fee::Always => {
            verdict.broken(
                fee.span,
                "people pay to use their rights; write `fee: never`, or `fee: excessive` if you charge for what is manifestly excessive only",
            );
        }
        None if *world.manifest.handled_by.rights == Handler::Own => {
            verdict.cannot_tell(
                rights.span,
                "whether people pay to use their rights is not said; write `fee` under `rights`",
            );
        }
        Some(_) | None => {}
    }
}
