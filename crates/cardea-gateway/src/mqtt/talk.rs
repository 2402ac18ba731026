//! The conversation with a device that has signed in, from CONNACK to the end.

use core::future::{Future, poll_fn};
use core::pin::{Pin, pin};
use core::task::Poll;
use std::sync::Arc;
use std::time::Duration;

use cardea_gate::Acknowledge;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::time::{Instant, sleep_until, timeout, timeout_at};

use super::ending::End;
use super::line::Line;
use crate::Door;
use crate::limits::FAREWELL_BYTES_MAX;

/// Talks until the connection has to end, and says why. `stopped` and `superseded` end it from outside.
pub(crate) async fn talk<D, S>(
    line: &mut Line<D>,
    stream: &mut S,
    mut stopped: Pin<&mut impl Future<Output = ()>>,
    mut superseded: Pin<&mut impl Future<Output = ()>>,
) -> End
where
    D: Door,
    S: AsyncRead + AsyncWrite + Unpin,
{
    let inbox = Arc::clone(&line.inbox);
    let mut alarm = pin!(sleep_until(line.due().unwrap_or(line.heard)));
    let mut was_reading = true;
    loop {
        line.settle_answers(Instant::now());
        if write_out(line, stream, superseded.as_mut()).await.is_none() {
            return End::Gone;
        }
        if let Some(end) = line.end {
            return end;
        }
        if inbox.take_changed() {
            // Boxed: few connections ever need it.
            Box::pin(line.tell()).await;
            continue;
        }
        let is_reading = line.is_reading();
        if is_reading && !was_reading {
            // The device could not be heard while we did not listen.
            line.heard = Instant::now();
        }
        was_reading = is_reading;
        if let Some(due) = line.due().filter(|due| *due < alarm.deadline()) {
            alarm.as_mut().reset(due);
        }
        let readings = tokio::select! {
            biased;
            () = &mut stopped => return Box::pin(drain(line, stream, superseded)).await,
            () = &mut superseded => return End::TakenOver,
            () = inbox.rung() => continue,
            () = alarm.as_mut() => {
                let now = Instant::now();
                line.overdue(now);
                let next = line.due().unwrap_or_else(|| after(now, line.house.limits.answer_timeout));
                alarm.as_mut().reset(next);
                continue;
            }
            readings = poll_fn(|cx| line.poll_batch(cx, stream)), if is_reading => readings,
        };
        if readings.is_empty() {
            continue;
        }
        // Boxed, here and for the end: a silent connection holds no room for it.
        let handed = Box::pin(hand_over(
            line,
            stream,
            readings,
            stopped.as_mut(),
            superseded.as_mut(),
        ));
        match handed.await {
            After::GoOn => {}
            After::Stop => return Box::pin(drain(line, stream, superseded)).await,
            After::End(end) => return end,
        }
    }
}

/// What follows when the house has queued a batch.
enum After {
    GoOn,
    Stop,
    End(End),
}

/// Hands readings to the house, and meanwhile writes what there is to write. Even if the device goes away, its
/// readings are handed over: it may have said all that it wanted to say.
async fn hand_over<D, S>(
    line: &mut Line<D>,
    stream: &mut S,
    readings: Vec<D::Reading>,
    mut stopped: impl Future<Output = ()> + Unpin,
    mut superseded: impl Future<Output = ()> + Unpin,
) -> After
where
    D: Door,
    S: AsyncRead + AsyncWrite + Unpin,
{
    let house = Arc::clone(&line.house);
    let inbox = Arc::clone(&line.inbox);
    let acks: Arc<dyn Acknowledge> = Arc::clone(&inbox) as _;
    let mut keep = pin!(house.door.keep(readings, acks));
    let mut until = after(Instant::now(), house.limits.answer_timeout);
    let mut alarm = pin!(sleep_until(until));
    let mut is_there = write_out(line, stream, &mut superseded).await.is_some();
    let mut is_stopping = false;
    loop {
        tokio::select! {
            biased;
            () = &mut keep => break,
            () = inbox.rung(), if is_there => {
                line.settle_answers(Instant::now());
                is_there = write_out(line, stream, &mut superseded).await.is_some();
            }
            () = alarm.as_mut() => return After::End(End::Unanswered),
            () = &mut stopped, if !is_stopping => {
                is_stopping = true;
                until = until.min(after(Instant::now(), house.limits.drain_timeout));
                alarm.as_mut().reset(until);
            }
        }
    }
    // The device could not be heard while we did not listen.
    line.heard = Instant::now();
    if !is_there {
        After::End(End::Gone)
    } else if is_stopping {
        After::Stop
    } else {
        After::GoOn
    }
}

/// Stops listening, and waits for the answers that are still to come.
async fn drain<D, S>(
    line: &mut Line<D>,
    stream: &mut S,
    mut superseded: impl Future<Output = ()> + Unpin,
) -> End
where
    D: Door,
    S: AsyncWrite + Unpin,
{
    let inbox = Arc::clone(&line.inbox);
    let until = after(Instant::now(), line.house.limits.drain_timeout);
    loop {
        line.settle_answers(Instant::now());
        if write_out(line, stream, &mut superseded).await.is_none() {
            return End::Gone;
        }
        if let Some(end) = line.end {
            return end;
        }
        if line.window.is_empty() || timeout_at(until, inbox.rung()).await.is_err() {
            return End::Shutdown;
        }
    }
}

/// Writes what there is to be written. `None` if the device is gone, or if it leaves us waiting and a newer
/// connection of it is there.
async fn write_out<D, S>(
    line: &mut Line<D>,
    stream: &mut S,
    mut superseded: impl Future<Output = ()> + Unpin,
) -> Option<()>
where
    D: Door,
    S: AsyncWrite + Unpin,
{
    if line.out.is_empty() {
        return Some(());
    }
    // Taken, not cleared: a silent connection holds no buffer.
    let out = core::mem::take(&mut line.out);
    let left = match write_at_once(stream, &out).await {
        Written::All => return Some(()),
        Written::Part(bytes) => out.get(bytes..)?,
        Written::Failed => return None,
    };
    let patience = line.house.limits.write_timeout;
    // Boxed: a device that reads what we write never needs it.
    Box::pin(async {
        tokio::select! {
            biased;
            written = write(stream, left, patience) => written,
            () = &mut superseded => None,
        }
    })
    .await
}

/// What became of bytes that were to be written.
enum Written {
    All,
    /// So many are written; perhaps all, but then the stream still holds some of them.
    Part(usize),
    Failed,
}

/// Writes what can be written without waiting.
async fn write_at_once<S: AsyncWrite + Unpin>(stream: &mut S, bytes: &[u8]) -> Written {
    poll_fn(|cx| {
        let mut stream = Pin::new(&mut *stream);
        let written = match stream.as_mut().poll_write(cx, bytes) {
            Poll::Ready(Ok(written)) if written > 0 => written,
            Poll::Ready(_) => return Poll::Ready(Written::Failed),
            Poll::Pending => 0,
        };
        Poll::Ready(if written < bytes.len() {
            Written::Part(written)
        } else {
            match stream.poll_flush(cx) {
                Poll::Ready(Ok(())) => Written::All,
                Poll::Ready(Err(_)) => Written::Failed,
                Poll::Pending => Written::Part(written),
            }
        })
    })
    .await
}

/// Writes bytes. `None` if the socket failed or the other side does not take them in time.
async fn write<S>(stream: &mut S, bytes: &[u8], patience: Duration) -> Option<()>
where
    S: AsyncWrite + Unpin,
{
    let written = async {
        stream.write_all(bytes).await?;
        stream.flush().await
    };
    timeout(patience, written).await.ok()?.ok()
}

/// Writes the last bytes and closes, so that the other side gets them: a socket that is closed with unread bytes
/// in it is reset, and what was written last is lost.
pub(crate) async fn farewell<S>(stream: &mut S, bytes: &[u8], patience: Duration)
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let until = after(Instant::now(), patience);
    let sent = timeout_at(until, async {
        stream.write_all(bytes).await?;
        stream.shutdown().await
    });
    if !matches!(sent.await, Ok(Ok(()))) {
        return;
    }
    let mut thrown_away = [0; 4096];
    let mut left = FAREWELL_BYTES_MAX;
    while left > 0 {
        match timeout_at(until, stream.read(&mut thrown_away)).await {
            Ok(Ok(bytes)) if bytes > 0 => left = left.saturating_sub(bytes),
            _ => return,
        }
    }
}

fn after(now: Instant, time: Duration) -> Instant {
    now.checked_add(time).unwrap_or(now)
}
