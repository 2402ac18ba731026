//! `cardea openapi`.

use std::process::ExitCode;

use anyhow::Result;

pub(super) fn run() -> Result<ExitCode> {
    out!("{}", crate::openapi::text()?);
    Ok(ExitCode::SUCCESS)
}
