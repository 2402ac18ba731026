//! Annotations of GitHub Actions.

use super::*;

#[test]
fn a_finding_is_one_command_on_one_line_with_its_place() {
    let folder = Folder::new();
    folder.write("a,b/100%: kälte/cardea.yaml", broken());
    let said = folder.check(&["--format", "github", "a,b"]);
    assert_eq!(said.code, 1);
    let line = broken().lines().position(|l| l == FOR_EVER).unwrap() + 1;
    let column = before_finding().chars().count() + 1;
    let expected = format!(
        "::error file=a%2Cb/100%25%3A kälte/cardea.yaml,line={line},endLine={line},col={column},endColumn={},title=STO-01 kept-without-period::broken: ",
        column + "indefinitely".len()
    );
    let found: Vec<_> = said.out.lines().filter(|l| l.contains("STO-01")).collect();
    assert_eq!(found.len(), 1, "{}", said.out);
    assert!(found[0].starts_with(&expected), "{}\n{expected}", found[0]);
    for line in said.out.lines() {
        assert!(
            line.starts_with("::error ")
                || line.starts_with("::warning ")
                || line.starts_with("::notice ")
                || line.starts_with("cardea: "),
            "{line}"
        );
    }
}

#[test]
fn a_should_is_a_warning_and_a_waiver_a_notice_with_what_is_done_instead() {
    let annotation = |text: &str| {
        let said = Folder::with(text).check(&["--format", "github"]);
        let line = said.out.lines().find(|line| line.contains("TRA-04"));
        line.unwrap().to_owned()
    };
    assert!(annotation(&told_too_late()).starts_with("::warning "));
    let waived = annotation(&waived());
    assert!(waived.starts_with("::notice "), "{waived}");
    assert!(waived.contains("title=TRA-04 not-told-before-purchase (waived until 2027-01-31)::"));
    assert!(waived.ends_with("%0Ainstead: a leaflet & a web page"));
}

#[test]
fn what_cannot_be_read_is_an_error_at_its_line() {
    let said = Folder::with(&unreadable()).check(&["--format", "github"]);
    assert_eq!(said.code, 2);
    let line = unreadable().lines().position(|l| l.contains("ÄÖ")).unwrap() + 1;
    let expected = format!("::error file=cardea.yaml,line={line},");
    assert!(said.out.starts_with(&expected), "{}", said.out);
}

#[test]
fn windows_lines_have_the_same_places() {
    let unix = Folder::with(&broken()).check(&["--format", "github"]);
    let windows = Folder::with(&broken().replace('\n', "\r\n")).check(&["--format", "github"]);
    assert_eq!(unix.out, windows.out);
    assert!(!windows.out.contains('\r'));
}
