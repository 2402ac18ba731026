//! Any bytes on a socket of the MQTT endpoint, before sign-in or after it, with 3.1.1 or with 5: no panic, no hang, and a device is never told
//! of more publishes than it sent.
#![no_main]

use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use cardea_gate::{Acknowledge, Answer, Ticket};
use cardea_gateway::mqtt::{Endpoint, Run};
use cardea_gateway::{
    DeviceKind, Directives, Door, Limits, Publish, PublishRefusal, SignIn, SignInRefusal, Standing,
};
use cardea_store::Listen;
use cardea_units::Random;
use libfuzzer_sys::fuzz_target;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::watch;

/// CONNECT of the device `lamp` with the token `t`, in both versions.
const V3: &[u8] = b"\x10\x17\x00\x04MQTT\x04\xc2\x00\x3c\x00\x02id\x00\x04lamp\x00\x01t";
const V5: &[u8] = b"\x10\x18\x00\x04MQTT\x05\xc2\x00\x3c\x00\x00\x02id\x00\x04lamp\x00\x01t";
/// Longer inputs are more of the same.
const BYTES_MAX: usize = 16_384;
/// A publish takes at least a byte of its kind and a byte of its length.
const PUBLISH_BYTES_MIN: usize = 2;

struct House {
    kept: AtomicUsize,
}

struct Device;

impl Door for House {
    type Device = Device;
    type Reading = Ticket;

    async fn sign_in(&self, attempt: SignIn<'_>) -> Result<Arc<Device>, SignInRefusal> {
        if attempt.device == "lamp" {
            Ok(Arc::new(Device))
        } else {
            Err(SignInRefusal::BadCredentials)
        }
    }

    fn standing(&self, _device: &Device) -> Standing {
        Standing::Current
    }

    fn kind(&self, _device: &Device) -> DeviceKind {
        DeviceKind::Single
    }

    fn name<'d>(&self, _device: &'d Device) -> &'d str {
        "lamp"
    }

    fn listen(&self, _device: &Device, _listener: Weak<dyn Listen>) {}

    async fn directives(&self, _device: &Arc<Device>) -> Option<Directives> {
        Some(Directives {
            told: vec![("lamp".to_owned(), b"{}".to_vec())],
            fresh_for: Duration::from_secs(60),
        })
    }

    fn read(&self, _device: &Device, publish: &Publish<'_>) -> Result<Option<Ticket>, PublishRefusal> {
        match publish.payload.first() {
            Some(b'!') => Err(PublishRefusal::Unreadable("no")),
            Some(b'?') => Err(PublishRefusal::NotYours),
            Some(b'-') => Ok(None),
            _ => Ok(Some(publish.ticket)),
        }
    }

    async fn keep(&self, readings: Vec<Ticket>, acks: Arc<dyn Acknowledge>) {
        self.kept.fetch_add(readings.len(), Ordering::SeqCst);
        let answers: Vec<_> = readings.into_iter().map(|ticket| (ticket, Answer::Kept)).collect();
        acks.answer(&answers);
    }
}

#[derive(Debug)]
struct NoChance;

impl Random for NoChance {
    fn fill(&self, bytes: &mut [u8]) -> bool {
        bytes.fill(7);
        true
    }
}

fuzz_target!(|bytes: &[u8]| {
    let Some((way, bytes)) = bytes.split_first() else {
        return;
    };
    if bytes.len() > BYTES_MAX {
        return;
    }
    let before: &[u8] = match way % 3 {
        0 => &[],
        1 => V3,
        _ => V5,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(async {
        let house = Arc::new(House { kept: AtomicUsize::new(0) });
        let endpoint = Endpoint::new(Arc::clone(&house), Arc::new(NoChance), Limits::default());
        let (mut device, socket) = tokio::io::duplex(1 << 20);
        let (_run, running) = watch::channel(Run::On);
        let says = async {
            // The endpoint may hang up before everything was said.
            let _said = device.write_all(before).await;
            let _said = device.write_all(bytes).await;
            let _said = device.shutdown().await;
            let mut heard = Vec::new();
            let _heard = device.read_to_end(&mut heard).await;
            heard
        };
        let (_, heard) = tokio::join!(
            endpoint.attend(socket, IpAddr::V4(Ipv4Addr::LOCALHOST), running),
            says
        );
        // Who signs in well is answered.
        assert!(before.is_empty() || !heard.is_empty());
        let kept = house.kept.load(Ordering::SeqCst);
        assert!(kept <= bytes.len() / PUBLISH_BYTES_MIN, "{kept}");
    });
});
