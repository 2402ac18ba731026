//! Keys, words, lists and sections that do not fit the place they stand in.

use crate::told::{one, told};

#[test]
fn a_slip_in_a_key_is_told_once_with_the_key_that_was_meant() {
    let key = "is not a key of this section";
    one(
        "    title: Room readings\n",
        "    tilte: Room readings\n",
        "tilte",
        &format!("`tilte` {key}"),
        "did you mean `title`?",
    );
    one(
        "purposes:  ",
        "porposes:  ",
        "porposes",
        &format!("`porposes` {key}"),
        "did you mean `purposes`?",
    );
    one(
        "streams:  ",
        "stream:  ",
        "stream",
        &format!("`stream` {key}"),
        "did you mean `streams`?",
    );
    one(
        "guardian_consent_under:",
        "guardian_consent_age:",
        "guardian_consent_age",
        &format!("`guardian_consent_age` {key}"),
        "did you mean `guardian_consent_under`?",
    );
}

#[test]
fn a_key_like_no_other_is_told_with_those_that_can_be_here() {
    one(
        "live_view_signal: true",
        "cats: true",
        "cats",
        "`cats` is not a key of this section",
        "choose one of `other_members`, `live_view_signal`",
    );
    one(
        "transfer: { steps:",
        "transfer: { version:",
        "version",
        "`version` is not a key of this section",
        "write `steps`, the only one there is",
    );
}

#[test]
fn a_key_that_is_missing_is_told_at_the_heading_of_its_section() {
    one(
        "    title: Room readings\n",
        "",
        "climate",
        "`title` is missing",
        "add `title`: what people call it",
    );
    one(
        "    class: core\n",
        "",
        "heating",
        "`class` is missing",
        "add `class`: what kind of purpose it is",
    );
    one(
        "  kind: thermostat  ",
        "  ",
        "product",
        "`kind` is missing",
        "add `kind`: what kind of thing it is",
    );
    one(
        "{ type: boolean, data",
        "{ data",
        "occupied",
        "`type` is missing",
        "add `type`: what kind of value it is",
    );
    one(
        "cardea: 1    ",
        "",
        "product",
        "`cardea` is missing",
        "add `cardea`: version of this format, always 1",
    );
}

#[test]
fn a_word_that_is_not_of_the_list_is_told_with_the_nearest_or_with_all() {
    let word = "is not a word that belongs here";
    one(
        "class: core\n",
        "class: corre\n",
        "corre",
        &format!("`corre` {word}"),
        "did you mean `core`?",
    );
    one(
        "reach: room }\n",
        "reach: Room }\n",
        "Room",
        &format!("`Room` {word}"),
        "did you mean `room`?",
    );
    one(
        "country: IE\n",
        "country: IE\n    hosts_: []\n",
        "hosts_",
        "`hosts_` is not a key of this section",
        "did you mean `hosts`?",
    );
    one(
        "class: core\n",
        "class: banana\n",
        "banana",
        &format!("`banana` {word}"),
        "choose one of `core`, `security`, `safety`, `support`, `preferences`, `analytics`, `advertising`, `training`, `research`, `legal`",
    );
}

#[test]
fn several_things_are_told_at_once_in_the_order_of_the_file() {
    told(
        &[
            ("keep: 30d", "keep: 30"),
            ("    class: core\n", "    clas: core\n"),
            ("kind: thermostat", "kind: thermostatt"),
            ("support_until: 2031-06-30", "support_until: soon"),
        ],
        &[
            (
                "thermostatt",
                "`thermostatt` is not a word that belongs here",
                "did you mean `thermostat`?",
            ),
            (
                "clas",
                "`clas` is not a key of this section",
                "did you mean `class`?",
            ),
            (
                "30",
                "`30` does not fit here",
                "write a length of time: `90s`, `15m`, `1h`, `30d`, `13mo`, `2y` or `P13M`, at most 200 years",
            ),
            (
                "soon",
                "`soon` does not fit here",
                "write a day of the calendar as year-month-day, such as `2026-11-23`",
            ),
        ],
    );
}

#[test]
fn a_list_a_section_and_a_value_are_not_taken_for_each_other() {
    one(
        "markets: [GB]",
        "markets: GB",
        "GB",
        "a single value is written here",
        "write a list, as in `[GB]`",
    );
    one(
        "models: [WT2-UK]",
        "models: { a: b }",
        "{ a: b }",
        "a section with keys is written here",
        "write a list, as in `[first, second]`",
    );
    one(
        "name: Warmly Ltd",
        "name: [a, b]",
        "[a, b]",
        "a list is written here",
        "write a text of at most 4,000 characters",
    );
    one(
        "name: Warmly Ltd",
        "name: { a: b }",
        "{ a: b }",
        "a section with keys is written here",
        "write a text of at most 4,000 characters",
    );
    one(
        "transit: { tls: \"1.3\" }",
        "transit: TLS",
        "TLS",
        "a single value is written here",
        "write a section with the keys `tls`, `certificates`, `local`",
    );
    one(
        "decisions: {}",
        "decisions: []",
        "[]",
        "a list is written here",
        "write a section whose keys are names you choose",
    );
    one(
        "wifi: {}",
        "wifi: yes",
        "yes",
        "a single value is written here",
        "write a section with the keys `emits`, `rotates`, `reveals`",
    );
}

#[test]
fn where_nothing_is_written_the_maker_is_told_what_belongs_there() {
    let nothing = "nothing is written here";
    one(
        "name: Warmly Ltd",
        "name:",
        "",
        nothing,
        "write a text of at most 4,000 characters",
    );
    one(
        "name: Warmly Ltd",
        "name: \" \"",
        "\" \"",
        nothing,
        "write a text of at most 4,000 characters",
    );
    one(
        "live_view_signal: true",
        "live_view_signal:",
        "",
        nothing,
        "write `true` or `false`",
    );
    one(
        "reach: room }\n",
        "reach: }\n",
        "",
        nothing,
        "write one of `body`, `room`, `outdoors`",
    );
}

#[test]
fn empty_sections_and_lists_are_read_as_what_they_are() {
    told(&[("wifi: {}", "wifi: ")], &[]);
    told(&[("voice: []  ", "voice:  ")], &[]);
    told(&[("decisions: {}  ", "decisions:  ")], &[]);
    told(&[("transit: { tls: \"1.3\" }", "transit:")], &[]);
}

#[test]
fn a_file_of_another_version_is_told_that_and_nothing_else() {
    told(
        &[
            ("cardea: 1 ", "cardea: 2 "),
            ("kind: thermostat", "kind: heat_pump"),
            ("class: core", "klass: core"),
        ],
        &[(
            "2",
            "version 2 of the format is not known here",
            "write `cardea: 1`, or use a newer Cardea",
        )],
    );
    one(
        "cardea: 1 ",
        "cardea: one ",
        "one",
        "`one` does not fit here",
        "write a whole number in digits, at most 4294967295",
    );
}

#[test]
fn what_was_written_is_repeated_short_and_on_one_line() {
    let long = "x".repeat(3_000);
    let short = format!("`{}…` does not fit here", "x".repeat(60));
    one(
        "keep: 30d",
        &format!("keep: {long}"),
        &long,
        &short,
        "write a length of time: `90s`, `15m`, `1h`, `30d`, `13mo`, `2y` or `P13M`, at most 200 years",
    );
    one(
        "class: core\n",
        "class: |\n      core\n      `analytics`\n",
        "|\n      core\n      `analytics`",
        "`core 'analytics' ` is not a word that belongs here",
        "choose one of `core`, `security`, `safety`, `support`, `preferences`, `analytics`, `advertising`, `training`, `research`, `legal`",
    );
}
