//! Programs of organisations read by HTTP, and devices send clips.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::home::Device;

/// Longest wait for an answer.
const PATIENCE: Duration = Duration::from_secs(20);
/// Longest answer read.
const ANSWER_BYTES_MAX: u64 = 16 * 1024 * 1024;

/// An HTTP answer.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: String,
}

/// `GET` with a bearer token.
pub(super) async fn get(address: SocketAddr, path: &str, token: &str) -> Result<Reply> {
    let request =
        format!("GET {path} HTTP/1.0\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\n\r\n");
    ask(address, request.as_bytes()).await
}

/// Sends a picture as a device, and answers the status.
pub(super) async fn put_picture(
    address: SocketAddr,
    path: &str,
    device: &Device,
    picture: &[u8],
) -> Result<u16> {
    let sign_in = base64(format!("{}:{}", device.name, device.token).as_bytes());
    let mut request = format!(
        "PUT {path} HTTP/1.0\r\nHost: {address}\r\nAuthorization: Basic {sign_in}\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n",
        picture.len()
    )
    .into_bytes();
    request.extend_from_slice(picture);
    Ok(ask(address, &request).await?.status)
}

/// Standard base64 (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = (0..3).fold(0_usize, |bits, place| {
            bits.wrapping_shl(8) | three.get(place).copied().map_or(0, usize::from)
        });
        for place in 0..4_u32 {
            let six = bits.wrapping_shr(18_u32.saturating_sub(place.saturating_mul(6))) & 63;
            let is_there = usize::try_from(place).unwrap_or(0) <= three.len();
            let letter = LETTERS.get(six).filter(|_| is_there);
            text.push(char::from(letter.copied().unwrap_or(b'=')));
        }
    }
    text
}

async fn ask(address: SocketAddr, request: &[u8]) -> Result<Reply> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request).await?;
    let mut bytes = Vec::new();
    let mut limited = stream.take(ANSWER_BYTES_MAX);
    timeout(PATIENCE, limited.read_to_end(&mut bytes))
        .await
        .context("no answer in time")??;
    let text = String::from_utf8(bytes).context("the answer is not text")?;
    let (head, body) = text
        .split_once("\r\n\r\n")
        .context("the answer has no head")?;
    let status = head
        .split_whitespace()
        .nth(1)
        .and_then(|status| status.parse().ok())
        .context("the answer has no status")?;
    Ok(Reply {
        status,
        body: body.to_owned(),
    })
}
