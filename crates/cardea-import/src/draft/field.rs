//! One field of the draft.

use std::fmt::Write as _;

use cardea_units::Quantum;

use super::text::{comment, is_plain, quoted};
use crate::limits::WORDS_MAX;
use crate::sends::step as pointer_step;
use crate::{Field, Form, reveals, ucum};

/// The step proposed for a number of which neither step nor unit is known.
const STEP: &str = "0.01";

/// Its lines, and whether it tells what people do.
pub(super) fn lines(name: &str, field: &Field) -> (String, bool) {
    let reveals = reveals(&field.name, field.class.as_deref());
    let mut lines = String::new();
    let mut remark = |text: &str| lines.extend(["      # ", text, "\n"]);
    if let Some(behaviour) = reveals.behaviour {
        remark(&format!("reveals: {behaviour}"));
    }
    if let Some(seen) = field.seen {
        remark(&seen_remark(seen, &field.form));
    }
    let mut parts = form(&field.form, &mut remark);
    parts.push(format!("data: {}", reveals.data.word()));
    if field.path != pointer_step(name) {
        parts.push(format!("path: {}", quoted(&field.path)));
    }
    // Writing to a text does not fail.
    let _ = writeln!(lines, "      {name}: {{ {} }}", parts.join(", "));
    (lines, reveals.behaviour.is_some())
}

/// What was seen is less than what can be; the head of the draft says what that means for ranges and steps.
fn seen_remark(seen: u64, form: &Form) -> String {
    let times = if seen == 1 {
        "once".to_owned()
    } else {
        format!("{seen} times")
    };
    match form {
        Form::Number { low: Some(_), .. } => {
            format!("TO SAY (cardea explain ACU-01): its unit and range; seen {times}")
        }
        Form::Text(words) if !words.is_empty() => {
            format!("TO SAY: whether there are other words; seen {times}")
        }
        Form::Number { .. } | Form::Flag | Form::Text(_) => format!("seen {times}"),
    }
}

fn form(form: &Form, remark: &mut impl FnMut(&str)) -> Vec<String> {
    match form {
        Form::Flag => vec!["type: boolean".to_owned()],
        Form::Text(words) => {
            let mut parts = vec!["type: text".to_owned()];
            // A word that could not be written as it is would refuse what the device sends.
            let exact = words.len() <= WORDS_MAX
                && words
                    .iter()
                    .all(|word| !word.trim().is_empty() && word.len() <= 256 && is_plain(word));
            if !words.is_empty() && exact {
                let mut known: Vec<&str> = Vec::new();
                for word in words {
                    if !known.contains(&word.as_str()) {
                        known.push(word);
                    }
                }
                let words: Vec<String> = known.into_iter().map(quoted).collect();
                parts.push(format!("one_of: [{}]", words.join(", ")));
            } else {
                remark(
                    "TO SAY (cardea explain MIN-09): the words it can be, as `one_of: [...]`; any text could hold a name",
                );
            }
            parts
        }
        Form::Number {
            unit,
            low,
            high,
            step,
        } => {
            let known = unit.as_deref().and_then(ucum);
            let mut parts = vec!["type: number".to_owned()];
            match (
                known,
                unit.as_deref().filter(|unit| !unit.trim().is_empty()),
            ) {
                (Some((code, _)), _) => parts.push(format!("unit: {}", quoted(code))),
                (None, Some(unit)) => remark(&format!(
                    "TO SAY: its unit as a UCUM code; the source says {}",
                    quoted(&comment(unit))
                )),
                (None, None) => {}
            }
            let told = step
                .map(|step| step.to_string())
                .filter(|step| step.parse::<Quantum>().is_ok());
            let steps = told.is_none();
            let step = told.unwrap_or_else(|| known.map_or(STEP, |(_, step)| step).to_owned());
            parts.push(format!("step: {step}"));
            let range = match (low, high) {
                (Some(low), Some(high)) if low.is_finite() && high.is_finite() && low < high => {
                    parts.push(format!("between: [{low}, {high}]"));
                    false
                }
                _ => true,
            };
            match (steps, range) {
                (true, true) => remark(
                    "TO SAY (cardea explain MIN-05, ACU-01): the step, as coarse as its use allows, and the lowest and highest value it can mean, as `between: [0, 100]`",
                ),
                (true, false) => {
                    remark("TO SAY (cardea explain MIN-05): the step, as coarse as its use allows");
                }
                (false, true) => remark(
                    "TO SAY (cardea explain ACU-01): the lowest and highest value it can mean, as `between: [0, 100]`",
                ),
                (false, false) => {}
            }
            parts
        }
    }
}
