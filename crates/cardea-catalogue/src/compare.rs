//! Two reports side by side: what is found now that was not found before, and what is not found any more.

use crate::{Finding, Level, Report};

/// What differs between two reports.
#[derive(Clone, Debug)]
pub struct Compared<'r> {
    /// Findings of the new report that the old one does not have, in its order.
    pub come: Vec<&'r Finding>,
    /// Findings of the old report that the new one does not have, in its order.
    pub gone: Vec<&'r Finding>,
}

impl<'r> Compared<'r> {
    /// What has come of that which is law. Not to be able to tell is not to keep it.
    pub fn broken(&self) -> impl Iterator<Item = &'r Finding> {
        self.come
            .iter()
            .copied()
            .filter(|finding| finding.level() == Level::Must)
    }
}

/// Compares two reports. Judge both as of the same day: else what has ended in between looks like a change of the manifest.
pub fn compare<'r>(old: &'r Report, new: &'r Report) -> Compared<'r> {
    let (before, after) = (old.findings(), new.findings());
    Compared {
        come: without(&after, &before),
        gone: without(&before, &after),
    }
}

/// The findings that are not among those known; one that is there twice and known once, once.
fn without<'r>(findings: &[&'r Finding], known: &[&Finding]) -> Vec<&'r Finding> {
    let mut left: Vec<&Finding> = known.to_vec();
    findings
        .iter()
        .copied()
        .filter(
            |finding| match left.iter().position(|other| same(other, finding)) {
                Some(place) => {
                    left.swap_remove(place);
                    false
                }
                None => true,
            },
        )
        .collect()
}

/// Whether two findings say the same, wherever it stands.
fn same(one: &Finding, other: &Finding) -> bool {
    one.code() == other.code() && one.kind == other.kind && one.message == other.message
}

#[cfg(test)]
mod tests {
    use cardea_manifest::model::Manifest;
    use cardea_units::date;

    use super::*;
    use crate::{FindingKind, judge};

    const BASE: &str = include_str!("../tests/base.yaml");

    fn report(from: &str, to: &str) -> Report {
        assert!(BASE.contains(from), "{from}");
        let text = BASE.replacen(from, to, 1);
        let manifest = Manifest::read(text.as_bytes()).unwrap();
        judge(&manifest, date(2026, 11, 23))
    }

    #[test]
    fn what_was_there_before_is_no_change() {
        let support = "support_until: 2031-06-30";
        let one = report(support, support);
        let moved = report("cardea: 1\n", "cardea: 1\n\n# further down\n");
        let compared = compare(&one, &moved);
        assert!(compared.come.is_empty() && compared.gone.is_empty());
    }

    #[test]
    fn what_comes_and_goes_is_told_from_either_side() {
        let support = "support_until: 2031-06-30";
        let one = report(support, support);
        let other = report(support, "support_until: 2020-06-30");
        let there = compare(&one, &other);
        let codes: Vec<&str> = there.broken().map(Finding::code).collect();
        assert_eq!(codes, ["PST-04"]);
        let back = compare(&other, &one);
        assert!(back.come.is_empty());
        assert_eq!(back.gone.len(), 1);
    }

    #[test]
    fn the_same_finding_twice_is_one_more_than_once() {
        let support = "support_until: 2031-06-30";
        let other = report(support, "support_until: 2020-06-30");
        let found = other.findings();
        let first = *found.first().unwrap();
        assert_eq!(without(&[first, first], &[first]).len(), 1);
        assert!(without(&[first], &[first, first]).is_empty());
    }

    #[test]
    fn findings_that_differ_in_one_thing_are_two() {
        let report = report("support_until: 2031-06-30", "support_until: 2020-06-30");
        let findings = report.findings();
        let one = (*findings.first().unwrap()).clone();
        let said = Finding {
            message: "said otherwise".to_owned(),
            ..one.clone()
        };
        let kind = Finding {
            kind: FindingKind::CannotTell,
            ..one.clone()
        };
        let control = crate::ALL
            .iter()
            .find(|control| control.code != one.code())
            .unwrap();
        let of_another = Finding {
            control,
            ..one.clone()
        };
        assert!(same(&one, &one.clone()));
        for other in [said, kind, of_another] {
            assert!(!same(&one, &other), "{other:?}");
        }
    }
}
