//! A server that does nothing but acknowledge: the most that loopback, MQTT and the load generator together can do.

use std::net::SocketAddr;

use anyhow::Result;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::packets::{self, Frames, Version};

/// Bytes read from a socket at once.
const READ_BYTES: usize = 64 << 10;

/// Starts it on a thread of its own, on a port of 127.0.0.1 that is free; it ends with the process.
pub(crate) fn start(version: Version) -> Result<SocketAddr> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0))?;
    listener.set_nonblocking(true)?;
    let address = listener.local_addr()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    std::thread::spawn(move || {
        let tasks = tokio::task::LocalSet::new();
        runtime.block_on(tasks.run_until(async {
            let Ok(listener) = TcpListener::from_std(listener) else {
                return;
            };
            while let Ok((socket, _)) = listener.accept().await {
                // A connection that fails is its client's to report.
                tokio::task::spawn_local(async move { drop(serve(socket, version).await) });
            }
        }));
    });
    Ok(address)
}

async fn serve(mut socket: TcpStream, version: Version) -> Result<()> {
    socket.set_nodelay(true)?;
    let mut frames = Frames::default();
    let mut buffer = vec![0; READ_BYTES];
    let mut answers = Vec::new();
    let connack: &[u8] = if version == Version::V5 {
        &[0x20, 3, 0, 0, 0]
    } else {
        &[0x20, 2, 0, 0]
    };
    loop {
        let bytes = socket.read(&mut buffer).await?;
        if bytes == 0 {
            return Ok(());
        }
        frames.push(buffer.get(..bytes).unwrap_or_default());
        while let Some((first, body)) = frames.next()? {
            match first {
                0x10 => answers.extend_from_slice(connack),
                0x32 => answers.extend_from_slice(&packets::puback(packets::published(body)?)),
                _ => return Ok(()),
            }
        }
        socket.write_all(&answers).await?;
        answers.clear();
    }
}
