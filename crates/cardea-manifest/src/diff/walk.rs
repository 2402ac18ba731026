//! Two trees walked side by side: every difference once, at the key that a rule knows, or else at the leaf.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::rule::{Row, Seen};
use super::rules::Trigger;
use super::{Class, Path};

/// One difference, judged.
pub(super) struct Difference {
    pub(super) path: Path,
    pub(super) class: Class,
    pub(super) classified: bool,
    pub(super) words: &'static str,
    pub(super) before: Option<Json>,
    pub(super) after: Option<Json>,
    pub(super) trigger: Option<Trigger>,
}

/// Finds the row of a table for a path.
pub(super) type Table = fn(&Path) -> Option<&'static Row>;

/// Every difference between two trees. None exactly when they are equal.
pub(super) fn differences(table: Table, old: &Json, new: &Json) -> Vec<Difference> {
    let mut walk = Walk {
        table,
        old,
        new,
        found: Vec::new(),
    };
    walk.at(&Path::default(), Some(old), Some(new));
    walk.found
}

struct Walk<'a> {
    table: Table,
    old: &'a Json,
    new: &'a Json,
    found: Vec<Difference>,
}

impl Walk<'_> {
    fn at(&mut self, path: &Path, before: Option<&Json>, after: Option<&Json>) {
        let before = before.filter(|value| !value.is_null());
        let after = after.filter(|value| !value.is_null());
        if before == after {
            return;
        }
        let row = (self.table)(path);
        if row.is_none_or(|row| row.rule.is_of_parts()) && either_is_list(before, after) {
            self.items(path, row, before, after);
            return;
        }
        let descends = match row {
            Some(row) => row.rule.is_of_parts() && both_are_sections(before, after),
            None => sections_with_keys(before, after),
        };
        if descends {
            for key in keys(before, after) {
                let of = |value: Option<&Json>| value.and_then(|value| value.get(key)).cloned();
                self.at(&path.with(key), of(before).as_ref(), of(after).as_ref());
            }
        } else {
            self.tell(path, row, before, after);
        }
    }

    /// A list is a set: each item that is gone or new is a difference.
    fn items(
        &mut self,
        path: &Path,
        row: Option<&'static Row>,
        before: Option<&Json>,
        after: Option<&Json>,
    ) {
        let (was, is) = (members(before), members(after));
        let (known, come) = (spelled(&was), spelled(&is));
        let told = self.found.len();
        for gone in was.iter().filter(|item| !come.contains(&item.to_string())) {
            self.tell(path, row, Some(gone), None);
        }
        for new in is.iter().filter(|item| !known.contains(&item.to_string())) {
            self.tell(path, row, None, Some(new));
        }
        if self.found.len() == told {
            // The same items in another order, in a list whose order says something.
            self.tell(path, row, before, after);
        }
    }

    fn tell(
        &mut self,
        path: &Path,
        row: Option<&'static Row>,
        before: Option<&Json>,
        after: Option<&Json>,
    ) {
        let seen = Seen {
            path,
            before,
            after,
            old: self.old,
            new: self.new,
        };
        let class = row.map_or(Class::Widens, |row| row.rule.judge(&seen));
        let words = match row {
            None => "not classified: treated as widening",
            Some(row) if class >= Class::Widens => row.wider,
            Some(row) => row.otherwise,
        };
        let trigger = match row {
            _ if class < Class::Widens => None,
            None => Some(Trigger::Unknown),
            Some(row) => row.trigger,
        };
        self.found.push(Difference {
            path: path.clone(),
            class,
            classified: row.is_some(),
            words,
            before: before.cloned(),
            after: after.cloned(),
            trigger,
        });
    }
}

/// The keys of both, in the order of the alphabet.
fn keys<'j>(before: Option<&'j Json>, after: Option<&'j Json>) -> BTreeSet<&'j str> {
    [before, after]
        .into_iter()
        .flatten()
        .filter_map(Json::as_object)
        .flat_map(|section| section.keys().map(String::as_str))
        .collect()
}

fn members(value: Option<&Json>) -> Vec<Json> {
    match value {
        Some(Json::Array(items)) => items.clone(),
        // An empty list under a name that the maker chose.
        Some(Json::Object(section)) if section.is_empty() => Vec::new(),
        Some(other) => vec![other.clone()],
        None => Vec::new(),
    }
}

/// Items by their text, so that long lists are compared in a moment.
fn spelled(items: &[Json]) -> BTreeSet<String> {
    items.iter().map(Json::to_string).collect()
}

fn either_is_list(before: Option<&Json>, after: Option<&Json>) -> bool {
    before.is_some_and(Json::is_array) || after.is_some_and(Json::is_array)
}

fn both_are_sections(before: Option<&Json>, after: Option<&Json>) -> bool {
    before.is_some_and(Json::is_object) && after.is_some_and(Json::is_object)
}

/// Whether there is something below to look at: nothing but sections, and at least one key in them.
fn sections_with_keys(before: Option<&Json>, after: Option<&Json>) -> bool {
    let sections = || [before, after].into_iter().flatten();
    let both = before.is_some() && after.is_some();
    let has_keys = |section: &Json| section.as_object().is_some_and(|keys| !keys.is_empty());
    // A section beside an empty one differs below; one that comes whole, and empty, differs here.
    sections().all(Json::is_object) && (both || sections().all(has_keys))
}
