//! Purposes that do not fit the streams they use, or themselves.

use crate::told::{one, told};

#[test]
fn a_purpose_uses_something() {
    one(
        "fields: [temperature, occupied]",
        "fields: []",
        "climate",
        "no field of `climate` is used",
        "list under `fields` what the purpose needs, or leave the stream out",
    );
    one(
        "fields: [temperature, occupied]",
        "fields: [occupied, occupied]",
        "occupied",
        "`occupied` is listed twice",
        "list it once",
    );
}

#[test]
fn a_step_of_a_purpose_is_made_of_steps_of_the_field() {
    let message = |step: &str| format!("a step of {step} cannot be made of steps of 0.1");
    one(
        "step: 0.5, as",
        "step: 0.25, as",
        "0.25",
        &message("0.25"),
        "write a multiple of 0.1",
    );
    one(
        "step: 0.5, as",
        "step: 0.01, as",
        "0.01",
        &message("0.01"),
        "write a multiple of 0.1",
    );
    told(&[("step: 0.5, as", "step: 0.1, as")], &[]);
    one(
        "fields: [temperature, occupied]",
        "fields: { occupied: { step: 1 } }",
        "1",
        "`occupied` is not a number",
        "leave out `step`",
    );
}

#[test]
fn an_interval_fits_the_stream_the_period_and_the_field() {
    one(
        "every: 1h  ",
        "every: 59s  ",
        "59s",
        "this is more often than the product sends",
        "write the interval of the stream or a longer one",
    );
    told(&[("every: 1h  ", "every: 60s  ")], &[]);
    one(
        "every: 1h  ",
        "every: 1mo  ",
        "1mo",
        "months and years have no fixed length",
        "write `every` in seconds, minutes, hours, days or weeks, such as `1h`",
    );
    one(
        "every: 1h  ",
        "every: 0s  ",
        "0s",
        "an interval has some length",
        "write `every` longer, such as `1h`, or leave it out to use every message",
    );
    one(
        "every: 1d, keep: 2y",
        "every: 800d, keep: 2y",
        "800d",
        "one interval is longer than it is kept",
        "make `keep` at least as long as `every`",
    );
    one(
        "fields: [temperature, occupied]",
        "fields: { temperature: { as: mean } }",
        "mean",
        "there is no interval to make one value of",
        "say with `every` how long it is, such as `every: 1h`",
    );
    one(
        "fields: [temperature, occupied]",
        "every: 1h\n        fields: { occupied: { as: sum } }",
        "sum",
        "`occupied` has no sum",
        "write `as: last` or `as: count` for what is not a number",
    );
}

#[test]
fn what_is_kept_is_kept_for_some_time() {
    one(
        "keep: 30d",
        "keep: 0d",
        "0d",
        "nothing can be kept for no time",
        "give `keep` a length, or leave the stream out of this purpose",
    );
    told(
        &[(
            "person_may_shorten: [1mo, 3mo]",
            "person_may_shorten: [0d, 1mo, 13mo, 2y]",
        )],
        &[
            (
                "0d",
                "nothing can be kept for no time",
                "leave it out; a person who wants nothing kept says no to the purpose",
            ),
            (
                "13mo",
                "13 months is not shorter than 13 months",
                "write times shorter than `keep`",
            ),
            (
                "2y",
                "2 years is not shorter than 13 months",
                "write times shorter than `keep`",
            ),
        ],
    );
}

#[test]
fn one_or_several_decide_not_both() {
    one(
        "controller: warmly                 #",
        "controller: warmly\n    controllers: [warmly, gridwise] #",
        "warmly",
        "`heating` has both `controller` and `controllers`",
        "write one of them",
    );
}
