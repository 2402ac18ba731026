//! One manifest and what came of checking it: the facts that every format prints.

use cardea_catalogue::{Control, FindingKind, Level, Outcome, Report, judge};
use cardea_manifest::model::Manifest;
use cardea_manifest::{Node, Problem, Span, Unreadable, VersionId, parse};
use cardea_units::Date;

use super::baseline::{Baseline, Entry};
use super::inputs::Input;
use super::keys::Keys;
use super::source::Source;

/// One manifest and what came of it.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) input: Input,
    pub(crate) name: String,
    pub(crate) source: Source,
    /// What was judged, or why it could not be.
    pub(crate) result: Result<Judged, Unreadable>,
}

/// A manifest that was judged.
#[derive(Debug)]
pub(crate) struct Judged {
    /// The product's id.
    pub(crate) product: String,
    /// What the version of the manifest is, where somebody asks.
    pub(crate) version: Option<VersionId>,
    pub(crate) report: Report,
    /// Broken first, then by level, then in the order of the catalogue and the file; what a waiver covers comes last.
    pub(crate) found: Vec<Found>,
    /// Entries of the baseline that are not found any more.
    pub(crate) gone: Vec<Entry>,
}

/// One finding and what became of it.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) control: &'static Control,
    pub(crate) kind: FindingKind,
    pub(crate) span: Span,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) state: State,
    /// Where it stands, by keys. Empty for the whole file, and where nobody asked for it.
    pub(crate) key: String,
    /// Its number among those of its control and kind at the same key, from 1.
    pub(crate) nth: usize,
}

/// What became of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It counts.
    New,
    /// It is in the baseline and does not decide the exit code.
    Known,
    /// A waiver covers it.
    Waived {
        /// The waiver's last day.
        until: Date,
        /// What is done instead.
        instead: String,
    },
}

/// By what manifests are checked.
#[derive(Debug)]
pub(crate) struct Rules {
    pub(crate) as_of: Date,
    /// The least binding level whose findings make the check fail.
    pub(crate) fail_on: Level,
    pub(crate) baseline: Option<Baseline>,
    pub(crate) asked: Asked,
}

/// What somebody asks for besides findings. It takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    Nothing,
    /// The keys of findings.
    Keys,
    /// And the version of each manifest.
    KeysAndVersion,
}

/// How a manifest came out; the worst of several is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    Kept,
    Broken,
    Unreadable,
}

impl Checked {
    /// Reads and judges a manifest. A file that cannot be read is a manifest that cannot be judged, like any other.
    pub(crate) fn of(input: &Input, rules: &Rules) -> Self {
        let name = input.name();
        let (bytes, result) = match input.read() {
            Ok(bytes) => {
                let result = parse(&bytes).and_then(|node| Judged::from_tree(node, rules));
                (bytes, result)
            }
            Err(error) => {
                let problem = Problem::new(
                    Span::default(),
                    format!("this file cannot be read: {error}"),
                    "name a manifest, a folder with some below it, or `-` for what is piped in",
                );
                (Vec::new(), Err(Unreadable::new(vec![problem])))
            }
        };
        let mut checked = Self {
            input: input.clone(),
            name,
            source: Source::new(bytes),
            result,
        };
        if let Some(baseline) = &rules.baseline {
            checked.compare(baseline);
        }
        checked
    }

    /// Marks what the baseline knows, and what it knows in vain.
    pub(crate) fn compare(&mut self, baseline: &Baseline) {
        if let Ok(judged) = &mut self.result {
            judged.gone = baseline.compare(&self.name, &mut judged.found);
        }
    }

    /// How it came out when findings of this level and above count.
    pub(crate) fn verdict(&self, fail_on: Level) -> Verdict {
        match &self.result {
            Err(_) => Verdict::Unreadable,
            Ok(judged) if judged.failing(fail_on) > 0 => Verdict::Broken,
            Ok(_) => Verdict::Kept,
        }
    }
}

impl Judged {
    fn from_tree(node: Node, rules: &Rules) -> Result<Self, Unreadable> {
        let manifest = Manifest::of_node(&node)?;
        let report = judge(&manifest, rules.as_of);
        let mut found = found(&report);
        if rules.asked != Asked::Nothing {
            name_keys(&mut found, &Keys::of(node));
        }
        Ok(Self {
            product: manifest.product.id.to_string(),
            version: (rules.asked == Asked::KeysAndVersion).then(|| manifest.version()),
            report,
            found,
            gone: Vec::new(),
        })
    }

    /// How many findings make the check fail.
    pub(crate) fn failing(&self, fail_on: Level) -> usize {
        let counts = |found: &&Found| found.state == State::New && found.level() <= fail_on;
        self.found.iter().filter(counts).count()
    }

    /// The findings of one control.
    pub(crate) fn of<'a>(&'a self, control: &Control) -> impl Iterator<Item = &'a Found> {
        let code = control.code;
        self.found
            .iter()
            .filter(move |found| found.control.code == code)
    }
}

impl Found {
    pub(crate) const fn level(&self) -> Level {
        self.control.level
    }

    /// The word for programs: `broken` or `cannot_tell`.
    pub(crate) const fn outcome(&self) -> &'static str {
        match self.kind {
            FindingKind::Broken => "broken",
            FindingKind::CannotTell => "cannot_tell",
        }
    }

    /// Message and help in one text.
    pub(crate) fn text(&self) -> String {
        match &self.help {
            Some(help) => format!("{}; {help}", self.message),
            None => self.message.clone(),
        }
    }
}

impl State {
    /// The word for programs.
    pub(crate) const fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Known => "known",
            Self::Waived { .. } => "waived",
        }
    }
}

/// So many findings, in words.
pub(crate) fn findings(count: usize) -> String {
    match count {
        0 => "no finding".to_owned(),
        1 => "1 finding".to_owned(),
        _ => format!("{count} findings"),
    }
}

fn found(report: &Report) -> Vec<Found> {
    let open = report.findings().into_iter();
    let mut all: Vec<Found> = open.map(|finding| as_found(finding, State::New)).collect();
    for judged in &report.judged {
        if let Outcome::Waived {
            until,
            instead,
            findings,
            ..
        } = &judged.outcome
        {
            let state = State::Waived {
                until: *until,
                instead: instead.clone(),
            };
            all.extend(
                findings
                    .iter()
                    .map(|finding| as_found(finding, state.clone())),
            );
        }
    }
    all
}

fn as_found(finding: &cardea_catalogue::Finding, state: State) -> Found {
    Found {
        control: finding.control,
        kind: finding.kind,
        span: finding.span,
        message: finding.message.clone(),
        help: finding.help.clone(),
        state,
        key: String::new(),
        nth: 1,
    }
}

fn name_keys(found: &mut [Found], keys: &Keys) {
    let mut seen = std::collections::BTreeMap::new();
    for one in found {
        one.key = keys.at(one.span);
        let same = (one.control.code, one.kind, one.key.clone());
        let count: &mut usize = seen.entry(same).or_default();
        *count = count.saturating_add(1);
        one.nth = *count;
    }
}

impl Verdict {
    /// 0 kept, 1 not kept, 2 could not be judged.
    pub(crate) const fn exit_code(self) -> u8 {
        match self {
            Self::Kept => 0,
            Self::Broken => 1,
            Self::Unreadable => 2,
        }
    }
}
