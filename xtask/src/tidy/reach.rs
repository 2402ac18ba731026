//! What the law files say is checked is what controls cite.

use std::path::Path;

use anyhow::Result;

use super::Text;
use crate::codegen::{CONTROLS, Reach, constant, instruments};

pub(super) fn check(root: &Path, texts: &[Text]) -> Result<Vec<String>> {
    let controls: Vec<&Text> = texts
        .iter()
        .filter(|text| text.is("rs") && text.path.starts_with(CONTROLS))
        .collect();
    let mut complaints = Vec::new();
    for (module, instrument) in instruments(root)? {
        let file = format!("law/{}.toml", module.replace('_', "-"));
        for clause in &instrument.clauses {
            let name = format!("{module}::{}", constant(&clause.place));
            let cited = controls.iter().find(|control| cites(&control.text, &name));
            match (clause.reach, cited) {
                (Reach::None, Some(control)) => complaints.push(format!(
                    "{file}: `{}` is cited by {}, so say how far it is checked (`reach`) and what is left (`people`)",
                    clause.place,
                    control.path.display()
                )),
                (Reach::Part | Reach::All, None) => complaints.push(format!(
                    "{file}: `{}` says that it is checked, but no control cites {name}",
                    clause.place
                )),
                _ => {}
            }
        }
    }
    Ok(complaints)
}

/// Whether `name` stands in `text` and does not go on: `ART_5` is not cited by `ART_5_1`.
fn cites(text: &str, name: &str) -> bool {
    text.match_indices(name).any(|(at, _)| {
        let rest = text
            .get(at.saturating_add(name.len())..)
            .unwrap_or_default();
        let before = text.get(..at).unwrap_or_default();
        let more = |c: char| c.is_alphanumeric() || c == '_';
        !rest.starts_with(more) && !before.ends_with(more)
    })
}

#[cfg(test)]
mod tests {
    use super::cites;

    #[test]
    fn a_citation_is_a_whole_name() {
        let text = "law: &[pecr::REG_6_1, uk_gdpr::ART_5_1_E],";
        assert!(cites(text, "pecr::REG_6_1"));
        assert!(!cites(text, "pecr::REG_6"));
        assert!(!cites(text, "gdpr::ART_5_1_E"));
        assert!(!cites(text, "uk_gdpr::ART_5_1_F"));
    }
}
