//! `cardea explain`.

use std::process::ExitCode;

use cardea_catalogue::{ALL, find};
use clap::Args;

/// Explain a control or a clause of law.
#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The code of a control (`STO-01`), its name, or a clause ("PECR Sch A1 para 5"); without it, the list of controls
    what: Vec<String>,
}

impl Explain {
    pub(super) fn run(self) -> ExitCode {
        let what = self.what.join(" ");
        if what.is_empty() {
            for control in ALL {
                out!(
                    "{}  {:<6}  {}",
                    control.code,
                    control.level.to_string(),
                    control.title
                );
            }
            return ExitCode::SUCCESS;
        }
        if let Some(control) = find(&what) {
            out!(
                "{}",
                control
                    .page
                    .split("\n## Cases")
                    .next()
                    .unwrap_or(control.page)
                    .trim_end()
            );
            out!("\n{} · {}\n", control.title, control.level);
            for clause in control.law {
                out!(
                    "  {} {} ({}), in force {}",
                    clause.instrument.name,
                    clause.place,
                    clause.heading,
                    clause.in_force
                );
            }
            return ExitCode::SUCCESS;
        }
        if let Some(clause) = cardea_law::find(&what) {
            out!(
                "{} {}: {}",
                clause.instrument.name,
                clause.place,
                clause.heading
            );
            out!(
                "{}, in force with these words since {}",
                clause.instrument.title,
                clause.in_force
            );
            out!(
                "checked: {:?}; for people to judge: {}",
                clause.reach,
                clause.people
            );
            for control in ALL.iter().filter(|control| {
                control.law.iter().any(|known| {
                    known.instrument.name == clause.instrument.name && known.place == clause.place
                })
            }) {
                out!("  {} {}", control.code, control.title);
            }
            return ExitCode::SUCCESS;
        }
        out!("there is no control and no clause `{what}`. `cardea explain` lists the controls");
        ExitCode::from(2)
    }
}
