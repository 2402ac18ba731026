//! `security`.

use super::{another, row, wording};
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
    row(
        "security.breaches.register",
        Rule::Offered,
        "the register of breaches is gone",
        "the register of breaches",
    ),
    row(
        "security.breaches.plan.ref",
        Rule::Offered,
        "the plan for breaches is gone",
        "the reference of the plan for breaches",
    ),
    wording(
        "security.breaches.plan.on",
        "the plan for breaches is of another day",
    ),
    row(
        "security.breaches.notice_says",
        Rule::Offered,
        "the notice of a breach says one thing less",
        "the notice of a breach says one thing more",
    ),
    row(
        "security.breaches.people_told_by",
        Rule::Offered,
        "people are told of a breach in one way less",
        "people are told of a breach in one way more",
    ),
    row(
        "security.breaches.out_of_hours",
        Rule::Offered,
        "no longer said who decides at night",
        "who decides at night",
    ),
    another(
        "security.breaches.communications_service",
        "another answer to whether it is a communications service",
    ),
    row(
        "security.failure_plan.ref",
        Rule::Offered,
        "the plan for a product that fails is gone",
        "the reference of the plan for a product that fails",
    ),
    row(
        "security.failure_plan.tells",
        Rule::Offered,
        "fewer are told of a product that fails",
        "more are told of a product that fails",
    ),
    row(
        "security.failure_plan.records_kept",
        Rule::Shorter,
        "records of a failure are kept for a shorter time",
        "records of a failure are kept longer",
    ),
    row(
        "security.unused_interfaces",
        Rule::Ladder(&["off", "on"], Absent::Unsaid),
        "interfaces that are not used are on, or it is no longer said",
        "interfaces that are not used are off, or it is said for the first time",
    ),
    row(
        "security.debug",
        Rule::Ladder(&["closed", "protected", "open"], Absent::Unsaid),
        "the debug interface is more open, or it is no longer said",
        "the debug interface is closed more, or it is said for the first time",
    ),
    row(
        "security.secrets",
        Rule::Ladder(&["per_device", "shared", "hard_coded"], Absent::Unsaid),
        "secrets are less a device's own, or it is no longer said",
        "secrets are more a device's own, or it is said for the first time",
    ),
    row(
        "security.components.list",
        Rule::Offered,
        "the list of components is gone",
        "the list of components",
    ),
    row(
        "security.components.looked_up_every",
        Rule::Longer(Absent::Widest),
        "components are looked up less often",
        "components are looked up more often",
    ),
    row(
        "security.watches_for",
        Rule::Offered,
        "one thing less is watched for",
        "one thing more is watched for",
    ),
    wording(
        "security.restore_tested",
        "restoring was tried on another day",
    ),
    row(
        "security.staff_access.allowed_by",
        Rule::Guards,
        "somebody else allows staff to look, or nobody does",
        "who allows staff to look is said",
    ),
    row(
        "security.staff_access.logged",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "not each look of staff is logged any more",
        "each look of staff is logged",
    ),
    row(
        "security.staff_access.confidential",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "staff are not bound to confidentiality any more",
        "staff are bound to confidentiality",
    ),
    row(
        "security.set_up.decisions",
        Rule::Higher(Absent::Unsaid),
        "set-up takes more decisions, or it is no longer said",
        "set-up takes fewer decisions, or it is said for the first time",
    ),
    row(
        "security.set_up.guide",
        Rule::Offered,
        "the guide to set-up is gone",
        "the guide to set-up",
    ),
    row(
        "security.set_up.checked",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "the product does not check its set-up any more",
        "the product checks its set-up",
    ),
    row(
        "security.sign_in.sessions_listed",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "people do not see any more where they are signed in",
        "people see where they are signed in",
    ),
    row(
        "security.sign_in.session_lasts",
        Rule::Longer(Absent::Widest),
        "a sign-in lasts longer without use",
        "a sign-in ends sooner without use",
    ),
    row(
        "security.sign_in.new_sign_in_told",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "people are not told of a new sign-in any more",
        "people are told of a new sign-in",
    ),
    row(
        "security.transit.certificates",
        Rule::Ladder(&["checked", "not_checked"], Absent::Widest),
        "certificates are not checked any more",
        "certificates are checked",
    ),
    row(
        "security.transit.local",
        Rule::Ladder(&["none", "encrypted", "plain"], Absent::Widest),
        "more goes over the local network, or in the clear",
        "less goes over the local network, or it is encrypted",
    ),
    row(
        "security.vulnerability_reports.contact",
        Rule::Offered,
        "no longer said where a report goes",
        "where a report goes",
    ),
    row(
        "security.vulnerability_reports.open_to_all",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "not everybody can report a weakness any more",
        "everybody can report a weakness",
    ),
    row(
        "security.vulnerability_reports.asks_who",
        Rule::Flag {
            wide: true,
            absent: false,
        },
        "who reports a weakness must say who they are",
        "who reports a weakness need not say who they are",
    ),
    wording(
        "security.tests.fuzzing",
        "malformed data was tried on another day",
    ),
    wording(
        "security.tests.capture.on",
        "the network was captured on another day",
    ),
    row(
        "security.tests.capture.unexplained",
        Rule::Higher(Absent::Unsaid),
        "more is sent that nobody can explain, or it is no longer said",
        "less is sent that nobody can explain, or it is said for the first time",
    ),
];
