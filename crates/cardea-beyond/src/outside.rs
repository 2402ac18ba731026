//! The client: one exchange, one connection, no redirect.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{CONTENT_LENGTH, HOST, HeaderName, HeaderValue, USER_AGENT};
use hyper::{Method, Request as HttpRequest, Response};
use hyper_util::rt::TokioIo;
use thiserror::Error;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use crate::limits::{ADDRESSES_MAX, CONNECT_WAIT_MAX, EXCHANGE_WAIT_MAX};
use crate::{Reach, Target};

/// Who we say we are.
const AGENT: &str = concat!("cardea/", env!("CARGO_PKG_VERSION"));

/// What others' servers are asked with. Share it; it holds no connection.
#[derive(Clone)]
pub struct Outside {
    tls: TlsConnector,
    reach: Reach,
}

impl core::fmt::Debug for Outside {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Outside")
            .field("reach", &self.reach)
            .finish_non_exhaustive()
    }
}

/// Why nobody can be asked at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("TLS cannot be used: the cryptography of this build offers none")]
pub struct OutsideError;

/// Why the other side was not asked, or did not answer. Says nothing of who it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unreached {
    /// Its name is not known.
    #[error("the name of the server is not known")]
    NoSuchName,
    /// None of its addresses may be reached.
    #[error(
        "the server has an address that is not public, and the operator allows no such network"
    )]
    NotAllowed,
    /// It takes no connection.
    #[error("the server takes no connection")]
    NotThere,
    /// Its certificate is not to be trusted, or it speaks no TLS.
    #[error("the server could not show that it is the one it should be (TLS)")]
    NotTrusted,
    /// It took too long.
    #[error("the server took too long")]
    Slow,
    /// It said something that is no HTTP, or went away.
    #[error("the server broke off, or answered with something that is no HTTP")]
    Broken,
    /// It answered more than is read.
    #[error("the answer is longer than is read")]
    Long,
}

/// What is asked.
#[derive(Debug)]
pub struct Request<'r> {
    /// Of whom.
    pub target: &'r Target,
    /// `GET`, `POST`, `DELETE`.
    pub method: Method,
    /// Headers beside those of every request.
    pub headers: &'r [(&'static str, String)],
    /// What is sent.
    pub body: Vec<u8>,
    /// Bytes of an answer that are read; of a longer one nothing is given.
    pub answer_bytes_max: usize,
}

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Outside {
    /// With the certificates (DER) of those who vouch for servers. Of what cannot be read as one nothing is taken.
    ///
    /// # Errors
    /// When this build has no TLS.
    pub fn new(trusted: Vec<Vec<u8>>, reach: Reach) -> Result<Self, OutsideError> {
        let mut config = tls_config(trusted)?;
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Self {
            tls: TlsConnector::from(Arc::new(config)),
            reach,
        })
    }

    /// Asks, and gives the answer whatever its status.
    ///
    /// # Errors
    /// [`Unreached`]; then it is not known whether the other side heard.
    pub async fn ask(&self, request: Request<'_>) -> Result<Answer, Unreached> {
        self.ask_within(request, EXCHANGE_WAIT_MAX).await
    }

    pub(crate) async fn ask_within(
        &self,
        request: Request<'_>,
        longest: Duration,
    ) -> Result<Answer, Unreached> {
        timeout(longest, self.exchange(request))
            .await
            .map_err(|_| Unreached::Slow)?
    }

    async fn exchange(&self, request: Request<'_>) -> Result<Answer, Unreached> {
        let target = request.target;
        let stream = timeout(CONNECT_WAIT_MAX, self.connect(target))
            .await
            .map_err(|_| Unreached::Slow)??;
        if target.is_plain() {
            return talk(stream, request).await;
        }
        let name =
            ServerName::try_from(target.host().to_owned()).map_err(|_| Unreached::NoSuchName)?;
        let stream = timeout(CONNECT_WAIT_MAX, self.tls.connect(name, stream))
            .await
            .map_err(|_| Unreached::Slow)?
            .map_err(|_| Unreached::NotTrusted)?;
        talk(stream, request).await
    }

    /// Connects to an address that was looked at: the name is not looked up again, so that it cannot mean another one meanwhile.
    async fn connect(&self, target: &Target) -> Result<TcpStream, Unreached> {
        let found: Vec<SocketAddr> = lookup_host((target.host(), target.port()))
            .await
            .map_err(|_| Unreached::NoSuchName)?
            .take(ADDRESSES_MAX)
            .collect();
        if found.is_empty() {
            return Err(Unreached::NoSuchName);
        }
        let may = |address: &SocketAddr| {
            if target.is_plain() {
                self.reach.holds_plain(address.ip())
            } else {
                self.reach.holds(address.ip())
            }
        };
        let mut last = Unreached::NotAllowed;
        for address in found.into_iter().filter(may) {
            match TcpStream::connect(address).await {
                Ok(stream) => {
                    // Small and wanted at once.
                    let _ = stream.set_nodelay(true);
                    return Ok(stream);
                }
                Err(_) => last = Unreached::NotThere,
            }
        }
        Err(last)
    }
}

/// TLS that trusts these certificates (DER) and nobody else.
pub(crate) fn tls_config(trusted: Vec<Vec<u8>>) -> Result<ClientConfig, OutsideError> {
    let mut roots = RootCertStore::empty();
    let _ = roots.add_parsable_certificates(trusted.into_iter().map(CertificateDer::from));
    let provider = Arc::new(aws_lc_rs::default_provider());
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|_| OutsideError)?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

async fn talk(
    stream: impl AsyncRead + AsyncWrite + Unpin + Send + 'static,
    request: Request<'_>,
) -> Result<Answer, Unreached> {
    let most = request.answer_bytes_max;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|_| Unreached::Broken)?;
    let line = http_request(request).ok_or(Unreached::Broken)?;
    let asked = async move {
        let response = sender
            .send_request(line)
            .await
            .map_err(|_| Unreached::Broken)?;
        read(response, most).await
    };
    // The connection is driven here and not by a task of its own: when this is dropped, it is closed.
    tokio::pin!(asked);
    tokio::select! {
        answer = &mut asked => answer,
        // The other side closed after its answer, which is read to its end; or before.
        _ = connection => asked.await,
    }
}

fn http_request(request: Request<'_>) -> Option<HttpRequest<Full<Bytes>>> {
    let mut line = HttpRequest::builder()
        .method(request.method)
        .uri(request.target.path())
        .header(
            HOST,
            HeaderValue::from_str(request.target.authority()).ok()?,
        )
        .header(USER_AGENT, HeaderValue::from_static(AGENT))
        .header(CONTENT_LENGTH, HeaderValue::from(request.body.len()));
    for (name, value) in request.headers {
        line = line.header(
            HeaderName::from_static(name),
            HeaderValue::from_str(value).ok()?,
        );
    }
    line.body(Full::new(Bytes::from(request.body))).ok()
}

async fn read(response: Response<Incoming>, most: usize) -> Result<Answer, Unreached> {
    let status = response.status().as_u16();
    let mut incoming = response.into_body();
    let mut body = Vec::new();
    while let Some(frame) = incoming.frame().await {
        let frame = frame.map_err(|_| Unreached::Broken)?;
        if let Some(bytes) = frame.data_ref() {
            if body.len().saturating_add(bytes.len()) > most {
                return Err(Unreached::Long);
            }
            body.extend_from_slice(bytes);
        }
    }
    Ok(Answer { status, body })
}

#[cfg(test)]
mod tests;
