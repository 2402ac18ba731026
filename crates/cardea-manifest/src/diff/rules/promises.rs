//! The keys of what a consent names ([`Manifest::promise`](crate::model::Manifest::promise)): the same rules, over another tree.
//!
//! A key that is not here makes another promise. So does a change of basis, of ground or of condition, be it for the better: what somebody
//! agreed to was not that.

use super::{another, row};
use crate::diff::Path;
use crate::diff::rule::{Absent, Row, Rule};

/// The row for a place in a promise.
pub(in crate::diff) fn find(path: &Path) -> Option<&'static Row> {
    ROWS.iter().find(|row| path.fits(row.pattern))
}

const ROWS: &[Row] = &[
    another("product", "another product"),
    another("class", "another kind of purpose"),
    another("basis", "another lawful basis"),
    another("device_access", "another ground"),
    another("special_category", "another condition"),
    row(
        "controllers",
        Rule::More,
        "one more decides",
        "one fewer decides",
    ),
    row(
        "processors",
        Rule::More,
        "another processor",
        "a processor less",
    ),
    row(
        "recipients.*",
        Rule::More,
        "a new recipient",
        "a recipient less",
    ),
    another("recipients.*.who", "another recipient"),
    row(
        "recipients.*.duration",
        Rule::Longer(Absent::Widest),
        "longer",
        "shorter",
    ),
    row(
        "recipients.*.own_purposes",
        Rule::Flag {
            wide: true,
            absent: false,
        },
        "purposes of its own",
        "no purposes of its own",
    ),
    row(
        "children",
        Rule::Ladder(&["never", "allowed"], Absent::Widest),
        "children",
        "no children",
    ),
    row("uses.*", Rule::More, "another stream", "a stream less"),
    another("uses.*.about", "about somebody else"),
    another("uses.*.from", "from somewhere else"),
    row(
        "uses.*.fields.*",
        Rule::More,
        "another field",
        "a field less",
    ),
    row("uses.*.fields.*.step", Rule::Step, "finer", "coarser"),
    row(
        "uses.*.fields.*.as",
        Rule::Aggregate("interval"),
        "another value",
        "one value",
    ),
    another("uses.*.fields.*.kind", "another kind of value"),
    another("uses.*.fields.*.data", "another category"),
    another("uses.*.fields.*.unit", "another unit"),
    row(
        "uses.*.fields.*.one_of",
        Rule::OneOf,
        "more words",
        "fewer words",
    ),
    another("uses.*.fields.*.origin", "obtained otherwise"),
    row(
        "uses.*.fields.*.matched",
        Rule::Flag {
            wide: true,
            absent: false,
        },
        "matched",
        "not matched",
    ),
    row(
        "uses.*.interval",
        Rule::Interval,
        "more often",
        "less often",
    ),
    row(
        "uses.*.sent_every",
        Rule::Shorter,
        "sent more often",
        "sent less often",
    ),
    row(
        "uses.*.keep",
        Rule::Longer(Absent::Widest),
        "longer",
        "shorter",
    ),
    row(
        "uses.*.also_on.*",
        Rule::Longer(Absent::Narrowest),
        "longer",
        "shorter",
    ),
];
