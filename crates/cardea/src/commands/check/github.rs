//! Annotations in a log of GitHub Actions: one workflow command a finding.
//!
//! The place is the first line of what a finding is about: GitHub shows an annotation beside a pull request only where all of its lines
//! are part of the change. GitHub shows ten errors and ten warnings of a step; whoever has more uploads SARIF.

use std::fmt::Write as _;

use cardea_catalogue::{Level, Standing};
use cardea_manifest::Span;

use super::checked::{Checked, Found, Rules, State, findings};
use super::source::Columns;

/// What is said about one manifest.
pub(crate) fn manifest(checked: &Checked, rules: &Rules) -> String {
    let mut text = String::new();
    let judged = match &checked.result {
        Ok(judged) => judged,
        Err(unreadable) => {
            for problem in &unreadable.problems {
                let message = format!("{}; {}", problem.message, problem.help);
                annotate(
                    &mut text,
                    "error",
                    checked,
                    problem.span,
                    "unreadable manifest",
                    &message,
                );
            }
            let _ = writeln!(text, "cardea: {} cannot be judged", checked.name);
            return text;
        }
    };
    for found in &judged.found {
        let (command, title, message) = words(found);
        annotate(&mut text, command, checked, found.span, &title, &message);
    }
    for stray in &judged.report.strays {
        annotate(
            &mut text,
            "warning",
            checked,
            stray.span,
            "no such control",
            &stray.message,
        );
    }
    let gone: usize = judged.gone.iter().map(|entry| entry.count).sum();
    if gone > 0 {
        let message = format!(
            "no longer found: {} of the baseline; write it anew so that it shrinks",
            findings(gone)
        );
        let start = Span::default();
        annotate(
            &mut text,
            "notice",
            checked,
            start,
            "smaller baseline",
            &message,
        );
    }
    let standing = match judged.report.standing() {
        Standing::Kept => "keeps every MUST",
        Standing::CannotTell => "cannot be told to keep every MUST",
        Standing::Broken => "breaks a MUST",
    };
    // Behind a word of ours, so that no name of a file is taken for a command.
    let _ = writeln!(
        text,
        "cardea: {} {standing} (law of {}); this check fails for {}",
        checked.name,
        rules.as_of,
        findings(judged.failing(rules.fail_on))
    );
    text
}

/// Command, title and message of a finding. What is known keeps its colour: the exit code alone is spared.
fn words(found: &Found) -> (&'static str, String, String) {
    let control = found.control;
    let title = format!("{} {}", control.code, control.name);
    let text = format!("{}: {}", found.kind, found.text());
    match &found.state {
        State::Waived { until, instead } => (
            "notice",
            format!("{title} (waived until {until})"),
            format!("{text}\ninstead: {instead}"),
        ),
        State::Known => (command(control.level), format!("{title} (known)"), text),
        State::New => (command(control.level), title, text),
    }
}

const fn command(level: Level) -> &'static str {
    match level {
        Level::Must => "error",
        Level::Should => "warning",
        Level::Could => "notice",
    }
}

fn annotate(
    text: &mut String,
    command: &str,
    checked: &Checked,
    span: Span,
    title: &str,
    message: &str,
) {
    let span = checked.source.first_line(span);
    let start = checked.source.place(span.start, Columns::Characters);
    let end = checked.source.place(span.end, Columns::Characters);
    let _ = writeln!(
        text,
        "::{command} file={},line={},endLine={},col={},endColumn={},title={}::{}",
        property(&checked.name),
        start.line,
        end.line,
        start.column,
        end.column,
        property(title),
        data(message)
    );
}

/// A message, so that it stays on its line.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A property, so that it ends where it ends.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_end_a_command_is_escaped_and_escapes_are_escaped_first() {
        assert_eq!(data("a: 100%,\r\nb%0A"), "a: 100%25,%0D%0Ab%250A");
        assert_eq!(property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
    }
}
