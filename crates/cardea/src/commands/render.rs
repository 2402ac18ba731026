//! How a problem or a finding looks in a terminal: the line, the underline, what to do.

mod quick;
mod text;
mod wrap;

use std::fmt::{self, Write as _};
use std::sync::LazyLock;

use cardea_manifest::{Problem, Span, Unreadable};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, Severity,
    SourceCode,
};

pub(super) use self::text::Text;
use super::terminal::{Style, print};

/// Columns of a picture.
const WIDTH: usize = 110;

static COLOURED: LazyLock<GraphicalReportHandler> =
    LazyLock::new(|| handler(GraphicalTheme::unicode()));
static PLAIN: LazyLock<GraphicalReportHandler> =
    LazyLock::new(|| handler(GraphicalTheme::unicode_nocolor()));

fn handler(theme: GraphicalTheme) -> GraphicalReportHandler {
    GraphicalReportHandler::new_themed(theme)
        .with_width(WIDTH)
        .with_links(false)
}

/// One thing to show, with its place in a text.
#[derive(Debug)]
pub(super) struct Picture<'a> {
    pub(super) source: &'a NamedSource<Text>,
    pub(super) span: Span,
    /// Beside the underline; empty for nothing.
    pub(super) label: &'static str,
    pub(super) message: &'a str,
    pub(super) help: Option<String>,
    /// The line above it.
    pub(super) code: Option<String>,
    pub(super) severity: Severity,
}

impl Picture<'_> {
    /// Adds the text to others, with an empty line behind it.
    pub(super) fn draw_into(&self, style: Style, text: &mut String) {
        let before = text.len();
        if style == Style::Coloured || quick::draw(self, text).is_none() {
            text.truncate(before);
            self.draw_by_miette(style, text);
        }
        text.push('\n');
    }

    fn draw_by_miette(&self, style: Style, text: &mut String) {
        let before = text.len();
        let handler = match style {
            Style::Coloured => &*COLOURED,
            Style::Plain => &*PLAIN,
        };
        if handler.render_report(text, self).is_err() {
            text.truncate(before);
            text.push_str(self.message);
        }
    }

    /// What is underlined, cut to its first line, as start and length: a section is underlined where it begins.
    fn underlined(&self) -> (usize, usize) {
        let source = self.source.inner().as_str();
        let start = self.span.start.min(source.len());
        let rest = source.get(start..).unwrap_or_default();
        let line = rest.find(['\r', '\n']).unwrap_or(rest.len());
        let length = self.span.end.saturating_sub(start).min(line);
        (start, length)
    }
}

impl fmt::Display for Picture<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl std::error::Error for Picture<'_> {}

impl Diagnostic for Picture<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        boxed(self.code.as_ref())
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        boxed(self.help.as_ref())
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (start, length) = self.underlined();
        let label = (!self.label.is_empty()).then(|| self.label.to_owned());
        let label = LabeledSpan::new(label, start, length);
        Some(Box::new(std::iter::once(label)))
    }
}

fn boxed(text: Option<&String>) -> Option<Box<dyn fmt::Display + '_>> {
    text.map(|text| Box::new(text) as Box<dyn fmt::Display>)
}

/// A text to show pieces of. Every byte stays where it is; those that could steer a terminal become question marks.
pub(super) fn source(name: &str, bytes: &[u8]) -> NamedSource<Text> {
    let text = String::from_utf8_lossy(bytes);
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_control() && !matches!(letter, '\n' | '\r' | '\t') {
            (0..letter.len_utf8()).for_each(|_| shown.push('?'));
        } else {
            shown.push(letter);
        }
    }
    NamedSource::new(name, Text::new(shown))
}

/// What keeps a manifest from being read, and how many things these are.
pub(super) fn unreadable_text(
    name: &str,
    bytes: &[u8],
    unreadable: &Unreadable,
    style: Style,
) -> String {
    let source = source(name, bytes);
    let mut text = String::new();
    for problem in &unreadable.problems {
        of_problem(problem, &source).draw_into(style, &mut text);
    }
    let count = unreadable.problems.len();
    let s = if count == 1 { "" } else { "s" };
    let _ = writeln!(
        text,
        "{name}: {count} problem{s} to mend before it can be judged"
    );
    text
}

/// Prints what keeps a manifest from being read.
pub(super) fn unreadable(name: &str, bytes: &[u8], unreadable: &Unreadable) {
    print(&unreadable_text(
        name,
        bytes,
        unreadable,
        Style::of_stdout(),
    ));
}

fn of_problem<'a>(problem: &'a Problem, source: &'a NamedSource<Text>) -> Picture<'a> {
    Picture {
        source,
        span: problem.span,
        label: "here",
        message: &problem.message,
        help: Some(problem.help.clone()),
        code: None,
        severity: Severity::Error,
    }
}

#[cfg(test)]
mod tests;
