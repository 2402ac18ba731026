//! `cardea schema`.

use std::process::ExitCode;

use anyhow::Result;
use cardea_manifest::model::Manifest;

pub(super) fn run() -> Result<ExitCode> {
    out!(
        "{}",
        serde_json::to_string_pretty(&Manifest::json_schema())?
    );
    Ok(ExitCode::SUCCESS)
}
