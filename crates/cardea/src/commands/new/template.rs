//! From the example of a kind to a manifest that begins one: names of nobody, and what only a person can say behind `# TO SAY`.

mod facts;
mod names;

use anyhow::{Context, Result, anyhow};
use cardea_manifest::model::{Kind, Manifest};
use cardea_manifest::{Node, NodeKind, parse};

/// What stands before each fact that is to be said. `cardea new` is tested by taking it away again.
pub(super) const TO_SAY: &str = "# TO SAY";

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

/// The same with every fact that only a person can say made a comment.
fn with_facts_out(text: &str) -> Result<String> {
    let root = parse(text.as_bytes()).map_err(|problem| anyhow!("{problem}"))?;
    let mut out = vec![None; text.lines().count()];
    mark(text, &root, &mut Vec::new(), &mut out);
    let mut result = String::new();
    let mut open: Option<&facts::Fact> = None;
    for (line, fact) in text.lines().zip(out) {
        match fact {
            Some(fact) => {
                let indent = line.len().saturating_sub(line.trim_start().len());
                if open.is_none_or(|open| !core::ptr::eq(open, fact)) {
                    result.push_str(&format!(
                        "{:indent$}{TO_SAY} (cardea explain {}): {}\n",
                        "", fact.codes, fact.what
                    ));
                }
                result.push_str(&format!("#{line}\n"));
            }
            None => {
                result.push_str(line);
                result.push('\n');
            }
        }
        open = fact;
    }
    Ok(result)
}

/// Notes at each line of a fact which fact it belongs to. A fact that shares its line with others takes the whole entry along.
fn mark<'t>(text: &str, node: &Node, path: &mut Vec<String>, out: &mut [Option<&'t facts::Fact>]) {
    let NodeKind::Map(entries) = &node.kind else {
        return;
    };
    for (key, value) in entries {
        path.push(key.value.clone());
        match facts::fact(path) {
            Some(fact) if begins_its_line(text, key.span.start) => {
                let end = value.span.end.max(key.span.end);
                for line in line_of(text, key.span.start)..=line_of(text, end.saturating_sub(1)) {
                    if let Some(place) = out.get_mut(line) {
                        *place = Some(fact);
                    }
                }
            }
            _ => mark(text, value, path, out),
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
