use std::collections::BTreeSet;

use cardea_law::en_303_645;

use super::*;

#[test]
fn the_table_has_each_provision_of_the_standard_once() {
    let known: BTreeSet<String> = PROVISIONS.iter().map(|(key, _)| number(key)).collect();
    assert_eq!(known.len(), PROVISIONS.len());
    let clauses: BTreeSet<String> = en_303_645::INSTRUMENT
        .clauses()
        .iter()
        .map(|clause| clause.place.to_owned())
        .filter(|place| place.contains('-'))
        .collect();
    assert_eq!(known, clauses);
}

/// The mandatory provisions of the published table, by topic.
#[test]
fn what_is_mandatory_is_that_of_the_published_table() {
    let of = |wanted: Owed| -> Vec<&str> {
        PROVISIONS
            .iter()
            .filter(|(_, owed)| *owed == wanted)
            .map(|(key, _)| *key)
            .collect()
    };
    assert_eq!(
        of(Owed::Always).join(" "),
        "5-0-1 5-2-1 5-3-13 5-3-16 5-4-3 5-5-1 5-6-2 5-11-1 5-13-1A 5-13-1B 6-1"
    );
    assert_eq!(
        of(Owed::WhereItApplies).join(" "),
        "5-1-1 5-1-2 5-1-3 5-1-4 5-1-5 5-3-2 5-3-3 5-3-7 5-3-8 5-3-10 5-4-1 5-4-2 5-4-4 5-5-5 5-5-7 5-5-8 5-6-1 5-6-4A 5-8-2 5-8-3 \
         6-2 6-3A 6-3B 6-5 6-6"
    );
}

#[test]
fn numbers_are_written_as_in_the_standard() {
    for (key, text) in [
        ("5-3-13", "5.3-13"),
        ("5-0-1", "5.0-1"),
        ("6-3A", "6-3A"),
        ("5-1-2A", "5.1-2A"),
    ] {
        assert_eq!(number(key), text);
        assert!(owed(key).is_some());
    }
    assert_eq!(owed("5-3-17"), None);
    assert_eq!(owed("5.3-13"), None);
}

#[test]
fn what_is_owed_decides_which_answers_are_enough() {
    use Conformance::{Met, NotApplicable, NotMet, Partly};
    for (owed, enough) in [
        (Owed::Always, vec![Met]),
        (Owed::WhereItApplies, vec![Met, NotApplicable]),
        (Owed::Recommended, vec![Met, Partly, NotMet, NotApplicable]),
    ] {
        for answer in Conformance::ALL {
            assert_eq!(
                owed.allows(*answer),
                enough.contains(answer),
                "{owed} {answer}"
            );
        }
    }
}
