//! `cardea serve`.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Result, bail};
use cardea_beyond::Network;
use cardea_catalogue::{Standing, judge};
use cardea_manifest::VersionId;
use cardea_rights::clock::Nation;
use cardea_store::served_versions;
use cardea_units::{CalendarDuration, Clock, Date, Random};
use clap::Args;

use crate::folder::Folder;
use crate::outside;
use crate::server::{Server, listen};
use crate::system::{MachineClock, MachineRandom};

/// Serve the data plane, the portal and the API.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Manifests to serve; without any, those in DIR/manifests
    manifests: Vec<PathBuf>,
    /// The data folder
    #[arg(long, env = "CARDEA_DIR", default_value = "cardea-data")]
    dir: PathBuf,
    /// Where devices connect by MQTT
    #[arg(long, env = "CARDEA_MQTT", default_value = "127.0.0.1:1883")]
    mqtt: SocketAddr,
    /// Where people and programs connect by HTTP
    #[arg(long, env = "CARDEA_HTTP", default_value = "127.0.0.1:8080")]
    http: SocketAddr,
    /// Whose bank holidays count for the last day of an answer: england-and-wales, scotland or northern-ireland
    #[arg(long, env = "CARDEA_NATION", default_value = "england-and-wales", value_parser = nation)]
    nation: Nation,
    /// A network that is not public and may be reached all the same, to tell organisations: `10.20.0.0/16`. One of this machine may be reached by
    /// plain HTTP
    #[arg(long, value_name = "NETWORK")]
    allow_network: Vec<Network>,
    /// A file that says where people are found in databases and services of your own: they are in their copies, and erased there, too
    #[arg(long, value_name = "FILE", env = "CARDEA_CONNECTORS")]
    connectors: Option<PathBuf>,
    /// Set the clock ahead, to rehearse what time brings: `31d`, `13mo`
    #[arg(long, value_name = "DURATION")]
    clock_ahead: Option<CalendarDuration>,
    /// How long an erasure waits that was asked for from a browser nobody knows: an hour to 14 days
    #[arg(long, value_name = "DURATION", default_value = "3d")]
    erasure_wait: CalendarDuration,
    /// Serve manifests that break the law, with made-up data
    #[arg(long, hide = true)]
    rehearsal: bool,
}

/// The shortest wait of an erasure, in milliseconds.
const ERASURE_WAIT_LEAST: i64 = 3_600_000;
/// The longest, in milliseconds: half of the month that UK GDPR Art 12(3) gives.
const ERASURE_WAIT_MOST: i64 = 14 * 86_400_000;

fn nation(word: &str) -> Result<Nation, &'static str> {
    Nation::of_word(word).ok_or("it is `england-and-wales`, `scotland` or `northern-ireland`")
}

/// Where the server's words go. When they cannot be written, since the disk under the log is full, they are lost; the server goes on.
struct Words;

impl std::io::Write for Words {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let _ = std::io::stderr().write_all(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        let _ = std::io::stderr().flush();
        Ok(())
    }
}

impl Serve {
    pub(super) fn run(self) -> Result<ExitCode> {
        tracing_subscriber::fmt()
            .with_writer(|| Words)
            .with_max_level(tracing::Level::INFO)
            .init();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()?;
        runtime.block_on(self.serve())
    }

    async fn serve(self) -> Result<ExitCode> {
        let plain = MachineClock::default();
        let ahead = self
            .clock_ahead
            .map_or(0, |ahead| ahead.after(plain.now()).since(plain.now()));
        let clock: Arc<dyn Clock> = Arc::new(MachineClock::ahead(ahead));
        let random: Arc<dyn Random> = Arc::new(MachineRandom::new());
        let erasure_wait = self.erasure_wait.after(plain.now()).since(plain.now());
        if !self.rehearsal && !(ERASURE_WAIT_LEAST..=ERASURE_WAIT_MOST).contains(&erasure_wait) {
            bail!(
                "--erasure-wait is at least an hour, so that somebody whose password was stolen can say no, and at most 14 days, so that the law's month is kept"
            );
        }
        let folder = Folder::at(&self.dir)?;
        let manifests = if self.manifests.is_empty() {
            folder.manifests()?
        } else {
            self.manifests
        };
        if manifests.is_empty() {
            bail!(
                "there is no manifest to serve: name one, as in `cardea serve cardea.yaml`, or put it into {}",
                folder.path().join("manifests").display()
            );
        }
        if !self.rehearsal {
            require_lawful(
                &manifests,
                plain.now().plus(ahead).date(),
                &served_versions(folder.path())?,
            )?;
        }
        let outside = Arc::new(outside::client(self.allow_network)?);
        let (mqtt, http) = (listen(self.mqtt).await?, listen(self.http).await?);
        let mut house = folder.open(&manifests, &clock, &random)?;
        house.store.keep_days_of(self.nation);
        if let Some(file) = &self.connectors {
            house.elsewhere = Arc::new(outside::connectors(file)?);
        }
        let connected = outside::named(&house)?;
        house.store.set_connectors(connected).await?;
        let token = house.store.add_operator().await?;
        let token = folder.write_secret("operator-token", &format!("{}\n", token.disclose()))?;
        let products: Vec<String> = house
            .store
            .products()
            .iter()
            .map(|(_, product)| {
                format!(
                    "{} ({})",
                    product.gate.product(),
                    product.gate.version().short()
                )
            })
            .collect();
        let for_control = house.clone();
        let server = Server::start_waiting(house, outside, mqtt, http, erasure_wait).await?;
        let control = crate::control::listen(&folder, for_control)?;
        out!("serving {}", products.join(", "));
        out!("devices: mqtt://{}", server.mqtt);
        out!("people and programs: http://{}", server.http);
        out!("the operator's token for a day is in {}", token.display());
        crate::commands::wait_for_the_end().await?;
        control.close();
        server.stop().await;
        Ok(ExitCode::SUCCESS)
    }
}

/// Refuses a new manifest that breaks a MUST; says of one that cannot be told that it cannot. One that was served here before goes on, with
/// a warning: when a statement in it expires, people must still reach their rights.
fn require_lawful(manifests: &[PathBuf], as_of: Date, served: &[VersionId]) -> Result<()> {
    for path in manifests {
        let (manifest, _) = crate::commands::read_manifest(path)?;
        let before = served.contains(&manifest.version());
        let path = path.display();
        match judge(&manifest, as_of).standing() {
            Standing::Kept => {}
            Standing::CannotTell => {
                tracing::warn!(
                    "whether {path} keeps every MUST cannot be told; `cardea check {path}` says what is missing"
                );
            }
            Standing::Broken if before => {
                tracing::warn!(
                    "{path} was served before and breaks a MUST now; `cardea check {path}` says which and what to do"
                );
            }
            Standing::Broken => bail!(
                "{path} breaks a MUST and is not served; `cardea check {path}` says which and what to do"
            ),
        }
    }
    Ok(())
}
