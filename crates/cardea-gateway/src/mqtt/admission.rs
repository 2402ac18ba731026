//! From an open socket to a device that has signed in and sits in its seat.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use cardea_units::Sensitive;
use mqtt_protocol_core::mqtt::Version;
use tokio::io::{AsyncRead, AsyncReadExt};
use tokio::time::{Instant, timeout};

use super::connack::{Refusal, SessionPresent, Terms};
use super::hello::{Hello, Start, Will};
use super::house::House;
use super::line::{Beginning, Line};
use super::opening::Opening;
use super::seats::{Place, Session};
use crate::limits::CLIENT_ID_BYTES_MAX;
use crate::{DeviceKind, Door, SignIn, SignInRefusal};

/// Bytes asked for at a time before the CONNECT is complete; nearly all are shorter.
const CONNECT_READ_BYTES: usize = 512;

const WILL_IGNORED: &str =
    "the will is ignored: messages of a device are kept for its home, never passed on";

/// What became of a socket.
pub(crate) enum Admission<D: Door> {
    /// The device is in. The CONNACK waits in the line.
    In(Box<Line<D>>, Place),
    /// It is not. These are the last bytes for it.
    Out(Vec<u8>),
}

impl<D: Door> House<D> {
    /// Reads the CONNECT, checks who it is, and finds the seat.
    pub(crate) async fn admit<S: AsyncRead + Unpin>(
        self: &Arc<Self>,
        stream: &mut S,
        address: IpAddr,
    ) -> Admission<D> {
        let opening = timeout(self.limits.connect_timeout, read_connect(stream)).await;
        let (hello, rest) = match opening {
            Ok(Ok(connect)) => connect,
            Ok(Err(answer)) => {
                self.counters.connects_unreadable.one();
                return Admission::Out(answer.to_vec());
            }
            Err(_late) => {
                self.counters.connects_unreadable.one();
                return Admission::Out(Vec::new());
            }
        };
        let version = hello.version;
        match self.welcome(hello, rest, address).await {
            Ok((line, place)) => {
                self.counters.sign_ins.one();
                tracing::debug!(?version, "a device has signed in");
                Admission::In(Box::new(line), place)
            }
            Err(refused) => {
                let (refusal, hello) = *refused;
                match refusal {
                    Refusal::BadCredentials => self.counters.sign_ins_bad.one(),
                    Refusal::TooOften => self.counters.sign_ins_slowed.one(),
                    Refusal::NotNow => self.counters.sign_ins_not_now.one(),
                    _ => {}
                }
                tracing::debug!(?version, ?refusal, "a device was not let in");
                Admission::Out(refusal.packet(&hello).unwrap_or_default())
            }
        }
    }

    async fn welcome(
        self: &Arc<Self>,
        mut hello: Hello,
        rest: Vec<u8>,
        address: IpAddr,
    ) -> Result<(Line<D>, Place), Box<(Refusal, Hello)>> {
        let assigned_client_id = match self.look_over(&mut hello) {
            Ok(assigned) => assigned,
            Err(refusal) => return Err(Box::new((refusal, hello))),
        };
        let (device, place, session) = match self.seat(&mut hello, address).await {
            Ok(seated) => seated,
            Err(refusal) => return Err(Box::new((refusal, hello))),
        };
        let (expiry, told_expiry) = self.session_expiry(&hello);
        let (silence_max, told_keep_alive) = self.silence_max(&hello);
        let note = (hello.will != Will::None).then(|| {
            self.counters.wills_ignored.one();
            tracing::debug!("a will was ignored: there is nobody to send it to");
            WILL_IGNORED
        });
        let packet_bytes_max = match self.door.kind(&device) {
            DeviceKind::Single => self.limits.packet_bytes_max,
            DeviceKind::Hub => self.limits.hub_packet_bytes_max,
        };
        let terms = Terms {
            packet_bytes_max,
            session: if session.is_some() {
                SessionPresent::Yes
            } else {
                SessionPresent::No
            },
            assigned_client_id,
            keep_alive: told_keep_alive,
            session_expiry_secs: told_expiry,
            note,
        };
        let begin = Beginning {
            device,
            terms,
            session,
            rest,
            silence_max,
            session_expiry: expiry,
        };
        Line::new(Arc::clone(self), &hello, begin, Instant::now())
            .map(|line| (line, place))
            // Only for a device that takes packets too small for any CONNACK.
            .map_err(|_too_small| Box::new((Refusal::NotNow, hello)))
    }

    /// Looks at what needs no sign-in to be refused, and finds a client id for a device without one.
    fn look_over(&self, hello: &mut Hello) -> Result<Option<String>, Refusal> {
        if hello.enhanced_auth {
            return Err(Refusal::EnhancedAuth);
        }
        if hello.will == Will::Retained {
            return Err(Refusal::RetainedWill);
        }
        if hello.client_id.len() > CLIENT_ID_BYTES_MAX {
            return Err(Refusal::BadClientId);
        }
        if !hello.client_id.is_empty() {
            return Ok(None);
        }
        // MQTT 3.1.1, 3.1.3.1: without a name there is no session to come back to.
        if hello.version == Version::V3_1_1 && hello.session.start == Start::Resume {
            return Err(Refusal::BadClientId);
        }
        let mut chance = [0; 8];
        if !self.random.fill(&mut chance) {
            return Err(Refusal::NotNow);
        }
        let assigned = format!("cardea-{:016x}", u64::from_be_bytes(chance));
        hello.client_id.clone_from(&assigned);
        Ok(Some(assigned))
    }

    /// Checks who it is, and takes the seat.
    async fn seat(
        &self,
        hello: &mut Hello,
        address: IpAddr,
    ) -> Result<(Arc<D::Device>, Place, Option<Session>), Refusal> {
        let device_id = hello.device.take().unwrap_or_default();
        let token = hello
            .token
            .take()
            .map(Sensitive::disclose)
            .unwrap_or_default();
        if !self.throttle.may_try(address, &device_id, Instant::now()) {
            return Err(Refusal::TooOften);
        }
        let attempt = SignIn {
            device: &device_id,
            token: &token,
            client_id: &hello.client_id,
            firmware: hello.firmware.as_deref(),
            address,
        };
        let answer = if device_id.is_empty() || token.is_empty() {
            Err(SignInRefusal::BadCredentials)
        } else {
            self.sign_in(attempt).await
        };
        let device = answer.map_err(|refusal| match refusal {
            SignInRefusal::NotNow => Refusal::NotNow,
            SignInRefusal::BadCredentials => {
                self.throttle.failed(address, &device_id, Instant::now());
                Refusal::BadCredentials
            }
        })?;
        let mut place = self
            .seats
            .claim(&device_id, &hello.client_id, Instant::now())
            .map_err(|_full| Refusal::TooManyClients)?;
        let left = place
            .take_over(self.limits.take_over_timeout)
            .await
            .map_err(|_not_handed_over| Refusal::NotNow)?;
        let session = left.filter(|_| hello.session.start == Start::Resume);
        Ok((device, place, session))
    }

    async fn sign_in(&self, attempt: SignIn<'_>) -> Result<Arc<D::Device>, SignInRefusal> {
        let checked = async {
            let _turn = self.sign_ins.acquire().await;
            self.door.sign_in(attempt).await
        };
        timeout(self.limits.sign_in_timeout, checked)
            .await
            .unwrap_or(Err(SignInRefusal::NotNow))
    }

    /// How long the session is remembered, and what a version 5 device is told if that is not what it asked for.
    fn session_expiry(&self, hello: &Hello) -> (Duration, Option<u32>) {
        let wish = hello.session.expiry_secs;
        let max = u32::try_from(self.limits.session_expiry_max.as_secs()).unwrap_or(u32::MAX);
        let secs = wish.min(max);
        let expiry = Duration::from_secs(u64::from(secs));
        (expiry, (secs != wish).then_some(secs))
    }

    /// How long the device may be silent: one and a half times the keep-alive (MQTT 5, 3.1.2.10). A version 5
    /// device is told if it is not what it asked for.
    fn silence_max(&self, hello: &Hello) -> (Duration, Option<u16>) {
        let wish = hello.keep_alive;
        let max = self.limits.keep_alive_secs_max;
        let (secs, told) = match (hello.version, wish) {
            (Version::V5_0, 0) => (max, Some(max)),
            (Version::V5_0, _) if wish > max => (max, Some(max)),
            (_, 0) => return (self.limits.silence_max, None),
            (..) => (wish, None),
        };
        let millis = u64::from(secs).saturating_mul(1_500);
        (Duration::from_millis(millis), told)
    }
}

/// Reads until the CONNECT is complete; returns it with the bytes after it. `Err` has the last bytes to write.
async fn read_connect<S: AsyncRead + Unpin>(
    stream: &mut S,
) -> Result<(Hello, Vec<u8>), &'static [u8]> {
    let mut bytes = Vec::new();
    loop {
        match Opening::of(&bytes) {
            Opening::Connect { hello, bytes: size } => {
                let rest = bytes.get(size..).unwrap_or_default().to_vec();
                return Ok((hello, rest));
            }
            Opening::Refused(answer) => return Err(answer),
            Opening::Alien => return Err(&[]),
            Opening::More => {}
        }
        bytes.reserve(CONNECT_READ_BYTES);
        match stream.read_buf(&mut bytes).await {
            Ok(0) | Err(_) => return Err(&[]),
            Ok(_) => {}
        }
    }
}
