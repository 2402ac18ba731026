//! `security`.

use super::{row, wording};
use crate::diff::rule::{Absent, Row, Rule};

pub(super) const ROWS: &[Row] = &[
    row(
        "security.threat_model.ref",
        Rule::Offered,
        "the threat model is gone",
        "the reference of the threat model",
    ),
    wording(
        "security.threat_model.on",
        "the threat model is of another day",
    ),
    row(
        "security.passwords.scheme",
        Rule::Guards,
        "passwords come from elsewhere, or it is no longer said",
        "where passwords come from is said",
    ),
    row(
        "security.passwords.made_from",
        Rule::Ladder(
            &["random", "keyed_hash", "serial", "counter"],
            Absent::Unsaid,
        ),
        "passwords are easier to guess, or it is no longer said",
        "passwords are harder to guess, or it is said for the first time",
    ),
    row(
        "security.sign_in.mfa",
        Rule::Ladder(&["default", "optional", "none"], Absent::Widest),
        "a second factor is less of a habit",
        "a second factor is more of a habit",
    ),
    row(
        "security.sign_in.rate_limited",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "guessing is not slowed down any more",
        "guessing is slowed down",
    ),
    row(
        "security.sign_in.breached_passwords",
        Rule::Guards,
        "passwords known from breaches are handled otherwise, or not",
        "passwords known from breaches are handled",
    ),
    row(
        "security.transit.tls",
        Rule::Ladder(&["1.3", "1.2", "1.1", "1.0", "none"], Absent::Widest),
        "weaker encryption on the way is accepted, or it cannot be told",
        "only stronger encryption on the way is accepted",
    ),
    row(
        "security.at_rest.*",
        Rule::Guards,
        "stored data is protected otherwise, or not",
        "stored data is protected in one place more",
    ),
    row(
        "security.ports.*",
        Rule::More,
        "an open port more",
        "an open port less",
    ),
    row(
        "security.boot",
        Rule::Ladder(&["verified", "plain"], Absent::Widest),
        "the start of the device is not protected any more",
        "the start of the device is protected",
    ),
    row(
        "security.pairing",
        Rule::Guards,
        "paired in another way, or it is no longer said",
        "how it is paired is said",
    ),
    row(
        "security.vulnerability_reports.url",
        Rule::Offered,
        "no longer said where to report a weakness",
        "where to report a weakness",
    ),
    row(
        "security.vulnerability_reports.acknowledges",
        Rule::Longer(Absent::Widest),
        "who reports a weakness hears back later",
        "who reports a weakness hears back sooner",
    ),
    row(
        "security.vulnerability_reports.updates",
        Rule::Longer(Absent::Widest),
        "who reports a weakness hears less often",
        "who reports a weakness hears more often",
    ),
    row(
        "security.tests.penetration",
        Rule::Offered,
        "the last penetration test is no longer named",
        "the last penetration test",
    ),
    row(
        "security.tests.every",
        Rule::Longer(Absent::Widest),
        "tested less often",
        "tested more often",
    ),
    row(
        "security.breach_rota",
        Rule::Offered,
        "no longer said who answers when there is a breach",
        "who answers when there is a breach",
    ),
];
