//! The planner as a table: what a product has, and the ways that follow.

use super::Channel::{Button, CompanionApp, Page, Voice};
use super::Who::{AccountHolder, Guest, Member};
use super::*;

/// A product with these ins and outs, and these lines more.
fn product(ins_and_outs: &str, rest: &str) -> Manifest {
    let text = format!(
        "cardea: 1\nproduct: {{ id: x, name: X, kind: other, children: not_likely, {ins_and_outs} }}\norganisations: {{ m: {{ name: M, does: \
         [manufacturer], country: GB }} }}\nhandled_by: {{ choices: own }}\n{rest}\n"
    );
    Manifest::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn ways(manifest: &Manifest, who: Who) -> Vec<Channel> {
    channels(manifest, who).collect()
}

const KNOWS_VOICES: &str = "people: { recognition: { by: [voice] } }";
const KNOWS_FACES: &str = "people: { recognition: { by: [face] } }";
const CODE: &str = "notices: { qr: https://x.example/p }";
const NO_ACCOUNT: &str = "rights: { without_account: https://x.example/r }";
const WORN: &str =
    "streams: { s: { title: S, about: wearer, fields: { a: { type: integer, data: activity } } } }";
const SHARED: &str = "streams: { s: { title: S, about: household, fields: { a: { type: integer, data: activity } } } }";

#[test]
fn each_way_needs_what_it_needs() {
    let none: &[Channel] = &[];
    let table: [(&str, &str, [&[Channel]; 3]); 17] = [
        ("inputs: []", "", [none, none, none]),
        (
            "inputs: [companion_app]",
            "",
            [&[CompanionApp], &[CompanionApp], none],
        ),
        (
            "app: { permissions: {} }",
            "",
            [&[CompanionApp], &[CompanionApp], none],
        ),
        ("inputs: [voice]", "", [none, none, none]),
        (
            "inputs: [voice], outputs: [light]",
            KNOWS_VOICES,
            [none, none, none],
        ),
        (
            "inputs: [voice], outputs: [sound]",
            "",
            [none, none, &[Voice]],
        ),
        (
            "inputs: [voice], outputs: [sound]",
            KNOWS_FACES,
            [none, none, &[Voice]],
        ),
        (
            "inputs: [voice], outputs: [sound]",
            KNOWS_VOICES,
            [&[Voice], &[Voice], &[Voice]],
        ),
        ("inputs: [web]", "", [&[Page], &[Page], none]),
        ("inputs: []", CODE, [&[Page], &[Page], &[Page]]),
        ("inputs: []", NO_ACCOUNT, [none, none, &[Page]]),
        ("inputs: [buttons]", WORN, [none, none, none]),
        (
            "inputs: [buttons], outputs: [sound]",
            "",
            [none, none, &[Button]],
        ),
        (
            "inputs: [buttons], outputs: [sound]",
            SHARED,
            [none, none, &[Button]],
        ),
        (
            "inputs: [buttons], outputs: [sound]",
            WORN,
            [&[Button], none, &[Button]],
        ),
        (
            "inputs: [touch], outputs: [sound]",
            WORN,
            [&[Button], none, &[Button]],
        ),
        (
            "inputs: [gesture, remote], outputs: [sound]",
            WORN,
            [none, none, none],
        ),
    ];
    for (ins_and_outs, rest, expected) in table {
        let manifest = product(ins_and_outs, rest);
        for (who, expected) in Who::ALL.into_iter().zip(expected) {
            assert_eq!(
                ways(&manifest, who),
                expected,
                "{ins_and_outs} {rest} {who:?}"
            );
        }
    }
}

#[test]
fn the_portal_is_a_page_for_those_who_have_an_account() {
    let text = "cardea: 1\nproduct: { id: x, name: X, kind: other, children: not_likely }\norganisations: { m: { name: M, does: [manufacturer], country: GB } }\n";
    let manifest = Manifest::read(text.as_bytes()).unwrap();
    assert_eq!(ways(&manifest, AccountHolder), [Page]);
    assert_eq!(ways(&manifest, Member), [Page]);
    assert_eq!(ways(&manifest, Guest), []);
}

#[test]
fn the_least_effort_comes_first() {
    let rest = format!("{KNOWS_VOICES}\n{CODE}\n{WORN}");
    let manifest = product(
        "inputs: [buttons, web, voice, companion_app], outputs: [sound]",
        &rest,
    );
    assert_eq!(
        ways(&manifest, AccountHolder),
        [CompanionApp, Voice, Page, Button]
    );
    assert_eq!(ways(&manifest, Member), [CompanionApp, Voice, Page]);
    assert_eq!(ways(&manifest, Guest), [Voice, Page, Button]);
}

#[test]
fn a_place_of_a_choice_is_a_way_unless_it_is_a_screen() {
    for (place, way) in [
        ("companion_app", Some(CompanionApp)),
        ("app", Some(CompanionApp)),
        ("voice", Some(Voice)),
        ("portal", Some(Page)),
        ("web", Some(Page)),
        ("qr", Some(Page)),
        ("button", Some(Button)),
        ("buttons", Some(Button)),
        ("touch", Some(Button)),
        ("screen", None),
    ] {
        assert_eq!(Channel::of_place(place), way, "{place}");
    }
    for way in Channel::ALL {
        assert_eq!(Channel::of_place(way.place()), Some(way));
    }
}

#[test]
fn a_product_is_worn_when_all_it_sends_is_about_its_wearer() {
    let both = "streams:\n  s: { title: S, about: wearer, fields: { a: { type: integer, data: activity } } }\n  t: { title: T, about: household, fields: { b: { type: integer, data: activity } } }";
    for (streams, worn) in [("", false), (WORN, true), (SHARED, false), (both, false)] {
        assert_eq!(is_worn(&product("inputs: []", streams)), worn, "{streams}");
    }
}
