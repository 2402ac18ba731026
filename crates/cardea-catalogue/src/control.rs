//! One rule that a product keeps or breaks.

mod principle;

use core::fmt;

use cardea_law::Clause;
use cardea_units::Date;

use crate::{ALL, Verdict, World};

pub use self::principle::Principle;

/// One rule that a product keeps or breaks. Every field is mandatory, so an unfinished control does not compile.
pub struct Control {
    /// Stable and never used again for something else: `STO-01`.
    pub code: &'static str,
    /// What goes wrong, as in "waive `kept-without-period`". The name of its file, with dashes.
    pub name: &'static str,
    /// What it asks for, as a heading: `Defined periods per purpose`.
    pub title: &'static str,
    /// Whether the law demands it.
    pub level: Level,
    /// What is needed to judge it.
    pub checked: Checked,
    /// Since when, and until when, it is judged.
    pub status: Status,
    /// The clauses that it helps to keep. At least one.
    pub law: &'static [Clause],
    /// First day, UK civil date, on which it binds; `None` when that was before all products we judge.
    pub applies_from: Option<Date>,
    /// The page beside it: explanation and cases in one.
    pub page: &'static str,
    /// The judgement. What it does not say is kept.
    pub check: fn(&World<'_>, &mut Verdict<'_>),
}

impl Control {
    /// What a maker should know about it, in Markdown: the page without its cases.
    pub fn explanation(&self) -> &'static str {
        let text = self.page.split("\n## Cases").next();
        text.unwrap_or(self.page).trim_end()
    }

    /// What it finds: the section of that name, in Markdown without its heading; the title where there is none.
    pub fn finds(&self) -> &'static str {
        let section = self.explanation().split_once("\n## What it finds\n");
        section.map_or(self.title, |(_, rest)| {
            rest.split("\n## ").next().unwrap_or(rest).trim()
        })
    }
}

/// The code only: the page alone fills a screen.
impl fmt::Debug for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Control({})", self.code)
    }
}

/// How binding a control is. The most binding is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// It is law. It cannot be waived.
    Must,
    /// It is expected; another way to the same end may be shown by a waiver.
    Should,
    /// It is an option.
    Could,
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Must => "MUST",
            Self::Should => "SHOULD",
            Self::Could => "COULD",
        })
    }
}

/// What is needed to judge a control.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Checked {
    /// The manifest is enough.
    Auto,
    /// A dated statement of a named person in `assessments`.
    Attest,
    /// Both.
    AutoAndAttest,
}

/// Life of a control. Numbers are releases of the catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Status {
    /// Judged on request only, by [`judge_one`](crate::judge_one).
    Preview {
        /// First release.
        since: u32,
    },
    /// Judged always.
    Stable {
        /// First release.
        since: u32,
    },
    /// Kept so that old reports can still be read.
    Retired {
        /// First release without it.
        since: u32,
    },
}

/// The control with this code or name; capitals and small letters are the same.
pub fn find(code_or_name: &str) -> Option<&'static Control> {
    let wanted = code_or_name.trim();
    ALL.iter().copied().find(|control| {
        [control.code, control.name]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(wanted))
    })
}

/// The page of the control with this code or name, in Markdown.
pub fn page(code_or_name: &str) -> Option<&'static str> {
    find(code_or_name).map(|control| control.page)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_control_is_found_by_its_code_and_by_its_name() {
        let control = find("STO-01").unwrap();
        assert_eq!(find(" sto-01 ").unwrap().code, "STO-01");
        assert_eq!(find(control.name).unwrap().code, "STO-01");
        assert!(
            page("STO-01")
                .unwrap()
                .starts_with("# `kept-without-period` (`STO-01`)")
        );
        assert!(find("STO-00").is_none() && find("").is_none() && page("STO").is_none());
    }

    #[test]
    fn every_explanation_says_what_is_found_and_has_no_case() {
        for control in ALL {
            let text = control.explanation();
            assert!(text.contains(control.finds()), "{}", control.code);
            assert!(!text.contains("```finding"), "{}", control.code);
            assert!(control.finds().len() > 20, "{}", control.code);
        }
    }

    #[test]
    fn codes_and_names_are_unique_and_the_list_is_ordered_by_code() {
        let names: BTreeSet<_> = ALL.iter().map(|control| control.name).collect();
        assert_eq!(names.len(), ALL.len());
        assert!(ALL.windows(2).all(|pair| pair[0].code < pair[1].code));
    }

    #[test]
    fn levels_are_ordered_from_the_most_binding() {
        assert!(Level::Must < Level::Should && Level::Should < Level::Could);
        assert_eq!(Level::Must.to_string(), "MUST");
    }
}
