//! The life of a baseline: written, kept to, outgrown, shrunk.

use super::*;

#[test]
fn what_is_known_does_not_fail_and_what_is_new_does() {
    let folder = Folder::with(&broken());
    assert_eq!(folder.check(&[]).code, 1);
    let said = folder.check(&["--write-baseline", "known.json"]);
    assert_eq!(said.code, 0, "{}", said.out);
    assert!(said.err.contains("now known in known.json"));

    let said = folder.check(&["--baseline", "known.json"]);
    assert_eq!(said.code, 0);
    // It hides nothing.
    assert!(
        said.out
            .contains("known, broken STO-01 kept-without-period (MUST)")
    );
    assert!(said.out.contains("cardea.yaml breaks a MUST"));
    assert!(
        said.out.contains("This is law all the same"),
        "{}",
        said.out
    );

    // Another of the same control elsewhere is new.
    let more = with_line(
        &broken(),
        "  app_session:",
        "  app_session: { surface: app, what: s, for: heating, ground: strictly_necessary, lives: forever }",
    );
    folder.write("cardea.yaml", more);
    let said = folder.check(&["--baseline", "known.json", "--format", "json"]);
    assert_eq!(said.code, 1);
    let states: Vec<_> = said.json()["manifests"][0]["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|finding| finding["code"] == "STO-01")
        .map(|finding| format!("{} {}", finding["key"], finding["state"]))
        .collect();
    assert_eq!(
        states,
        [
            "\"other_access.schedule.lives\" \"known\"",
            "\"other_access.app_session.lives\" \"new\""
        ]
    );
}

#[test]
fn lines_may_move_and_words_may_change() {
    let folder = Folder::with(&broken());
    folder.check(&["--write-baseline", "known.json"]);
    let moved = format!("# one\n# two\n{}", broken()).replace("indefinitely", "forever");
    folder.write("cardea.yaml", moved.replace('\n', "\r\n"));
    let said = folder.check(&["--baseline", "known.json"]);
    assert_eq!(said.code, 0, "{}", said.out);
}

#[test]
fn what_could_not_be_told_and_is_now_broken_is_new() {
    let unsaid = FOR_EVER.replace(", lives: indefinitely", "");
    let folder = Folder::with(&with_line(BASE, "  schedule:", &unsaid));
    folder.check(&["--write-baseline", "known.json"]);
    assert_eq!(folder.check(&["--baseline", "known.json"]).code, 0);
    folder.write("cardea.yaml", broken());
    assert_eq!(folder.check(&["--baseline", "known.json"]).code, 1);
}

#[test]
fn what_is_mended_is_told_so_that_the_file_can_shrink() {
    let folder = Folder::with(&broken());
    folder.check(&["--write-baseline", "known.json"]);
    folder.write("cardea.yaml", BASE);
    for format in ["human", "json", "github", "junit", "sarif"] {
        let said = folder.check(&["--baseline", "known.json", "--format", format]);
        assert_eq!(said.code, 0, "{format}");
        let told = said.out.contains("no longer found") || said.out.contains("no_longer_found");
        assert!(told, "{format}: {}", said.out);
    }
    let before = folder.read("known.json");
    folder.check(&["--write-baseline", "known.json"]);
    assert!(folder.read("known.json").len() < before.len());
    let said = folder.check(&["--baseline", "known.json"]);
    assert!(!said.out.contains("no longer found"));
}

#[test]
fn a_waiver_is_not_written_into_a_baseline() {
    let folder = Folder::with(&waived());
    folder.check(&["--write-baseline", "known.json"]);
    assert!(!folder.read("known.json").contains("TRA-04"));
}

#[test]
fn files_that_are_no_baseline_are_refused() {
    let folder = Folder::with(&broken());
    for (text, said) in [
        ("{", "not a baseline"),
        (r#"{"cardea_baseline": 9}"#, "version 9"),
        (r#"{"cardea_baseline": 1}"#, "not whole"),
    ] {
        folder.write("known.json", text);
        let answer = folder.check(&["--baseline", "known.json"]);
        assert_eq!(answer.code, 2);
        assert!(answer.err.contains(said), "{}", answer.err);
        assert!(answer.err.contains("known.json"), "{}", answer.err);
    }
    let missing = folder.check(&["--baseline", "nowhere.json"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("nowhere.json"));
}

#[test]
fn what_cannot_be_read_writes_no_baseline_and_is_never_known() {
    let folder = Folder::with(&broken());
    folder.check(&["--write-baseline", "known.json"]);
    folder.write("cardea.yaml", unreadable());
    assert_eq!(folder.check(&["--baseline", "known.json"]).code, 2);
    let said = folder.check(&["--write-baseline", "other.json"]);
    assert_eq!(said.code, 2);
    assert!(!folder.path("other.json").exists());
    assert!(said.err.contains("no baseline was written"), "{}", said.err);
}

#[test]
fn a_first_statement_does_not_make_the_want_of_others_new() {
    let without = BASE.split("\nassessments:").next().unwrap().to_owned() + "\n";
    let folder = Folder::with(&without);
    folder.check(&["--write-baseline", "known.json"]);
    folder.write(
        "cardea.yaml",
        format!("{without}assessments:\n  XYZ-99: {{ by: DPO, on: 2026-02-01, until: 2027-02-01, says: s, evidence: e.pdf }}\n"),
    );
    let said = folder.check(&["--baseline", "known.json"]);
    assert_eq!(said.code, 0, "{}", said.out);
}
