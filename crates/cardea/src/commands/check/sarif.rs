//! SARIF 2.1.0, for code scanning and editors.
//!
//! What cannot be told is a result of kind `fail` like what is broken. SARIF has the kind `review` for it, but demands the level `none`
//! there, and a result of that level does not look like something to act on; what cannot be told is never to look kept. The property
//! `outcome` says which of the two it is.
//!
//! A result's region is the first line of what it is about, because code scanning shows it beside a change only where all its lines are
//! part of that change; the whole is its context region. Columns count UTF-16 code units, the default of the format.

mod log;

use std::fmt::Write as _;

use aws_lc_rs::digest::{SHA256, digest};
use cardea_catalogue::{ALL, Control, Level, Status};
use cardea_manifest::Span;

use self::log::{
    ArtifactLocation, Configuration, Driver, Fingerprints, Help, Invocation, Location, Log,
    Message, Notification, PhysicalLocation, Region, ResultProperties, Rule, RuleProperties, Run,
    RunProperties, SarifResult, Suppression, Tool,
};
use super::checked::{Checked, Found, Judged, Rules, State, Verdict};
use super::source::Columns;

/// A manifest that cannot be judged. No control has such a code.
const UNREADABLE: &str = "unreadable-manifest";
/// A statement or waiver for a control that there is not.
const STRAY: &str = "no-such-control";
/// Bytes of a fingerprint: enough that two never meet by chance.
const FINGERPRINT_BYTES: usize = 16;

/// The log as text.
pub(crate) fn document(all: &[Checked], rules: &Rules) -> anyhow::Result<String> {
    let controls: Vec<&'static Control> = ALL
        .iter()
        .copied()
        .filter(|control| matches!(control.status, Status::Stable { .. }))
        .collect();
    let mut run = Results {
        controls: &controls,
        rules,
        made: Vec::new(),
    };
    for checked in all {
        run.manifest(checked);
    }
    let readable = all.iter().all(|checked| checked.result.is_ok());
    let worst = all.iter().map(|checked| checked.verdict(rules.fail_on));
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "cardea",
                    version: env!("CARGO_PKG_VERSION"),
                    rules: rules_of(&controls),
                },
            },
            invocations: [Invocation {
                execution_successful: readable,
                exit_code: worst.max().map_or(0, Verdict::exit_code),
                tool_execution_notifications: all.iter().filter_map(smaller).collect(),
            }],
            column_kind: "utf16CodeUnits",
            results: run.made,
            properties: RunProperties {
                as_of: rules.as_of.to_string(),
                fail_on: rules.fail_on.to_string(),
            },
        }],
    };
    Ok(format!("{}\n", serde_json::to_string_pretty(&log)?))
}

fn rules_of(controls: &[&'static Control]) -> Vec<Rule> {
    let own = |id: &'static str, level, title: &'static str, help: &'static str| Rule {
        id,
        name: id,
        short_description: Message::new(title),
        full_description: Message::new(help),
        help: Help::same(help),
        default_configuration: Configuration { level },
        properties: None,
    };
    let controls = controls.iter().map(|control| Rule {
        id: control.code,
        name: control.name,
        short_description: Message::new(control.title),
        full_description: Message::new(control.finds()),
        help: Help::same(control.explanation()),
        default_configuration: Configuration {
            level: level(control.level),
        },
        properties: Some(properties(control)),
    });
    controls
        .chain([
            own(
                UNREADABLE,
                "error",
                "Manifest that cannot be judged",
                "This file is not a manifest that can be read, so no control was judged. Mend what the results say, then check again.",
            ),
            own(
                STRAY,
                "warning",
                "No such control",
                "A statement under `assessments` or a waiver names a control that there is not. It has no effect.",
            ),
        ])
        .collect()
}

fn properties(control: &Control) -> RuleProperties {
    let principle = control.principle().map(|principle| principle.to_string());
    let law: Vec<String> = control.law.iter().map(ToString::to_string).collect();
    let tag = principle
        .as_ref()
        .map(|principle| principle.to_lowercase().replace(' ', "-"));
    let tags = ["privacy".to_owned(), control.level.to_string()]
        .into_iter()
        .chain(tag)
        .chain(law.iter().cloned())
        .collect();
    RuleProperties {
        level: control.level.to_string(),
        principle,
        law,
        tags,
    }
}

/// Results in the making.
struct Results<'a> {
    controls: &'a [&'static Control],
    rules: &'a Rules,
    made: Vec<SarifResult>,
}

impl Results<'_> {
    fn manifest(&mut self, checked: &Checked) {
        match &checked.result {
            Ok(judged) => self.judged(checked, judged),
            Err(unreadable) => {
                for problem in &unreadable.problems {
                    let message = format!("{}; {}", problem.message, problem.help);
                    self.own(checked, (UNREADABLE, "error"), problem.span, message);
                }
            }
        }
    }

    fn judged(&mut self, checked: &Checked, judged: &Judged) {
        for found in &judged.found {
            let code = found.control.code;
            let index = self.controls.iter().position(|known| known.code == code);
            self.made.push(SarifResult {
                rule_id: code,
                rule_index: index,
                kind: "fail",
                level: level(found.level()),
                message: Message::new(found.text()),
                locations: [location(checked, found.span)],
                partial_fingerprints: Some(Fingerprints {
                    finding: fingerprint(found),
                }),
                suppressions: suppressions(found),
                baseline_state: self.baseline_state(&found.state),
                properties: Some(ResultProperties {
                    outcome: found.outcome(),
                    state: found.state.word(),
                    key: found.key.clone(),
                }),
            });
        }
        for stray in &judged.report.strays {
            self.own(
                checked,
                (STRAY, "warning"),
                stray.span,
                stray.message.clone(),
            );
        }
    }

    /// A result of a rule that is not a control. They stand behind the controls in the list of rules.
    fn own(
        &mut self,
        checked: &Checked,
        (rule_id, level): (&'static str, &'static str),
        span: Span,
        message: String,
    ) {
        let behind = usize::from(rule_id == STRAY);
        self.made.push(SarifResult {
            rule_id,
            rule_index: Some(self.controls.len().saturating_add(behind)),
            kind: "fail",
            level,
            message: Message::new(message),
            locations: [location(checked, span)],
            partial_fingerprints: None,
            suppressions: Vec::new(),
            baseline_state: self.baseline_state(&State::New),
            properties: None,
        });
    }

    fn baseline_state(&self, state: &State) -> Option<&'static str> {
        self.rules.baseline.as_ref().map(|_| match state {
            State::Known => "unchanged",
            State::New | State::Waived { .. } => "new",
        })
    }
}

const fn level(level: Level) -> &'static str {
    match level {
        Level::Must => "error",
        Level::Should => "warning",
        Level::Could => "note",
    }
}

fn suppressions(found: &Found) -> Vec<Suppression> {
    match &found.state {
        State::Waived { until, instead } => vec![Suppression {
            kind: "external",
            status: "accepted",
            justification: format!("waived until {until}; instead: {instead}"),
        }],
        State::New | State::Known => Vec::new(),
    }
}

fn location(checked: &Checked, span: Span) -> Location {
    let first = checked.source.first_line(span);
    let region = region(checked, first);
    let whole = Span {
        start: first.start,
        end: span.end,
    };
    let context = self::region(checked, whole);
    Location {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation {
                uri: checked.input.uri(),
            },
            context_region: (context != region && context.is_behind(&region)).then_some(context),
            region,
        },
    }
}

fn region(checked: &Checked, span: Span) -> Region {
    let start = checked.source.place(span.start, Columns::Utf16);
    let end = checked.source.place(span.end, Columns::Utf16);
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

/// The same for the same finding after its line has moved or its words have changed.
fn fingerprint(found: &Found) -> String {
    let text = format!(
        "cardea finding 1\n{}\n{}\n{}\n{}",
        found.control.code,
        found.outcome(),
        found.key,
        found.nth
    );
    let hash = digest(&SHA256, text.as_bytes());
    let mut hex = String::new();
    for byte in hash.as_ref().iter().take(FINGERPRINT_BYTES) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// That entries of the baseline are not found any more. As results they would be shown as if they were.
fn smaller(checked: &Checked) -> Option<Notification> {
    let judged = checked.result.as_ref().ok()?;
    let gone: Vec<String> = judged
        .gone
        .iter()
        .map(|entry| format!("{} ({})", entry.code, entry.count))
        .collect();
    (!gone.is_empty()).then(|| Notification {
        level: "note",
        message: Message::new(format!(
            "{}: no longer found, so the baseline can be written anew: {}",
            checked.name,
            gone.join(", ")
        )),
    })
}
