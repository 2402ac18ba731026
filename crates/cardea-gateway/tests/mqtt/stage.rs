//! An endpoint to talk to: over TCP on loopback, or over pipes in paused time.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use cardea_gate::Answer;
use cardea_gateway::mqtt::{Endpoint, Run};
use cardea_gateway::{Counts, Limits};
use cardea_units::FixedRandom;
use mqtt_protocol_core::mqtt::packet::Packet;
use tokio::io::DuplexStream;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::client::{Client, Wish, let_in};
use super::home::Home;

pub struct Stage {
    pub home: Arc<Home>,
    pub endpoint: Endpoint<Home>,
    pub run: watch::Sender<Run>,
}

impl Stage {
    pub fn new(home: Arc<Home>, limits: Limits) -> Self {
        let random = Arc::new(FixedRandom::seeded(1));
        Self {
            endpoint: Endpoint::new(Arc::clone(&home), random, limits),
            home,
            run: watch::Sender::new(Run::On),
        }
    }

    pub fn keeping() -> Self {
        Self::new(Home::that_answers(Answer::Kept), Limits::default())
    }

    pub fn silent() -> Self {
        Self::new(Home::that_says_nothing(), Limits::default())
    }

    pub fn counts(&self) -> Counts {
        self.endpoint.counters().counts()
    }

    /// A pipe with room for this many bytes each way.
    pub fn pipe(&self, bytes: usize) -> DuplexStream {
        let (near, far) = tokio::io::duplex(bytes);
        let endpoint = self.endpoint.clone();
        let run = self.run.subscribe();
        tokio::spawn(async move {
            let address = IpAddr::V4(Ipv4Addr::LOCALHOST);
            endpoint.attend(far, address, run).await;
        });
        near
    }

    pub async fn client(&self, wish: &Wish) -> (Client, Packet) {
        Client::connect(self.pipe(64 * 1024), wish).await
    }

    /// A client that is let in without a session.
    pub async fn guest(&self, wish: &Wish) -> Client {
        let (client, connack) = self.client(wish).await;
        assert!(!let_in(&connack));
        client
    }

    /// Waits until what the endpoint has been sent is dealt with.
    pub async fn settles(&self) {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }

    /// Serves on a port of its own.
    pub async fn serve(&self) -> (SocketAddr, JoinHandle<()>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let endpoint = self.endpoint.clone();
        let run = self.run.subscribe();
        (
            address,
            tokio::spawn(async move { endpoint.serve(listener, run).await }),
        )
    }
}

pub async fn dial(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    stream
}
