//! `choices`, `notices` and `rights`.

use super::{another, row, wording};
use crate::diff::rule::{Absent, Row, Rule};

pub(super) const ROWS: &[Row] = &[
    row(
        "choices.*",
        Rule::Offered,
        "no longer said how people are asked",
        "how people are asked is said",
    ),
    wording("choices.*.when", "asked at another moment"),
    row(
        "choices.*.where",
        Rule::Offered,
        "one place less to answer",
        "one place more to answer",
    ),
    row(
        "choices.*.withdraw_where",
        Rule::Places,
        "fewer places to take a yes back",
        "more places to take a yes back",
    ),
    wording("choices.*.by", "asked with another control"),
    row(
        "choices.*.steps.grant",
        Rule::Lower(Absent::Unsaid),
        "saying yes takes fewer steps, or it is no longer said",
        "saying yes takes more steps, or it is said for the first time",
    ),
    row(
        "choices.*.steps.refuse",
        Rule::Higher(Absent::Unsaid),
        "saying no takes more steps, or it is no longer said",
        "saying no takes fewer steps, or it is said for the first time",
    ),
    row(
        "choices.*.steps.withdraw",
        Rule::Higher(Absent::Unsaid),
        "taking a yes back takes more steps, or it is no longer said",
        "taking a yes back takes fewer steps, or it is said for the first time",
    ),
    row(
        "choices.*.lasts",
        Rule::Longer(Absent::Widest),
        "a yes lasts longer before it is asked again",
        "a yes is asked again sooner",
    ),
    row(
        "choices.*.without_it",
        Rule::More,
        "something more does not work without a yes",
        "something more works without a yes",
    ),
    row(
        "choices.*.starts",
        Rule::Ladder(&["off", "on"], Absent::Unsaid),
        "on before anybody touched it",
        "off until somebody says yes",
    ),
    row(
        "notices.before_purchase",
        Rule::Offered,
        "one place less in which people are told before they buy",
        "one place more in which people are told before they buy",
    ),
    row(
        "notices.first_use",
        Rule::Offered,
        "one place less in which people are told at first use",
        "one place more in which people are told at first use",
    ),
    row(
        "notices.account_creation",
        Rule::Offered,
        "one place less in which people are told when they make an account",
        "one place more in which people are told when they make an account",
    ),
    row(
        "notices.feature_activation",
        Rule::Offered,
        "one place less in which people are told when they use a feature",
        "one place more in which people are told when they use a feature",
    ),
    row(
        "notices.change",
        Rule::Offered,
        "one place less in which people are told of changes",
        "one place more in which people are told of changes",
    ),
    row(
        "notices.reset",
        Rule::Offered,
        "one place less in which people are told at a reset",
        "one place more in which people are told at a reset",
    ),
    row(
        "notices.qr",
        Rule::Offered,
        "the page behind the QR code is gone",
        "the page behind the QR code",
    ),
    row(
        "notices.voice",
        Rule::Offered,
        "one spoken question less that it answers",
        "one spoken question more that it answers",
    ),
    row(
        "rights.everywhere",
        Rule::Offered,
        "one place less to use every right",
        "one place more to use every right",
    ),
    row(
        "rights.without_account",
        Rule::Offered,
        "no page any more for people without an account",
        "the page for people without an account",
    ),
    another("rights.identity", "people show otherwise who they are"),
    row(
        "rights.third_party_data",
        Rule::Guards,
        "other people are protected otherwise in an answer, or not",
        "other people are protected in an answer",
    ),
];
