//! What follows for each purpose: consents, and what is kept.

use cardea_manifest::diff::{Class, Consents, Kept, PurposeChange, Relation, Stands, notices};
use cardea_manifest::model::{Moment, Output};

use crate::changed::{EVERYTHING, changed};
use crate::{compared, read};

fn purpose(old: &str, new: &str, name: &str) -> Option<PurposeChange> {
    compared(old, new)
        .purposes
        .into_iter()
        .find(|purpose| purpose.name == name)
}

#[test]
fn a_wider_promise_voids_and_a_narrower_one_stays() {
    let longer = changed(&[("keep: 2y }", "keep: 3y }")]);
    let wide = purpose(EVERYTHING, &longer, "research").unwrap();
    assert_eq!(wide.promise, Relation::Other);
    assert_eq!(wide.consents, Consents::Void);
    assert_eq!(wide.kept, Kept::NotWidened);
    let narrow = purpose(&longer, EVERYTHING, "research").unwrap();
    assert_eq!(narrow.promise, Relation::Narrower);
    assert_eq!(narrow.consents, Consents::StayNarrower);
    assert_eq!(narrow.kept, Kept::NarrowedAtOnce);
    assert!(purpose(EVERYTHING, &longer, "heating").is_none());
}

#[test]
fn wording_leaves_everything() {
    let text = changed(&[("title: Show you how to save energy", "title: Save energy")]);
    let change = purpose(EVERYTHING, &text, "savings_report").unwrap();
    assert_eq!(change.class, Class::SamePromise);
    assert_eq!(
        (change.consents, change.kept),
        (Consents::Stay, Kept::AsItIs)
    );
    assert_eq!(change.title, "Save energy");
}

#[test]
fn what_rests_on_no_consent_asks_nobody() {
    let text = changed(&[("keep: 30d", "keep: 60d")]);
    let change = purpose(EVERYTHING, &text, "heating").unwrap();
    assert_eq!(change.class, Class::Widens);
    assert_eq!(change.consents, Consents::NotAsked);
    assert_eq!(change.kept, Kept::NotWidened);
}

#[test]
fn a_step_of_the_stream_touches_who_has_no_step_of_its_own() {
    let finer = changed(&[("step: 0.1, between", "step: 0.05, between")]);
    assert!(purpose(EVERYTHING, &finer, "heating").is_some());
    assert!(purpose(EVERYTHING, &finer, "research").is_none());
}

#[test]
fn who_gets_it_touches_the_purposes_that_name_them() {
    let moved = changed(&[("country: US", "country: CN")]);
    let change = purpose(EVERYTHING, &moved, "research").unwrap();
    assert_eq!(change.consents, Consents::Void);
    assert!(purpose(EVERYTHING, &moved, "heating").is_none());
    // A processor is no part of what was agreed to, but for its name.
    let hosted = changed(&[("country: IE", "country: US")]);
    let change = purpose(EVERYTHING, &hosted, "savings_report").unwrap();
    assert_eq!(change.class, Class::Widens);
    assert_eq!(change.consents, Consents::Stay);
}

#[test]
fn purposes_come_and_go() {
    let text = EVERYTHING.replace("  research:\n", "  science:\n");
    let went = purpose(EVERYTHING, &text, "research").unwrap();
    assert_eq!(
        (went.stands, went.consents, went.kept),
        (Stands::Gone, Consents::Gone, Kept::ForNobody)
    );
    let came = purpose(EVERYTHING, &text, "science").unwrap();
    assert_eq!(
        (came.stands, came.consents, came.kept),
        (Stands::New, Consents::AskedNow, Kept::NothingYet)
    );
}

#[test]
fn a_basis_that_was_not_consent_asks_everybody() {
    let asked = changed(&[("basis: contract", "basis: consent")]);
    let change = purpose(EVERYTHING, &asked, "heating").unwrap();
    assert_eq!(change.consents, Consents::AskedNow);
    let change = purpose(&asked, EVERYTHING, "heating").unwrap();
    assert_eq!(change.consents, Consents::AskedNoMore);
}

#[test]
fn of_another_product_nothing_belongs_to_this_one() {
    let other = changed(&[("id: warmly-thermostat", "id: warmly-thermostat-3")]);
    let found = compared(EVERYTHING, &other);
    assert_eq!(found.class(), Class::Widens);
    assert_eq!(found.purposes.len(), 3);
    for purpose in found.purposes {
        assert_eq!(purpose.stands, Stands::New);
        assert_eq!(purpose.kept, Kept::NothingYet);
    }
}

#[test]
fn a_copy_elsewhere_is_not_shortened_here() {
    let sooner = changed(&[("backups: 35d", "backups: 7d")]);
    let change = purpose(EVERYTHING, &sooner, "heating").unwrap();
    assert_eq!(
        (change.class, change.promise),
        (Class::Narrows, Relation::Narrower)
    );
    assert_eq!(change.kept, Kept::AsItIs);
}

fn told(new: &str) -> Vec<(Moment, Vec<Output>)> {
    notices(&read(new), &compared(EVERYTHING, new))
        .into_iter()
        .map(|notice| (notice.moment, notice.places))
        .collect()
}

#[test]
fn notices_say_what_changes_where_people_are_told() {
    let before = (Moment::BeforePurchase, vec![Output::Web, Output::Packaging]);
    let first = (Moment::FirstUse, vec![Output::Screen, Output::CompanionApp]);
    let activation = (Moment::FeatureActivation, vec![Output::CompanionApp]);
    let change = (Moment::Change, vec![Output::CompanionApp]);
    // What is asked at activation is told there too.
    assert_eq!(
        told(&changed(&[("keep: 13mo", "keep: 2y")])),
        [before.clone(), first.clone(), activation, change.clone()]
    );
    // Wording is published again, but nobody has to be told of it.
    assert_eq!(
        told(&changed(&[(
            "title: Heat your home when you need it",
            "title: Heating"
        )])),
        [before.clone(), first.clone()]
    );
    let reset = (Moment::Reset, vec![Output::Screen]);
    assert_eq!(
        told(&changed(&[("erases: all", "erases: settings")])),
        [before.clone(), first.clone(), change, reset]
    );
    // What goes on inside is told to nobody.
    assert!(told(&changed(&[("ref: TM-4", "ref: TM-5")])).is_empty());
    let nowhere = changed(&[("  change: [companion_app]\n", "")]);
    let longer = nowhere.replacen("keep: 30d", "keep: 60d", 1);
    assert_eq!(told(&longer), [before, first, (Moment::Change, vec![])]);
}
