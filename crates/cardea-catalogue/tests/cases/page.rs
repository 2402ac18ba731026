//! The parts of a control's page.

use cardea_units::Date;

/// A page, taken apart.
#[derive(Clone, Debug, Default)]
pub(crate) struct Page {
    /// Headings of the second level with the text beneath them, fences included.
    pub(crate) sections: Vec<(String, String)>,
    /// What stands beneath `## Cases`.
    pub(crate) cases: Vec<Case>,
}

/// One case.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    /// Its heading.
    pub(crate) title: String,
    /// What it changes in the base: a partial manifest.
    pub(crate) patch: String,
    /// The day of judgement, from a fence that says `yaml as of 2026-11-23`.
    pub(crate) as_of: Option<Date>,
    /// The outcome, line by line; empty when it is kept.
    pub(crate) expected: String,
    /// How many fences it has.
    pub(crate) fences: usize,
}

impl Page {
    pub(crate) fn read(text: &str) -> Result<Self, String> {
        let mut page = Self::default();
        let mut fence: Option<&str> = None;
        for line in text.lines() {
            if let Some((_, section)) = page.sections.last_mut() {
                section.push_str(line);
                section.push('\n');
            }
            match (fence, line.strip_prefix("```")) {
                (Some(_), Some(_)) => fence = None,
                (None, Some(kind)) => fence = Some(page.open(kind)?),
                (Some(kind), None) => page.take(kind, line),
                (None, None) => page.heading(line),
            }
        }
        if fence.is_some() {
            Err("a fence is not closed".to_owned())
        } else {
            Ok(page)
        }
    }

    fn heading(&mut self, line: &str) {
        if let Some(name) = line.strip_prefix("## ") {
            self.sections.push((name.to_owned(), String::new()));
        }
        let in_cases = self
            .sections
            .last()
            .is_some_and(|(name, _)| name == "Cases");
        if let Some(title) = line.strip_prefix("### ").filter(|_| in_cases) {
            self.cases.push(Case {
                title: title.to_owned(),
                patch: String::new(),
                as_of: None,
                expected: String::new(),
                fences: 0,
            });
        }
    }

    fn open<'t>(&mut self, kind: &'t str) -> Result<&'t str, String> {
        if let Some(case) = self.cases.last_mut() {
            case.fences = case.fences.saturating_add(1);
            if let Some(day) = kind.strip_prefix("yaml as of ") {
                case.as_of = Some(day.parse().map_err(|_| format!("`{day}` is no day"))?);
            } else if !matches!(kind, "yaml" | "finding") {
                return Err(format!("`{kind}` is no fence of a case"));
            }
        }
        Ok(kind)
    }

    fn take(&mut self, kind: &str, line: &str) {
        let Some(case) = self.cases.last_mut() else {
            return;
        };
        let into = if kind == "finding" {
            &mut case.expected
        } else {
            &mut case.patch
        };
        into.push_str(line);
        into.push('\n');
    }
}
