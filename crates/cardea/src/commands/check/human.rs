//! For people: the line, the underline, what to do; at the end the counts by principle.

use std::fmt::Write as _;

use cardea_catalogue::{Level, Standing};
use cardea_manifest::Span;
use miette::{NamedSource, Severity};

use super::checked::{Checked, Found, Judged, Rules, State, Verdict, findings};
use super::source::Columns;
use super::summary::Summary;
use crate::commands::render::{Picture, Text, source, unreadable_text};
use crate::commands::terminal::Style;

/// What is said about one manifest.
pub(crate) fn manifest(checked: &Checked, style: Style) -> String {
    let name = &checked.name;
    let bytes = checked.source.bytes();
    match &checked.result {
        Err(unreadable) => unreadable_text(name, bytes, unreadable, style),
        Ok(judged) => of_judged(checked, judged, &source(name, bytes), style),
    }
}

/// What is said at the end, of one manifest or of many.
#[derive(Debug, Default)]
pub(crate) struct End {
    /// The worst of them; `None` where there is none.
    pub(crate) worst: Option<Verdict>,
    summary: Summary,
    judged: usize,
    new: usize,
    /// Of MUST, and in the baseline.
    known_law: usize,
    failing: usize,
}

impl End {
    pub(crate) fn of(checked: &Checked, rules: &Rules) -> Self {
        let worst = Some(checked.verdict(rules.fail_on));
        let Ok(judged) = &checked.result else {
            return Self {
                worst,
                ..Self::default()
            };
        };
        let count = |counts: fn(&Found) -> bool| {
            let found = judged.found.iter();
            found.filter(|found| counts(found)).count()
        };
        Self {
            worst,
            summary: Summary::of([checked]),
            judged: 1,
            new: count(|found| found.state == State::New),
            known_law: count(|found| found.state == State::Known && found.level() == Level::Must),
            failing: judged.failing(rules.fail_on),
        }
    }

    pub(crate) fn add(&mut self, other: Self) {
        self.worst = self.worst.max(other.worst);
        self.summary.add(other.summary);
        for (own, more) in [
            (&mut self.judged, other.judged),
            (&mut self.new, other.new),
            (&mut self.known_law, other.known_law),
            (&mut self.failing, other.failing),
        ] {
            *own = own.saturating_add(more);
        }
    }

    /// What is said; nothing where nothing was judged.
    pub(crate) fn text(&self, rules: &Rules, style: Style) -> String {
        let mut text = String::new();
        if self.judged == 0 {
            return text;
        }
        let _ = write!(text, "\n{}", self.summary.table());
        if self.new > 0 {
            text.push_str("\n`cardea explain CODE` says what each control asks for and why\n");
        }
        if self.known_law > 0 {
            let warning = format!(
                "in the baseline: {} of MUST. This is law all the same: the baseline decides the exit code, not what is lawful",
                findings(self.known_law)
            );
            let _ = writeln!(text, "\n{}", style.bold(&warning));
        }
        if self.failing > 0 && (rules.baseline.is_some() || rules.fail_on != Level::Must) {
            let known = if rules.baseline.is_some() {
                " and not in the baseline"
            } else {
                ""
            };
            let _ = writeln!(
                text,
                "\nthis check fails for {} of {}{known}",
                findings(self.failing),
                levels(rules.fail_on)
            );
        }
        text
    }
}

/// The levels that count.
const fn levels(fail_on: Level) -> &'static str {
    match fail_on {
        Level::Must => "MUST",
        Level::Should => "MUST and SHOULD",
        Level::Could => "any level",
    }
}

fn of_judged(
    checked: &Checked,
    judged: &Judged,
    source: &NamedSource<Text>,
    style: Style,
) -> String {
    let mut text = String::new();
    let in_full = |found: &&Found| match found.state {
        State::New => true,
        // What is law is said as loudly as on the first day.
        State::Known => found.level() == Level::Must,
        State::Waived { .. } => false,
    };
    for state in [State::New, State::Known] {
        let shown = judged.found.iter().filter(|found| found.state == state);
        for found in shown.filter(in_full) {
            picture(found, source).draw_into(style, &mut text);
        }
    }
    for stray in &judged.report.strays {
        let stray = Picture {
            source,
            span: stray.span,
            label: "",
            message: &stray.message,
            help: None,
            code: None,
            severity: Severity::Warning,
        };
        stray.draw_into(style, &mut text);
    }
    for found in judged.found.iter().filter(|found| !in_full(found)) {
        let _ = writeln!(text, "{}", in_a_line(checked, found));
    }
    for entry in &judged.gone {
        let _ = writeln!(
            text,
            "no longer found: {} of {} at {}; write the baseline anew so that it shrinks",
            entry.count,
            entry.code,
            key_or_file(&entry.key)
        );
    }
    text.push_str(&standing(checked, judged));
    text
}

fn key_or_file(key: &str) -> String {
    if key.is_empty() {
        "the whole manifest".to_owned()
    } else {
        format!("`{key}`")
    }
}

fn picture<'a>(found: &'a Found, source: &'a NamedSource<Text>) -> Picture<'a> {
    let known = if found.state == State::Known {
        "known, "
    } else {
        ""
    };
    let law: Vec<String> = found.control.law.iter().map(ToString::to_string).collect();
    let help = found
        .help
        .as_ref()
        .map(|help| format!("{help}\n"))
        .unwrap_or_default();
    Picture {
        source,
        span: found.span,
        label: "",
        message: &found.message,
        help: Some(format!(
            "{help}{} · cardea explain {}",
            law.join(", "),
            found.control.code
        )),
        code: Some(format!(
            "{known}{} {} {} ({})",
            found.kind,
            found.control.code,
            found.control.name,
            found.level()
        )),
        severity: if found.level() == Level::Must {
            Severity::Error
        } else {
            Severity::Warning
        },
    }
}

/// A finding that is not to be acted on today.
fn in_a_line(checked: &Checked, found: &Found) -> String {
    let Span { start, .. } = found.span;
    let line = checked.source.place(start, Columns::Characters).line;
    let control = found.control;
    let why = match &found.state {
        State::Waived { until, instead } => {
            format!("waived until {until} (instead: {instead})")
        }
        state @ (State::New | State::Known) => state.word().to_owned(),
    };
    format!(
        "{why}: {} {} {} ({}), line {line}: {}",
        found.kind,
        control.code,
        control.name,
        found.level(),
        found.message
    )
}

fn standing(checked: &Checked, judged: &Judged) -> String {
    let report = &judged.report;
    let tally = report.tally();
    let standing = match report.standing() {
        Standing::Kept => "keeps every MUST",
        Standing::CannotTell => "cannot be told to keep every MUST",
        Standing::Broken => "breaks a MUST",
    };
    format!(
        "{} {standing} (law of {})\n  {} kept ({} of them by construction), {} broken, {} waived, {} cannot tell, {} not applicable\n",
        checked.name,
        report.as_of,
        tally.kept,
        tally.by_construction,
        tally.broken,
        tally.waived,
        tally.cannot_tell,
        tally.not_applicable
    )
}
