//! Values that are not of the form that belongs where they stand.

use crate::told::{one, told};

/// Puts each value where `old` stands, in the place of `VALUE` in `new`, and expects to be told that it does not fit.
#[track_caller]
fn do_not_fit(old: &str, new: &str, values: &[&str], help: &str) {
    for value in values {
        one(
            old,
            &new.replace("VALUE", value),
            value,
            &format!("`{value}` does not fit here"),
            help,
        );
    }
}

#[test]
fn lengths_of_time_and_dates() {
    do_not_fit(
        "keep: 30d",
        "keep: VALUE",
        &["30", "30 days", "for ever", "300y", "-1d", "1.5h"],
        "write a length of time: `90s`, `15m`, `1h`, `30d`, `13mo`, `2y` or `P13M`, at most 200 years",
    );
    do_not_fit(
        "on_sale_from: 2026-03-01",
        "on_sale_from: VALUE",
        &[
            "1 March 2026",
            "2026-02-30",
            "20260301",
            "2026-3-1",
            "2026-03-01T10:00:00",
            "01/03/2026",
        ],
        "write a day of the calendar as year-month-day, such as `2026-11-23`",
    );
}

#[test]
fn numbers_and_answers() {
    do_not_fit(
        "expected_users: 200000",
        "expected_users: VALUE",
        &[
            "200,000",
            "-1",
            "2e5",
            "+5",
            "0x10",
            "99999999999999999999",
            "many",
        ],
        "write a whole number in digits, at most 18446744073709551615",
    );
    do_not_fit(
        "grant: 1,",
        "grant: VALUE,",
        &["4294967296"],
        "write a whole number in digits, at most 4294967295",
    );
    do_not_fit(
        "step: 0.1,",
        "step: VALUE,",
        &["0", "-0.1", "1e-3", "tenth"],
        "write a step: a positive number such as `0.1`, `0.5` or `50`",
    );
    do_not_fit(
        "live_view_signal: true",
        "live_view_signal: VALUE",
        &["yes", "True", "1", "on"],
        "write `true` or `false`",
    );
}

#[test]
fn names_countries_units_and_addresses() {
    do_not_fit(
        "id: warmly-thermostat",
        "id: VALUE",
        &["warmly thermostat", "wärmly", "warmly/2"],
        "write a name of letters, digits, `_` and `-`, at most 64",
    );
    do_not_fit(
        "markets: [GB]",
        "markets: [VALUE]",
        &["UK", "gb", "GBR", "Britain"],
        "write a country as two capital letters (ISO 3166), such as `GB`",
    );
    do_not_fit(
        "unit: Cel",
        "unit: VALUE",
        &["degrees Celsius", "°C"],
        "write a UCUM unit such as `Cel`, `%`, `W` or `/min`",
    );
    do_not_fit(
        "qr: https://warmly.example/p/wt2",
        "qr: VALUE",
        &[
            "http://warmly.example/p",
            "warmly.example",
            "https://",
            "https://a b",
        ],
        "write a web address that begins with `https://`",
    );
}

#[test]
fn topics_and_paths_are_told_what_they_must_be() {
    let topic = "write an MQTT topic with `{device}` in it once and without `+` and `#`, such as `{device}/climate`";
    for value in [
        "climate",
        "+/{device}",
        "{device}/#",
        "{device}/{device}",
        "{Device}/climate",
    ] {
        let quoted = format!("\"{value}\"");
        one(
            "\"{device}/climate\"",
            &quoted,
            &quoted,
            &format!("`{value}` does not fit here"),
            topic,
        );
    }
    let path = "write a JSON Pointer such as `/SI7021/Temperature`, or `\"\"` for the whole payload; a `~` in a key is written `~0`, \
                a `/` in it `~1`";
    for value in ["at", "$.at", "/a~2b", "/a~"] {
        one(
            "skew: 5m }",
            &format!("skew: 5m, path: {value} }}"),
            value,
            &format!("`{value}` does not fit here"),
            path,
        );
    }
}

#[test]
fn bounds_of_a_value_are_two_numbers_the_lower_first() {
    let help = "write two numbers, the lower first, such as `[-20, 60]`";
    for value in ["[60, -20]", "[60, 60]", "[1, 2, 3]", "[]"] {
        one(
            "[-20, 60]",
            value,
            value,
            "these are not a lowest and a highest value",
            help,
        );
    }
    one(
        "[-20, 60]",
        "60",
        "60",
        "a single value is written here",
        "write a list, as in `[60]`",
    );
    let number = "write a number, such as `0.93` or `-20`";
    told(
        &[("[-20, 60]", "[low, .inf]")],
        &[
            ("low", "`low` is not a number", number),
            (".inf", "`.inf` is not a number", number),
        ],
    );
}

#[test]
fn a_basis_names_what_it_must_and_nothing_else() {
    one(
        "basis: contract",
        "basis: legitimate_interests",
        "legitimate_interests",
        "`legitimate_interests` does not say what it rests on",
        "name the assessment: `basis: { legitimate_interests: \"...\" }`",
    );
    one(
        "basis: contract",
        "basis: { contract: yes }",
        "{ contract: yes }",
        "`contract` stands alone",
        "write `basis: contract`",
    );
    one(
        "basis: contract",
        "basis: { legitimate_interest: LIA }",
        "legitimate_interest",
        "`legitimate_interest` is not a word that belongs here",
        "did you mean `legitimate_interests`?",
    );
    one(
        "basis: contract",
        "basis: { legal_obligation: A, consent: B }",
        "{ legal_obligation: A, consent: B }",
        "exactly one key belongs here",
        "write a basis such as `consent`, or `legal_obligation: LAW`",
    );
    one(
        "basis: contract",
        "basis: [contract]",
        "[contract]",
        "a list is written here",
        "write a basis such as `consent`, or `legal_obligation: LAW`",
    );
    told(
        &[(
            "basis: contract",
            "basis: { legal_obligation: \"SI 2005/1803 reg 7\" }",
        )],
        &[],
    );
}

#[test]
fn whom_a_stream_is_about_is_one_of_four() {
    let message = |text: &str| format!("`{text}` is not somebody a reading can be about");
    one(
        "about: household  ",
        "about: houshold  ",
        "houshold",
        &message("houshold"),
        "did you mean `household`?",
    );
    one(
        "about: household  ",
        "about: nobody  ",
        "nobody",
        &message("nobody"),
        "choose one of `household`, `wearer`, `bystander`",
    );
    one(
        "about: household  ",
        "about: profile  ",
        "profile",
        "`profile` does not say which field names the person",
        "name the field that holds the profile's name: `about: { profile: FIELD }`",
    );
    one(
        "about: household  ",
        "about: { field: user }  ",
        "field",
        "`field` is not a key of this section",
        "write `household`, `wearer`, `bystander` or `profile: FIELD`",
    );
}

#[test]
fn guests_pause_or_allow() {
    let help = "write `pause`, or `allow: [purpose, ...]`";
    one(
        "guests: { allow: [heating] }",
        "guests: allow",
        "allow",
        "`allow` is not an answer here",
        help,
    );
    one(
        "guests: { allow: [heating] }",
        "guests: [heating]",
        "[heating]",
        "a list is written here",
        help,
    );
    one(
        "allow: [heating]",
        "alow: [heating]",
        "alow",
        "`alow` is not a key of this section",
        help,
    );
    one(
        "allow: [heating]",
        "allow: heating",
        "heating",
        "a single value is written here",
        "write a list, as in `[heating]`",
    );
}

#[test]
fn terms_of_a_contract_are_all_or_letters() {
    let help = "write `all`, or a list of the letters `a` to `h` of UK GDPR Art 28(3)";
    one(
        "terms: all, breach",
        "terms: most, breach",
        "most",
        "`most` does not fit here",
        help,
    );
    one(
        "terms: all, breach",
        "terms: [a, i, aa], breach",
        "i",
        "`i` is not one of these terms",
        help,
    );
    one(
        "terms: all, breach",
        "terms: { a: b }, breach",
        "{ a: b }",
        "a section with keys is written here",
        help,
    );
}
