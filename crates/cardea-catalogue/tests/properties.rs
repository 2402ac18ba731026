//! What must hold of every report, whatever a maker leaves out of a manifest.

#[path = "cases/patch.rs"]
mod patch;

use cardea_catalogue::{ALL, Finding, FindingKind, Outcome, judge};
use cardea_manifest::model::Manifest;
use cardea_manifest::{Node, NodeKind, parse};
use cardea_units::{CalendarDuration, Date, date};
use proptest::prelude::*;
use proptest::sample::Index;

/// The day for which the base was written.
const TODAY: Date = date(2026, 11, 23);
const BASE: &str = include_str!("base.yaml");

/// The path of every key of a manifest.
fn paths(node: &Node) -> Vec<Vec<String>> {
    let NodeKind::Map(entries) = &node.kind else {
        return Vec::new();
    };
    let mut all = Vec::new();
    for (key, value) in entries {
        all.push(vec![key.value.clone()]);
        all.extend(paths(value).into_iter().map(|mut below| {
            below.insert(0, key.value.clone());
            below
        }));
    }
    all
}

/// A patch that takes one key away: `a: {b: ~}` for the path `a`, `b`.
fn without(path: &[String]) -> String {
    path.iter()
        .rev()
        .fold("~".to_owned(), |inner, key| format!("{{{key}: {inner}}}"))
}

/// The base without the keys that were drawn; one that went with an earlier one stays gone.
fn thinned(drawn: &[Index]) -> String {
    let mut text = BASE.to_owned();
    for index in drawn {
        let all = parse(text.as_bytes())
            .map(|node| paths(&node))
            .unwrap_or_default();
        if let Ok(thinner) = patch::apply(&text, &without(index.get::<Vec<String>>(&all))) {
            text = thinner;
        }
    }
    text
}

fn well_said(finding: &Finding, text: &str) -> bool {
    let sentence = |text: &str| {
        !text.is_empty()
            && !text.ends_with('.')
            && !text.contains(['\n', '\t'])
            && !text.contains("  ")
    };
    let in_file = finding.span.start <= finding.span.end && finding.span.end <= text.len();
    in_file && sentence(&finding.message) && finding.help.as_deref().is_none_or(sentence)
}

/// Every control is judged once, in order; findings are whole sentences within the file, what is broken first; judging again says the same.
fn judged_whole(text: &str, day: Date) -> Result<(), TestCaseError> {
    let Ok(manifest) = Manifest::read(text.as_bytes()) else {
        return Err(TestCaseError::reject("it cannot be read"));
    };
    let report = judge(&manifest, day);
    prop_assert!(
        report
            .judged
            .iter()
            .map(|judged| judged.control.code)
            .eq(ALL.iter().map(|control| control.code))
    );
    for judged in &report.judged {
        let findings = judged.outcome.findings();
        prop_assert!(findings.is_sorted_by_key(|finding| (finding.kind, finding.span)));
        let broken = findings
            .iter()
            .any(|finding| finding.kind == FindingKind::Broken);
        prop_assert_eq!(broken, matches!(judged.outcome, Outcome::Broken(_)));
        prop_assert_eq!(
            findings.is_empty(),
            matches!(
                judged.outcome,
                Outcome::Kept { .. } | Outcome::NotApplicable(_)
            )
        );
        for finding in findings {
            prop_assert!(well_said(finding, text), "{finding:?}");
        }
    }
    prop_assert_eq!(
        format!("{report:?}"),
        format!("{:?}", judge(&manifest, day))
    );
    Ok(())
}

#[test]
fn whatever_one_key_is_taken_away_the_rest_is_judged_whole() {
    let all = parse(BASE.as_bytes()).map(|node| paths(&node)).unwrap();
    let read = all.iter().filter(|path| {
        let text = patch::apply(BASE, &without(path)).unwrap();
        match judged_whole(&text, TODAY) {
            Ok(()) => true,
            Err(TestCaseError::Reject(_)) => false,
            Err(TestCaseError::Fail(why)) => panic!("{path:?}: {why}"),
        }
    });
    let read = read.count();
    assert!(
        read > 60,
        "of {} manifests only {read} could be read",
        all.len()
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, max_global_rejects: 4_000, ..ProptestConfig::default() })]

    #[test]
    fn a_thinned_manifest_is_judged_whole_on_any_day(drawn in prop::collection::vec(any::<Index>(), 2..4), days in 0..2_000_u32) {
        let day = CalendarDuration::from_days(days).after_date(date(2024, 1, 1));
        judged_whole(&thinned(&drawn), day)?;
    }
}
