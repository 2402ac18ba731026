//! What programs read.

use super::*;

#[test]
fn a_finding_has_place_key_law_and_state() {
    let said = Folder::with(&broken()).check(&["--format", "json"]);
    let document = said.json();
    assert_eq!(document["as_of"], DAY);
    assert_eq!(document["passed"], false);
    let manifest = &document["manifests"][0];
    assert_eq!(manifest["kept"], false);
    assert_eq!(manifest["product"], "warmly-thermostat");
    let findings = manifest["findings"].as_array().unwrap();
    let finding = findings.iter().find(|f| f["code"] == "STO-01").unwrap();
    assert_eq!(finding["key"], "other_access.schedule.lives");
    assert_eq!(finding["state"], "new");
    assert_eq!(finding["outcome"], "broken");
    assert_eq!(finding["law"][0], "UK GDPR Art 5(1)(e)");
    let column = before_finding().chars().count() + 1;
    assert_eq!(finding["place"]["start"]["column"], column);
}

#[test]
fn counts_by_principle_add_up() {
    let said = Folder::with(&waived()).check(&["--format", "json"]);
    let summary = &said.json()["summary"];
    for count in [
        "kept",
        "kept_by_construction",
        "broken",
        "waived",
        "cannot_tell",
        "not_applicable",
    ] {
        let parts: u64 = summary["principles"]
            .as_array()
            .unwrap()
            .iter()
            .map(|principle| principle[count].as_u64().unwrap())
            .sum();
        assert_eq!(summary["total"][count], parts, "{count}");
    }
    assert!(summary["total"]["waived"].as_u64().unwrap() >= 1);
}

#[test]
fn a_waiver_has_its_end_and_what_is_done_instead() {
    let said = Folder::with(&waived()).check(&["--format", "json"]);
    let waived = &said.json()["manifests"][0]["waived"][0];
    assert_eq!(waived["waiver"]["until"], "2027-01-31");
    assert_eq!(waived["waiver"]["instead"], "a leaflet & a web page");
}

#[test]
fn a_waiver_of_a_must_is_refused_in_every_format() {
    let text = format!(
        "{}\nwaivers:\n  STO-01: {{ reason: r, instead: i, by: DPO, until: 2027-01-31 }}\n",
        broken()
    );
    let folder = Folder::with(&text);
    for format in ["human", "json", "sarif", "github", "junit"] {
        let said = folder.check(&["--format", format]);
        assert_eq!(said.code, 1, "{format}");
        assert!(
            said.out.contains("cannot be waived"),
            "{format}: {}",
            said.out
        );
    }
}
