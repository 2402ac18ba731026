//! `cardea consents`.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use cardea_manifest::model::Manifest;
use cardea_rights::{Channel, Dialogue, LANGUAGE, Plan, Speaker, Way, plans};
use clap::{Args, ValueEnum};
use serde_json::{Value as Json, json};

use super::read_manifest;
use super::terminal::{Style, print};

/// Say how each purpose that needs a yes is asked with what the product has: the way, the words, the steps both ways.
#[derive(Debug, Args)]
pub(crate) struct Consents {
    /// The manifest
    #[arg(value_name = "FILE", default_value = "cardea.yaml")]
    file: PathBuf,
    /// Every way that the product has, not the first alone
    #[arg(long)]
    all_ways: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// For programs, with every way
    Json,
}

impl Consents {
    pub(super) fn run(self) -> Result<ExitCode> {
        let (manifest, _) = read_manifest(&self.file)?;
        let plans = plans(&manifest);
        match self.format {
            Format::Json => out!(
                "{}",
                serde_json::to_string_pretty(&json(&manifest, &plans))?
            ),
            Format::Human => {
                let ways = if self.all_ways { usize::MAX } else { 1 };
                print(&human(&manifest, &plans, ways, Style::of_stdout()));
            }
        }
        let nobody_can_be_asked = plans.iter().any(|plan| plan.ways.is_empty());
        Ok(ExitCode::from(u8::from(nobody_can_be_asked)))
    }
}

fn human(manifest: &Manifest, plans: &[Plan], ways: usize, style: Style) -> String {
    let name = manifest.product.name.as_str();
    if plans.is_empty() {
        return format!("Nobody has to be asked anything for {name}.\n");
    }
    let mut text = String::new();
    for plan in plans {
        let head = style.bold(&format!("{} ({})", plan.title, plan.purpose));
        let _ = writeln!(text, "{head}");
        if plan.ways.is_empty() {
            text.push_str(
                "  Nobody can be asked: the product has no screen that can be answered, no app, no voice and no code. It stays off.\n  \
                 Write what it has under `product.inputs` and `product.outputs`, or put a code on it: `notices.qr`.\n",
            );
        }
        for way in plan.ways.iter().take(ways) {
            let _ = writeln!(
                text,
                "  {}: {}, {}, {}",
                called(way.channel),
                steps("yes", &way.grant),
                steps("no", &way.refuse),
                steps("taking it back", &way.withdraw)
            );
            for (of, dialogue) in dialogues(way) {
                let _ = writeln!(text, "    {of}");
                for turn in &dialogue.0 {
                    let who = match turn.speaker {
                        Speaker::Product => "product",
                        Speaker::Person => "person ",
                    };
                    let _ = writeln!(text, "      {who}  {}", turn.words);
                }
            }
        }
        text.push('\n');
    }
    text
}

fn steps(of: &str, dialogue: &Dialogue) -> String {
    match dialogue.steps() {
        1 => format!("{of} takes 1 step"),
        steps => format!("{of} {steps} steps"),
    }
}

const fn called(channel: Channel) -> &'static str {
    match channel {
        Channel::Device => "On its screen",
        Channel::CompanionApp => "In the app",
        Channel::Voice => "By voice, read back",
        Channel::Card => "By the code on the product or its card",
        Channel::Portal => "In the portal",
        Channel::Operator => "By letter, mail or telephone",
    }
}

const fn dialogues(way: &Way) -> [(&'static str, &Dialogue); 3] {
    [
        ("yes", &way.grant),
        ("no", &way.refuse),
        ("taking it back", &way.withdraw),
    ]
}

fn json(manifest: &Manifest, plans: &[Plan]) -> Json {
    let turns = |dialogue: &Dialogue| -> Vec<Json> {
        let turns = dialogue.0.iter();
        turns
            .map(|turn| json!({ "who": turn.speaker.word(), "words": turn.words }))
            .collect()
    };
    let way = |way: &Way| {
        json!({
            "channel": way.channel.word(),
            "steps": { "grant": way.grant.steps(), "refuse": way.refuse.steps(), "withdraw": way.withdraw.steps() },
            "grant": turns(&way.grant),
            "refuse": turns(&way.refuse),
            "withdraw": turns(&way.withdraw),
        })
    };
    let purposes: Vec<Json> = plans
        .iter()
        .map(|plan| {
            json!({
                "purpose": plan.purpose,
                "title": plan.title,
                "express": plan.express,
                "ways": plan.ways.iter().map(way).collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "product": manifest.product.id.as_str(),
        "manifest": manifest.version().to_string(),
        "language": LANGUAGE,
        "purposes": purposes,
    })
}
