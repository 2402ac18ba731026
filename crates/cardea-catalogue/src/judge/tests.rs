use cardea_units::date;

use super::*;
use crate::{Construction, HouseLaw, Standing};

const TODAY: Date = date(2026, 11, 23);
const BASE: &str = include_str!("../../tests/base.yaml");

fn manifest(extra: &str) -> Manifest {
    Manifest::read(format!("{BASE}{extra}").as_bytes()).unwrap()
}

/// A control made for these tests. It is in no list.
const fn control(
    code: &'static str,
    level: Level,
    checked: Checked,
    check: fn(&World<'_>, &mut Verdict<'_>),
) -> Control {
    let status = Status::Preview { since: 1 };
    let law = &[cardea_law::uk_gdpr::ART_5_1_A];
    Control {
        code,
        name: "made-for-tests",
        title: "Made for tests",
        level,
        checked,
        status,
        law,
        applies_from: None,
        page: "",
        check,
    }
}

fn keeps(_: &World<'_>, _: &mut Verdict<'_>) {}

fn breaks(world: &World<'_>, verdict: &mut Verdict<'_>) {
    verdict
        .broken(world.manifest.product.kind.span, "b")
        .with_help("more");
    verdict.cannot_tell(world.manifest.product.id.span, "c");
    verdict.broken(world.manifest.product.id.span, "a");
    verdict.not_applicable("it outweighs nothing");
    verdict.kept_by_construction(HouseLaw::L8, "nor does this");
}

fn doubts(world: &World<'_>, verdict: &mut Verdict<'_>) {
    verdict.cannot_tell(world.manifest.product.id.span, "c");
    verdict.not_applicable("it outweighs nothing");
}

fn spares(_: &World<'_>, verdict: &mut Verdict<'_>) {
    verdict.not_applicable("there is nothing to do");
}

fn built_in(_: &World<'_>, verdict: &mut Verdict<'_>) {
    verdict.kept_by_construction(HouseLaw::L5, "it goes");
}

fn outcome(control: &'static Control, extra: &str) -> Outcome {
    judge_one(control, &World::new(&manifest(extra), TODAY))
}

fn messages(outcome: &Outcome) -> Vec<&str> {
    outcome
        .findings()
        .iter()
        .map(|finding| finding.message.as_str())
        .collect()
}

static KEEPS: Control = control("TST-01", Level::Must, Checked::Auto, keeps);
static BREAKS: Control = control("TST-02", Level::Should, Checked::Auto, breaks);
static DOUBTS: Control = control("TST-03", Level::Should, Checked::Auto, doubts);
static SPARES: Control = control("TST-04", Level::Should, Checked::Auto, spares);
static BUILT_IN: Control = control("TST-05", Level::Must, Checked::Auto, built_in);
static ATTESTED: Control = control("TST-06", Level::Must, Checked::Attest, keeps);
static BOTH: Control = control("TST-07", Level::Should, Checked::AutoAndAttest, breaks);
static ATTESTED_SPARES: Control = control("TST-08", Level::Must, Checked::Attest, spares);
static OPTION: Control = control("TST-09", Level::Could, Checked::Auto, breaks);
static LATER: Control = Control {
    applies_from: Some(date(2026, 11, 24)),
    ..control("TST-10", Level::Must, Checked::Auto, breaks)
};
static NOW: Control = Control {
    applies_from: Some(TODAY),
    ..control("TST-11", Level::Must, Checked::Auto, breaks)
};
static MUST_BREAKS: Control = control("TST-12", Level::Must, Checked::Auto, breaks);
static MUST_SPARES: Control = control("TST-13", Level::Must, Checked::Auto, spares);

fn statement(code: &str, on: &str, until: &str) -> String {
    format!("  {code}: {{ by: DPO, on: {on}, until: {until}, says: it is so, evidence: file 7 }}\n")
}

fn waiver(code: &str, until: &str) -> String {
    format!(
        "waivers:\n  {code}: {{ reason: no room, instead: a leaflet, until: {until}, by: DPO }}\n"
    )
}

#[test]
fn what_says_nothing_is_kept_and_construction_is_told() {
    assert!(matches!(
        outcome(&KEEPS, ""),
        Outcome::Kept {
            by_construction: None
        }
    ));
    let Outcome::Kept {
        by_construction: Some(built),
    } = outcome(&BUILT_IN, "")
    else {
        panic!()
    };
    assert_eq!(
        built,
        Construction {
            law: HouseLaw::L5,
            how: "it goes".into()
        }
    );
    assert_eq!(built.to_string(), "L5: it goes");
}

#[test]
fn broken_outweighs_all_and_comes_first_in_the_order_of_the_file() {
    let outcome = outcome(&BREAKS, "");
    assert!(matches!(outcome, Outcome::Broken(_)));
    assert_eq!(messages(&outcome), ["a", "b", "c"]);
    assert_eq!(outcome.findings()[1].help.as_deref(), Some("more"));
    assert_eq!(
        outcome.findings()[0].to_string(),
        "broken TST-02 made-for-tests: a"
    );
    assert_eq!(
        outcome.findings()[2].to_string(),
        "cannot tell TST-02 made-for-tests: c"
    );
}

#[test]
fn what_cannot_be_told_outweighs_not_applicable() {
    assert!(matches!(outcome(&DOUBTS, ""), Outcome::CannotTell(_)));
    assert!(
        matches!(outcome(&SPARES, ""), Outcome::NotApplicable(why) if why == "there is nothing to do")
    );
}

#[test]
fn a_control_binds_from_its_first_day() {
    assert!(
        matches!(outcome(&LATER, ""), Outcome::NotApplicable(why) if why == "it binds from 2026-11-24")
    );
    assert!(matches!(outcome(&NOW, ""), Outcome::Broken(_)));
}

#[test]
fn an_attested_control_needs_a_statement_that_holds() {
    assert!(matches!(outcome(&ATTESTED, ""), Outcome::CannotTell(_)));
    for (on, until) in [("2026-11-23", "2026-11-23"), ("2026-01-01", "2027-01-01")] {
        assert!(
            matches!(
                outcome(&ATTESTED, &statement("TST-06", on, until)),
                Outcome::Kept { .. }
            ),
            "{on} {until}"
        );
    }
    let ended = outcome(&ATTESTED, &statement("TST-06", "2026-01-01", "2026-11-22"));
    assert_eq!(
        messages(&ended),
        ["the statement on `TST-06` ended on 2026-11-22; look at it again and write a new one"]
    );
    assert!(matches!(ended, Outcome::Broken(_)));
    let early = outcome(&ATTESTED, &statement("TST-06", "2026-11-24", "2027-01-01"));
    let told = "the statement on `TST-06` is dated 2026-11-24, which has not come yet; write the day on which it was made";
    assert_eq!(messages(&early), [told]);
    assert!(matches!(early, Outcome::Broken(_)));
}

#[test]
fn a_statement_is_asked_beside_the_check_unless_the_control_does_not_apply() {
    assert_eq!(messages(&outcome(&BOTH, "")).len(), 4);
    assert_eq!(
        messages(&outcome(
            &BOTH,
            &statement("TST-07", "2026-01-01", "2027-01-01")
        ))
        .len(),
        3
    );
    assert_eq!(messages(&outcome(&BREAKS, "")).len(), 3);
    assert!(matches!(
        outcome(&ATTESTED_SPARES, ""),
        Outcome::NotApplicable(_)
    ));
}

#[test]
fn a_waiver_covers_what_is_expected_until_its_last_day() {
    for control in [&BREAKS, &DOUBTS, &OPTION] {
        let waived = outcome(control, &waiver(control.code, "2026-11-23"));
        assert!(!waived.findings().is_empty());
        let Outcome::Waived { until, instead, .. } = waived else {
            panic!("{}", control.code)
        };
        assert_eq!((until, instead.as_str()), (TODAY, "a leaflet"));
    }
    assert!(matches!(
        outcome(&SPARES, &waiver("TST-04", "2027-01-01")),
        Outcome::NotApplicable(_)
    ));
}

#[test]
fn a_waiver_that_has_ended_counts_no_more() {
    let told = |code| {
        format!("the waiver of `{code}` ended on 2026-11-22; keep the control, or decide again")
    };
    let broken = outcome(&BREAKS, &waiver("TST-02", "2026-11-22"));
    assert!(matches!(broken, Outcome::Broken(_)));
    assert!(messages(&broken).contains(&told("TST-02").as_str()));
    assert_eq!(
        broken.findings().last().unwrap().kind,
        FindingKind::CannotTell
    );
    let doubted = outcome(&DOUBTS, &waiver("TST-03", "2026-11-22"));
    assert!(matches!(doubted, Outcome::CannotTell(_)));
    assert_eq!(messages(&doubted), ["c", &told("TST-03")]);
    assert!(matches!(
        outcome(&SPARES, &waiver("TST-04", "2026-11-22")),
        Outcome::NotApplicable(_)
    ));
}

#[test]
fn a_must_cannot_be_waived_even_where_it_is_kept() {
    for control in [&KEEPS, &MUST_BREAKS, &MUST_SPARES] {
        let outcome = outcome(control, &waiver(control.code, "2027-01-01"));
        let told = format!(
            "`{}` is law and cannot be waived; remove the waiver and keep it",
            control.code
        );
        assert!(matches!(outcome, Outcome::Broken(_)), "{}", control.code);
        assert!(messages(&outcome).contains(&told.as_str()), "{outcome:?}");
    }
}

#[test]
fn codes_of_no_control_are_told_in_the_order_of_the_file_and_change_nothing() {
    let extra = format!(
        "{}{}",
        statement("ZZZ-98", "2026-01-01", "2027-01-01"),
        waiver("ZZZ-99", "2027-01-01")
    );
    let strange = manifest(&extra);
    let report = judge(&strange, TODAY);
    let codes: Vec<_> = report
        .strays
        .iter()
        .map(|stray| stray.code.as_str())
        .collect();
    assert_eq!(codes, ["ZZZ-98", "ZZZ-99"]);
    assert!(
        report.strays[0]
            .message
            .starts_with("there is no control `ZZZ-98`, so this statement has no effect")
    );
    assert!(
        report.strays[1]
            .message
            .contains("this waiver has no effect")
    );
    assert_eq!(report.standing(), Standing::Kept);
    assert!(judge(&manifest(""), TODAY).strays.is_empty());
}

#[test]
fn a_report_has_every_stable_control_and_counts_each_once() {
    let report = judge(&manifest(""), TODAY);
    assert!(
        report
            .judged
            .iter()
            .map(|judged| judged.control.code)
            .eq(ALL.iter().map(|control| control.code))
    );
    let tally = report.tally();
    let all = tally.kept + tally.broken + tally.waived + tally.not_applicable + tally.cannot_tell;
    assert_eq!(all, report.judged.len());
    assert_eq!(
        (tally.broken, tally.waived, tally.cannot_tell),
        (0, 0, 0),
        "{:?}",
        report.findings()
    );
    assert!(tally.by_construction >= 1 && tally.by_construction < tally.kept);
    assert!(report.outcome("STO-01").is_some() && report.outcome("TST-01").is_none());
    assert_eq!((report.as_of, report.standing().exit_code()), (TODAY, 0));
}

fn report(controls: &[&'static Control], extra: &str) -> Report {
    let manifest = manifest(extra);
    let world = World::new(&manifest, TODAY);
    let judged = controls
        .iter()
        .map(|control| Judged {
            control,
            outcome: judge_one(control, &world),
        })
        .collect();
    Report {
        as_of: TODAY,
        judged,
        strays: Vec::new(),
    }
}

#[test]
fn a_product_stands_by_its_worst_must() {
    let standing = |controls: &[&'static Control]| report(controls, "").standing();
    assert_eq!(standing(&[&KEEPS, &MUST_SPARES]), Standing::Kept);
    assert_eq!(
        standing(&[&KEEPS, &BREAKS, &DOUBTS, &OPTION]),
        Standing::Kept
    );
    assert_eq!(standing(&[&BREAKS, &ATTESTED]), Standing::CannotTell);
    assert_eq!(standing(&[&MUST_BREAKS, &ATTESTED]), Standing::Broken);
    assert_eq!(
        [Standing::Kept, Standing::CannotTell, Standing::Broken].map(Standing::exit_code),
        [0, 1, 1]
    );
}

#[test]
fn findings_come_broken_first_then_by_level_and_without_what_is_waived() {
    let report = report(
        &[&OPTION, &DOUBTS, &BREAKS, &MUST_BREAKS, &ATTESTED],
        &waiver("TST-02", "2027-01-01"),
    );
    let order: Vec<_> = report
        .findings()
        .iter()
        .map(|finding| (finding.kind, finding.level()))
        .collect();
    assert!(order.is_sorted(), "{order:?}");
    assert!(
        report
            .findings()
            .iter()
            .all(|finding| finding.code() != "TST-02")
    );
    assert_eq!(report.tally().waived, 1);
    assert_eq!((report.tally().broken, report.tally().cannot_tell), (2, 2));
}
