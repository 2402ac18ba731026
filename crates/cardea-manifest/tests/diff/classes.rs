//! What each kind of change is, both ways.

use cardea_manifest::diff::{Change, Class, Trigger};

use crate::changed::{EVERYTHING, changed};
use crate::compared;

use Class::{Breaks, Narrows, SamePromise, Widens};

/// Old text, new text, path, class of the change, and of the way back.
const CHANGES: &[(&str, &str, &str, Class, Class)] = &[
    (
        "keep: 2y }",
        "keep: 3y }",
        "purposes.research.uses.climate.keep",
        Widens,
        Narrows,
    ),
    (
        "keep: 13mo",
        "keep: 390d",
        "purposes.savings_report.uses.climate.keep",
        Narrows,
        Widens,
    ),
    (
        "step: 1, as: mean",
        "step: 2, as: mean",
        "purposes.research.uses.climate.fields.temperature.step",
        Narrows,
        Widens,
    ),
    (
        "step: 1, as: mean",
        "step: 1.5, as: mean",
        "purposes.research.uses.climate.fields.temperature.step",
        Widens,
        Widens,
    ),
    (
        "step: 1, as: mean",
        "step: 1, as: max",
        "purposes.research.uses.climate.fields.temperature.as",
        Widens,
        Widens,
    ),
    (
        "every: 1d, keep: 2y",
        "every: 1h, keep: 2y",
        "purposes.research.uses.climate.every",
        Widens,
        Narrows,
    ),
    (
        "every: 1d, keep: 2y",
        "every: 36h, keep: 2y",
        "purposes.research.uses.climate.every",
        Widens,
        Widens,
    ),
    (
        "step: 0.1, between",
        "step: 0.05, between",
        "streams.climate.fields.temperature.step",
        Widens,
        Narrows,
    ),
    (
        "every: 60s\n",
        "every: 30s\n",
        "streams.climate.every",
        Widens,
        Narrows,
    ),
    (
        "    processors: [nimbus]\n    necessity",
        "    processors: [nimbus, gridwise]\n    necessity",
        "purposes.heating.processors",
        Widens,
        Narrows,
    ),
    (
        "duration: 2y",
        "duration: 5y",
        "purposes.research.recipients.gridwise.duration",
        Widens,
        Narrows,
    ),
    (
        "acknowledges: webhook",
        "acknowledges: webhook, own_purposes: true",
        "purposes.research.recipients.gridwise.own_purposes",
        Widens,
        Narrows,
    ),
    (
        "    children: never\n",
        "",
        "purposes.research.children",
        Widens,
        Narrows,
    ),
    (
        "    class: research\n",
        "    class: advertising\n",
        "purposes.research.class",
        Widens,
        Widens,
    ),
    (
        "guests: { allow: [heating] }",
        "guests: pause",
        "people.guests",
        Narrows,
        Widens,
    ),
    (
        "consent_from: each_adult ",
        "consent_from: account_holder ",
        "people.consent_from",
        Widens,
        Narrows,
    ),
    (
        "guardian_consent_under: 13",
        "guardian_consent_under: 16",
        "people.guardian_consent_under",
        Narrows,
        Widens,
    ),
    (
        "live_view_signal: true",
        "live_view_signal: false",
        "people.sees.live_view_signal",
        Widens,
        Narrows,
    ),
    (
        "shared_erasure: keep_for_others",
        "shared_erasure: erase_all",
        "people.shared_erasure",
        Narrows,
        Widens,
    ),
    (
        "    temperature: { reach: room }\n",
        "    temperature: { reach: room }\n    microphone: { reach: room }\n",
        "product.senses.microphone",
        Widens,
        Narrows,
    ),
    (
        "temperature: { reach: room }",
        "temperature: { reach: outdoors }",
        "product.senses.temperature.reach",
        Widens,
        Narrows,
    ),
    (
        "markets: [GB]",
        "markets: [GB, FR]",
        "product.markets",
        Widens,
        Narrows,
    ),
    (
        "children: likely",
        "children: not_likely",
        "product.children",
        Widens,
        Widens,
    ),
    (
        "components: [crash_sdk]",
        "components: [crash_sdk, gridwise]",
        "product.app.components",
        Widens,
        Narrows,
    ),
    (
        "  data: cardea ",
        "  data: own ",
        "handled_by.data",
        Widens,
        Narrows,
    ),
    (
        "country: IE",
        "country: US",
        "organisations.nimbus.country",
        Widens,
        Widens,
    ),
    (
        "name: Gridwise Research",
        "name: Gridwise Sales",
        "organisations.gridwise.name",
        Widens,
        Widens,
    ),
    (
        "breach_notice: 24h",
        "breach_notice: 72h",
        "organisations.nimbus.contract.breach_notice",
        Widens,
        Narrows,
    ),
    (
        "terms: all, breach",
        "terms: [a, b, c], breach",
        "organisations.nimbus.contract.terms",
        Widens,
        Narrows,
    ),
    (
        "until: 2028-01-11, terms: all, breach",
        "until: 2029-01-11, terms: all, breach",
        "organisations.nimbus.contract.until",
        SamePromise,
        SamePromise,
    ),
    (
        "privacy: privacy@warmly.example",
        "privacy: hello@warmly.example",
        "organisations.warmly.contact.privacy",
        SamePromise,
        SamePromise,
    ),
    (
        "complaints: https://warmly.example/complain, ",
        "",
        "organisations.warmly.contact.complaints",
        Widens,
        Narrows,
    ),
    (
        "title: Show you how to save energy",
        "title: Save energy",
        "purposes.savings_report.title",
        SamePromise,
        SamePromise,
    ),
    (
        "lasts: 2y",
        "lasts: 3y",
        "choices.savings_report.lasts",
        Widens,
        Narrows,
    ),
    (
        "refuse: 1",
        "refuse: 2",
        "choices.savings_report.steps.refuse",
        Widens,
        Narrows,
    ),
    (
        "person_may_shorten: [1mo, 3mo]",
        "person_may_shorten: [3mo]",
        "purposes.savings_report.uses.climate.person_may_shorten",
        Widens,
        Narrows,
    ),
    (
        "tls: \"1.3\"",
        "tls: \"1.2\"",
        "security.transit.tls",
        Widens,
        Narrows,
    ),
    (
        "tls: \"1.3\"",
        "tls: lots",
        "security.transit.tls",
        Widens,
        Widens,
    ),
    (
        "boot: verified",
        "boot: plain",
        "security.boot",
        Widens,
        Narrows,
    ),
    (
        "tcp: [8883]",
        "tcp: [8883, 22]",
        "security.ports.tcp",
        Widens,
        Narrows,
    ),
    (
        "signed: true, automatic",
        "signed: false, automatic",
        "updates.signed",
        Widens,
        Narrows,
    ),
    (
        "support_until: 2031-06-30",
        "support_until: 2030-06-30",
        "updates.support_until",
        Breaks,
        Narrows,
    ),
    (
        "erases: all",
        "erases: settings",
        "reset.erases",
        Widens,
        Narrows,
    ),
    (
        "place: device }",
        "place: cloud }",
        "models.occupancy_model.place",
        Widens,
        Narrows,
    ),
    (
        "after: support_until",
        "after: 2030-01-01",
        "end_of_life.after",
        Widens,
        Widens,
    ),
];

/// The one change at this path, or the gravest of several items of one list.
fn at<'d>(changes: &'d [Change], path: &str, what: &str) -> &'d Change {
    let at: Vec<&Change> = changes
        .iter()
        .filter(|change| change.path.to_string() == path)
        .collect();
    assert_eq!(at.len(), 1, "{what}: {changes:#?}");
    at[0]
}

#[test]
fn each_change_has_its_class_both_ways() {
    for (old, new, path, there, back) in CHANGES {
        let text = changed(&[(old, new)]);
        let what = format!("`{old}` to `{new}`");
        let forth = compared(EVERYTHING, &text);
        let change = at(&forth.changes, path, &what);
        assert_eq!(change.class, *there, "{what}: {change:#?}");
        assert!(change.classified);
        let back_again = compared(&text, EVERYTHING);
        let change = at(&back_again.changes, path, &what);
        assert_eq!(change.class, *back, "back from {what}: {change:#?}");
    }
}

#[test]
fn every_reading_made_into_hourly_means_narrows() {
    let hourly = changed(&[(
        "fields: [temperature, occupied]",
        "fields: { temperature: { step: 0.5, as: mean }, occupied: { as: last } }\n        every: 1h",
    )]);
    let narrower = compared(EVERYTHING, &hourly);
    assert_eq!(narrower.class(), Narrows, "{:#?}", narrower.changes);
    let wider = compared(&hourly, EVERYTHING);
    assert_eq!(wider.class(), Widens);
}

#[test]
fn a_new_purpose_is_one_change_and_reopens_the_assessment() {
    let twin = "  adverts:\n    title: Adverts\n    explain: E\n    class: advertising\n    basis: consent\n    controller: warmly\n    \
                uses: { climate: { fields: [temperature], keep: 30d } }\n";
    let text = changed(&[(
        "  savings_report:\n    title",
        &format!("{twin}  savings_report:\n    title"),
    )]);
    let found = compared(EVERYTHING, &text);
    assert_eq!(found.changes.len(), 1, "{:#?}", found.changes);
    let change = &found.changes[0];
    assert_eq!(change.class, Widens);
    assert_eq!(change.words, "a new purpose");
    assert_eq!(change.after_shown().as_deref(), Some("Adverts"));
    assert_eq!(change.trigger, Some(Trigger::Purpose));
    assert_eq!(compared(&text, EVERYTHING).class(), Narrows);
}

#[test]
fn another_name_is_one_thing_less_and_one_more() {
    let text = EVERYTHING.replace("  research:\n", "  science:\n");
    let found = compared(EVERYTHING, &text);
    let went = at(&found.changes, "purposes.research", "went");
    let came = at(&found.changes, "purposes.science", "came");
    assert_eq!((went.class, came.class), (Narrows, Widens));
    assert_eq!(went.renamed.as_deref(), Some("science"));
    assert_eq!(came.renamed.as_deref(), Some("research"));
    assert!(
        came.renaming()
            .is_some_and(|words| words.contains("does not follow"))
    );
}

#[test]
fn where_the_product_is_not_sold_in_the_uk_shorter_support_is_a_protection_less() {
    let abroad = changed(&[("markets: [GB]", "markets: [FR]")]);
    let sooner = abroad.replace("support_until: 2031-06-30", "support_until: 2030-06-30");
    assert_eq!(compared(&abroad, &sooner).class(), Widens);
}

#[test]
fn consent_in_place_of_another_basis_narrows_and_the_way_back_widens() {
    let asked = changed(&[("basis: contract", "basis: consent")]);
    assert_eq!(compared(EVERYTHING, &asked).class(), Narrows);
    assert_eq!(compared(&asked, EVERYTHING).class(), Widens);
}
