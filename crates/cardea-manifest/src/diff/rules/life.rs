//! `updates`, `reset`, `transfer`, `end_of_life` and `retention`.

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
    row(
        "updates.security_apart",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "security updates do not come apart any more",
        "security updates come apart",
    ),
    row(
        "updates.within",
        Rule::Longer(Absent::Widest),
        "a weakness is mended later",
        "a weakness is mended sooner",
    ),
    row(
        "updates.told",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "people are not told of updates any more",
        "people are told of updates",
    ),
    row(
        "updates.rollback",
        Rule::Ladder(&["refused", "possible"], Absent::Unsaid),
        "an older version can be put back, or it is no longer said",
        "an older version is refused, or it is said for the first time",
    ),
    row(
        "updates.keeps_choices",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "updates do not leave choices as they are any more",
        "updates leave choices as they are",
    ),
    row(
        "reset.covers",
        Rule::Offered,
        "one thing less goes with a reset",
        "one thing more goes with a reset",
    ),
    row(
        "reset.guide",
        Rule::Offered,
        "the guide to a reset is gone",
        "the guide to a reset",
    ),
    row(
        "reset.from_afar",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "a lost product cannot be erased from afar any more",
        "a lost product can be erased from afar",
    ),
    row(
        "end_of_life.notice",
        Rule::Shorter,
        "people are told later of the end of support",
        "people are told earlier of the end of support",
    ),
    row(
        "end_of_life.export",
        Rule::Flag {
            wide: false,
            absent: false,
        },
        "people cannot take their data with them at the end any more",
        "people can take their data with them at the end",
    ),
    row(
        "end_of_life.data",
        Rule::Guards,
        "something else becomes of the data at the end, or it is no longer said",
        "what becomes of the data at the end is said",
    ),
    row(
        "retention.owner",
        Rule::Offered,
        "nobody answers for deletion any more",
        "who answers for deletion",
    ),
    wording(
        "retention.reviewed",
        "the periods were looked at on another day",
    ),
    row(
        "retention.review_every",
        Rule::Longer(Absent::Widest),
        "the periods are looked at less often",
        "the periods are looked at more often",
    ),
    row(
        "retention.logs",
        Rule::Longer(Absent::Widest),
        "logs about people are kept longer",
        "logs about people are kept for a shorter time",
    ),
    row(
        "retention.receipts",
        Rule::Longer(Absent::Widest),
        "receipts are kept longer",
        "receipts are kept for a shorter time",
    ),
    row(
        "retention.holds.*",
        Rule::More,
        "something is kept beyond its time",
        "nothing is kept beyond its time for a reason that is gone",
    ),
    another(
        "retention.holds.*.reason",
        "kept beyond its time for another reason",
    ),
    another(
        "retention.holds.*.scope",
        "something else is kept beyond its time",
    ),
    row(
        "retention.holds.*.until",
        Rule::Later,
        "kept beyond its time for longer",
        "kept beyond its time for a shorter time",
    ),
];
