//! `cardea connectors`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use cardea_beyond::{Connector, ConnectorError, Found, Gone};
use cardea_units::{HouseholdId, PersonId, SubjectId};
use clap::{Args, Subcommand};
use serde_json::json;

use super::terminal::Style;
use crate::outside;

/// Try a file of connectors.
#[derive(Debug, Args)]
pub(crate) struct Connectors {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Compare what the file says with the databases and services as they are
    Check {
        /// The file
        file: PathBuf,
    },
    /// Say what would be found, taken out and erased of somebody; nothing is changed
    Try {
        /// The file
        file: PathBuf,
        /// Who: a reference of `GET /v1/subjects`, `p-...` or `h-...`
        #[arg(long, value_parser = subject)]
        subject: SubjectId,
        /// Print one object a line, with counts
        #[arg(long)]
        json: bool,
    },
}

fn subject(text: &str) -> Result<SubjectId, String> {
    let person = text.parse::<PersonId>().map(SubjectId::Person);
    person
        .or_else(|_| text.parse::<HouseholdId>().map(SubjectId::Household))
        .map_err(|_| "write the reference of a person (p-...) or of a home (h-...)".to_owned())
}

impl Connectors {
    pub(super) fn run(self) -> Result<ExitCode> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        runtime.block_on(async {
            let mut worst = 0;
            match self.what {
                What::Check { file } => {
                    for connector in outside::connectors(&file)?.iter() {
                        worst = worst.max(check(connector).await);
                    }
                }
                What::Try {
                    file,
                    subject,
                    json,
                } => {
                    for connector in outside::connectors(&file)?.iter() {
                        worst = worst.max(rehearse(connector, subject, json).await);
                    }
                }
            }
            Ok(ExitCode::from(worst))
        })
    }
}

async fn check(connector: &Connector) -> u8 {
    let name = Style::of_stdout().bold(&connector.mapping().name);
    match connector.check().await {
        Ok(problems) if problems.is_empty() => {
            out!("{name}: it fits");
            0
        }
        Ok(problems) => {
            out!("{name}:");
            for problem in problems {
                out!("  {problem}");
            }
            1
        }
        Err(error) => {
            out!("{name}: {error}");
            2
        }
    }
}

async fn rehearse(connector: &Connector, subject: SubjectId, as_json: bool) -> u8 {
    let tried = match connector.find(&[subject]).await {
        Ok(found) => connector
            .rehearse(&[subject])
            .await
            .map(|gone| (found, gone)),
        Err(error) => Err(error),
    };
    let code = u8::from(tried.is_err()).saturating_mul(2);
    if as_json {
        print_json(connector, tried);
    } else {
        print_text(connector, tried);
    }
    code
}

type Tried = Result<(Vec<Found>, Option<Vec<Gone>>), ConnectorError>;

fn print_json(connector: &Connector, tried: Tried) {
    let name = &connector.mapping().name;
    let object = match tried {
        Ok((found, gone)) => json!({
            "connector": name,
            "would_be_taken_out": found.iter().map(|found| json!({ "table": found.table, "rows": found.rows.len() })).collect::<Vec<_>>(),
            "would_be_erased": gone.map(|gone| gone.iter().map(|gone| json!({ "table": gone.table, "how": gone.how, "rows": gone.rows })).collect::<Vec<_>>()),
        }),
        Err(error) => json!({ "connector": name, "fault": error.to_string() }),
    };
    out!("{object}");
}

fn print_text(connector: &Connector, tried: Tried) {
    let name = Style::of_stdout().bold(&connector.mapping().name);
    let (found, gone) = match tried {
        Ok(tried) => tried,
        Err(error) => {
            out!("{name}: {error}");
            return;
        }
    };
    out!("{name}: nothing was changed");
    for found in &found {
        out!(
            "{:>10} rows of {} would be taken out",
            found.rows.len(),
            found.table
        );
    }
    let Some(gone) = gone else {
        out!("           what would be erased is known to the service alone");
        return;
    };
    for gone in &gone {
        let what = match gone.how {
            "delete" => "would be deleted",
            "anonymise" => "would be made anonymous",
            _ => "would be kept",
        };
        out!("{:>10} rows of {} {what}", gone.rows, gone.table);
    }
}
