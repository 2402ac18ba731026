//! A control, and the list of them.

use std::fmt::Write as _;

use cardea_catalogue::{Checked, Control};
use serde::Serialize;

use super::{Answer, Style};

/// A control in a line.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Line {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) title: &'static str,
    pub(super) level: String,
    pub(super) principle: Option<String>,
}

/// Controls under their principles.
#[derive(Debug, Serialize)]
pub(super) struct List {
    controls: Vec<Line>,
}

/// Everything about one control.
#[derive(Debug, Serialize)]
pub(super) struct Page {
    #[serde(flatten)]
    line: Line,
    /// What is needed to judge it: `manifest`, `statement` or `manifest and statement`.
    judged_by: &'static str,
    law: Vec<Law>,
    /// Its page in Markdown, without its cases.
    #[serde(rename = "page")]
    text: &'static str,
}

#[derive(Debug, Serialize)]
struct Law {
    clause: String,
    heading: &'static str,
    in_force_from: String,
}

impl Line {
    pub(super) fn of(control: &Control) -> Self {
        Self {
            code: control.code,
            name: control.name,
            title: control.title,
            level: control.level.to_string(),
            principle: control.principle().map(|principle| principle.to_string()),
        }
    }
}

impl List {
    pub(super) fn of(controls: &[&'static Control]) -> Self {
        let controls = controls.iter().map(|control| Line::of(control)).collect();
        Self { controls }
    }
}

impl Answer for List {
    fn human(&self, _: Style) -> String {
        let mut text = String::new();
        for line in &self.controls {
            let _ = writeln!(text, "{}  {:<6}  {}", line.code, line.level, line.title);
        }
        text
    }
}

impl Page {
    pub(super) fn of(control: &Control) -> Self {
        Self {
            line: Line::of(control),
            judged_by: match control.checked {
                Checked::Auto => "manifest",
                Checked::Attest => "statement",
                Checked::AutoAndAttest => "manifest and statement",
            },
            law: control
                .law
                .iter()
                .map(|clause| Law {
                    clause: clause.to_string(),
                    heading: clause.heading,
                    in_force_from: clause.in_force.to_string(),
                })
                .collect(),
            text: control.explanation(),
        }
    }
}

impl Answer for Page {
    fn human(&self, style: Style) -> String {
        let mut text = headings_bold(self.text, style);
        let principle = self.line.principle.as_deref().unwrap_or_default();
        let _ = writeln!(
            text,
            "\n{} · {} · {principle} · judged by the {}\n",
            self.line.title, self.line.level, self.judged_by
        );
        for law in &self.law {
            let _ = writeln!(
                text,
                "  {} ({}), in force {}",
                law.clause, law.heading, law.in_force_from
            );
        }
        text
    }
}

/// The text with its headings in bold.
fn headings_bold(page: &str, style: Style) -> String {
    let mut text = String::new();
    let mut in_code = false;
    for line in page.lines() {
        in_code ^= line.starts_with("```");
        if line.starts_with('#') && !in_code {
            text.push_str(&style.bold(line));
        } else {
            text.push_str(line);
        }
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_bold_and_remarks_in_code_are_not() {
        let page = "# A\n\ntext\n```yaml\n# remark\n```\n## B";
        assert_eq!(headings_bold(page, Style::Plain), format!("{page}\n"));
        let bold = headings_bold(page, Style::Coloured);
        assert_eq!(bold.matches("\u{1b}[1m#").count(), 2);
        assert!(bold.contains("\n# remark\n"));
    }
}
