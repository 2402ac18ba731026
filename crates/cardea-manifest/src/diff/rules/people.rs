//! `people`.

use super::{Trigger, another, row, wording};
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
    row(
        "people.terms_from",
        Rule::Ladder(&["each_adult", "account_holder"], Absent::Unsaid),
        "fewer people of a home agree to the terms, or it is no longer said",
        "more people of a home agree to the terms, or it is said for the first time",
    ),
    row(
        "people.bystanders.told_by",
        Rule::Offered,
        "people who pass by are told in one way less",
        "people who pass by are told in one way more",
    ),
    row(
        "people.bystanders.spared_by",
        Rule::Offered,
        "people who pass by are spared in one way less",
        "people who pass by are spared in one way more",
    ),
    row(
        "people.bystanders.page",
        Rule::Offered,
        "no page any more for people who pass by",
        "the page for people who pass by",
    ),
    row(
        "people.recognition.by",
        Rule::More,
        "people are told apart by something more",
        "people are told apart by something less",
    )
    .reopens(Trigger::Data),
    row(
        "people.recognition.strangers",
        Rule::Ladder(
            &["never_matched", "matched_and_dropped", "matched_and_kept"],
            Absent::Unsaid,
        ),
        "people who never enrolled are compared, or it is no longer said",
        "people who never enrolled are spared more, or it is said for the first time",
    )
    .reopens(Trigger::People),
    row(
        "people.recognition.sure_from",
        Rule::Lower(Absent::Unsaid),
        "less is needed to take somebody for a person it knows, or it is no longer said",
        "more is needed to take somebody for a person it knows, or it is said for the first time",
    ),
    row(
        "people.recognition.unsure_goes_to",
        Rule::Ladder(&["nobody", "guest", "nearest"], Absent::Unsaid),
        "what is not sure is counted to somebody, or it is no longer said",
        "what is not sure is counted to fewer, or it is said for the first time",
    ),
    row(
        "people.recognition.instead",
        Rule::Offered,
        "one way less for people who do not want to be recognised",
        "one way more for people who do not want to be recognised",
    ),
    row(
        "people.idle.removed_after",
        Rule::Longer(Absent::Widest),
        "what nobody uses is removed later",
        "what nobody uses is removed sooner",
    ),
    row(
        "people.idle.warned_before",
        Rule::Shorter,
        "people are warned later before it is removed",
        "people are warned earlier before it is removed",
    ),
    another("people.safety.roles", "other roles in a home"),
    row(
        "people.safety.access_is_visible",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "not everybody concerned sees any more who has access",
        "everybody concerned sees who has access",
    ),
    row(
        "people.safety.revoke",
        Rule::Offered,
        "no longer said how access is taken away at once",
        "how access is taken away at once",
    ),
    row(
        "people.safety.leave_quietly",
        Rule::Offered,
        "nobody can leave quietly any more",
        "how somebody leaves quietly",
    ),
    row(
        "people.safety.covert_mode",
        Rule::Flag {
            wide: true,
            absent: false,
        },
        "somebody can watch without a sign",
        "nobody can watch without a sign",
    )
    .reopens(Trigger::People),
    row(
        "people.children.design.ref",
        Rule::Offered,
        "the record of how children are protected is gone",
        "the reference of the record of how children are protected",
    ),
    wording(
        "people.children.design.on",
        "the record of how children are protected is of another day",
    ),
    row(
        "people.children.age_known_by",
        Rule::Ladder(
            &[
                "verified",
                "estimated",
                "account_holder",
                "self_declared",
                "nothing",
            ],
            Absent::Widest,
        ),
        "the age of a user is known less surely",
        "the age of a user is known more surely",
    )
    .reopens(Trigger::People),
    row(
        "people.children.everyone_as_child",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "not everybody has the protection of a child any more",
        "everybody has the protection of a child until their age is known",
    ),
    row(
        "people.children.wording_for",
        Rule::Offered,
        "an age less for which there are notices of their own",
        "an age more for which there are notices of their own",
    ),
    row(
        "people.children.lowest_age",
        Rule::Lower(Absent::Unsaid),
        "younger children may use it, or it is no longer said",
        "only older children may use it, or it is said for the first time",
    )
    .reopens(Trigger::People),
    row(
        "people.children.lowest_age_enforced_by",
        Rule::Guards,
        "the lowest age is enforced otherwise, or not",
        "how the lowest age is enforced",
    ),
    row(
        "people.children.parts_apart",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "parts of the service are not switched on by themselves any more",
        "each part of the service is switched on by itself",
    ),
    row(
        "people.children.location_resets",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "sharing of the place does not go back to off any more",
        "sharing of the place goes back to off",
    ),
    row(
        "people.children.watched_signal",
        Rule::Offered,
        "one sign less that a parent watches",
        "one sign more that a parent watches",
    ),
    row(
        "people.children.tools",
        Rule::Offered,
        "one place less in which a child finds tools",
        "one place more in which a child finds tools",
    ),
    row(
        "people.children.urgent_help",
        Rule::Offered,
        "no longer said how a child gets help at once",
        "how a child gets help at once",
    ),
    row(
        "people.children.guardian_verified_by",
        Rule::Guards,
        "the consent of a guardian is verified otherwise, or not",
        "how the consent of a guardian is verified",
    ),
    row(
        "people.children.asked_again_at",
        Rule::Offered,
        "one age less at which choices are asked again",
        "one age more at which choices are asked again",
    ),
    row(
        "people.children.rights_used_by",
        Rule::Offered,
        "fewer can use the rights of a child",
        "more can use the rights of a child",
    ),
];
