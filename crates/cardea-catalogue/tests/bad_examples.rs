//! The careless products of `examples/bad`: everything that is found of each, line by line, and what must be among it.

#![expect(
    clippy::panic,
    reason = "a test that cannot read its example, or finds other things of it, has failed"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use cardea_catalogue::{Report, Standing, judge};
use cardea_manifest::model::Manifest;
use cardea_units::{Date, date};

const TODAY: Date = date(2026, 11, 23);

fn folder(product: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../examples/bad")
        .join(product)
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// One line of counts, then one line a finding in the order of `cardea check`.
fn findings(manifest: &str, report: &Report) -> String {
    let tally = report.tally();
    let mut text = format!(
        "controls on {}: {} broken, {} cannot be told, {} kept, {} do not apply\n",
        report.as_of, tally.broken, tally.cannot_tell, tally.kept, tally.not_applicable
    );
    for found in report.findings() {
        let before = manifest.get(..found.span.start).unwrap_or_default();
        let line = before.split('\n').count();
        let (kind, level) = (found.kind, found.level());
        let (code, name, message) = (found.code(), found.name(), &found.message);
        let _ = writeln!(text, "{kind}: {level} {code} {name} line {line}: {message}");
    }
    text
}

/// The manifest breaks the law, `codes` are broken, `findings.txt` holds all that is found.
fn breaks(product: &str, codes: &[&str]) {
    let text = read(&folder(product).join("cardea.yaml"));
    let manifest =
        Manifest::read(text.as_bytes()).unwrap_or_else(|error| panic!("{product}: {error}"));
    let report = judge(&manifest, TODAY);
    assert_eq!(report.standing(), Standing::Broken, "{product}");
    assert!(report.strays.is_empty(), "{product}: {:?}", report.strays);
    let missed: Vec<_> = codes
        .iter()
        .map(|code| (code, report.outcome(code).map_or("unknown", |it| it.word())))
        .filter(|(_, word)| *word != "broken")
        .collect();
    assert!(missed.is_empty(), "{product} should break {missed:?}");
    holds(product, &findings(&text, &report));
}

/// `findings.txt` is what is found now. Where it is not, what is found is put where it can be copied from.
fn holds(product: &str, found: &str) {
    let written = folder(product).join("findings.txt");
    if std::fs::read_to_string(&written).is_ok_and(|text| text == found) {
        return;
    }
    let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{product}.txt"));
    std::fs::write(&new, found).unwrap_or_else(|error| panic!("{}: {error}", new.display()));
    panic!(
        "what is found of {product} is not what its findings.txt holds; compare, and if the new text is right:\ncp {} {}",
        new.display(),
        written.display()
    );
}

#[test]
fn the_television_that_watches_its_screen_is_found_out() {
    let on_unasked = ["ACC-10", "CON-03", "FAI-04", "FAI-09", "CHI-12"];
    let hard_to_end = ["CON-05", "CON-06", "CON-02", "CON-07"];
    let read_without_ground = ["PEC-02", "PEC-05", "MIN-07", "ACC-16"];
    let rest = ["FAI-10", "LAW-05", "MIN-02", "CON-10"];
    breaks(
        "tv_content_recognition",
        &[&on_unasked[..], &hard_to_end, &read_without_ground, &rest].concat(),
    );
}

#[test]
fn the_air_fryer_that_asks_too_much_is_found_out() {
    let permissions_and_trackers = ["MIN-03", "MIN-07", "ACC-17", "FAI-09", "PEC-06"];
    let demanded = ["MIN-02", "MIN-01", "MIN-05", "LAW-03"];
    let abroad_and_insecure = ["ACC-16", "TRA-01", "PST-02", "SEC-02", "SEC-09"];
    breaks(
        "air_fryer",
        &[
            &permissions_and_trackers[..],
            &demanded,
            &abroad_and_insecure,
        ]
        .concat(),
    );
}

#[test]
fn the_doorbell_that_hears_the_neighbours_is_found_out() {
    let beyond_the_boundary = ["MIN-10", "INF-07", "INF-08", "CON-10"];
    let without_a_sign = ["TRA-08", "TRA-19", "RIG-01"];
    let kept_long = ["STO-05", "STO-04", "ACC-03", "SEC-16"];
    breaks(
        "doorbell_audio",
        &[&beyond_the_boundary[..], &without_a_sign, &kept_long].concat(),
    );
}

#[test]
fn the_toy_that_anybody_pairs_with_is_found_out() {
    let open = ["SEC-18", "SEC-14", "SEC-09", "CON-13", "MIN-08", "TRA-08"];
    let children = ["CHI-02", "CHI-03", "CHI-07", "CHI-09", "CHI-12", "CHI-17"];
    let sold_on = ["FAI-09", "PEC-15", "LAW-07", "MIN-12", "MIN-14", "ACC-16"];
    breaks("connected_toy", &[&open[..], &children, &sold_on].concat());
}

#[test]
fn the_watch_that_follows_a_child_is_found_out() {
    let followed = ["CHI-10", "ACC-10", "CHI-09", "LAW-07"];
    let listened_to = ["CHI-11", "SEC-15", "TRA-08"];
    let open = ["PST-02", "SEC-04", "SEC-05", "SEC-09", "SEC-06", "STO-08"];
    breaks(
        "childs_watch",
        &[&followed[..], &listened_to, &open].concat(),
    );
}
