//! Labels of other countries that stand for compliance (PSTI Regulations 2023 Sch 2A; SI 2025/1267).

use cardea_manifest::model::CountryLabel;
use cardea_units::{Date, date};

use crate::World;

/// From this day the labels count.
const LABELS_COUNT_FROM: Date = date(2025, 12, 4);

/// What the label of a product is worth on the day of judgement.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Label<'m> {
    /// There is none.
    Missing,
    /// No label counted yet.
    TooEarly(&'m CountryLabel),
    /// Its last day has passed.
    Expired(&'m CountryLabel),
    /// It counts today.
    Counts,
}

/// The label of the product. Its last day still counts.
pub(crate) fn label<'m>(world: &World<'m>) -> Label<'m> {
    let Some(label) = &world.manifest.statements.label else {
        return Label::Missing;
    };
    if world.today < LABELS_COUNT_FROM {
        Label::TooEarly(label)
    } else if *label.until < world.today {
        Label::Expired(label)
    } else {
        Label::Counts
    }
}
