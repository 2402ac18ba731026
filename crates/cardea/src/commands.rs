//! The commands, one file each.

mod backup;
mod bench_count;
mod bench_home;
mod check;
mod diff;
mod doctor;
mod drift;
mod explain;
mod import;
mod new;
mod observe;
mod openapi;
mod render;
mod requests;
mod restore;
pub(crate) mod rotate_key;
mod schema;
mod serve;
mod terminal;
mod verify;

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

/// What can be done.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// See it all: a simulated home with three products and four people, on SQLite in a temporary folder
    Demo(crate::demo::Demo),
    /// Check manifests against the law: exit 0 kept, 1 not kept, 2 could not judge
    Check(check::Check),
    /// Say what a change of a manifest changes for people: exit 0 same or narrower, 1 wider or unlawful, 2 could not judge
    Diff(diff::Diff),
    /// Write a manifest to begin with, for a kind of product
    New(new::New),
    /// Write a manifest to begin with, from what says elsewhere what a product sends: zigbee2mqtt, Home Assistant, W3C Thing Descriptions
    Import(import::Import),
    /// Write a manifest to begin with, from what devices really send; or compare that with a manifest: exit 0 as declared, 1 not, 2 could not look
    ///
    /// Names, types, ranges of numbers rounded outward, rates and words of firmware such as ON are written down. A text that somebody could have
    /// written is neither held nor written.
    Observe(observe::Observe),
    /// Explain a control (`STO-01`) or a clause of law ("PECR Sch A1 para 5"), or look for words
    Explain(explain::Explain),
    /// Print the JSON Schema of the manifest, for editors
    Schema,
    /// Print the description of the API (OpenAPI 3.1), as `GET /v1/openapi.json` of a server tells it
    Openapi,
    /// Serve the data plane, the portal and the API
    Serve(serve::Serve),
    /// Say what devices sent that their manifests do not declare: exit 0 nothing, 1 something, 2 could not look
    Drift(drift::Drift),
    /// List the requests of people that are open, the first due first: exit 0 all in time, 1 something is overdue, 2 could not look
    Requests(requests::Requests),
    /// Verify a receipt, or a copy of the whole log, offline
    Verify(verify::Verify),
    /// Back up a data folder, also while it is served: what is kept and its secrets, apart
    Backup(backup::Backup),
    /// Make a data folder from backups; who was forgotten stays forgotten
    Restore(restore::Restore),
    /// Lock the secrets with a new key, also while they are in use
    RotateKey(rotate_key::RotateKey),
    /// Look at what lies on the disk: exit 0 as it should be, 1 something is not, 2 could not be told
    Doctor(doctor::Doctor),
    /// Make a folder with homes and devices for the benchmark
    #[command(hide = true)]
    BenchHome(bench_home::BenchHome),
    /// Count the readings in a folder made for the benchmark
    #[command(hide = true)]
    BenchCount(bench_count::BenchCount),
}

impl Command {
    pub(crate) fn run(self) -> Result<ExitCode> {
        match self {
            Self::Demo(demo) => demo.run(),
            Self::Check(check) => check.run(),
            Self::Diff(diff) => diff.run(),
            Self::New(new) => new.run(),
            Self::Import(import) => import.run(),
            Self::Observe(observe) => observe.run(),
            Self::Explain(explain) => explain.run(),
            Self::Schema => schema::run(),
            Self::Openapi => openapi::run(),
            Self::Serve(serve) => serve.run(),
            Self::Drift(drift) => drift.run(),
            Self::Requests(requests) => requests.run(),
            Self::Verify(verify) => verify.run(),
            Self::Backup(backup) => backup.run(),
            Self::Restore(restore) => restore.run(),
            Self::RotateKey(rotate) => rotate.run(),
            Self::Doctor(doctor) => doctor.run(),
            Self::BenchHome(bench) => bench.run(),
            Self::BenchCount(count) => count.run(),
        }
    }
}

/// Reads a manifest that is to be served. What keeps it from being read is printed as `check` prints it.
pub(crate) fn read_manifest(
    path: &std::path::Path,
) -> Result<(cardea_manifest::model::Manifest, Vec<u8>)> {
    use anyhow::Context;
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    match cardea_manifest::model::Manifest::read(&bytes) {
        Ok(manifest) => Ok((manifest, bytes)),
        Err(unreadable) => {
            render::unreadable(&path.display().to_string(), &bytes, &unreadable);
            anyhow::bail!(
                "{} cannot be read; run `cardea check {}`",
                path.display(),
                path.display()
            )
        }
    }
}

/// Waits for Ctrl-C or SIGTERM.
pub(crate) async fn wait_for_the_end() -> Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = terminate.recv() => {}
    }
    Ok(())
}
