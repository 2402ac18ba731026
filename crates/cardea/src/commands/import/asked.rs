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

#[cfg(test)]
mod tests {
    use cardea_catalogue::{ALL, judge};
    use cardea_import::{Field, Form, Sends};
    use cardea_units::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    fn drafted() -> String {
        let mut sends = Sends::default();
        let stream = sends.stream("readings", None).unwrap();
        stream.time = Some("/at".to_owned());
        let forms = [
            Form::number(None),
            Form::Text(Vec::new()),
            Form::Number {
                unit: None,
                low: Some(0.0),
                high: Some(1.0),
                step: None,
            },
            Form::Number {
                unit: None,
                low: None,
                high: None,
                step: Some(1.0),
            },
        ];
        for (nth, form) in forms.into_iter().enumerate() {
            stream.add(Field {
                name: format!("f{nth}"),
                path: format!("/f{nth}"),
                form,
                class: None,
                seen: None,
            });
        }
        cardea_import::draft(&sends, "a test").text
    }

    #[test]
    fn every_control_that_a_draft_names_is_there() {
        let text = with_asked(&drafted(), TODAY).unwrap();
        let mut named = 0;
        for after in text.split("(cardea explain ").skip(1) {
            let codes = after.split(')').next().unwrap();
            for code in codes.split(", ") {
                assert!(ALL.iter().any(|control| control.code == code), "{code}");
                named += 1;
            }
        }
        assert!(named > 30);
    }

    #[test]
    fn what_is_asked_is_all_that_check_finds_and_changes_nothing() {
        let draft = drafted();
        let text = with_asked(&draft, TODAY).unwrap();
        let read = |text: &str| Manifest::read(text.as_bytes()).unwrap();
        assert_eq!(read(&text).version(), read(&draft).version());
        for finding in judge(&read(&text), TODAY).findings() {
            if finding.level() != Level::Could {
                let code = format!("(cardea explain {})", finding.code());
                assert!(text.contains(&code), "{code}");
            }
        }
        assert!(
            text.lines()
                .all(|line| !line.starts_with("# ") || line.chars().count() <= WIDTH + 30)
        );
    }
}
