//! JUnit XML. That it is well formed is checked by a reader of XML in `tests/real/reports.py`.

use super::*;

fn case<'o>(out: &'o str, code: &str) -> &'o str {
    let begins = format!("name=\"{code} ");
    let (_, behind) = out.split_once(&begins).unwrap();
    behind.split("</testcase>").next().unwrap()
}

#[test]
fn what_is_broken_fails_with_its_place() {
    let folder = Folder::with(&broken());
    let said = folder.check(&["--format", "junit"]);
    assert_eq!(said.code, 1);
    let case = case(&said.out, "STO-01");
    assert!(case.contains("<failure type=\"broken\" message=\"cardea.yaml:"));
    assert!(said.out.contains("classname=\"cardea.Storage limitation\""));
}

#[test]
fn counts_are_those_of_the_elements() {
    for text in [broken(), waived(), unreadable(), BASE.to_owned()] {
        let out = Folder::with(&text).check(&["--format", "junit"]).out;
        for (count, element) in [
            ("tests", "<testcase "),
            ("failures", "<failure "),
            ("errors", "<error "),
            ("skipped", "<skipped "),
        ] {
            let expected = format!(" {count}=\"{}\"", out.matches(element).count());
            for suite in out.lines().filter(|line| line.contains("<testsuite")) {
                assert!(suite.contains(&expected), "{suite}: {expected}");
            }
        }
    }
}

#[test]
fn a_waiver_passes_and_says_what_is_done_instead() {
    let said = Folder::with(&waived()).check(&["--format", "junit"]);
    let case = case(&said.out, "TRA-04");
    assert!(
        case.contains("<system-out>waived until 2027-01-31; instead: a leaflet &amp; a web page"),
        "{case}"
    );
    assert!(!case.contains("<failure"));
}

#[test]
fn what_cannot_be_told_of_a_should_is_skipped_and_of_a_must_fails() {
    let unsaid = FOR_EVER.replace(", lives: indefinitely", "");
    let text = with_line(BASE, "  schedule:", &unsaid);
    let text = with_line(&text, "    shown_as:", "    corrected_by: portal");
    let text = text.replacen(
        "    corrected_by: portal\n    corrected_by: portal\n",
        "    corrected_by: portal\n",
        1,
    );
    let said = Folder::with(&text).check(&["--format", "junit"]);
    assert!(case(&said.out, "STO-01").contains("<failure type=\"cannot tell\""));
    assert!(case(&said.out, "ACU-03").contains("<skipped message=\"cannot tell: "));
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let said = Folder::with(&unreadable()).check(&["--format", "junit"]);
    assert_eq!(said.code, 2);
    assert!(
        said.out
            .contains("<error type=\"unreadable\" message=\"cardea.yaml:9:"),
        "{}",
        said.out
    );
}
