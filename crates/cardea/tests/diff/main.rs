//! `cardea diff` as people run it: files, revisions of a real repository, exit codes, the three forms of output.
#![cfg(test)]

mod revisions;
mod stage;

use serde_json::Value as Json;

use crate::stage::{Stage, THERMOSTAT};

const LONGER: [&str; 2] = ["keep: 13mo", "keep: 2y"];

#[test]
fn the_same_twice_is_no_change() {
    let stage = Stage::new();
    stage.write("a.yaml", THERMOSTAT);
    stage.write("b.yaml", &format!("# only a comment\n{THERMOSTAT}"));
    let ran = stage.diff(&["a.yaml", "b.yaml"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.out.contains("b.yaml is the same version as a.yaml"),
        "{}",
        ran.out
    );
}

#[test]
fn wider_is_underlined_said_by_purpose_and_ends_with_one() {
    let stage = Stage::new();
    stage.write("a.yaml", THERMOSTAT);
    stage.write("b.yaml", &THERMOSTAT.replacen(LONGER[0], LONGER[1], 1));
    let ran = stage.diff(&["a.yaml", "b.yaml"]);
    assert_eq!(ran.code, 1);
    for words in [
        "widens purposes.savings_report.uses.climate.keep",
        "kept longer: 13 months → 2 years",
        "[b.yaml:",
        "b.yaml widens what a.yaml promised: 1 change widens",
        "each yes is without effect: everybody has to be asked again",
        "until people say yes, nothing is kept or handed out for `savings_report`",
    ] {
        assert!(ran.out.contains(words), "`{words}` is not in:\n{}", ran.out);
    }
    let ran = stage.diff(&["--fail-on", "breaks", "a.yaml", "b.yaml"]);
    assert_eq!(ran.code, 0, "to widen is lawful");
    let ran = stage.diff(&["b.yaml", "a.yaml"]);
    assert_eq!(ran.code, 0);
    assert!(
        ran.out
            .contains("narrows purposes.savings_report.uses.climate.keep")
    );
    assert!(
        ran.out
            .contains("each yes stays: what is promised now lies within what it was said to")
    );
}

#[test]
fn what_breaks_the_law_fails_however_little_is_asked() {
    let stage = Stage::new();
    stage.write("a.yaml", THERMOSTAT);
    stage.write(
        "b.yaml",
        &THERMOSTAT.replacen("scheme: user_defined", "scheme: shared", 1),
    );
    let ran = stage.diff(&["--fail-on", "breaks", "a.yaml", "b.yaml"]);
    assert_eq!(ran.code, 1);
    assert!(ran.out.contains("breaks the law PST-02"), "{}", ran.out);
    assert!(
        ran.out
            .contains("it refuses this manifest, which breaks a MUST")
    );
    // What was wrong before is no change.
    let other = THERMOSTAT
        .replacen("scheme: user_defined", "scheme: shared", 1)
        .replacen("name: Warmly Thermostat 2", "name: Warmly", 1);
    stage.write("c.yaml", &other);
    let ran = stage.diff(&["--fail-on", "breaks", "b.yaml", "c.yaml"]);
    assert_eq!(ran.code, 0, "{}", ran.out);
}

#[test]
fn support_that_ends_sooner_breaks_the_law() {
    let stage = Stage::new();
    stage.write("a.yaml", THERMOSTAT);
    stage.write(
        "b.yaml",
        &THERMOSTAT.replace("support_until: 2031-06-30", "support_until: 2030-06-30"),
    );
    let ran = stage.diff(&["--fail-on", "breaks", "a.yaml", "b.yaml"]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.out.contains("breaks the law updates.support_until"),
        "{}",
        ran.out
    );
}

#[test]
fn programs_read_every_change_with_its_place() {
    let stage = Stage::new();
    stage.write("a.yaml", THERMOSTAT);
    let changed = THERMOSTAT.replacen(LONGER[0], LONGER[1], 1);
    stage.write("b.yaml", &changed);
    let ran = stage.diff(&[
        "--format",
        "json",
        "--as-of",
        "2026-11-23",
        "a.yaml",
        "b.yaml",
    ]);
    assert_eq!(ran.code, 1);
    let json: Json = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(json["class"], "widens");
    assert_eq!(json["as_of"], "2026-11-23");
    let change = &json["changes"][0];
    assert_eq!(change["path"], "purposes.savings_report.uses.climate.keep");
    assert_eq!(change["before"], "13 months");
    assert_eq!(change["after"], "2 years");
    let line = changed
        .lines()
        .position(|line| line.contains("keep: 2y"))
        .unwrap()
        + 1;
    assert_eq!(change["place"]["in"], "b.yaml");
    assert_eq!(change["place"]["start"]["line"], line);
    let purpose = &json["purposes"][0];
    assert_eq!(purpose["name"], "savings_report");
    assert_eq!(purpose["consents"], "void");
    assert_eq!(purpose["kept"], "not_widened");
}

#[test]
fn a_pull_request_gets_a_verdict_and_a_table_in_which_nothing_is_markup() {
    let stage = Stage::new();
    stage.write("a.yaml", THERMOSTAT);
    let changed = THERMOSTAT.replacen(LONGER[0], LONGER[1], 1).replacen(
        "title: Show you how to save energy",
        "title: \"Save | <img src=x onerror=alert(1)> @everyone `now`\"",
        1,
    );
    stage.write("b.yaml", &changed);
    let ran = stage.diff(&["--format", "markdown", "a.yaml", "b.yaml"]);
    assert_eq!(ran.code, 1);
    let first = ran.out.lines().next().unwrap();
    assert!(
        first.starts_with("**`b.yaml` widens what `a.yaml` promised:"),
        "{first}"
    );
    let rows: Vec<&str> = ran
        .out
        .lines()
        .filter(|line| line.starts_with('|'))
        .collect();
    assert_eq!(rows.len(), 3, "{}", ran.out);
    let bars = rows[2].replace("\\|", "").matches('|').count();
    assert_eq!(bars, 6, "five cells: {}", rows[2]);
    let mut outside = rows[2].split("`` ").next().unwrap().to_owned();
    outside.retain(|c| c != '`');
    assert!(!outside.contains("<img") && !outside.contains("@everyone"));
    assert!(ran.out.contains("purposes.savings_report.title"));
}

#[test]
fn what_cannot_be_judged_ends_with_two() {
    let stage = Stage::new();
    stage.write("a.yaml", THERMOSTAT);
    stage.write(
        "b.yaml",
        &THERMOSTAT.replacen("basis: contract", "basis: contrakt", 1),
    );
    let ran = stage.diff(&["a.yaml", "b.yaml"]);
    assert_eq!(ran.code, 2);
    assert!(
        ran.err.contains("b.yaml cannot be compared: line "),
        "{}",
        ran.err
    );
    let ran = stage.diff(&["a.yaml", "nowhere.yaml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("cannot read nowhere.yaml"), "{}", ran.err);
    let ran = stage.diff(&["a.yaml"]);
    assert_eq!(ran.code, 2, "there is no cardea.yaml here");
}
