//! `people`.

use super::{Trigger, row};
use crate::diff::rule::{Absent, Row, Rule};

pub(super) const ROWS: &[Row] = &[
    row(
        "people.consent_from",
        Rule::Ladder(&["each_adult", "account_holder"], Absent::Unsaid),
        "fewer people of a home are asked",
        "more people of a home are asked",
    )
    .reopens(Trigger::People),
    row(
        "people.guests",
        Rule::Guests,
        "more goes on while a guest stays",
        "less goes on while a guest stays",
    )
    .reopens(Trigger::People),
    row(
        "people.told_by",
        Rule::Offered,
        "one way less in which guests are told",
        "one way more in which guests are told",
    ),
    row(
        "people.guardian_consent_under",
        Rule::Lower(Absent::Unsaid),
        "younger children decide for themselves",
        "a guardian decides for older children too",
    )
    .reopens(Trigger::People),
    row(
        "people.sees.other_members",
        Rule::More,
        "the others of a home see more",
        "the others of a home see less",
    )
    .reopens(Trigger::People),
    row(
        "people.sees.live_view_signal",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "people cannot tell any more that somebody watches live",
        "people can tell that somebody watches live",
    ),
    row(
        "people.shared_erasure",
        Rule::Ladder(&["erase_all", "keep_for_others"], Absent::Unsaid),
        "readings about the home stay when a member is erased",
        "readings about the home go when a member is erased",
    ),
];
