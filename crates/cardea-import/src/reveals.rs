//! What a value tells of people, by its name: a table, each row with its reason.

mod table;

use cardea_manifest::model::DataCategory;

use self::table::TABLE;

/// What a value tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reveals {
    /// The category it belongs to.
    pub data: DataCategory,
    /// What it lets somebody conclude about people; `None` where it tells of the room or the device.
    pub behaviour: Option<&'static str>,
}

/// What a value tells, by its name and the class that its source gives it. A class may only add to what a name reveals, never take away. What no row
/// knows is taken for what people do with the product.
pub fn reveals(name: &str, class: Option<&str>) -> Reveals {
    let by_name = row(name);
    let by_class = class.and_then(row);
    let found = match (by_name, by_class) {
        (Some(name), Some(class)) if class.0 < name.0 && class.1.behaviour.is_some() => Some(class),
        (name, class) => name.or(class),
    };
    found.map_or(
        Reveals {
            data: DataCategory::ProductUse,
            behaviour: Some(
                "not known: taken for something that people do, until you say otherwise",
            ),
        },
        |(_, reveals)| reveals,
    )
}

/// The first row that knows a word of a name, and where it stands.
fn row(name: &str) -> Option<(usize, Reveals)> {
    let words = plain(name);
    let mut rows = TABLE.iter().enumerate();
    let knows = |keys: &str| keys.split_whitespace().any(|key| has(&words, key));
    rows.find(|(_, (keys, ..))| knows(keys))
        .map(|(nth, (_, data, behaviour))| {
            let reveals = Reveals {
                data: *data,
                behaviour: *behaviour,
            };
            (nth, reveals)
        })
}

/// Whether a name is a word of the table, and nothing else.
pub(crate) fn is_word(name: &str) -> bool {
    let plain = plain(name);
    let word = plain.trim_matches('_');
    let mut rows = TABLE.iter();
    rows.any(|(keys, ..)| keys.split_whitespace().any(|key| key == word))
}

/// `heartRate`, `Heart Rate` and `heart-rate` as `_heart_rate_`.
fn plain(name: &str) -> String {
    let mut plain = String::from("_");
    let mut small = false;
    for letter in name.chars() {
        if letter.is_uppercase() && small {
            plain.push('_');
        }
        small = letter.is_lowercase() || letter.is_numeric();
        if letter.is_alphanumeric() {
            plain.extend(letter.to_lowercase());
        } else if !plain.ends_with('_') {
            plain.push('_');
        }
    }
    plain.push('_');
    plain
}

fn has(words: &str, key: &str) -> bool {
    words.match_indices(key).any(|(start, found)| {
        let end = start.saturating_add(found.len());
        words
            .get(..start)
            .is_some_and(|before| before.ends_with('_'))
            && words.get(end..).is_some_and(|after| after.starts_with('_'))
    })
}

#[cfg(test)]
mod tests;
