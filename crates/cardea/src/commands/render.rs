//! How problems and findings look in a terminal: the line, the underline, what to do.

use std::fmt;
use std::io::IsTerminal;

use cardea_catalogue::{Finding, FindingKind, Level, Outcome, Report, Standing};
use cardea_manifest::{Problem, Span, Unreadable};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, Severity,
    SourceCode,
};

/// One thing to show.
#[derive(Debug)]
struct Shown<'a> {
    message: String,
    label: Option<LabeledSpan>,
    help: Option<String>,
    code: Option<String>,
    severity: Severity,
    source: &'a NamedSource<String>,
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.code
            .as_ref()
            .map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        self.label
            .clone()
            .map(|label| Box::new(std::iter::once(label)) as Box<dyn Iterator<Item = LabeledSpan>>)
    }
}

/// Prints what keeps a manifest from being read.
pub(super) fn unreadable(name: &str, bytes: &[u8], unreadable: &Unreadable) {
    let source = source(name, bytes);
    for problem in &unreadable.problems {
        show(&problem_shown(problem, &source));
    }
    let count = unreadable.problems.len();
    out!(
        "{name}: {count} problem{} to mend before it can be judged",
        if count == 1 { "" } else { "s" }
    );
}

/// Prints a report.
pub(super) fn report(name: &str, bytes: &[u8], report: &Report) {
    let source = source(name, bytes);
    for finding in report.findings() {
        show(&finding_shown(finding, &source));
    }
    for stray in &report.strays {
        show(&Shown {
            message: stray.message.clone(),
            label: Some(label(stray.span, "")),
            help: None,
            code: None,
            severity: Severity::Warning,
            source: &source,
        });
    }
    let tally = report.tally();
    let standing = match report.standing() {
        Standing::Kept => "keeps every MUST",
        Standing::CannotTell => "cannot be told to keep every MUST",
        Standing::Broken => "breaks a MUST",
    };
    out!("{name} {standing} (law of {})", report.as_of);
    out!(
        "  {} kept ({} of them by construction), {} broken, {} waived, {} cannot tell, {} not applicable",
        tally.kept,
        tally.by_construction,
        tally.broken,
        tally.waived,
        tally.cannot_tell,
        tally.not_applicable
    );
    if tally.broken > 0 || tally.cannot_tell > 0 {
        out!("  `cardea explain CODE` says what each asks for and why");
    }
}

/// The word for a kind of finding.
pub(super) const fn kind_word(kind: FindingKind) -> &'static str {
    match kind {
        FindingKind::Broken => "broken",
        FindingKind::CannotTell => "cannot_tell",
    }
}

/// The word for an outcome.
pub(super) const fn outcome_word(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Kept {
            by_construction: None,
        } => "kept",
        Outcome::Kept {
            by_construction: Some(_),
        } => "kept_by_construction",
        Outcome::Broken(_) => "broken",
        Outcome::CannotTell(_) => "cannot_tell",
        Outcome::NotApplicable(_) => "not_applicable",
        Outcome::Waived { .. } => "waived",
    }
}

fn finding_shown<'a>(finding: &Finding, source: &'a NamedSource<String>) -> Shown<'a> {
    let word = match finding.kind {
        FindingKind::Broken => "broken",
        FindingKind::CannotTell => "cannot tell",
    };
    let law: Vec<String> = finding
        .control
        .law
        .iter()
        .map(|clause| format!("{} {}", clause.instrument.name, clause.place))
        .collect();
    let help = finding
        .help
        .as_ref()
        .map(|help| format!("{help}\n"))
        .unwrap_or_default();
    Shown {
        message: finding.message.clone(),
        label: Some(label(finding.span, "")),
        help: Some(format!(
            "{help}{} · cardea explain {}",
            law.join(", "),
            finding.code()
        )),
        code: Some(format!(
            "{word} {} {} ({})",
            finding.code(),
            finding.control.name,
            finding.level()
        )),
        severity: if finding.level() == Level::Must {
            Severity::Error
        } else {
            Severity::Warning
        },
        source,
    }
}

fn problem_shown<'a>(problem: &Problem, source: &'a NamedSource<String>) -> Shown<'a> {
    Shown {
        message: problem.message.clone(),
        label: Some(label(problem.span, "here")),
        help: Some(problem.help.clone()),
        code: None,
        severity: Severity::Error,
        source,
    }
}

/// The place, cut to its first line: a section is underlined where it begins.
fn label(span: Span, text: &str) -> LabeledSpan {
    LabeledSpan::new(
        (!text.is_empty()).then(|| text.to_owned()),
        span.start,
        span.end.saturating_sub(span.start),
    )
}

fn source(name: &str, bytes: &[u8]) -> NamedSource<String> {
    NamedSource::new(name, String::from_utf8_lossy(bytes).into_owned())
}

fn show(shown: &Shown<'_>) {
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let theme = if colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let first_line = shown
        .label
        .as_ref()
        .map(|label| first_line(shown.source.inner(), label));
    let shown = Shown {
        label: first_line,
        message: shown.message.clone(),
        help: shown.help.clone(),
        code: shown.code.clone(),
        ..*shown
    };
    let mut text = String::new();
    if GraphicalReportHandler::new_themed(theme)
        .with_width(110)
        .with_links(false)
        .render_report(&mut text, &shown)
        .is_ok()
    {
        out!("{text}");
    } else {
        out!("{}", shown.message);
    }
}

fn first_line(source: &str, label: &LabeledSpan) -> LabeledSpan {
    let rest = source.get(label.offset()..).unwrap_or_default();
    let line = rest.find('\n').unwrap_or(rest.len());
    LabeledSpan::new(
        label.label().map(str::to_owned),
        label.offset(),
        label.len().min(line),
    )
}
