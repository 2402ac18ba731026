//! A PostgreSQL of our own, with its disk writes on: in a folder of its own, on a socket there and nowhere else.

use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use tempfile::TempDir;
use tokio_postgres::{Client, NoTls};

/// Where Debian keeps its servers, out of `PATH`.
const DEBIAN: &str = "/usr/lib/postgresql";
/// Longest wait until it answers.
const START: Duration = Duration::from_mins(1);
/// What everybody sets who runs it: memory, and a log that is not emptied every few seconds. Durability stays as it comes.
const SETTINGS: &[&str] = &[
    "shared_buffers=1GB",
    "max_wal_size=4GB",
    "listen_addresses=",
];

/// A server; it is stopped and its folder deleted when this goes.
#[derive(Debug)]
pub struct Cluster {
    programs: PathBuf,
    folder: TempDir,
    user: Option<(u32, u32)>,
    server: Option<Child>,
}

impl Cluster {
    /// Makes it and waits until it answers.
    ///
    /// # Errors
    /// When PostgreSQL is not installed or does not start.
    pub async fn start() -> Result<Self> {
        let folder = tempfile::Builder::new()
            .prefix("cardea-bench-pg-")
            .tempdir()?;
        let user = user()?;
        if let Some((uid, gid)) = user {
            chown(folder.path(), Some(uid), Some(gid))?;
        }
        let mut cluster = Self {
            programs: programs()?,
            folder,
            user,
            server: None,
        };
        let data = cluster.folder.path().join("data");
        let mut initdb = cluster.command("initdb");
        initdb
            .args([
                "--auth=trust",
                "--username=bench",
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync",
                "-D",
            ])
            .arg(&data)
            .stdout(Stdio::null());
        ensure!(initdb.status()?.success(), "initdb does not make a cluster");
        let log = std::fs::File::create(cluster.folder.path().join("log"))?;
        let mut server = cluster.command("postgres");
        server.arg("-D").arg(&data);
        for setting in SETTINGS {
            server.args(["-c", setting]);
        }
        server
            .arg("-c")
            .arg(format!(
                "unix_socket_directories={}",
                cluster.folder.path().display()
            ))
            .stdout(log.try_clone()?)
            .stderr(log);
        cluster.server = Some(server.spawn().context("postgres does not start")?);
        let began = Instant::now();
        while cluster.client().await.is_err() {
            if began.elapsed() > START {
                let log = std::fs::read_to_string(cluster.folder.path().join("log"))?;
                bail!("PostgreSQL does not answer after {START:?}: {}", log.trim());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Ok(cluster)
    }

    /// A connection; what it is told runs on the runtime of the caller.
    ///
    /// # Errors
    /// What the server says.
    pub async fn client(&self) -> Result<Client> {
        let config = format!(
            "host={} user=bench dbname=postgres",
            self.folder.path().display()
        );
        let (client, connection) = tokio_postgres::connect(&config, NoTls).await?;
        // A connection that fails is told by the next statement.
        tokio::spawn(async move { drop(connection.await) });
        Ok(client)
    }

    /// What it calls itself.
    ///
    /// # Errors
    /// What the server says.
    pub async fn version(&self) -> Result<String> {
        let row = self
            .client()
            .await?
            .query_one("SHOW server_version", &[])
            .await?;
        Ok(format!("PostgreSQL {}", row.get::<_, String>(0)))
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(self.programs.join(program));
        command.current_dir(self.folder.path()).stdin(Stdio::null());
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        command
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let Some(mut server) = self.server.take() else {
            return;
        };
        let mut stop = self.command("pg_ctl");
        stop.args(["stop", "-m", "immediate", "-D"])
            .arg(self.folder.path().join("data"))
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        if !stop.status().is_ok_and(|status| status.success()) {
            drop(server.kill());
        }
        drop(server.wait());
    }
}

/// PostgreSQL does not run as root: then it runs as the user that came with it.
fn user() -> Result<Option<(u32, u32)>> {
    if id(&["-u"])? != 0 {
        return Ok(None);
    }
    let words = "there is no user postgres; install Debian's postgresql";
    Ok(Some((
        id(&["-u", "postgres"]).context(words)?,
        id(&["-g", "postgres"]).context(words)?,
    )))
}

fn id(args: &[&str]) -> Result<u32> {
    let output = Command::new("id").args(args).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse()?)
}

/// The folder of the newest server.
fn programs() -> Result<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = std::fs::read_dir(Path::new(DEBIAN))
        .context("PostgreSQL is not installed; install Debian's postgresql")?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let version = entry.file_name().to_str()?.parse().ok()?;
            let folder = entry.path().join("bin");
            folder.join("initdb").is_file().then_some((version, folder))
        })
        .collect();
    found.sort();
    let (_, folder) = found
        .pop()
        .context("there is no initdb below /usr/lib/postgresql; install Debian's postgresql")?;
    Ok(folder)
}
