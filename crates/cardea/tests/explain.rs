//! `cardea explain` as people and programs run it.
#![cfg(test)]

use std::process::Command;

use serde_json::Value as Json;

fn explain(arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_cardea"))
        .arg("explain")
        .args(arguments)
        .output()
        .unwrap();
    let code = output.status.code().unwrap();
    (code, String::from_utf8(output.stdout).unwrap())
}

fn json(arguments: &[&str]) -> Json {
    let (_, out) = explain(&[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&out).unwrap()
}

#[test]
fn a_control_is_found_by_code_and_name() {
    let (code, page) = explain(&["STO-01"]);
    assert_eq!(code, 0);
    assert!(page.starts_with("# `kept-without-period`") && !page.contains("```finding"));
    assert!(!page.contains('\u{1b}'), "no terminal, no escape sequences");
    assert_eq!(explain(&["kept-without-period"]).1, page);
    let control = json(&["sto-01"]);
    assert_eq!(control["code"], "STO-01");
    assert_eq!(control["law"][0]["clause"], "UK GDPR Art 5(1)(e)");
}

#[test]
fn a_clause_shows_its_controls_and_what_stands_beneath_it() {
    let (code, text) = explain(&["pecr", "schedule", "A1"]);
    assert_eq!(code, 0);
    assert!(text.contains("PECR Sch A1 para 5"), "{text}");
    let clause = json(&["UK GDPR Art 5(1)(e)"]);
    let controls = clause["clause"]["controls"].as_array().unwrap();
    assert!(controls.iter().any(|control| control["code"] == "STO-01"));
}

#[test]
fn words_are_searched_whatever_their_hyphens() {
    let names = |asked: &[&str]| -> Vec<String> {
        let found = json(&[&["--search"], asked].concat());
        let hits = found["hits"].as_array().unwrap().clone();
        hits.iter().map(|hit| hit["name"].to_string()).collect()
    };
    assert!(!names(&["wifi"]).is_empty());
    assert_eq!(names(&["wifi"]), names(&["Wi-Fi"]));
    let (code, text) = explain(&["--search", "ten", "years"]);
    assert_eq!(code, 0);
    assert!(text.contains("STO-01: "), "{text}");
}

#[test]
fn a_miss_says_what_to_try() {
    let (code, text) = explain(&["STO-1"]);
    assert_eq!(code, 2);
    assert!(
        text.contains("STO-01") && text.contains("--search"),
        "{text}"
    );
    let (code, text) = explain(&["--search", "qqqqq"]);
    assert_eq!(code, 2);
    assert!(text.contains("Try fewer"), "{text}");
    assert_eq!(json(&["STO-1"])["nearest"][0]["name"], "STO-01");
}

#[test]
fn alone_it_lists_every_control() {
    let controls = json(&[])["controls"].as_array().unwrap().len();
    assert_eq!(explain(&[]).1.lines().count(), controls);
}
