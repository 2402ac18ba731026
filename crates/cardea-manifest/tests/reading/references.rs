//! Names that are used but not declared, and facts that do not fit together.

use crate::told::{one, told};

/// What the example has, what stands there instead, the name that is underlined, what it is not, and the name that was meant.
const SLIPS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "under: nimbus",
        "under: nimbos",
        "nimbos",
        "an organisation",
        "nimbus",
    ),
    (
        "components: [crash_sdk]",
        "components: [crashsdk]",
        "crashsdk",
        "an organisation",
        "crash_sdk",
    ),
    (
        "processors: [nimbus]\n    necessity",
        "processors: [nimbsu]\n    necessity",
        "nimbsu",
        "an organisation",
        "nimbus",
    ),
    (
        "controller: warmly                 #",
        "controller: warmy #",
        "warmy",
        "an organisation",
        "warmly",
    ),
    (
        "recipients: { gridwise:",
        "recipients: { gridwize:",
        "gridwize",
        "an organisation",
        "gridwise",
    ),
    (
        "other_members: [climate]",
        "other_members: [climat]",
        "climat",
        "a stream",
        "climate",
    ),
    (
        "      climate: { fields: { temp",
        "      climat: { fields: { temp",
        "climat",
        "a stream",
        "climate",
    ),
    (
        "allow: [heating]",
        "allow: [heeting]",
        "heeting",
        "a purpose",
        "heating",
    ),
    (
        "for: heating, ground",
        "for: heatin, ground",
        "heatin",
        "a purpose",
        "heating",
    ),
    (
        "savings_report: { when",
        "saving_report: { when",
        "saving_report",
        "a purpose",
        "savings_report",
    ),
    (
        "fields: [temperature, occ",
        "fields: [temprature, occ",
        "temprature",
        "a field of this stream",
        "temperature",
    ),
    (
        "by: occupancy_model }",
        "by: ocupancy_model }",
        "ocupancy_model",
        "a model",
        "occupancy_model",
    ),
    (
        "from: [presence]",
        "from: [presense]",
        "presense",
        "a field or a sense",
        "presence",
    ),
    (
        "permissions: { location:",
        "permissions: { locaton:",
        "locaton",
        "a permission of a phone",
        "location",
    ),
    (
        "ports: { tcp:",
        "ports: { tpc:",
        "tpc",
        "a protocol with ports",
        "tcp",
    ),
    (
        "schedule:    { surface: device, what: heating schedule",
        "schedule:    { by: gridwis, surface: device, what: heating schedule",
        "gridwis",
        "an organisation",
        "gridwise",
    ),
    (
        "decisions: {}",
        "decisions: { refuse: { what: entry, for: heatng } }",
        "heatng",
        "a purpose",
        "heating",
    ),
    (
        "    children: never\n",
        "    arrangement: { ref: A, duties: { notice: warmli } }\n",
        "warmli",
        "an organisation",
        "warmly",
    ),
];

#[test]
fn a_name_that_nothing_declares_is_told_with_the_nearest_that_is() {
    for (old, new, name, what, near) in SLIPS {
        one(
            old,
            new,
            name,
            &format!("`{name}` is not {what}"),
            &format!("did you mean `{near}`?"),
        );
    }
}

#[test]
fn a_name_like_no_other_is_told_with_those_that_are_declared() {
    one(
        "fields: [temperature, occupied]",
        "fields: [temperature, ssid]",
        "ssid",
        "`ssid` is not a field of this stream",
        "choose one of `temperature`, `humidity`, `occupied`",
    );
    one(
        "about: household  ",
        "about: { profile: user }  ",
        "user",
        "`user` is not a field of this stream",
        "choose one of `temperature`, `humidity`, `occupied`",
    );
}

#[test]
fn a_profile_is_named_by_a_text() {
    one(
        "about: household  ",
        "about: { profile: temperature }  ",
        "temperature",
        "`temperature` is not a text",
        "name a field with `type: text` that holds the profile's name",
    );
}

#[test]
fn nobody_stands_under_themselves() {
    let help = "name the processor that engaged it";
    one(
        "under: nimbus",
        "under: crash_sdk",
        "crash_sdk",
        "`crash_sdk` comes to stand under itself",
        help,
    );
    told(
        &[
            ("under: nimbus", "under: warmly"),
            (
                "    country: GB\n    contact",
                "    under: crash_sdk\n    country: GB\n    contact",
            ),
        ],
        &[
            ("crash_sdk", "`warmly` comes to stand under itself", help),
            ("warmly", "`crash_sdk` comes to stand under itself", help),
        ],
    );
}

#[test]
fn the_age_of_consent_is_one_that_the_law_permits() {
    for age in ["0", "12", "17", "18"] {
        one(
            "guardian_consent_under: 13",
            &format!("guardian_consent_under: {age}"),
            age,
            &format!("{age} is no age that the law permits here"),
            "write an age from 13 to 16 (UK GDPR Art 8); 13 is in force now",
        );
    }
    told(
        &[("guardian_consent_under: 13", "guardian_consent_under: 16")],
        &[],
    );
}

#[test]
fn a_model_and_its_field_name_each_other() {
    one(
        ", by: occupancy_model }",
        " }",
        "occupied",
        "`occupied` is inferred, but by no model",
        "name the model with `by`, and describe it under `models`",
    );
    one(
        "says: occupied",
        "says: humidity",
        "occupancy_model",
        "`occupancy_model` says `humidity`, not `occupied`",
        "name the model that says this field",
    );
    one(
        ", origin: inferred, by: occupancy_model }",
        " }",
        "occupied",
        "the field `occupied` does not say that it comes from `occupancy_model`",
        "write `by: occupancy_model` in the field, or name here the field that has it",
    );
    told(
        &[("says: occupied", "says: presence")],
        &[
            (
                "occupancy_model",
                "`occupancy_model` says `presence`, not `occupied`",
                "name the model that says this field",
            ),
            (
                "presence",
                "`presence` is not a field",
                "choose one of `humidity`, `occupied`, `temperature`",
            ),
        ],
    );
}

#[test]
fn how_often_a_model_is_right_is_a_share() {
    let help = "write how often it is right as a share, such as `0.93`";
    one(
        "all: 0.93",
        "all: 93",
        "93",
        "`all` is 93, and a share is from 0 to 1",
        help,
    );
    one(
        "with_pets: 0.88",
        "with_pets: -0.1",
        "-0.1",
        "`with_pets` is -0.1, and a share is from 0 to 1",
        help,
    );
    told(
        &[("all: 0.93", "all: 1"), ("with_pets: 0.88", "with_pets: 0")],
        &[],
    );
}

#[test]
fn a_field_is_kept_as_what_it_is() {
    one(
        "type: number, unit: \"%\", step: 1,",
        "type: number, unit: \"%\",",
        "humidity",
        "`humidity` is a number without a step",
        "say with `step` how finely it is kept, such as `step: 0.1`",
    );
    told(
        &[(
            "type: boolean, data",
            "type: boolean, step: 1, between: [0, 1], one_of: [a], data",
        )],
        &[
            (
                "occupied",
                "`occupied` is not a text",
                "leave out `one_of`, or write `type: text`",
            ),
            ("1", "`occupied` is not a number", "leave out `step`"),
            (
                "[0, 1]",
                "`occupied` is not a number",
                "leave out `between`",
            ),
        ],
    );
    one(
        "type: number, unit: \"%\",",
        "type: number, personal: no, unit: \"%\",",
        "no",
        "`humidity` is said to be about nobody",
        "say with `why` what makes you sure",
    );
    told(
        &[(
            "type: number, unit: \"%\",",
            "type: number, personal: no, why: it is a constant, unit: \"%\",",
        )],
        &[],
    );
}

#[test]
fn a_stream_has_fields_and_a_topic_of_its_own() {
    told(
        &[(
            "other_access:   ",
            "  weather: { title: W, about: household, topic: \"{device}/climate\", fields: {} }\nother_access:   ",
        )],
        &[
            (
                "weather",
                "`weather` has no fields",
                "declare what it sends under `fields`",
            ),
            (
                "\"{device}/climate\"",
                "`climate` has this topic too",
                "put the fields of one topic into one stream",
            ),
        ],
    );
}

#[test]
fn times_of_a_stream_have_a_fixed_length() {
    let help = "write it in seconds, minutes, hours, days or weeks";
    one(
        "skew: 5m",
        "skew: 1mo",
        "1mo",
        "months and years have no fixed length",
        help,
    );
    one(
        "every: 60s\n",
        "every: 1y\n",
        "1y",
        "months and years have no fixed length",
        help,
    );
    one(
        "every: 60s\n",
        "every: 0s\n",
        "0s",
        "no time lies between two messages",
        "write how often it is sent at most, or leave out `every`",
    );
}

#[test]
fn a_time_in_the_message_needs_a_clock_behind_it() {
    let message = "this time would not be used, as without a clock the time of arrival counts";
    let help = "say with `source` what sets the device's clock, such as `source: ntp`, or leave out `path`";
    one(
        "{ source: ntp, skew: 5m }",
        "{ path: /at }",
        "/at",
        message,
        help,
    );
    one(
        "{ source: ntp, skew: 5m }",
        "{ source: arrival, path: /at }",
        "/at",
        message,
        help,
    );
    told(
        &[("{ source: ntp, skew: 5m }", "{ source: ntp, path: /at }")],
        &[],
    );
}

#[test]
fn ports_are_ports() {
    for port in ["0", "65536"] {
        one(
            "[8883]",
            &format!("[{port}]"),
            port,
            &format!("{port} is no port"),
            "write a number from 1 to 65535",
        );
    }
    told(&[("[8883]", "[1, 65535]")], &[]);
}

#[test]
fn support_ends_on_a_day() {
    one(
        "updates: { support_until: 2031-06-30, ",
        "updates: { ",
        "support_until",
        "nothing says until when there is support",
        "write `support_until` in the section `updates`, or a date here",
    );
    one(
        "after: support_until",
        "after: some day",
        "some day",
        "`some day` is no day",
        "write `support_until`, or a date such as `2031-06-30`",
    );
    told(
        &[
            ("updates: { support_until: 2031-06-30, ", "updates: { "),
            ("after: support_until", "after: 2031-06-30"),
        ],
        &[],
    );
}

#[test]
fn statements_name_a_control_and_end_after_they_begin() {
    let help = "write a code such as `ACC-05`";
    for code in ["ACC-5", "acc-05", "ACC05", "ACCO-05", "ACC-005"] {
        one(
            "ACC-05: {",
            &format!("{code}: {{"),
            code,
            &format!("`{code}` is not the code of a control"),
            help,
        );
    }
    one(
        "TRA-10: {",
        "TRA-1O: {",
        "TRA-1O",
        "`TRA-1O` is not the code of a control",
        help,
    );
    one(
        "on: 2026-02-01, until: 2027-02-01",
        "on: 2027-02-01, until: 2027-01-31",
        "2027-01-31",
        "this assessment ends before it was made on 2027-02-01",
        "write the last day it holds",
    );
    told(
        &[(
            "on: 2026-02-01, until: 2027-02-01",
            "on: 2026-02-01, until: 2026-02-01",
        )],
        &[],
    );
}
