use cardea_law::psti_regulations_2023;
use cardea_manifest::Span;
use cardea_manifest::model::VulnerabilityReports;
use cardea_units::date;

use crate::psti::outside;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PST-03",
    name: "weakness-hard-to-report",
    title: "Security issue reporting",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[psti_regulations_2023::SCH_1_PARA_2],
    applies_from: Some(date(2024, 4, 29)),
    page: include_str!("weakness_hard_to_report.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if let Some(why) = outside(world) {
        verdict.not_applicable(why);
        return;
    }
    let security = world.manifest.security.as_ref();
    if let Some(reports) = security.and_then(|security| security.vulnerability_reports.as_ref()) {
        published(reports, verdict);
        open(reports, verdict);
    } else {
        let span = security.map_or(world.manifest.product.span, |security| security.span);
        verdict.broken(
            span,
            "nothing says how somebody reports a security issue; publish it on a page and write it under `security.vulnerability_reports`",
        );
    }
}

/// What the page must say.
fn published(reports: &VulnerabilityReports, verdict: &mut Verdict<'_>) {
    let parts: [(bool, &str, &str); 3] = [
        (
            reports.contact.is_some(),
            "where a report goes",
            "`contact`, an e-mail or web address",
        ),
        (
            reports.acknowledges.is_some(),
            "when the reporter hears that it arrived",
            "`acknowledges`",
        ),
        (
            reports.updates.is_some(),
            "when the reporter hears how it goes on until it is mended",
            "`updates`",
        ),
    ];
    for (_, what, key) in parts.iter().filter(|(said, ..)| !said) {
        verdict.broken(
            reports.url.span,
            format!("the page for reports does not say {what}; publish it and write {key}"),
        );
    }
}

/// Who can use it.
fn open(reports: &VulnerabilityReports, verdict: &mut Verdict<'_>) {
    match &reports.open_to_all {
        Some(open) if open.value => {}
        Some(open) => closed(open.span, verdict),
        None => {
            verdict.cannot_tell(
                reports.url.span,
                "whether the page for reports is free, in English and open without asking or signing in is not said; write `open_to_all`",
            );
        }
    }
    match &reports.asks_who {
        Some(asks) if asks.value => {
            verdict.broken(
                asks.span,
                "a reporter must give personal data; take reports without a name, and write `asks_who: false`",
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                reports.url.span,
                "whether a reporter must give personal data is not said; write `asks_who`",
            );
        }
    }
}

fn closed(span: Span, verdict: &mut Verdict<'_>) {
    verdict.broken(
        span,
        "the page for reports is not open to all; make it free, in English, and readable without asking or signing in",
    );
}
