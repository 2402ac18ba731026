use cardea_law::{dmcc_act_2024, psti_regulations_2023};
use cardea_manifest::At;
use cardea_manifest::model::Manifest;
use cardea_units::{Date, date};

use crate::psti::outside;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PST-04",
    name: "no-end-of-support",
    title: "Support period with end date",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[psti_regulations_2023::SCH_1_PARA_3, dmcc_act_2024::S_230],
    applies_from: Some(date(2024, 4, 29)),
    page: include_str!("no_end_of_support.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if let Some(why) = outside(world) {
        verdict.not_applicable(why);
        return;
    }
    let Some(until) = manifest
        .updates
        .as_ref()
        .and_then(|updates| updates.support_until.as_ref())
    else {
        let span = manifest
            .updates
            .as_ref()
            .map_or(manifest.product.span, |updates| updates.span);
        verdict.broken(
            span,
            "there is no day until which the product gets security updates; write it under `updates` as `support_until`",
        );
        return;
    };
    on_sale(manifest, until, verdict);
    shortened(manifest, until, verdict);
}

fn on_sale(manifest: &Manifest, until: &At<Date>, verdict: &mut Verdict<'_>) {
    match &manifest.product.on_sale_from {
        Some(from) if until.value < from.value => {
            let (until_date, from) = (until.value, from.value);
            verdict.broken(
                until.span,
                format!("support ends on {until_date}, before the product goes on sale on {from}; write a day on or after {from}"),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                manifest.product.span,
                "whether support ends before the product goes on sale is not said; write `on_sale_from` under `product`",
            );
        }
    }
}

/// The period that people were promised may be made longer, never shorter.
fn shortened(manifest: &Manifest, until: &At<Date>, verdict: &mut Verdict<'_>) {
    let promised = manifest
        .statements
        .psti
        .as_ref()
        .and_then(|statement| statement.support_until.as_ref());
    if let Some(promised) = promised.filter(|promised| until.value < promised.value) {
        let (until_date, promised) = (until.value, promised.value);
        verdict.broken(
            until.span,
            format!("support ends on {until_date}, but people were promised {promised}; a period may be made longer, never shorter"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::Manifest;

    const BASE: &str = include_str!("../../../tests/base.yaml");

    #[test]
    fn what_is_no_date_is_not_read() {
        assert!(Manifest::read(BASE.as_bytes()).is_ok());
        for text in [
            "lifetime",
            "as long as possible",
            "2 years",
            "2y",
            "2031",
            "2031-02-30",
        ] {
            let changed = BASE.replace(
                "support_until: 2031-06-30",
                &format!("support_until: {text}"),
            );
            assert_ne!(changed, BASE);
            let error = Manifest::read(changed.as_bytes()).unwrap_err().to_string();
            assert!(error.contains("year-month-day"), "{text}: {error}");
        }
    }
}
