//! Tabs used as indentation: their width differs from one editor to the next, so what is shown is
//! not what is read.

use super::source::Source;
use crate::Problem;

/// Where the reading ended.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stop {
    /// At the end of the text.
    End,
    /// At an offset, because more is not read of a text like this.
    Refused(usize),
    /// At an offset, where the grammar was broken.
    Broken(usize),
    /// On a tab at or behind an offset.
    OnTab(usize),
}

/// The problem of the first line indented by tabs, if there is one in what was read, and the offset
/// of that tab.
///
/// Within `texts` (quoted text and blocks of several lines, in order) a tab is part of the text.
pub(super) fn first(
    source: &Source<'_>,
    texts: &[(usize, usize)],
    stop: Stop,
) -> Option<(usize, Problem)> {
    let read_to = match stop {
        Stop::End => source.text.len(),
        Stop::Refused(at) | Stop::Broken(at) => source.line_end(at),
        Stop::OnTab(at) => {
            next(source, source.line_start(at)).map_or(at, |tab| source.line_end(tab.at))
        }
    };
    let mut found: Option<Tab> = None;
    let mut more = 0_usize;
    let mut from = 0;
    while let Some(tab) = next(source, from) {
        from = tab.line_end;
        if found.is_none() && tab.at > read_to {
            break;
        }
        if within(texts, tab.at) {
            continue;
        }
        if found.is_some() {
            more = more.saturating_add(1);
        }
        found.get_or_insert(tab);
    }
    let found = found.or_else(|| match stop {
        Stop::OnTab(at) => Some(Tab {
            at,
            end: at.saturating_add(1),
            line_end: at,
        }),
        Stop::End | Stop::Refused(_) | Stop::Broken(_) => None,
    })?;
    let elsewhere = match more {
        0 => String::new(),
        1 => ", also on the 1 line like it further down".to_owned(),
        more => format!(", also on the {more} lines like it further down"),
    };
    let problem = Problem::new(
        source.span(found.at, found.end),
        "this line is indented with a tab",
        format!("use spaces{elsewhere}; most editors can convert the whole file"),
    );
    Some((found.at, problem))
}

#[derive(Clone, Copy, Debug)]
struct Tab {
    /// The first tab of the indentation.
    at: usize,
    /// Behind the run of tabs.
    end: usize,
    line_end: usize,
}

/// The next line at or behind `from` with a tab in its indentation and something behind it. Dashes
/// of a list count as indentation: what follows them is lined up by them.
fn next(source: &Source<'_>, mut from: usize) -> Option<Tab> {
    loop {
        let rest = source.slice(from, source.text.len());
        let at = from.saturating_add(rest.find('\t')?);
        let line_end = source.line_end(at);
        let run = source.slice(at, line_end);
        let end = at.saturating_add(run.len().saturating_sub(run.trim_start_matches('\t').len()));
        let content = run.trim_start_matches([' ', '\t']);
        if !content.is_empty() && !content.starts_with('#') && is_indentation(source, from, at) {
            return Some(Tab { at, end, line_end });
        }
        from = line_end;
    }
}

/// Whether only spaces and list dashes come before `at` on its line, looking back no further than
/// `from`.
fn is_indentation(source: &Source<'_>, from: usize, at: usize) -> bool {
    let before = source.slice(from, at);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut after = b'\t';
    for byte in line.bytes().rev() {
        let fits = byte == b' ' || (byte == b'-' && matches!(after, b' ' | b'\t'));
        if !fits {
            return false;
        }
        after = byte;
    }
    true
}

fn within(texts: &[(usize, usize)], at: usize) -> bool {
    let behind = texts.partition_point(|(start, _)| *start <= at);
    behind
        .checked_sub(1)
        .and_then(|n| texts.get(n))
        .is_some_and(|(_, end)| at < *end)
}
