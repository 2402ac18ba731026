//! JUnit XML: a suite a manifest, a case a control.
//!
//! What is broken is a failure, whatever its level and whatever a baseline knows: a report of tests lists what does not hold, and the exit
//! code decides what stops. What cannot be told of a MUST is a failure too, because it is not kept. Of a SHOULD or COULD it is a case that
//! was skipped, with the reason: nothing was found against the product, and green it must not be. What is waived has passed, and its output
//! says by which waiver.

use std::fmt::Write as _;

use cardea_catalogue::{FindingKind, Judged as JudgedControl, Level, Outcome};

use super::checked::{Checked, Found, Judged, Rules, State};
use super::source::Columns;

/// The document.
pub(crate) fn document(all: &[Checked], rules: &Rules) -> String {
    let suites: Vec<Suite> = all.iter().map(Suite::of).collect();
    let sum = |count: fn(&Suite) -> usize| suites.iter().map(count).sum::<usize>();
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n",
        attribute(&format!("cardea check (law of {})", rules.as_of)),
        sum(|suite| suite.tests),
        sum(|suite| suite.failures),
        sum(|suite| suite.errors),
        sum(|suite| suite.skipped),
    );
    for suite in &suites {
        suite.write(&mut text);
    }
    text.push_str("</testsuites>\n");
    text
}

/// One suite in the making.
#[derive(Debug)]
struct Suite {
    name: String,
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
    cases: String,
    /// What is said about the manifest as a whole.
    said: String,
}

/// What a case is, beside passed.
enum Case {
    Failure(&'static str, String),
    Error(String),
    Skipped(String),
    Output(String),
    Passed,
}

impl Suite {
    fn of(checked: &Checked) -> Self {
        let mut suite = Self {
            name: checked.name.clone(),
            tests: 0,
            failures: 0,
            errors: 0,
            skipped: 0,
            cases: String::new(),
            said: String::new(),
        };
        match &checked.result {
            Ok(judged) => suite.judged(checked, judged),
            Err(unreadable) => {
                let lines: Vec<String> = unreadable
                    .problems
                    .iter()
                    .map(|problem| {
                        let at = place(checked, problem.span);
                        format!("{at}: {}; {}", problem.message, problem.help)
                    })
                    .collect();
                suite.case("cardea", "readable manifest", Case::Error(lines.join("\n")));
            }
        }
        suite
    }

    fn judged(&mut self, checked: &Checked, judged: &Judged) {
        for control in &judged.report.judged {
            let class = control
                .control
                .principle()
                .map_or_else(|| "cardea".to_owned(), |name| format!("cardea.{name}"));
            let name = format!(
                "{} {} ({})",
                control.control.code, control.control.name, control.control.level
            );
            self.case(&class, &name, case(checked, judged, control));
        }
        for stray in &judged.report.strays {
            let at = place(checked, stray.span);
            let _ = writeln!(self.said, "{at}: {}", stray.message);
        }
        for entry in &judged.gone {
            let _ = writeln!(
                self.said,
                "no longer found, so the baseline can shrink: {} of {} at `{}`",
                entry.count, entry.code, entry.key
            );
        }
    }

    fn case(&mut self, class: &str, name: &str, case: Case) {
        let one_more = |count: &mut usize| *count = count.saturating_add(1);
        one_more(&mut self.tests);
        let inner = match case {
            Case::Passed => String::new(),
            Case::Output(output) => format!("<system-out>{}</system-out>", text(&output)),
            Case::Skipped(why) => {
                one_more(&mut self.skipped);
                format!("<skipped message=\"{}\"/>", attribute(&why))
            }
            Case::Failure(kind, lines) => {
                one_more(&mut self.failures);
                not_passed("failure", kind, &lines)
            }
            Case::Error(lines) => {
                one_more(&mut self.errors);
                not_passed("error", "unreadable", &lines)
            }
        };
        let _ = writeln!(
            self.cases,
            "    <testcase classname=\"{}\" name=\"{}\">{inner}</testcase>",
            attribute(class),
            attribute(name)
        );
    }

    fn write(&self, out: &mut String) {
        let _ = writeln!(
            out,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">",
            attribute(&self.name),
            self.tests,
            self.failures,
            self.errors,
            self.skipped
        );
        out.push_str(&self.cases);
        if !self.said.is_empty() {
            let _ = writeln!(out, "    <system-out>{}</system-out>", text(&self.said));
        }
        out.push_str("  </testsuite>\n");
    }
}

fn case(checked: &Checked, judged: &Judged, control: &JudgedControl) -> Case {
    let found: Vec<&Found> = judged.of(control.control).collect();
    let lines: Vec<String> = found.iter().map(|found| line(checked, found)).collect();
    let lines = lines.join("\n");
    match &control.outcome {
        Outcome::Kept { by_construction } => by_construction.as_ref().map_or(Case::Passed, |how| {
            Case::Output(format!("by construction, {how}"))
        }),
        Outcome::NotApplicable(why) => Case::Skipped(format!("not applicable: {why}")),
        Outcome::Waived { until, instead, .. } => {
            Case::Output(format!("waived until {until}; instead: {instead}\n{lines}"))
        }
        Outcome::Broken(_) => Case::Failure(kind(&found, FindingKind::Broken), lines),
        Outcome::CannotTell(_) if control.control.level == Level::Must => {
            Case::Failure(kind(&found, FindingKind::CannotTell), lines)
        }
        Outcome::CannotTell(_) => Case::Skipped(format!("cannot tell: {lines}")),
    }
}

/// What a failure calls itself: known only where all of it is.
fn kind(found: &[&Found], kind: FindingKind) -> &'static str {
    let known = found.iter().all(|found| found.state == State::Known);
    match kind {
        FindingKind::Broken if known => "known, broken",
        FindingKind::Broken => "broken",
        FindingKind::CannotTell if known => "known, cannot tell",
        FindingKind::CannotTell => "cannot tell",
    }
}

fn line(checked: &Checked, found: &Found) -> String {
    let known = if found.state == State::Known {
        "known, "
    } else {
        ""
    };
    let at = place(checked, found.span);
    format!("{at}: {known}{}: {}", found.kind, found.text())
}

fn place(checked: &Checked, span: cardea_manifest::Span) -> String {
    let at = checked.source.place(span.start, Columns::Characters);
    format!("{}:{}:{}", checked.name, at.line, at.column)
}

fn not_passed(element: &str, kind: &str, lines: &str) -> String {
    let first = lines.lines().next().unwrap_or_default();
    format!(
        "<{element} type=\"{kind}\" message=\"{}\">{}</{element}>",
        attribute(first),
        text(lines)
    )
}

/// Text between tags.
fn text(raw: &str) -> String {
    escaped(raw, |letter| match letter {
        // A reader of XML would make a line feed of it.
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// Text within double quotes.
fn attribute(raw: &str) -> String {
    escaped(raw, |letter| match letter {
        '"' => Some("&quot;"),
        // A reader of XML would make spaces of these.
        '\t' => Some("&#9;"),
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        _ => None,
    })
}

/// XML 1.0 has no way at all to write most control characters; in their place stands the sign for what cannot be shown.
fn escaped(raw: &str, more: fn(char) -> Option<&'static str>) -> String {
    let mut escaped = String::with_capacity(raw.len());
    for letter in raw.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\u{0}'..='\u{8}'
            | '\u{b}'
            | '\u{c}'
            | '\u{e}'..='\u{1f}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                escaped.push('\u{fffd}');
            }
            _ => match more(letter) {
                Some(written) => escaped.push_str(written),
                None => escaped.push(letter),
            },
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_xml_are_escaped() {
        assert_eq!(text("a<b & c]]>\r\n"), "a&lt;b &amp; c]]&gt;&#13;\n");
        assert_eq!(attribute("\"a\"\n\tb"), "&quot;a&quot;&#10;&#9;b");
    }

    #[test]
    fn what_xml_cannot_say_is_replaced_and_the_rest_is_not() {
        assert_eq!(text("\u{0}\u{8}\u{b}\u{1f}\u{fffe}"), "\u{fffd}".repeat(5));
        assert_eq!(text("\t\n é🏠\u{7f}\u{85}"), "\t\n é🏠\u{7f}\u{85}");
    }
}
