//! What people read.

use super::*;

#[test]
fn the_line_the_underline_and_the_counts_by_principle() {
    let said = Folder::with(&broken()).check(&[]);
    assert_eq!(said.code, 1);
    assert!(
        said.out
            .contains("broken STO-01 kept-without-period (MUST)")
    );
    assert!(said.out.contains("indefinitely }"), "{}", said.out);
    assert!(
        said.out
            .contains("cardea.yaml breaks a MUST (law of 2026-11-23)")
    );
    let row = said
        .out
        .lines()
        .find(|line| line.starts_with("Storage limitation "))
        .unwrap();
    let numbers: Vec<usize> = row
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    assert_eq!(numbers.len(), 6, "{row}");
    assert!(numbers[2] >= 1, "{row}");
    assert!(said.out.contains("`cardea explain CODE`"));
}

#[test]
fn no_escape_sequence_leaves_the_program_where_no_terminal_is() {
    let text = broken().replace("# The manifest", "# \u{9b}2J The manifest");
    for text in [text, unreadable(), broken()] {
        let said = Folder::with(&text).check(&[]);
        let steering = |c: char| c.is_control() && c != '\n';
        assert!(!said.out.contains(steering), "{:?}", said.out);
    }
}

#[test]
fn a_waiver_is_told_in_a_line() {
    let said = Folder::with(&waived()).check(&[]);
    let line = said
        .out
        .lines()
        .find(|line| {
            line.starts_with("waived until 2027-01-31 (instead: a leaflet & a web page): ")
        })
        .unwrap();
    assert!(line.contains("TRA-04 not-told-before-purchase (SHOULD), line "));
}

#[test]
fn a_manifest_that_cannot_be_read_does_not_hide_the_others() {
    let folder = Folder::new();
    folder.write("a/cardea.yaml", unreadable());
    folder.write("b/cardea.yaml", broken());
    let said = folder.check(&["."]);
    assert_eq!(said.code, 2);
    assert!(said.out.contains("a/cardea.yaml: "), "{}", said.out);
    assert!(said.out.contains("b/cardea.yaml breaks a MUST"));
}

#[test]
fn the_level_that_counts_can_be_chosen() {
    let folder = Folder::with(&told_too_late());
    let levels: Vec<String> =
        folder.check(&["--format", "json"]).json()["manifests"][0]["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["level"].as_str().unwrap().to_owned())
            .collect();
    assert!(levels.iter().any(|level| level == "SHOULD"));
    let law = levels.iter().any(|level| level == "MUST");
    assert_eq!(folder.check(&[]).code, i32::from(law));
    for level in ["should", "could"] {
        let said = folder.check(&["--fail-on", level]);
        assert_eq!(said.code, 1);
        assert!(said.out.contains("this check fails for"), "{}", said.out);
    }
    assert_eq!(Folder::with(BASE).check(&["--fail-on", "must"]).code, 0);
    // A waiver spares what it covers whatever counts.
    let waived = Folder::with(&waived()).check(&["--fail-on", "should", "--format", "json"]);
    assert_eq!(waived.json()["manifests"][0]["waived"][0]["code"], "TRA-04");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let folder = Folder::new();
    for number in 0..12 {
        folder.write(&format!("p{number:02}/cardea.yaml"), broken());
    }
    folder.write("p05/cardea.yaml", unreadable());
    folder.write("p07/cardea.yaml", waived());
    for format in ["human", "json", "sarif", "github", "junit"] {
        let once = folder.check(&["--format", format, "."]);
        let again = folder.check(&["--format", format, "."]);
        assert_eq!(once.out, again.out, "{format}");
        assert!(once.out.contains("2026-11-23"), "{format}");
        let places: Vec<_> = (0..12)
            .map(|number| once.out.find(&format!("p{number:02}/cardea.yaml")).unwrap())
            .collect();
        assert!(places.is_sorted(), "{format}");
    }
}
