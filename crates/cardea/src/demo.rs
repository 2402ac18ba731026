//! `cardea demo`: a home of four people and three products, on SQLite in a temporary folder, over real MQTT and HTTP.

mod client;
mod home;
mod living;
mod picture;
mod stage;
mod story;
mod web;

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;

use self::stage::Stage;

/// See it all in a temporary folder.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// Run the story through by itself and leave; exit 0 only if every law it shows held
    #[arg(long)]
    once: bool,
}

impl Demo {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let filter = if self.once {
            tracing::Level::ERROR
        } else {
            tracing::Level::WARN
        };
        tracing_subscriber::fmt()
            .with_writer(std::io::stderr)
            .with_max_level(filter)
            .init();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        runtime.block_on(self.play())
    }

    async fn play(self) -> Result<ExitCode> {
        let folder = tempfile::Builder::new().prefix("cardea-demo-").tempdir()?;
        let stage = Stage::set(folder.path()).await?;
        let code = if self.once {
            story::tell(&stage).await
        } else {
            living::live(&stage).await
        };
        stage.server.stop().await;
        drop(folder);
        code
    }
}
