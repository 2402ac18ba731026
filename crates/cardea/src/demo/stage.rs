//! The stage: the house with its doors open, and who is in it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use cardea_beyond::{Outside, Reach};
use cardea_catalogue::{Standing, judge};
use cardea_manifest::model::Manifest;
use cardea_portal::House;
use cardea_units::{Clock, Random};
use tokio::net::TcpListener;

use super::home::{self, Home};
use crate::folder::Folder;
use crate::server::Server;
use crate::system::{MachineClock, MachineRandom};

/// The three products, as a maker of each would write it.
const PRODUCTS: [(&str, &str); 3] = [
    (
        "thermostat",
        include_str!("../../../../examples/thermostat/cardea.yaml"),
    ),
    (
        "fitness tracker",
        include_str!("../../../../examples/fitness_tracker/cardea.yaml"),
    ),
    (
        "doorbell",
        include_str!("../../../../examples/doorbell/cardea.yaml"),
    ),
];

/// Ports tried before any free one is taken.
const MQTT_PORT: u16 = 1883;
const HTTP_PORT: u16 = 8080;
/// How many ports above are tried.
const PORTS_TRIED_MAX: u16 = 20;

/// What the demo plays on.
#[derive(Debug)]
pub(super) struct Stage {
    pub(super) server: Server,
    pub(super) house: House,
    pub(super) clock: Arc<MachineClock>,
    pub(super) folder: PathBuf,
    pub(super) home: Home,
}

impl Stage {
    /// Checks the manifests, opens the house, moves the people in.
    pub(super) async fn set(path: &Path) -> Result<Self> {
        let clock = Arc::new(MachineClock::default());
        let shared: Arc<dyn Clock> = Arc::<MachineClock>::clone(&clock);
        let random: Arc<dyn Random> = Arc::new(MachineRandom::new());
        let folder = Folder::at(path)?;
        let mut manifests = Vec::new();
        for (name, text) in PRODUCTS {
            let manifest = Manifest::read(text.as_bytes())
                .with_context(|| format!("the manifest of the {name}"))?;
            let report = judge(&manifest, clock.now().date());
            let said = if report.standing() == Standing::Kept {
                "keeps every MUST"
            } else {
                "does not keep every MUST"
            };
            out!(
                "  {name:<16} {} {said}; {} controls judged",
                manifest.version().short(),
                report.judged.len()
            );
            manifests.push((manifest, text.as_bytes().to_vec()));
        }
        let house = folder.open_with(manifests, &shared, &random)?;
        let home = home::move_in(&house).await?;
        let mqtt = port(MQTT_PORT).await?;
        let web = port(HTTP_PORT).await?;
        // No organisation of the demo has an address.
        let nobody = Arc::new(Outside::new(Vec::new(), Reach::default())?);
        let server = Server::start(house.clone(), nobody, mqtt, web).await?;
        Ok(Self {
            server,
            house,
            clock,
            folder: path.to_owned(),
            home,
        })
    }
}

/// The first free port from this one on; if a whole stretch is taken, any free one.
async fn port(first: u16) -> Result<TcpListener> {
    for port in first..first.saturating_add(PORTS_TRIED_MAX) {
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)).await {
            return Ok(listener);
        }
    }
    TcpListener::bind(("127.0.0.1", 0))
        .await
        .context("no port is free on this machine")
}
