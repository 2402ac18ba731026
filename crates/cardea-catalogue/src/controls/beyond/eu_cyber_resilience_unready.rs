use cardea_law::eu_cra;
use cardea_manifest::model::{CyberResilience, Manifest};
use cardea_units::{CalendarDuration, date};

use crate::eu_law::{Facts, cyber_resilience};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "BEY-05",
    name: "eu-cyber-resilience-unready",
    title: "EU CRA full duties",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        eu_cra::ART_13,
        eu_cra::ART_13_8,
        eu_cra::ART_30,
        eu_cra::ART_64,
        eu_cra::ANNEX_I_PART_I,
        eu_cra::ANNEX_I_PART_II,
    ],
    applies_from: Some(date(2027, 12, 11)),
    page: include_str!("eu_cyber_resilience_unready.md"),
    check,
};

/// Shortest support period, unless the product is expected to be in use for less (Art 13(8)).
const SUPPORT_MIN: CalendarDuration = CalendarDuration::from_months(60);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let facts = match cyber_resilience(world) {
        Err(why) => return verdict.not_applicable(why),
        Ok(facts) => facts,
    };
    assessed(world, &facts, verdict);
    support(world, &facts, verdict);
    marked(&facts, verdict);
    vulnerabilities(world.manifest, &facts, verdict);
}

type Said<'m> = Facts<'m, CyberResilience>;

fn assessed(world: &World<'_>, facts: &Said<'_>, verdict: &mut Verdict<'_>) {
    match facts.said.and_then(|said| said.assessed.as_ref()) {
        None => {
            verdict.broken(
                facts.span,
                format!(
                    "it is sold in `{}`, and nobody has assessed whether it meets the essential requirements; assess it and name the technical \
                     file as `assessed` under `statements.eu.cyber_resilience`",
                    facts.country
                ),
            );
        }
        Some(assessed) if *assessed.on > world.today => {
            let on = *assessed.on;
            verdict.broken(
                assessed.on.span,
                format!("the assessment of the essential requirements is dated {on}, which has not come yet; write the day on which it was made"),
            );
        }
        Some(_) => {}
    }
}

fn support(world: &World<'_>, facts: &Said<'_>, verdict: &mut Verdict<'_>) {
    match facts.said.and_then(|said| said.support.as_ref()) {
        None => {
            verdict.cannot_tell(
                facts.span,
                "how long there are security updates is not said; write it as `support` under `statements.eu.cyber_resilience`",
            );
        }
        Some(support) if support.value < SUPPORT_MIN => {
            verdict.ask_statement(
                world,
                support.span,
                format!(
                    "whether the product is in use for less than {SUPPORT_MIN} is not said, and there are security updates for {} only; make \
                     it {SUPPORT_MIN}, or state under `assessments.BEY-05` how long it is expected to be used",
                    support.value
                ),
            );
        }
        Some(_) => {}
    }
}

fn marked(facts: &Said<'_>, verdict: &mut Verdict<'_>) {
    match facts.said.and_then(|said| said.ce_marked.as_ref()) {
        None => {
            verdict.cannot_tell(
                facts.span,
                "whether it bears the CE mark for cyber resilience is not said; write `ce_marked` under `statements.eu.cyber_resilience`",
            );
        }
        Some(marked) if !marked.value => {
            verdict.broken(
                marked.span,
                "it does not bear the CE mark for cyber resilience; declare conformity and mark it, or do not sell it there",
            );
        }
        Some(_) => {}
    }
}

fn vulnerabilities(manifest: &Manifest, facts: &Said<'_>, verdict: &mut Verdict<'_>) {
    let security = manifest.security.as_ref();
    let listed = security.is_some_and(|security| security.components.is_some());
    let reported = security.is_some_and(|security| security.vulnerability_reports.is_some());
    for (ready, what, key) in [
        (
            listed,
            "the software of others in it is not listed",
            "components",
        ),
        (
            reported,
            "nobody can report a weakness",
            "vulnerability_reports",
        ),
    ] {
        if !ready {
            verdict.broken(
                security.map_or(facts.span, |security| security.span),
                format!(
                    "it is sold in `{}`, and {what}; write `{key}` under `security`",
                    facts.country
                ),
            );
        }
    }
}
