//! A comparison in a terminal: each change with its line, then what follows from all of them.

use std::io::IsTerminal;
use std::sync::Arc;

use cardea_catalogue::{Finding, FindingKind};
use cardea_manifest::Span;
use cardea_manifest::diff::{Change, Class, PurposeChange, Stands};
use miette::{
    GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteDiagnostic, NamedSource, Report,
    Severity,
};

use super::Side;
use super::comparison::Comparison;

/// Prints a comparison. What leaves the promise as it is has a line each, without its text.
pub(super) fn print(comparison: &Comparison<'_>) {
    for change in &comparison.diff.changes {
        if change.class > Class::SamePromise {
            let (side, span) = comparison.side_of(change);
            show(side, span, diagnostic(change));
        }
    }
    for finding in comparison.findings().broken() {
        show(comparison.new, finding.span, broken(finding));
    }
    same(comparison);
    out!(
        "{}",
        comparison.verdict(&comparison.old.name, &comparison.new.name)
    );
    if comparison.diff.changes.is_empty() {
        return;
    }
    for purpose in &comparison.diff.purposes {
        of_purpose(purpose);
    }
    out!("\nnotices");
    for line in notices(comparison) {
        out!("  {line}");
    }
    out!("\nassessment of impact (UK GDPR Art 35(11))");
    let reasons = comparison.reasons();
    if reasons.is_empty() {
        out!("  no change of risk was found that reopens it");
    }
    for (trigger, paths) in reasons {
        out!(
            "  look at it again: {} ({})",
            trigger.words(),
            paths.join(", ")
        );
    }
    out!("\n`cardea serve`");
    for line in comparison.serve() {
        out!("  {line}");
    }
}

fn diagnostic(change: &Change) -> MietteDiagnostic {
    let mut help: Vec<String> = Vec::new();
    if !change.purposes.is_empty() {
        help.push(format!("touches {}", change.purposes.join(", ")));
    }
    if let (Some(name), Some(words)) = (&change.renamed, change.renaming()) {
        help.push(format!("`{name}`: {words}"));
    }
    if !change.classified {
        help.push(
            "no rule knows this key, so it is taken for the worse; look at it yourself".to_owned(),
        );
    }
    let diagnostic = MietteDiagnostic::new(sentence(change))
        .with_code(format!("{} {}", change.class.word(), change.path))
        .with_severity(match change.class {
            Class::Breaks => Severity::Error,
            Class::Widens => Severity::Warning,
            Class::Narrows | Class::SamePromise => Severity::Advice,
        });
    if help.is_empty() {
        diagnostic
    } else {
        diagnostic.with_help(help.join("\n"))
    }
}

fn broken(finding: &Finding) -> MietteDiagnostic {
    let word = match finding.kind {
        FindingKind::Broken => Class::Breaks.word(),
        FindingKind::CannotTell => "cannot be told to keep the law",
    };
    MietteDiagnostic::new(finding.message.clone())
        .with_code(format!(
            "{word} {} {} ({})",
            finding.code(),
            finding.name(),
            finding.level()
        ))
        .with_severity(Severity::Error)
        .with_help(format!(
            "`cardea check` did not find this before · cardea explain {}",
            finding.code()
        ))
}

/// What happened, with what was and what is.
fn sentence(change: &Change) -> String {
    match (change.before_shown(), change.after_shown()) {
        (Some(before), Some(after)) => format!("{}: {before} → {after}", change.words),
        (None, Some(value)) | (Some(value), None) => format!("{}: {value}", change.words),
        (None, None) => change.words.to_owned(),
    }
}

fn same(comparison: &Comparison<'_>) {
    let mut any = false;
    for change in &comparison.diff.changes {
        if change.class == Class::SamePromise {
            let (side, span) = comparison.side_of(change);
            let line = side.position(span.start).line;
            out!(
                "  {} {} ({}:{line}): {}",
                change.class.word(),
                change.path,
                side.name,
                sentence(change)
            );
            any = true;
        }
    }
    if any {
        out!("");
    }
}

fn of_purpose(purpose: &PurposeChange) {
    let stands = match purpose.stands {
        Stands::New => " (new)",
        Stands::Stays => "",
        Stands::Gone => " (gone)",
    };
    out!(
        "\n{}{stands}: {}; {}",
        purpose.name,
        purpose.title,
        purpose.class.word()
    );
    out!("  {}", purpose.consents.words());
    out!("  {}", purpose.kept.words());
}

/// A line for each moment at which people are told something else now.
fn notices(comparison: &Comparison<'_>) -> Vec<String> {
    if comparison.notices.is_empty() {
        return vec!["none says anything else".to_owned()];
    }
    let at = &comparison.new.manifest.notices;
    let moments = comparison.notices.iter().map(|notice| {
        let places: Vec<&str> = notice.places.iter().map(|place| place.word()).collect();
        if places.is_empty() {
            "people have to be told of a change, and `notices.change` names no place for it"
                .to_owned()
        } else {
            format!("{}: {}", notice.moment.word(), places.join(", "))
        }
    });
    let page = at
        .qr
        .iter()
        .map(|page| format!("page behind the QR code: {}", page.as_str()));
    moments.chain(page).collect()
}

/// Shows a text with the place underlined, to the end of its first line.
fn show(side: &Side, span: Span, diagnostic: MietteDiagnostic) {
    let rest = side.text.get(span.start..span.end).unwrap_or_default();
    let first_line = rest.lines().next().unwrap_or_default();
    let message = diagnostic.message.clone();
    let report =
        Report::new(diagnostic.with_label(LabeledSpan::new(None, span.start, first_line.len())))
            .with_source_code(NamedSource::new(&side.name, Arc::clone(&side.text)));
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let theme = if colour {
        GraphicalTheme::unicode()
    } else {
        GraphicalTheme::unicode_nocolor()
    };
    let mut text = String::new();
    let rendered = GraphicalReportHandler::new_themed(theme)
        .with_width(110)
        .with_links(false)
        .render_report(&mut text, report.as_ref());
    out!("{}", if rendered.is_ok() { text } else { message });
}
