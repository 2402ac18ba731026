//! How slow the other side may be.

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::io;
use std::time::Duration;

use axum::BoxError;
use axum::body::{Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Instant, Sleep, sleep_until};

/// A body that fails when it has kept us waiting for too long.
pub(super) struct PacedBody<B> {
    body: B,
    /// Waiting that it is allowed so far.
    allowance: Duration,
    bytes_a_second: u64,
    /// Since when we have been waiting for more of it.
    since: Option<Instant>,
    alarm: Option<Pin<Box<Sleep>>>,
}

impl<B> PacedBody<B> {
    pub(super) const fn new(body: B, wait_max: Duration, bytes_a_second: u64) -> Self {
        Self {
            body,
            allowance: wait_max,
            bytes_a_second,
            since: None,
            alarm: None,
        }
    }

    /// More has come: what was waited is spent, what came earns.
    fn account(&mut self, bytes: usize) {
        if let Some(since) = self.since.take() {
            self.allowance = self.allowance.saturating_sub(since.elapsed());
        }
        let earned = u64::try_from(bytes)
            .unwrap_or(u64::MAX)
            .saturating_mul(1_000)
            .checked_div(self.bytes_a_second);
        self.allowance = self
            .allowance
            .saturating_add(Duration::from_millis(earned.unwrap_or_default()));
        self.alarm = None;
    }

    /// Nothing has come yet. Ready when the time is over.
    fn wait(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let since = *self.since.get_or_insert_with(Instant::now);
        let allowance = self.allowance;
        let alarm = self.alarm.get_or_insert_with(|| {
            Box::pin(sleep_until(since.checked_add(allowance).unwrap_or(since)))
        });
        alarm.as_mut().poll(cx)
    }
}

impl<B: HttpBody<Data = Bytes, Error: Into<BoxError>> + Unpin> HttpBody for PacedBody<B> {
    type Data = Bytes;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
        match Pin::new(&mut self.body).poll_frame(cx) {
            Poll::Ready(frame) => {
                let bytes = match &frame {
                    Some(Ok(frame)) => frame.data_ref().map_or(0, Bytes::len),
                    _ => 0,
                };
                self.account(bytes);
                Poll::Ready(frame.map(|frame| frame.map_err(Into::into)))
            }
            Poll::Pending => {
                ready!(self.wait(cx));
                let slow = io::Error::new(
                    io::ErrorKind::TimedOut,
                    "the body of the request came too slowly; send it faster, or in smaller pieces",
                );
                Poll::Ready(Some(Err(slow.into())))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A stream that fails when nothing of what we write is taken for too long.
pub(super) struct PacedStream<S> {
    stream: S,
    wait_max: Duration,
    /// Rings when the other side has left us waiting for so long.
    alarm: Option<Pin<Box<Sleep>>>,
}

impl<S> PacedStream<S> {
    pub(super) const fn new(stream: S, wait_max: Duration) -> Self {
        Self {
            stream,
            wait_max,
            alarm: None,
        }
    }

    fn paced<T>(
        &mut self,
        cx: &mut Context<'_>,
        written: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.alarm = None;
            return written;
        }
        let wait_max = self.wait_max;
        let alarm = self.alarm.get_or_insert_with(|| {
            let now = Instant::now();
            Box::pin(sleep_until(now.checked_add(wait_max).unwrap_or(now)))
        });
        ready!(alarm.as_mut().poll(cx));
        Poll::Ready(Err(io::ErrorKind::TimedOut.into()))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for PacedStream<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for PacedStream<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.paced(cx, written)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(cx);
        self.paced(cx, flushed)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let closed = Pin::new(&mut self.stream).poll_shutdown(cx);
        self.paced(cx, closed)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, pieces);
        self.paced(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
