//! The picture of a finding without colour, in plain letters: by far the most of what a build server prints. It is drawn in a fiftieth of
//! the time of [`miette`], letter by letter the same. Whatever it does not know well it leaves to [`miette`].

use std::fmt::Write as _;

use miette::Severity;

use super::wrap::wrap;
use super::{Picture, Text};

/// Draws a picture. `None`, and perhaps half a picture in `out`, where [`miette`] has to.
pub(super) fn draw(picture: &Picture<'_>, out: &mut String) -> Option<()> {
    let code = picture.code.as_ref()?;
    if !picture.label.is_empty() {
        return None;
    }
    let mark = match picture.severity {
        Severity::Error => "  × ",
        Severity::Warning => "  ⚠ ",
        Severity::Advice => return None,
    };
    let _ = write!(out, "{code}\n\n");
    wrap(picture.message, mark, "  │ ", out)?;
    snippet(picture, out)?;
    wrap(picture.help.as_ref()?, "  help: ", "        ", out)
}

/// The line, the one before it and the one behind it, and what is underlined.
fn snippet(picture: &Picture<'_>, out: &mut String) -> Option<()> {
    let text: &Text = picture.source.inner();
    let (start, length) = picture.underlined();
    if length == 0 {
        return None;
    }
    let number = text.line_of(start);
    let first = number.saturating_sub(1);
    let shown: Vec<(usize, &str)> = (first..=number.saturating_add(1))
        .filter_map(|line| Some((line.saturating_add(1), text.line(line)?)))
        .collect();
    if !shown.iter().all(|(_, line)| is_plain(line)) {
        return None;
    }
    let column = start.checked_sub(text.start_of(number)?)?;
    let last = shown.last()?.0;
    let width = last.checked_ilog10().unwrap_or_default().saturating_add(1);
    let width = usize::try_from(width).ok()?;
    let edge = width.saturating_add(2);
    let line = number.saturating_add(1);
    let name = picture.source.name();
    let from = column.saturating_add(1);
    let _ = writeln!(out, "{:edge$}╭─[{name}:{line}:{from}]", "");
    for (shown, text) in shown {
        let _ = writeln!(out, " {shown:width$} │ {text}");
        if shown == line {
            let _ = write!(out, " {:width$} · {:column$}", "", "");
            (0..length).for_each(|_| out.push('─'));
            out.push('\n');
        }
    }
    let _ = writeln!(out, "{:edge$}╰────", "");
    Some(())
}

/// Whether every byte is one column.
fn is_plain(line: &str) -> bool {
    line.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}
