//! Words in the pages of controls, the headings of clauses and the keys of the manifest.

mod keys;

use std::fmt::Write as _;

use cardea_catalogue::ALL;
use serde::Serialize;

use super::miss::{Near, nearest};
use super::{Answer, Style};

/// Characters of a line that is shown; more does not fit a terminal.
const LINE_CHARS_MAX: usize = 160;
/// Words that are looked for; more is a text, not a search.
const WORDS_MAX: usize = 20;

/// What was found.
#[derive(Debug, Serialize)]
pub(super) struct Found {
    words: Vec<String>,
    pub(super) hits: Vec<Hit>,
    /// Where nothing was found: names like what was asked.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    nearest: Vec<Near>,
}

/// A text that has all the words.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Hit {
    kind: Kind,
    /// What `cardea explain` takes, or the path of a key.
    name: String,
    title: String,
    /// The line with most of the words.
    line: String,
    /// How many of the words its title has.
    in_title: usize,
    /// How often the words stand in it.
    count: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    Control,
    Clause,
    Key,
}

/// A text to look through.
struct Text<'a> {
    kind: Kind,
    name: String,
    title: String,
    body: &'a str,
}

/// Everything that has all the words: what has most of them in its title first, then what has them most often.
pub(super) fn search(asked: &str) -> Found {
    let words: Vec<String> = asked
        .split_whitespace()
        .map(plain)
        .filter(|word| !word.is_empty())
        .take(WORDS_MAX)
        .collect();
    let mut hits = Vec::new();
    if !words.is_empty() {
        let keys = keys::keys();
        hits.extend(texts(&keys).filter_map(|text| look(&text, &words)));
    }
    hits.sort_by(|a, b| {
        (b.in_title, b.count)
            .cmp(&(a.in_title, a.count))
            .then_with(|| (a.kind, &a.name).cmp(&(b.kind, &b.name)))
    });
    let nearest = if hits.is_empty() {
        nearest(asked)
    } else {
        Vec::new()
    };
    Found {
        words,
        hits,
        nearest,
    }
}

fn texts(keys: &[keys::Key]) -> impl Iterator<Item = Text<'_>> {
    let controls = ALL.iter().map(|control| Text {
        kind: Kind::Control,
        name: control.code.to_owned(),
        title: format!("{} ({})", control.title, control.name),
        body: control.explanation(),
    });
    let clauses = cardea_law::ALL
        .iter()
        .flat_map(|instrument| instrument.clauses())
        .map(|clause| Text {
            kind: Kind::Clause,
            name: clause.to_string(),
            title: clause.heading.to_owned(),
            body: "",
        });
    let keys = keys.iter().map(|key| Text {
        kind: Kind::Key,
        name: key.path.clone(),
        title: key.summary.clone(),
        body: &key.words,
    });
    controls.chain(clauses).chain(keys)
}

fn look(text: &Text<'_>, words: &[String]) -> Option<Hit> {
    let title = plain(&format!("{} {}", text.name, text.title));
    let body = plain(text.body);
    let times = |word: &str| {
        let in_title = title.matches(word).count();
        (
            in_title,
            in_title.saturating_add(body.matches(word).count()),
        )
    };
    let counts: Vec<(usize, usize)> = words.iter().map(|word| times(word)).collect();
    if counts.iter().any(|(_, count)| *count == 0) {
        return None;
    }
    let has = |line: &str| {
        let line = plain(line);
        words.iter().filter(|word| line.contains(*word)).count()
    };
    // The first of the best lines.
    let mut best = (0, "");
    for line in text.body.lines() {
        let count = has(line);
        if count > best.0 {
            best = (count, line);
        }
    }
    Some(Hit {
        kind: text.kind,
        name: text.name.clone(),
        title: text.title.clone(),
        line: best.1.trim().chars().take(LINE_CHARS_MAX).collect(),
        in_title: counts.iter().filter(|(in_title, _)| *in_title > 0).count(),
        count: counts.iter().map(|(_, count)| count).sum(),
    })
}

/// Small letters without hyphens, so that `wi-fi`, `Wi-Fi` and `wifi` are one word.
fn plain(text: &str) -> String {
    text.chars()
        .filter(|letter| !matches!(letter, '-' | '\u{ad}' | '\u{2010}' | '\u{2011}'))
        .map(|letter| if letter == '’' { '\'' } else { letter })
        .flat_map(char::to_lowercase)
        .collect()
}

impl Answer for Found {
    fn human(&self, style: Style) -> String {
        let mut text = String::new();
        for hit in &self.hits {
            let kind = match hit.kind {
                Kind::Control => "",
                Kind::Clause => "law ",
                Kind::Key => "key ",
            };
            let head = format!("{kind}{}: {}", hit.name, hit.title);
            let _ = writeln!(text, "{}", style.bold(&head));
            if !hit.line.is_empty() {
                let _ = writeln!(text, "    {}", hit.line);
            }
        }
        if !self.hits.is_empty() {
            return text;
        }
        if self.words.is_empty() {
            return "say what to look for, as in `cardea explain --search children location`\n"
                .to_owned();
        }
        let _ = writeln!(
            text,
            "nothing has all of these words: {}. Try fewer, or another word for it",
            self.words.join(" ")
        );
        for near in &self.nearest {
            let _ = writeln!(text, "  near it: {}: {}", near.name, near.title);
        }
        text.push_str("`cardea explain` lists the controls\n");
        text
    }
}

#[cfg(test)]
mod tests;
