//! From the example of a kind to a manifest that begins one: names of nobody, and what only a person can say behind `# TO SAY`.

mod facts;
mod names;

use std::collections::BTreeSet;

use anyhow::{Context, Result, anyhow};
use cardea_catalogue::{Finding, judge};
use cardea_manifest::model::{Kind, Manifest};
use cardea_manifest::{Node, NodeKind, parse};
use cardea_units::{Date, date};

use self::facts::Found;

/// What stands before each fact that is to be said. `cardea new` is tested by taking it away again.
pub(super) const TO_SAY: &str = "# TO SAY";

/// The day for which the examples are written: what has ended since is asked for by `check`, not hidden here.
const EXAMPLES_DAY: Date = date(2026, 11, 23);

const HEAD: &str = "\
# What this product does with people's data. One file: it is checked, published and enforced.
#
# It begins as a product of this kind often is; change whatever is not true of yours, the names of companies first. What only you know
# stands behind `# TO SAY`, with the controls that ask for it (`cardea explain CODE` says why and how): put your own facts there and take
# the `#` away. Then run `cardea check`.
";

/// The example of a kind.
pub(super) const fn example(kind: Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::SmartSpeaker => include_str!("../../../../../examples/smart_speaker/cardea.yaml"),
        Kind::ConnectedTv => include_str!("../../../../../examples/connected_tv/cardea.yaml"),
        Kind::ConnectedToy => include_str!("../../../../../examples/connected_toy/cardea.yaml"),
        Kind::Light => include_str!("../../../../../examples/light/cardea.yaml"),
        Kind::Thermostat => include_str!("../../../../../examples/thermostat/cardea.yaml"),
        Kind::HomeHub => include_str!("../../../../../examples/home_hub/cardea.yaml"),
        Kind::FitnessTracker => include_str!("../../../../../examples/fitness_tracker/cardea.yaml"),
        Kind::SmartWatch => include_str!("../../../../../examples/smart_watch/cardea.yaml"),
        Kind::SmartScales => include_str!("../../../../../examples/smart_scales/cardea.yaml"),
        Kind::SleepMonitor => include_str!("../../../../../examples/sleep_monitor/cardea.yaml"),
        Kind::SecurityCamera => include_str!("../../../../../examples/security_camera/cardea.yaml"),
        Kind::Doorbell => include_str!("../../../../../examples/doorbell/cardea.yaml"),
        Kind::BabyMonitor => include_str!("../../../../../examples/baby_monitor/cardea.yaml"),
        Kind::Other => return None,
    })
}

/// The manifest to begin with for a kind.
pub(super) fn manifest(kind: Kind) -> Result<String> {
    let example = example(kind).context("there is no manifest to begin with for this kind")?;
    let nameless = without_head(&names::taken_out(example, kind)?);
    let marked = with_mark(&nameless)?;
    Ok(format!("{HEAD}{}", with_facts_out(&marked)?))
}

/// The text from its first line that is no comment.
fn without_head(text: &str) -> String {
    let lines = text
        .lines()
        .skip_while(|line| line.starts_with('#') || line.trim().is_empty());
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The same with the mark of its own facts in the impact assessment, since names of companies are among them.
fn with_mark(text: &str) -> Result<String> {
    let manifest = Manifest::read(text.as_bytes()).map_err(|error| anyhow!("{error}"))?;
    let old = manifest.dpia.as_ref().and_then(|dpia| dpia.covers.as_ref());
    Ok(match old {
        Some(old) => text.replace(old.as_str(), &manifest.risk_mark()),
        None => text.to_owned(),
    })
}

/// The same with every fact made a comment that only a person can say and that some control asks for.
fn with_facts_out(text: &str) -> Result<String> {
    let all = facts_by_line(text)?;
    // What nobody asks for stays, and stays for good: its being there may raise another question, hence the rounds.
    let mut shown = all.clone();
    for _ in 0..ROUNDS {
        let asked = asked(&commented(text, &shown))?;
        for (fact, out) in all.iter().zip(&mut shown) {
            if out.is_some() {
                *out = fact.as_ref().and_then(|fact| asked_for(fact, &asked));
            }
        }
    }
    Ok(commented(text, &shown))
}

/// The fact with those of its controls that do ask; `None` where none does.
fn asked_for(fact: &Found, asked: &BTreeSet<&'static str>) -> Option<Found> {
    let mut fact = fact.clone();
    fact.codes.retain(|code| asked.contains(code.as_str()));
    (!fact.codes.is_empty()).then_some(fact)
}

/// Rounds of asking; more than three change nothing in any example.
const ROUNDS: usize = 4;

/// The codes of what a manifest does not keep on the day for which the examples are written; options too, since a statement that
/// somebody else made must not pass for the maker's.
fn asked(text: &str) -> Result<BTreeSet<&'static str>> {
    let manifest = Manifest::read(text.as_bytes()).map_err(|error| anyhow!("{error}"))?;
    let report = judge(&manifest, EXAMPLES_DAY);
    let findings = report.findings().into_iter();
    Ok(findings.map(Finding::code).collect())
}

/// The text with the lines of facts as comments, each fact behind what it is and who asks.
fn commented(text: &str, facts: &[Option<Found>]) -> String {
    let mut result = String::new();
    let mut open: Option<&Found> = None;
    for (line, fact) in text.lines().zip(facts) {
        if let Some(fact) = fact {
            if open != Some(fact) {
                let indent = line.len().saturating_sub(line.trim_start().len());
                let codes = fact.codes.join(", ");
                result.extend([
                    &" ".repeat(indent),
                    TO_SAY,
                    " (cardea explain ",
                    &codes,
                    "): ",
                    fact.what,
                    "\n",
                ]);
            }
            result.push('#');
        }
        result.extend([line, "\n"]);
        open = fact.as_ref();
    }
    result
}

/// For each line the fact that it belongs to.
fn facts_by_line(text: &str) -> Result<Vec<Option<Found>>> {
    let root = parse(text.as_bytes()).map_err(|problem| anyhow!("{problem}"))?;
    let mut lines = vec![None; text.lines().count()];
    mark(text, &root, &mut Vec::new(), &mut lines);
    Ok(lines)
}

fn mark(text: &str, node: &Node, path: &mut Vec<String>, lines: &mut [Option<Found>]) {
    let NodeKind::Map(entries) = &node.kind else {
        return;
    };
    for (key, value) in entries {
        path.push(key.value.clone());
        match facts::fact(path) {
            // A fact that shares its line with others stays: it cannot be a comment by itself.
            Some(fact) if begins_its_line(text, key.span.start) => {
                let end = value.span.end.max(key.span.end).saturating_sub(1);
                let first = line_of(text, key.span.start);
                for line in first..=line_of(text, end) {
                    if let Some(place) = lines.get_mut(line) {
                        *place = Some(fact.clone());
                    }
                }
            }
            _ => mark(text, value, path, lines),
        }
        path.pop();
    }
}

fn begins_its_line(text: &str, offset: usize) -> bool {
    let before = text.get(..offset).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    line.trim().is_empty()
}

/// The line of an offset, from 0.
fn line_of(text: &str, offset: usize) -> usize {
    text.get(..offset).unwrap_or_default().matches('\n').count()
}

#[cfg(test)]
mod tests;
