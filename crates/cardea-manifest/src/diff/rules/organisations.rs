//! `organisations`.

use super::{Trigger, another, row, wording};
use crate::diff::rule::{Absent, Row, Rule};

pub(super) const ROWS: &[Row] = &[
    row(
        "organisations.*",
        Rule::More,
        "another organisation has to do with the data",
        "an organisation has nothing to do with the data any more",
    ),
    another(
        "organisations.*.name",
        "another legal name: it may be somebody else",
    )
    .reopens(Trigger::Recipient),
    row(
        "organisations.*.does",
        Rule::More,
        "an organisation does something more",
        "an organisation does something less",
    ),
    another(
        "organisations.*.country",
        "an organisation is in another country",
    )
    .reopens(Trigger::Country),
    row(
        "organisations.*.contact.privacy",
        Rule::Offered,
        "no longer said where to ask about privacy",
        "where to ask about privacy",
    ),
    row(
        "organisations.*.contact.complaints",
        Rule::Offered,
        "no longer said where to complain",
        "where to complain",
    ),
    row(
        "organisations.*.contact.dpo",
        Rule::Offered,
        "the data protection officer is no longer named",
        "how to reach the data protection officer",
    ),
    row(
        "organisations.*.contact.address",
        Rule::Offered,
        "the postal address is gone",
        "the postal address",
    ),
    row(
        "organisations.*.regulator_registration.number",
        Rule::Offered,
        "the entry in the regulator's register is gone",
        "the entry in the regulator's register",
    ),
    wording(
        "organisations.*.regulator_registration.until",
        "paid to the regulator until another day",
    ),
    row(
        "organisations.*.contract.ref",
        Rule::Offered,
        "the contract with a processor is gone",
        "the reference of a contract",
    ),
    wording(
        "organisations.*.contract.until",
        "a contract ends on another day",
    ),
    row(
        "organisations.*.contract.terms",
        Rule::Letters,
        "a contract lacks a term of Art 28(3) that it had",
        "a contract has one term of Art 28(3) more",
    ),
    row(
        "organisations.*.contract.breach_notice",
        Rule::Longer(Absent::Widest),
        "a processor tells of a breach later",
        "a processor tells of a breach sooner",
    ),
    row(
        "organisations.*.contract.authorised",
        Rule::Ladder(&["specific", "general"], Absent::Widest),
        "a sub-processor is authorised more loosely",
        "a sub-processor is authorised more strictly",
    ),
    another("organisations.*.under", "a sub-processor of somebody else")
        .reopens(Trigger::Recipient),
    another(
        "organisations.*.transfer.mechanism",
        "data goes abroad under another mechanism",
    )
    .reopens(Trigger::Country),
    wording(
        "organisations.*.transfer.checked",
        "the transfer was checked on another day",
    ),
    row(
        "organisations.*.transfer.assessment",
        Rule::Offered,
        "the assessment of a transfer is gone",
        "the assessment of a transfer",
    ),
    row(
        "organisations.*.hosts",
        Rule::More,
        "another host on the network",
        "a host less on the network",
    ),
    row(
        "organisations.*.uk_representative",
        Rule::Offered,
        "the representative in the United Kingdom is gone",
        "the representative in the United Kingdom",
    ),
    another(
        "organisations.*.exempt",
        "another reason why the law should not bind an organisation",
    ),
    another(
        "organisations.*.supplies_as",
        "another part in the supply of the product",
    ),
    row(
        "organisations.*.supply_checks",
        Rule::Offered,
        "no longer said how what is taken in is looked at",
        "how what is taken in is looked at",
    ),
    another(
        "organisations.*.transfer.situation",
        "data goes abroad in another situation",
    )
    .reopens(Trigger::Country),
];
