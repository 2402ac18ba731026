//! `statements`, `assessments`, `waivers` and `dpia`: what they are worth is for the controls to judge.

use super::{another, row, wording};
use crate::diff::rule::{Absent, Row, Rule};

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
    row(
        "statements.psti.product_type",
        Rule::Offered,
        "the statement of compliance names no type any more",
        "the statement of compliance names another type",
    ),
    wording(
        "statements.psti.declares",
        "the statement of compliance was prepared by somebody else",
    ),
    wording(
        "statements.psti.standard_on",
        "the standard of the statement of compliance is of another day",
    ),
    wording(
        "statements.psti.kept_until",
        "the statement of compliance is kept until another day",
    ),
    row(
        "statements.label.scheme",
        Rule::Offered,
        "a label that stands for compliance is gone",
        "a label that stands for compliance",
    ),
    wording("statements.label.number", "a label has another number"),
    wording(
        "statements.label.until",
        "a label is valid until another day",
    ),
    row(
        "statements.en_303_645.*",
        Rule::Ladder(
            &["met", "not_applicable", "partly", "not_met"],
            Absent::Unsaid,
        ),
        "a provision of EN 303 645 is met less, or it is no longer said",
        "a provision of EN 303 645 is met more, or it is said for the first time",
    ),
    row(
        "statements.codes",
        Rule::Offered,
        "a code of conduct less",
        "a code of conduct more",
    ),
    row(
        "statements.eu.data_act.direct_access",
        Rule::Offered,
        "how a user gets to the data is gone",
        "how a user gets to the data",
    ),
    row(
        "statements.eu.data_act.request",
        Rule::Offered,
        "the page to ask for the data is gone",
        "the page to ask for the data",
    ),
    row(
        "statements.eu.data_act.share",
        Rule::Offered,
        "the page to let somebody else have the data is gone",
        "the page to let somebody else have the data",
    ),
    row(
        "statements.eu.data_act.before_contract",
        Rule::Offered,
        "the page that says it all before the contract is gone",
        "the page that says it all before the contract",
    ),
    row(
        "statements.eu.cyber_resilience.reporting_plan.ref",
        Rule::Offered,
        "the plan for reports of weaknesses is gone",
        "the plan for reports of weaknesses",
    ),
    row(
        "statements.eu.cyber_resilience.assessed.ref",
        Rule::Offered,
        "the assessment of cyber resilience is gone",
        "the assessment of cyber resilience",
    ),
    row(
        "statements.eu.radio.declaration",
        Rule::Offered,
        "the declaration for radio equipment is gone",
        "the declaration for radio equipment",
    ),
    row(
        "statements.eu.radio.standard",
        Rule::Offered,
        "the standard for radio equipment is gone",
        "the standard for radio equipment",
    ),
    another(
        "statements.eu.data_act.exempt",
        "another reason why the Data Act should not bind",
    ),
    wording(
        "statements.eu.cyber_resilience.reporting_plan.on",
        "the plan for reports is of another day",
    ),
    wording(
        "statements.eu.cyber_resilience.assessed.on",
        "the assessment of cyber resilience is of another day",
    ),
    row(
        "statements.eu.cyber_resilience.support",
        Rule::Shorter,
        "security updates in the European Union end sooner",
        "security updates in the European Union go on for longer",
    ),
    row(
        "statements.eu.cyber_resilience.ce_marked",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "it does not bear the CE mark any more",
        "it bears the CE mark",
    ),
    row(
        "dpia.ref",
        Rule::Offered,
        "the assessment of impact is gone",
        "the reference of the assessment of impact",
    ),
    wording(
        "dpia.on",
        "the assessment of impact was looked at on another day",
    ),
    wording("dpia.covers", "the assessment of impact covers other facts"),
    wording(
        "dpia.advice",
        "the data protection officer advised something else",
    ),
    wording("dpia.views", "people concerned said something else"),
    row(
        "dpia.risks.*",
        Rule::More,
        "a risk to people was found",
        "a risk to people is not named any more",
    ),
    row(
        "dpia.risks.*.harms",
        Rule::More,
        "a risk brings another harm",
        "a risk brings one harm less",
    ),
    row(
        "dpia.risks.*.likelihood",
        Rule::Ladder(&["low", "medium", "high"], Absent::Unsaid),
        "a risk is likelier",
        "a risk is less likely",
    ),
    row(
        "dpia.risks.*.severity",
        Rule::Ladder(&["low", "medium", "high"], Absent::Unsaid),
        "a risk is worse",
        "a risk is less bad",
    ),
    row(
        "dpia.risks.*.residual",
        Rule::Ladder(&["low", "medium", "high"], Absent::Unsaid),
        "more of a risk remains",
        "less of a risk remains",
    ),
    row(
        "dpia.risks.*.measures",
        Rule::Guards,
        "something less is done about a risk",
        "something more is done about a risk",
    ),
    row(
        "dpia.misuse",
        Rule::Offered,
        "a misuse less was thought through",
        "a misuse more was thought through",
    ),
    row(
        "dpia.children",
        Rule::Offered,
        "the assessment of impact says nothing of children any more",
        "what the assessment of impact says of children",
    ),
    row(
        "dpia.consultation.ref",
        Rule::Offered,
        "the question to the regulator is gone",
        "the question to the regulator",
    ),
    wording(
        "dpia.consultation.on",
        "the regulator was asked on another day",
    ),
    wording(
        "dpia.consultation.answered",
        "the regulator answered on another day",
    ),
];
