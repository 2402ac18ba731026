//! Steps of a run, what became of them, and the summary.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::Result;

/// What is asked of a step that cannot be taken here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rules {
    /// A missing tool or part is a skip with its name.
    Local,
    /// A missing tool or part is a failure.
    Ci,
}

/// What became of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// It held.
    Passed,
    /// It did not, with the reason.
    Failed(String),
    /// It cannot be taken on any machine yet, with the reason.
    Skipped(String),
    /// It could not be taken on this machine, with the reason: a failure under [`Rules::Ci`], a skip otherwise.
    Unavailable(String),
}

impl Outcome {
    /// A failure with its reason.
    pub(crate) fn failed(why: impl Into<String>) -> Self {
        Self::Failed(why.into())
    }
}

/// The steps taken so far.
#[derive(Debug)]
pub(crate) struct Steps {
    rules: Rules,
    taken: Vec<Step>,
}

#[derive(Debug)]
struct Step {
    name: String,
    outcome: Outcome,
    took: Duration,
}

impl Steps {
    pub(crate) fn new(rules: Rules) -> Self {
        Self {
            rules,
            taken: Vec::new(),
        }
    }

    /// Takes a step and prints what became of it and how long it took. An error is a failure.
    pub(crate) fn run(&mut self, name: &str, step: impl FnOnce() -> Result<Outcome>) {
        println!("\n== {name}");
        let start = Instant::now();
        let outcome = step().unwrap_or_else(|error| Outcome::Failed(format!("{error:#}")));
        self.add(name, outcome, start.elapsed());
    }

    fn add(&mut self, name: &str, outcome: Outcome, took: Duration) {
        let outcome = match (outcome, self.rules) {
            (Outcome::Unavailable(why), Rules::Ci) => Outcome::Failed(why),
            (Outcome::Unavailable(why), Rules::Local) => Outcome::Skipped(why),
            (outcome, _) => outcome,
        };
        let step = Step {
            name: name.to_owned(),
            outcome,
            took,
        };
        let (word, note) = step.words();
        let note = if note.is_empty() {
            String::new()
        } else {
            format!(": {note}")
        };
        println!("== {name}: {word} in {:.1} s{note}", took.as_secs_f64());
        self.taken.push(step);
    }

    /// Prints the table and, alone on the last line, the counts.
    pub(crate) fn summary(&self) -> ExitCode {
        println!("\n{}", self.table());
        println!("{}", self.last_line());
        if self.count(|outcome| matches!(outcome, Outcome::Failed(_))) == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }

    fn table(&self) -> String {
        let width = self
            .taken
            .iter()
            .map(|step| step.name.len())
            .max()
            .unwrap_or_default();
        let mut table = format!("{:width$}  outcome  seconds\n", "step");
        for step in &self.taken {
            let (word, note) = step.words();
            let note = note.lines().next().unwrap_or_default();
            let line = format!(
                "{:width$}  {word:7}  {:7.1}  {note}",
                step.name,
                step.took.as_secs_f64()
            );
            table.push_str(line.trim_end());
            table.push('\n');
        }
        table
    }

    fn last_line(&self) -> String {
        let passed = self.count(|outcome| *outcome == Outcome::Passed);
        let failed = self.count(|outcome| matches!(outcome, Outcome::Failed(_)));
        format!("{passed} passed, {failed} failed")
    }

    fn count(&self, is: impl Fn(&Outcome) -> bool) -> usize {
        self.taken.iter().filter(|step| is(&step.outcome)).count()
    }
}

impl Step {
    fn words(&self) -> (&'static str, &str) {
        match &self.outcome {
            Outcome::Passed => ("passed", ""),
            Outcome::Failed(why) => ("FAILED", why),
            Outcome::Skipped(why) | Outcome::Unavailable(why) => ("skipped", why),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn steps(rules: Rules) -> Steps {
        let mut steps = Steps::new(rules);
        steps.run("good", || Ok(Outcome::Passed));
        steps.run("missing", || {
            Ok(Outcome::Unavailable("cannot: chromium".to_owned()))
        });
        steps.run("later", || Ok(Outcome::Skipped("not yet".to_owned())));
        steps
    }

    #[test]
    fn what_is_missing_is_a_skip_here_and_a_failure_in_ci() {
        assert_eq!(steps(Rules::Local).last_line(), "1 passed, 0 failed");
        assert_eq!(steps(Rules::Ci).last_line(), "1 passed, 1 failed");
        assert!(steps(Rules::Local).table().contains("cannot: chromium"));
    }

    #[test]
    fn a_failed_step_fails_the_run_and_the_later_ones_still_count() {
        let mut steps = steps(Rules::Local);
        steps.run("bad", || anyhow::bail!("first line\nsecond line"));
        steps.run("also good", || Ok(Outcome::Passed));
        assert_eq!(steps.last_line(), "2 passed, 1 failed");
        assert_eq!(
            format!("{:?}", steps.summary()),
            format!("{:?}", ExitCode::FAILURE)
        );
        assert!(!steps.table().contains("second line"), "one line a step");
    }
}
