//! `streams` and `other_access`.

use super::{Trigger, another, row, wording};
use crate::diff::rule::{Absent, Row, Rule};

pub(super) const ROWS: &[Row] = &[
    row("streams.*", Rule::More, "a new stream", "a stream less").reopens(Trigger::Data),
    wording("streams.*.title", "a stream is called otherwise"),
    another("streams.*.about", "readings are about somebody else").reopens(Trigger::People),
    another("streams.*.from", "readings come from somewhere else"),
    wording("streams.*.topic", "sent on another topic"),
    row(
        "streams.*.every",
        Rule::Shorter,
        "sent more often",
        "sent less often",
    ),
    wording("streams.*.clock.source", "another clock behind the times"),
    wording("streams.*.clock.skew", "a clock may be off by another time"),
    wording(
        "streams.*.clock.path",
        "the time stands at another place of the message",
    ),
    row(
        "streams.*.fields.*",
        Rule::More,
        "a new field",
        "a field less",
    )
    .reopens(Trigger::Data),
    another("streams.*.fields.*.type", "another kind of value"),
    another("streams.*.fields.*.unit", "another unit"),
    row(
        "streams.*.fields.*.step",
        Rule::Step,
        "a finer or uneven step",
        "a coarser step",
    ),
    row(
        "streams.*.fields.*.between",
        Rule::Range,
        "a wider range of values",
        "a narrower range of values",
    ),
    row(
        "streams.*.fields.*.one_of",
        Rule::OneOf,
        "more words that a text can be",
        "fewer words that a text can be",
    ),
    another("streams.*.fields.*.data", "another category of data").reopens(Trigger::Data),
    wording(
        "streams.*.fields.*.accuracy.within",
        "another largest error",
    ),
    wording(
        "streams.*.fields.*.accuracy.source",
        "the figure for the error comes from elsewhere",
    ),
    another("streams.*.fields.*.origin", "obtained in another way").reopens(Trigger::Data),
    another("streams.*.fields.*.by", "inferred by another model").reopens(Trigger::Model),
    another(
        "streams.*.fields.*.personal",
        "another answer to whether it is about a person",
    )
    .reopens(Trigger::Data),
    wording(
        "streams.*.fields.*.why",
        "another reason why it is about nobody",
    ),
    wording(
        "streams.*.fields.*.path",
        "stands at another place of the message",
    ),
    row(
        "streams.*.fields.*.matched",
        Rule::Flag {
            wide: true,
            absent: false,
        },
        "compared with stored patterns to tell who it is",
        "no longer compared with stored patterns",
    )
    .reopens(Trigger::Data),
    row(
        "other_access.*",
        Rule::More,
        "something else is stored on or read from the device",
        "something is no longer stored on or read from the device",
    ),
    another("other_access.*.surface", "stored or read somewhere else"),
    another(
        "other_access.*.what",
        "something else is stored or read, or it is said in other words",
    ),
    another(
        "other_access.*.for",
        "access to the device is for another purpose",
    )
    .reopens(Trigger::Purpose),
    row(
        "other_access.*.ground",
        Rule::Agreement("consent"),
        "another ground for access to the device",
        "people are asked before the device is accessed",
    ),
    row(
        "other_access.*.emitted",
        Rule::Flag {
            wide: true,
            absent: false,
        },
        "signals that devices send out by themselves are listened to",
        "signals that devices send out are no longer listened to",
    ),
    row(
        "other_access.*.lives",
        Rule::Longer(Absent::Widest),
        "stays longer, or it cannot be told",
        "stays for a shorter time",
    ),
    another("other_access.*.by", "somebody else stores or reads it").reopens(Trigger::Recipient),
    row(
        "streams.*.fields.*.required",
        Rule::Flag {
            wide: true,
            absent: false,
        },
        "a person who is asked must give it",
        "a person who is asked need not give it",
    ),
    wording(
        "streams.*.fields.*.accuracy.conditions",
        "the figure for the error holds under other conditions",
    ),
    row(
        "streams.*.told.within",
        Rule::Longer(Absent::Widest),
        "people are told later of what does not come from them",
        "people are told sooner of what does not come from them",
    ),
    row(
        "streams.*.told.unless",
        Rule::Guards,
        "another reason not to tell people one by one, or none",
        "why people need not be told one by one is said",
    ),
    another(
        "other_access.*.necessary_for",
        "another reason why it is necessary",
    ),
];
