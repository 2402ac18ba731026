//! `updates`, `reset`, `transfer` and `end_of_life`.

use super::{another, row, wording};
use crate::diff::rule::{Absent, Row, Rule};

pub(super) const ROWS: &[Row] = &[
    row(
        "updates.support_until",
        Rule::Support,
        "security updates end earlier than was promised, or it is no longer said when; a period may be made longer, never shorter (PSTI Regulations 2023 Sch 1 para 3)",
        "security updates go on for longer",
    ),
    row(
        "updates.signed",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "updates are not signed any more",
        "updates are signed",
    ),
    row(
        "updates.automatic",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "updates do not install by themselves any more",
        "updates install by themselves",
    ),
    row(
        "updates.kinds",
        Rule::Offered,
        "updates bring one thing less",
        "updates bring one thing more",
    ),
    row(
        "reset.erases",
        Rule::Ladder(&["all", "settings", "none"], Absent::Widest),
        "a reset erases less",
        "a reset erases more",
    ),
    wording("reset.returns_to", "the product starts again elsewhere"),
    row(
        "reset.cloud",
        Rule::Guards,
        "erasing the cloud is offered otherwise with a reset, or not",
        "erasing the cloud is offered with a reset",
    ),
    row(
        "reset.confirmation",
        Rule::Offered,
        "people no longer see that a reset is done",
        "how people see that a reset is done",
    ),
    another(
        "transfer.steps",
        "the product passes to another owner in other steps",
    ),
    another("end_of_life.after", "support ends otherwise"),
    row(
        "end_of_life.what",
        Rule::Guards,
        "what still works at the end is another, said in other words, or no longer said",
        "what still works at the end is said",
    ),
];
