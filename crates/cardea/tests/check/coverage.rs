//! How much of the law is checked.

use super::*;

#[test]
fn without_a_manifest_every_clause_is_listed() {
    let folder = Folder::new();
    let said = folder.check(&["--coverage"]);
    assert_eq!(said.code, 0);
    assert!(said.out.contains("Art 5(1)(e)"));
    let document = folder.check(&["--coverage", "--format", "json"]).json();
    let mut clauses = 0;
    for instrument in document["instruments"].as_array().unwrap() {
        let own = instrument["clauses"].as_array().unwrap();
        assert_eq!(instrument["totals"]["clauses"], own.len());
        for clause in own {
            let none = clause["reach"] == "none";
            assert_eq!(
                none,
                clause["controls"].as_array().unwrap().is_empty(),
                "{clause}"
            );
        }
        clauses += own.len();
    }
    assert_eq!(document["totals"]["clauses"], clauses);

    let table = folder.check(&["--coverage", "--format", "csv"]).out;
    assert!(table.starts_with("instrument,clause,heading,"));
    assert!(table.lines().count() > clauses);
    assert!(table.contains("UK GDPR,Art 5(1)(e),"));
}

#[test]
fn with_a_manifest_each_clause_shows_what_came_of_it() {
    let folder = Folder::with(&broken());
    let said = folder.check(&["--coverage", "cardea.yaml"]);
    assert_eq!(said.code, 1);
    assert!(said.out.contains("STO-01 broken"), "{}", said.out);
    let table = folder.check(&["--coverage", "--format", "csv", "cardea.yaml"]);
    assert!(table.out.contains("STO-01 broken"));
    let document = folder
        .check(&["--coverage", "--format", "json", "cardea.yaml"])
        .json();
    assert!(
        document
            .to_string()
            .contains(r#""outcome":"broken","path":"cardea.yaml""#)
            || document
                .to_string()
                .contains(r#""path":"cardea.yaml","outcome":"broken""#)
    );
}

#[test]
fn a_format_that_has_no_such_table_is_refused() {
    let folder = Folder::with(BASE);
    for arguments in [
        &["--coverage", "--format", "sarif"][..],
        &["--format", "csv"],
    ] {
        let said = folder.check(arguments);
        assert_eq!(said.code, 2);
        assert!(said.err.contains("csv"), "{}", said.err);
    }
}
