//! Answers that are made while they are sent, in bounded memory: clips, and packages that hold them.

use core::future::Future as _;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::io::{self, Write};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use http_body::Frame;
use tokio::runtime::Handle;
use tokio::sync::{Semaphore, mpsc, oneshot};

use crate::limits::{
    STREAMED_ASKED_EVERY, STREAMED_AT_ONCE_MAX, STREAMED_BYTES, STREAMED_STILL_MAX,
};
use crate::{Package, Refusal, RefusalKind};

/// Answers that are being made for people, and for programs: neither keeps the other out.
static FOR_PEOPLE: Semaphore = Semaphore::const_new(STREAMED_AT_ONCE_MAX);
static FOR_PROGRAMS: Semaphore = Semaphore::const_new(STREAMED_AT_ONCE_MAX);

/// For whom an answer is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum For {
    /// Somebody with a browser.
    People,
    /// An organisation's program.
    Programs,
}

/// What is written to it is sent. It waits for who receives.
#[derive(Debug)]
pub(crate) struct Pipe {
    held: Vec<u8>,
    to: mpsc::Sender<Result<Bytes, Refusal>>,
    handle: Handle,
}

/// A body that is made by somebody who may wait for the disk. When making it fails, the answer breaks off: it is not taken for whole. It breaks
/// off, too, when whoever gets it may not have it any more: `still` is asked every [`STREAMED_ASKED_EVERY`], whether anything is sent or not.
///
/// # Errors
/// When [`STREAMED_AT_ONCE_MAX`] are being made.
pub(crate) fn body(
    whom: For,
    still: impl Fn() -> Result<(), Refusal> + Send + Sync + 'static,
    make: impl FnOnce(&mut Pipe) -> Result<(), Refusal> + Send + 'static,
) -> Result<Body, Refusal> {
    let turns = match whom {
        For::People => &FOR_PEOPLE,
        For::Programs => &FOR_PROGRAMS,
    };
    let turn = turns.try_acquire().map_err(|_| {
        Refusal::new(
            RefusalKind::NotNow,
            "Too many downloads are under way. Try again in a few minutes.",
        )
    })?;
    let (to, pieces) = mpsc::channel(1);
    let (over, is_over) = oneshot::channel();
    tokio::spawn(ask_again(Arc::new(still), over));
    let mut pipe = Pipe {
        held: Vec::with_capacity(STREAMED_BYTES),
        to,
        handle: Handle::current(),
    };
    drop(tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let done = make(&mut pipe).and_then(|()| pipe.send().map_err(Refusal::not_now));
        if let Err(refusal) = done {
            if !pipe.to.is_closed() {
                tracing::warn!(%refusal, cause = refusal.cause, "an answer was broken off");
            }
            let _ = pipe.put(Err(refusal));
        }
    }));
    Ok(Body::new(Pieces { pieces, is_over }))
}

/// Asks until it may not go on, or nobody receives any more. When it cannot be asked, it may not (law L8).
async fn ask_again(
    still: Arc<dyn Fn() -> Result<(), Refusal> + Send + Sync>,
    mut over: oneshot::Sender<Refusal>,
) {
    loop {
        tokio::select! {
            () = over.closed() => return,
            () = tokio::time::sleep(STREAMED_ASKED_EVERY) => {}
        }
        let asked = Arc::clone(&still);
        let answer = tokio::task::spawn_blocking(move || asked()).await;
        if let Err(refusal) = answer.map_err(Refusal::not_now).and_then(|may| may) {
            // Whoever received it may have gone.
            let _ = over.send(refusal);
            return;
        }
    }
}

/// The body of a copy. When all of it was taken, the request is answered.
///
/// # Errors
/// When [`STREAMED_AT_ONCE_MAX`] are being made.
pub(crate) fn package(
    package: Package,
    still: impl Fn() -> Result<(), Refusal> + Send + Sync + 'static,
) -> Result<Body, Refusal> {
    let handle = Handle::current();
    body(For::People, still, move |pipe| {
        package.write(&mut *pipe)?;
        pipe.flush().map_err(Refusal::not_now)?;
        handle.block_on(package.answered())
    })
}

impl Pipe {
    fn send(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let piece = core::mem::replace(&mut self.held, Vec::with_capacity(STREAMED_BYTES));
        self.put(Ok(piece.into()))
    }

    fn put(&self, piece: Result<Bytes, Refusal>) -> io::Result<()> {
        let sent = self
            .handle
            .block_on(self.to.send_timeout(piece, STREAMED_STILL_MAX));
        sent.map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= STREAMED_BYTES {
            self.send()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.send()
    }
}

/// The receiving end.
#[derive(Debug)]
struct Pieces {
    pieces: mpsc::Receiver<Result<Bytes, Refusal>>,
    is_over: oneshot::Receiver<Refusal>,
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = Refusal;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Refusal>>> {
        if let Poll::Ready(Ok(refusal)) = Pin::new(&mut self.is_over).poll(context) {
            self.pieces.close();
            return Poll::Ready(Some(Err(refusal)));
        }
        let piece = self.pieces.poll_recv(context);
        piece.map(|piece| piece.map(|piece| piece.map(Frame::data)))
    }
}
