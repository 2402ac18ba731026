//! `statements`, `assessments` and `waivers`: what they are worth is for the controls to judge.

use super::{row, wording};
use crate::diff::rule::{Row, Rule};

pub(super) const ROWS: &[Row] = &[
    row(
        "statements.psti.batch",
        Rule::Offered,
        "the statement of compliance is gone",
        "the statement of compliance covers a batch",
    ),
    row(
        "statements.psti.support_until",
        Rule::Support,
        "the statement of compliance promises an earlier end of support, or none; a period may be made longer, never shorter (PSTI Regulations 2023 Sch 1 para 3)",
        "the statement of compliance promises longer support",
    ),
    wording(
        "statements.psti.standard",
        "the statement of compliance names another standard",
    ),
    wording(
        "statements.psti.signed_by",
        "the statement of compliance is signed by somebody else",
    ),
    wording(
        "statements.psti.place",
        "the statement of compliance was signed elsewhere",
    ),
    wording(
        "statements.psti.on",
        "the statement of compliance was signed on another day",
    ),
    wording(
        "assessments.*",
        "a statement about a control came or went; `check` says what it is worth",
    ),
    wording("assessments.*.by", "a statement is somebody else's"),
    wording("assessments.*.on", "a statement is of another day"),
    wording("assessments.*.until", "a statement holds until another day"),
    wording("assessments.*.says", "a statement says something else"),
    wording(
        "assessments.*.evidence",
        "a statement rests on something else",
    ),
    row(
        "waivers.*",
        Rule::More,
        "a recommendation of the regulator is kept in another way",
        "a recommendation is no longer waived",
    ),
    wording("waivers.*.reason", "a waiver has another reason"),
    row(
        "waivers.*.instead",
        Rule::Guards,
        "something else is done in place of a recommendation",
        "what is done in place of a recommendation is said",
    ),
    wording("waivers.*.until", "a waiver holds until another day"),
    wording("waivers.*.by", "somebody else decided on a waiver"),
];
