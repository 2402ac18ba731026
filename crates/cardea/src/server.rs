//! The house with its doors open: MQTT, HTTP, and the work that time brings.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use axum::Router;
use cardea_gateway::mqtt::{Endpoint, Run};
use cardea_gateway::{HouseDoor, Limits, http};
use cardea_portal::{Cookies, House, PortalSettings, portal};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::openapi;
use crate::web::{self, WebLimits};

/// How often it is asked whether the journal is to be sealed; what waits there is read all the same.
const SEAL_EVERY: Duration = Duration::from_millis(500);
/// How often it is asked whether a period has ended.
const EXPIRE_EVERY: Duration = Duration::from_secs(30);

/// How often counts of drift are written.
const DRIFT_EVERY: Duration = Duration::from_secs(5);

/// A server that runs.
#[derive(Debug)]
pub(crate) struct Server {
    /// Where devices connect.
    pub(crate) mqtt: SocketAddr,
    /// Where people and programs connect.
    pub(crate) http: SocketAddr,
    house: House,
    door: Arc<HouseDoor>,
    run: watch::Sender<Run>,
    tasks: Vec<JoinHandle<()>>,
}

impl Server {
    /// Takes up what a crash left, ends what is over, then opens the doors.
    pub(crate) async fn start(house: House, mqtt: TcpListener, web: TcpListener) -> Result<Self> {
        let again = house.store.find_erased_again().await?;
        if again > 0 {
            tracing::warn!(
                again,
                "people who were forgotten stood in the data again, as after an older copy was put back: what is left of them is swept"
            );
        }
        let resumed = house.resume_erasures().await?;
        if resumed > 0 {
            tracing::info!(resumed, "erasures that had been interrupted were finished");
        }
        house.end_periods().await?;
        let (run, running) = watch::channel(Run::On);
        let (mqtt_address, http_address) = (mqtt.local_addr()?, web.local_addr()?);
        let door = Arc::new(HouseDoor::new(
            Arc::clone(&house.store),
            Arc::clone(&house.clock),
        ));
        let endpoint = Endpoint::new(
            Arc::clone(&door),
            Arc::clone(&house.random),
            Limits::default(),
        );
        let settings = PortalSettings {
            cookies: Cookies::PlainLoopback,
        };
        let routes: Router = http::router(Arc::clone(&door))
            .merge(portal(house.clone(), settings))
            .merge(openapi::route()?);
        let web = web::serve(web, routes, WebLimits::default(), running.clone());
        let tasks = vec![
            tokio::spawn({
                let running = running.clone();
                async move { endpoint.serve(mqtt, running).await }
            }),
            tokio::spawn(web),
            tokio::spawn(keep_house(house.clone(), Arc::clone(&door), running)),
        ];
        Ok(Self {
            mqtt: mqtt_address,
            http: http_address,
            house,
            door,
            run,
            tasks,
        })
    }

    /// Closes the doors, waits for what is under way, seals the journal.
    pub(crate) async fn stop(self) {
        /// Longer than any door waits for its last answers.
        const STOP_MAX: Duration = Duration::from_secs(15);
        let _ = self.run.send(Run::Stop);
        for task in self.tasks {
            let _ = tokio::time::timeout(STOP_MAX, task).await;
        }
        write_drift(&self.house, &self.door).await;
        if let Err(error) = self.house.store.seal().await {
            tracing::error!(%error, "the journal was not sealed; nothing is lost, and it is sealed at the next start");
        }
        let store = Arc::clone(&self.house.store);
        let _ = tokio::task::spawn_blocking(move || store.stop()).await;
    }
}

/// Writes what was counted of drift; what cannot be written is lost, which costs nobody anything.
async fn write_drift(house: &House, door: &HouseDoor) {
    let counts = door.drift().take();
    if counts.is_empty() {
        return;
    }
    if let Err(error) = house.store.add_drift(counts).await {
        tracing::error!(%error, "counts of drift are lost");
    }
}

/// Seals and expires, again and again.
async fn keep_house(house: House, door: Arc<HouseDoor>, mut run: watch::Receiver<Run>) {
    let mut drift = tokio::time::interval(DRIFT_EVERY);
    let mut seal = tokio::time::interval(SEAL_EVERY);
    let mut expire = tokio::time::interval(EXPIRE_EVERY);
    loop {
        tokio::select! {
            changed = run.changed() => {
                if changed.is_err() || *run.borrow() == Run::Stop {
                    return;
                }
            }
            _ = seal.tick() => {
                if let Err(error) = house.store.seal_what_is_due().await {
                    tracing::error!(%error, "the journal could not be sealed; it is tried again");
                }
            }
            _ = drift.tick() => write_drift(&house, &door).await,
            _ = expire.tick() => {
                if let Err(error) = house.end_periods().await {
                    tracing::error!(%error, "periods could not be ended; it is tried again");
                }
                if let Err(error) = house.store.forget_drift().await {
                    tracing::error!(%error, "old counts of drift could not be deleted; it is tried again");
                }
                if let Err(error) = house.store.forget_requests().await {
                    tracing::error!(%error, "requests that ended long ago could not be deleted; it is tried again");
                }
                if let Err(error) = house.store.close_periods().await {
                    tracing::error!(%error, "blocks of past periods could not be closed; each reading is where it was");
                }
            }
        }
    }
}

/// Opens a port. Plain ports are for this machine only.
pub(crate) async fn listen(address: SocketAddr) -> Result<TcpListener> {
    if !address.ip().is_loopback() {
        bail!(
            "{address} is reached from other machines, and this port is not encrypted: listen on 127.0.0.1 and put a TLS proxy before it"
        );
    }
    TcpListener::bind(address).await.with_context(|| {
        format!("cannot listen on {address}; is something else there? choose another port")
    })
}
