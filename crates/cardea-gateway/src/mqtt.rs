//! The MQTT 3.1.1 and 5 endpoint: an ingest point for devices, not a broker. Nothing that a device publishes is
//! passed on to another device, nothing of it is retained, wills are ignored. The one thing a device can subscribe to is its
//! directive; other subscriptions are refused (a hub's are granted, and nothing is published to them).
//!
//! | file | holds |
//! | --- | --- |
//! | `opening`, `hello` | the first packet of a socket |
//! | `admission`, `throttle`, `connack` | sign-in, and what a device is told |
//! | `seats` | sessions, and who takes over from whom |
//! | `line`, `incoming`, `replies` | a connection's state, what comes in, what goes out |
//! | `window`, `inbox` | publishes waiting for an answer, answers waiting to be written |
//! | `hearing`, `tell` | what a device subscribed to, and how it is told its directive |
//! | `talk`, `ending` | the conversation, and how it ends |

mod admission;
mod connack;
mod ending;
mod hearing;
mod hello;
mod house;
mod inbox;
mod incoming;
mod line;
mod opening;
mod replies;
mod seats;
mod talk;
mod tell;
mod throttle;
mod window;

use core::fmt;
use core::pin::pin;
use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use cardea_units::Random;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{OwnedSemaphorePermit, watch};
use tokio::time::{Instant, sleep, timeout};

use self::admission::Admission;
use self::ending::End;
pub(crate) use self::hearing::hash_of;
use self::house::House;
use self::line::Line;
use self::seats::Place;
use crate::limits::ACCEPT_PAUSE;
use crate::{Counters, Door, Limits};

/// Whether the endpoint goes on. Sent through a [`watch`] channel; a sender that is gone means [`Run::Stop`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// It does.
    On,
    /// It stops: no new sockets, no more reading; outstanding answers are waited for, then devices are told.
    Stop,
}

/// The MQTT endpoint. Cheap to clone; all clones are one endpoint.
pub struct Endpoint<D: Door> {
    house: Arc<House<D>>,
}

impl<D: Door> Endpoint<D> {
    /// An endpoint in front of this house. `random` is asked for the client ids of devices that bring none.
    /// Must be called inside a tokio runtime.
    pub fn new(door: Arc<D>, random: Arc<dyn Random>, limits: Limits) -> Self {
        Self {
            house: Arc::new(House::new(door, random, limits)),
        }
    }

    /// What has happened so far.
    pub fn counters(&self) -> Arc<Counters> {
        Arc::clone(&self.house.counters)
    }

    /// Accepts sockets until told to stop, then waits until every connection of the endpoint has ended, but not
    /// longer than [`DRAIN_TIMEOUT`](crate::limits::DRAIN_TIMEOUT) and two
    /// [`FAREWELL_TIMEOUT`](crate::limits::FAREWELL_TIMEOUT)s. Survives errors of the machine.
    pub async fn serve(&self, listener: TcpListener, mut run: watch::Receiver<Run>) {
        loop {
            let accepted = tokio::select! {
                biased;
                () = stopped(&mut run) => break,
                accepted = listener.accept() => accepted,
            };
            let (stream, address) = match accepted {
                Ok(accepted) => accepted,
                Err(error) if is_of_one_socket(&error) => continue,
                Err(error) => {
                    self.house.counters.accept_pauses.one();
                    tracing::warn!(kind = %error.kind(), "no socket could be accepted; trying again");
                    sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            };
            let Some(permit) = self.permit() else {
                continue;
            };
            // Acknowledgements are small and wanted at once. Fails only for a socket that is gone already.
            let _gone = stream.set_nodelay(true);
            let endpoint = self.clone();
            let run = run.clone();
            tokio::spawn(async move {
                endpoint.converse(stream, address.ip(), run, permit).await;
            });
        }
        drop(listener);
        let limits = &self.house.limits;
        let patience = limits
            .farewell_timeout
            .saturating_mul(2)
            .saturating_add(limits.drain_timeout);
        let all = u32::try_from(limits.connections_max).unwrap_or(u32::MAX);
        let _all_gone = timeout(patience, self.house.connections.acquire_many(all)).await;
    }

    /// Talks to one device over any stream, such as one that TLS has been taken off, until it or we end it.
    /// `address` is where it comes from; failed sign-ins are counted against it.
    pub async fn attend<S>(&self, stream: S, address: IpAddr, run: watch::Receiver<Run>)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send,
    {
        if let Some(permit) = self.permit() {
            self.converse(stream, address, run, permit).await;
        }
    }

    fn permit(&self) -> Option<OwnedSemaphorePermit> {
        let permit = Arc::clone(&self.house.connections).try_acquire_owned();
        if permit.is_err() {
            self.house.counters.connections_over_limit.one();
        }
        permit.ok()
    }

    async fn converse<S>(
        &self,
        mut stream: S,
        address: IpAddr,
        mut run: watch::Receiver<Run>,
        _permit: OwnedSemaphorePermit,
    ) where
        S: AsyncRead + AsyncWrite + Unpin + Send,
    {
        let house = &self.house;
        let _open = Open::count(&house.counters);
        let farewell_timeout = house.limits.farewell_timeout;
        // Boxed: what is needed only to get in is not carried through the life of the connection.
        let admission = tokio::select! {
            biased;
            () = stopped(&mut run) => return,
            admission = Box::pin(house.admit(&mut stream, address)) => admission,
        };
        let last_words = match admission {
            Admission::Out(bytes) => bytes,
            Admission::In(mut line, place) => {
                let end = {
                    let stopped = pin!(stopped(&mut run));
                    let superseded = pin!(place.superseded());
                    talk::talk(&mut line, &mut stream, stopped, superseded).await
                };
                self.part(*line, place, end)
            }
        };
        Box::pin(talk::farewell(&mut stream, &last_words, farewell_timeout)).await;
    }

    /// Leaves the session behind and returns the last words for the device.
    fn part(&self, mut line: Line<D>, mut place: Place, end: End) -> Vec<u8> {
        let counters = &self.house.counters;
        match end {
            End::Broken | End::ProtocolError | End::Malformed | End::BadTopic | End::Retained => {
                counters.protocol_errors.one();
            }
            End::Silent => counters.keep_alive_timeouts.one(),
            End::TakenOver => counters.taken_over.one(),
            End::Revoked => counters.revoked.one(),
            End::Gone
            | End::Left
            | End::NotYours
            | End::Busy
            | End::Unanswered
            | End::Unheard
            | End::Undecided
            | End::Shutdown => {}
        }
        tracing::debug!(?end, "a connection ends");
        line.say_goodbye(end);
        let last_words = core::mem::take(&mut line.out);
        let until = Instant::now().checked_add(line.session_expiry);
        if let Some(until) = until.filter(|_| !line.session_expiry.is_zero()) {
            place.leave_behind(line.into_session(end), until);
        }
        last_words
    }
}

impl<D: Door> Clone for Endpoint<D> {
    fn clone(&self) -> Self {
        Self {
            house: Arc::clone(&self.house),
        }
    }
}

impl<D: Door> fmt::Debug for Endpoint<D> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("counts", &self.house.counters.counts())
            .finish_non_exhaustive()
    }
}

/// Counts a socket as open while it lives.
struct Open<'a>(&'a Counters);

impl<'a> Open<'a> {
    fn count(counters: &'a Counters) -> Self {
        counters.connections.one();
        counters.connections_open.one();
        Self(counters)
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.connections_open.one_less();
    }
}

async fn stopped(run: &mut watch::Receiver<Run>) {
    // An error means that the sender is gone, so nobody could ever say stop.
    let _told = run.wait_for(|run| *run == Run::Stop).await;
}

/// Whether an error of `accept` is about the socket that came, and not about us (accept(2)).
pub fn is_of_one_socket(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::Interrupted
    )
}
