//! What `cardea new` writes fails only where a person has to say something, and is lawful once they said it.

use std::collections::BTreeSet;

use cardea_catalogue::{FindingKind, Level, judge};

use super::*;

const TODAY: Date = EXAMPLES_DAY;

fn kinds() -> impl Iterator<Item = Kind> {
    Kind::ALL
        .iter()
        .copied()
        .filter(|kind| *kind != Kind::Other)
}

fn read(kind: Kind, text: &str) -> Manifest {
    Manifest::read(text.as_bytes()).unwrap_or_else(|error| panic!("{kind}: {error}\n{text}"))
}

/// The codes that the comments name.
fn named(text: &str) -> BTreeSet<&str> {
    let comments = text
        .lines()
        .filter(|line| line.trim_start().starts_with(TO_SAY));
    comments
        .flat_map(|line| {
            line.split_once("explain ")
                .unwrap()
                .1
                .split_once(')')
                .unwrap()
                .0
                .split(", ")
        })
        .collect()
}

#[test]
fn it_fails_only_where_a_person_must_say_something() {
    for kind in kinds() {
        let text = manifest(kind).unwrap();
        let report = judge(&read(kind, &text), TODAY);
        let findings = report.findings();
        let asked: BTreeSet<&str> = findings.iter().map(|finding| finding.code()).collect();
        let beyond: Vec<String> = findings
            .iter()
            .filter(|finding| {
                finding.level() != Level::Could && !named(&text).contains(finding.code())
            })
            .map(ToString::to_string)
            .collect();
        assert!(beyond.is_empty(), "{kind}:\n{}", beyond.join("\n"));
        let needless: Vec<_> = named(&text).difference(&asked).copied().collect::<Vec<_>>();
        assert!(needless.is_empty(), "{kind}: nobody asks for {needless:?}");
    }
}

#[test]
fn nobody_has_judged_it_yet() {
    for kind in kinds() {
        let text = manifest(kind).unwrap();
        let manifest = read(kind, &text);
        let judged: Vec<&str> = manifest
            .assessments
            .iter()
            .map(|(code, _)| code.as_str())
            .collect();
        assert!(
            judged.is_empty(),
            "{kind}: somebody else's statements of {judged:?}"
        );
    }
}

/// A fact without its `#`. Other comments have one blank behind theirs.
fn uncommented(line: &str) -> &str {
    let fact = line
        .strip_prefix('#')
        .filter(|rest| rest.starts_with("  ") || rest.starts_with(char::is_alphabetic));
    fact.unwrap_or(line)
}

#[test]
fn it_keeps_the_law_once_everything_is_said() {
    for kind in kinds() {
        let text = manifest(kind).unwrap();
        let lines = text
            .lines()
            .filter(|line| !line.trim_start().starts_with(TO_SAY));
        let said: Vec<&str> = lines.map(uncommented).collect();
        let said = said.join("\n");
        let report = judge(&read(kind, &said), TODAY);
        let broken: Vec<String> = report
            .findings()
            .iter()
            .filter(|finding| {
                finding.level() == Level::Must || finding.kind == FindingKind::CannotTell
            })
            .map(ToString::to_string)
            .collect();
        assert!(broken.is_empty(), "{kind}:\n{}", broken.join("\n"));
    }
}

#[test]
fn no_company_of_the_example_is_left() {
    for kind in kinds() {
        let known = read(kind, example(kind).unwrap());
        let text = manifest(kind).unwrap().to_lowercase();
        for organisation in known.organisations.values() {
            let name = organisation.name.as_str().to_lowercase();
            assert!(!text.contains(&name), "{kind}: {name}");
        }
        assert!(
            !text.contains(&known.product.name.as_str().to_lowercase()),
            "{kind}"
        );
    }
}
