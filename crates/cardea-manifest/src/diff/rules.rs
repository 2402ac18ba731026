//! What each key of the manifest means to people when it changes: one table a part of the manifest.

mod law;
mod life;
mod organisations;
mod people;
mod product;
mod promises;
mod purposes;
mod security;
mod streams;
mod telling;

use super::Path;
use super::rule::{Row, Rule};

pub(super) use promises::find as find_in_promise;

/// Why the assessment of impact has to be looked at again (UK GDPR Art 35(11)).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// A new or further-reaching sensor, radio or permission.
    Sensor,
    /// A new purpose, or another kind of purpose.
    Purpose,
    /// Data that was not used before.
    Data,
    /// Somebody else who gets the data.
    Recipient,
    /// A model, or another way to use one.
    Model,
    /// Another country.
    Country,
    /// Other people, or people protected otherwise.
    People,
    /// A key that no rule knows.
    Unknown,
}

impl Trigger {
    /// What it is, in words that follow "because of".
    pub const fn words(self) -> &'static str {
        match self {
            Self::Sensor => "a sensor",
            Self::Purpose => "a purpose",
            Self::Data => "data that was not used before",
            Self::Recipient => "who gets the data",
            Self::Model => "a model",
            Self::Country => "a country",
            Self::People => "a group of people",
            Self::Unknown => "something that is not classified",
        }
    }

    /// The word for programs.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sensor => "sensor",
            Self::Purpose => "purpose",
            Self::Data => "data",
            Self::Recipient => "recipient",
            Self::Model => "model",
            Self::Country => "country",
            Self::People => "user_group",
            Self::Unknown => "not_classified",
        }
    }
}

/// Keys that no notice repeats: how the maker works inside, and where firmware puts a value. What a key does that stands nowhere here is told.
const NOT_TOLD: &[&str] = &[
    "asking.design_review",
    "assessments",
    "cardea",
    "dpia",
    "handled_by",
    "organisations.*.contract",
    "organisations.*.hosts",
    "organisations.*.supply_checks",
    "people.children.design",
    "product.expected_users",
    "purposes.*.former_bases",
    "retention.owner",
    "retention.review_every",
    "retention.reviewed",
    "rights.reconciled",
    "rights.staff_trained",
    "security.breach_rota",
    "security.breaches",
    "security.components",
    "security.failure_plan",
    "security.restore_tested",
    "security.staff_access",
    "security.tests",
    "security.threat_model",
    "security.watches_for",
    "statements",
    "streams.*.clock",
    "streams.*.fields.*.path",
    "streams.*.topic",
    "waivers",
];

/// The row for a place in the manifest.
pub(super) fn find(path: &Path) -> Option<&'static Row> {
    tables().find(|row| path.fits(row.pattern))
}

/// Whether notices say it.
pub(super) fn is_told(path: &Path) -> bool {
    !NOT_TOLD.iter().any(|pattern| path.is_under(pattern))
}

/// Every row of every table.
pub(super) fn tables() -> impl Iterator<Item = &'static Row> {
    [
        law::ROWS,
        life::ROWS,
        organisations::ROWS,
        people::ROWS,
        product::ROWS,
        purposes::ROWS,
        security::ROWS,
        streams::ROWS,
        telling::ROWS,
    ]
    .into_iter()
    .flatten()
}

/// A row: key, rule, what to say when it widens, what to say when it does not.
const fn row(
    pattern: &'static str,
    rule: Rule,
    wider: &'static str,
    otherwise: &'static str,
) -> Row {
    Row {
        pattern,
        rule,
        wider,
        otherwise,
        trigger: None,
    }
}

/// A key that may change as it likes.
const fn wording(pattern: &'static str, words: &'static str) -> Row {
    row(pattern, Rule::Wording, words, words)
}

/// A key that makes another promise however it changes.
const fn another(pattern: &'static str, words: &'static str) -> Row {
    row(pattern, Rule::Another, words, words)
}

impl Row {
    /// The same, and where it widens, the assessment of impact has to be looked at again.
    const fn reopens(self, trigger: Trigger) -> Self {
        Self {
            trigger: Some(trigger),
            ..self
        }
    }
}
