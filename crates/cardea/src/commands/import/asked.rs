//! What the law asks of a draft, as comments behind it.

use std::collections::BTreeMap;

use anyhow::{Result, anyhow};
use cardea_catalogue::{Level, judge};
use cardea_manifest::model::Manifest;
use cardea_units::Date;

/// Characters of a line of comments.
const WIDTH: usize = 140;

/// The draft with what `check` finds in it behind `# TO SAY`, each once, with the control that asks. Options are left out.
///
/// # Errors
/// A draft that cannot be read, which would be a fault of Cardea.
pub(in crate::commands) fn with_asked(draft: &str, today: Date) -> Result<String> {
    let manifest = Manifest::read(draft.as_bytes()).map_err(|error| {
        anyhow!("the draft cannot be read, which is a fault of Cardea: {error}")
    })?;
    let report = judge(&manifest, today);
    let mut asked: BTreeMap<&str, &str> = BTreeMap::new();
    for finding in report.findings() {
        if finding.level() != Level::Could {
            asked.entry(finding.code()).or_insert(&finding.message);
        }
    }
    let mut text = draft.to_owned();
    if asked.is_empty() {
        return Ok(text);
    }
    text.push_str("\n# What the law asks as well. `cardea new KIND` shows how each is written; `cardea check` asks more when there are purposes.\n");
    for (code, message) in asked {
        let said = format!("TO SAY (cardea explain {code}): {message}");
        let mut line = "#".to_owned();
        for word in said.split_whitespace() {
            let long = line.chars().count().saturating_add(word.chars().count()) >= WIDTH;
            if long {
                text.extend([line.as_str(), "\n"]);
                "#  ".clone_into(&mut line);
            }
            line.extend([" ", word]);
        }
        text.extend([line.as_str(), "\n"]);
    }
    Ok(text)
}
