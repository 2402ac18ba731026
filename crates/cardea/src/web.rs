//! Where people and programs connect by HTTP: how many at once, and how slow they may be.
//!
//! **Invariant:** nobody holds a connection by saying little: a head, a body and an answer each have their time.

mod pace;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use cardea_gateway::mqtt::{Run, is_of_one_socket};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::sleep;

use self::pace::{PacedBody, PacedStream};

/// Bounds of the web server.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WebLimits {
    /// Connections at once. Whoever comes beyond is told 503 and to come back, and the connection is closed.
    pub(crate) connections_max: usize,
    /// From the first byte, or the last answer, to the end of the next head. Then the connection is closed.
    pub(crate) head_time_max: Duration,
    /// How long a body may keep us waiting, all pauses together, however few bytes it has. Then the request fails.
    pub(crate) body_wait_max: Duration,
    /// Bytes that earn a body another second of waiting: slower than this in the end nobody may be.
    pub(crate) body_bytes_a_second: u64,
    /// How long the other side may leave what we write unread. Then the connection is closed.
    pub(crate) write_wait_max: Duration,
}

impl Default for WebLimits {
    fn default() -> Self {
        Self {
            // Some 20 KB of memory each.
            connections_max: 4_096,
            head_time_max: Duration::from_secs(30),
            body_wait_max: Duration::from_secs(30),
            body_bytes_a_second: 1_024,
            write_wait_max: Duration::from_mins(1),
        }
    }
}

/// Bytes of a head at most; a longer one is answered with 431.
const HEAD_BYTES_MAX: usize = 64 * 1024;

/// How long we wait when the machine has no file left for another socket.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Said to whoever comes when all connections are taken.
const FULL: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 51\r\n\r\ntoo many connections at the moment; try again soon\n";

/// Answers until told to stop; then lets every answer that is under way end.
pub(crate) async fn serve(
    listener: TcpListener,
    routes: Router,
    limits: WebLimits,
    mut run: watch::Receiver<Run>,
) {
    let seats = Arc::new(Semaphore::new(limits.connections_max));
    let ending = GracefulShutdown::new();
    loop {
        let accepted = tokio::select! {
            biased;
            // An error means that nobody could ever say stop.
            _ = run.wait_for(|run| *run == Run::Stop) => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) if is_of_one_socket(&error) => continue,
            Err(error) => {
                tracing::warn!(kind = %error.kind(), "no socket could be accepted; trying again");
                sleep(ACCEPT_PAUSE).await;
                continue;
            }
        };
        let Ok(seat) = Arc::clone(&seats).try_acquire_owned() else {
            tracing::warn!(
                most = limits.connections_max,
                "all connections are taken; one was sent away"
            );
            // Fits into the buffer of a fresh socket; if not, closing says it too.
            let _said = stream.try_write(FULL);
            continue;
        };
        let talk = ending.watch(talk(stream, peer, &routes, limits));
        tokio::spawn(async move {
            // Ends with an error whenever the other side goes away or is too slow; there is nobody to tell.
            let _ended = talk.await;
            drop(seat);
        });
    }
    drop(listener);
    ending.shutdown().await;
}

type Talk = http1::Connection<TokioIo<PacedStream<TcpStream>>, OfPeer>;

fn talk(stream: TcpStream, peer: SocketAddr, routes: &Router, limits: WebLimits) -> Talk {
    // Answers are small and wanted at once. Fails only for a socket that is gone already.
    let _gone = stream.set_nodelay(true);
    let service = OfPeer {
        routes: TowerToHyperService::new(routes.clone()),
        peer,
        limits,
    };
    let stream = PacedStream::new(stream, limits.write_wait_max);
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(limits.head_time_max)
        .max_buf_size(HEAD_BYTES_MAX)
        .serve_connection(TokioIo::new(stream), service)
}

/// The routes, as one connection sees them.
struct OfPeer {
    routes: TowerToHyperService<Router>,
    peer: SocketAddr,
    limits: WebLimits,
}

impl Service<Request<Incoming>> for OfPeer {
    type Response = <TowerToHyperService<Router> as Service<Request<Body>>>::Response;
    type Error = <TowerToHyperService<Router> as Service<Request<Body>>>::Error;
    type Future = <TowerToHyperService<Router> as Service<Request<Body>>>::Future;

    fn call(&self, request: Request<Incoming>) -> Self::Future {
        let limits = self.limits;
        let mut request = request.map(|body| {
            Body::new(PacedBody::new(
                body,
                limits.body_wait_max,
                limits.body_bytes_a_second,
            ))
        });
        request.extensions_mut().insert(ConnectInfo(self.peer));
        self.routes.call(request)
    }
}

#[cfg(test)]
mod tests;
