//! The example products keep what is law, and say enough for that to be judged.

use std::path::Path;

use cardea_catalogue::{Finding, Level, Outcome, Report, Standing, judge};
use cardea_manifest::model::Manifest;
use cardea_units::{Date, date};

const TODAY: Date = date(2026, 11, 23);

#[expect(
    clippy::panic,
    reason = "a test that cannot read its example has failed"
)]
fn report(kind: &str) -> Report {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples")
        .join(kind)
        .join("cardea.yaml");
    let text = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let manifest = Manifest::read(&text).unwrap_or_else(|error| panic!("{kind}: {error}"));
    judge(&manifest, TODAY)
}

/// Nothing of a MUST is broken, nothing of any control is left untold, and every statement and waiver belongs to a control.
fn keeps_the_law(kind: &str) {
    let report = report(kind);
    let left: Vec<String> = report
        .judged
        .iter()
        .filter(|judged| {
            let law = judged.control.level == Level::Must;
            matches!(judged.outcome, Outcome::CannotTell(_))
                || (law && matches!(judged.outcome, Outcome::Broken(_)))
        })
        .flat_map(|judged| judged.outcome.findings().iter().map(Finding::to_string))
        .collect();
    assert!(left.is_empty(), "{kind}:\n{}", left.join("\n"));
    assert!(report.strays.is_empty(), "{kind}: {:?}", report.strays);
    assert_eq!(report.standing(), Standing::Kept);
    assert!(
        report.tally().kept > report.judged.len() / 3,
        "{kind}: {:?}",
        report.tally()
    );
}

#[test]
fn the_thermostat_keeps_the_law() {
    keeps_the_law("thermostat");
}

#[test]
fn the_fitness_tracker_keeps_the_law() {
    keeps_the_law("fitness_tracker");
}

#[test]
fn the_connected_toy_keeps_the_law() {
    keeps_the_law("connected_toy");
}

#[test]
fn the_smart_scales_keep_the_law() {
    keeps_the_law("smart_scales");
}

#[test]
fn the_sleep_monitor_keeps_the_law() {
    keeps_the_law("sleep_monitor");
}

#[test]
fn the_security_camera_keeps_the_law() {
    keeps_the_law("security_camera");
}

#[test]
fn the_baby_monitor_keeps_the_law() {
    keeps_the_law("baby_monitor");
}

#[test]
fn the_doorbell_keeps_the_law() {
    keeps_the_law("doorbell");
}

#[test]
fn the_smart_speaker_keeps_the_law() {
    keeps_the_law("smart_speaker");
}

#[test]
fn the_connected_tv_keeps_the_law() {
    keeps_the_law("connected_tv");
}

#[test]
fn the_home_hub_keeps_the_law() {
    keeps_the_law("home_hub");
}

#[test]
fn the_light_keeps_the_law() {
    keeps_the_law("light");
}

#[test]
fn the_smart_watch_keeps_the_law() {
    keeps_the_law("smart_watch");
}
