//! What the maker's own databases and services hold: a folder for each, with counts and where it came from, or why it is missing.

use cardea_beyond::Elsewhere;
use serde_json::json;

use super::pretty;

/// In one sentence, what came from there.
pub(super) fn sentence(place: &Elsewhere) -> String {
    let (name, organisation) = (&place.name, &place.organisation);
    match &place.found {
        Ok(found) => {
            let rows = found
                .iter()
                .map(|found| found.rows.len())
                .fold(0, usize::saturating_add);
            format!(
                "{rows} records came from “{name}” of {organisation}; they are in the folder elsewhere/{name}."
            )
        }
        Err(error) => format!(
            "Nothing could be had from “{name}” of {organisation}: {error}. What it holds about you is missing here; ask again, or ask {organisation}."
        ),
    }
}

/// Names and texts of the files.
pub(super) fn files(places: &[Elsewhere]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for place in places {
        let found = place.found.as_deref().unwrap_or_default();
        let mut counts = Vec::new();
        for (number, found) in found.iter().enumerate() {
            let file = format!(
                "elsewhere/{}/{:02}-{}.json",
                place.name,
                number.saturating_add(1),
                plain(&found.table)
            );
            counts.push(json!({ "table": found.table, "records": found.rows.len(), "file": file }));
            files.push((
                file,
                pretty(&json!({ "table": found.table, "records": found.rows })),
            ));
        }
        let about = json!({
            "from": place.name,
            "organisation": place.organisation,
            "complete": place.found.is_ok(),
            "says": sentence(place),
            "tables": counts,
        });
        files.push((
            format!("elsewhere/{}/about.json", place.name),
            pretty(&about),
        ));
    }
    files
}

/// A name of somebody else's table as a part of a file's name.
fn plain(name: &str) -> String {
    const LETTERS_MAX: usize = 40;
    let letter = |letter: char| {
        if letter.is_ascii_alphanumeric() || "_-.".contains(letter) {
            letter
        } else {
            '_'
        }
    };
    name.chars().take(LETTERS_MAX).map(letter).collect()
}

#[cfg(test)]
mod tests {
    use cardea_beyond::{ConnectorError, Found};

    use super::*;

    #[test]
    fn what_is_missing_is_said_and_no_name_leaves_its_folder() {
        let place = |found| Elsewhere {
            name: "crm".to_owned(),
            organisation: "maker".to_owned(),
            found,
        };
        let row = json!({ "id": 1 }).as_object().cloned().unwrap();
        let found = Found {
            table: "../../etc/\"x".to_owned(),
            rows: vec![row],
        };
        let whole = files(&[place(Ok(vec![found]))]);
        assert_eq!(whole[0].0, "elsewhere/crm/01-.._.._etc__x.json");
        assert!(
            whole[1].1.contains("1 records came from") && whole[1].1.contains("\"complete\": true")
        );
        let missing = files(&[place(Err(ConnectorError::Slow))]);
        assert_eq!(missing.len(), 1);
        assert!(
            missing[0].1.contains("\"complete\": false")
                && missing[0].1.contains("longer than `wait`")
        );
    }
}
