//! Traffic against a manifest: what `cardea serve` would count as drift, in the same words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::Result;
use cardea_gate::Gate;
use cardea_gateway::{Decoder, DriftBook, Seen};
use cardea_import::Message;
use cardea_import::topics::{device_in, is_told};
use cardea_manifest::VersionId;
use cardea_store::{Drift, DriftCount, ProductIndex};

use crate::commands::read_manifest;

/// Messages after which counts are taken from the book, which is bounded.
const MESSAGES_A_TURN: u64 = 1_000;
/// Names of devices that are held, so that they are not told in topics. Those of more are told as `{other}`.
const DEVICES_MAX: usize = 10_000;

/// What was found so far.
pub(super) struct Against {
    product: String,
    version: VersionId,
    decoder: Decoder,
    book: Arc<DriftBook>,
    devices: BTreeSet<String>,
    sums: BTreeMap<DriftCount, u64>,
    messages: u64,
    told: u64,
    timed: u64,
}

impl Against {
    /// Reads the manifest.
    pub(super) fn of(path: &Path) -> Result<Self> {
        let (manifest, _) = read_manifest(path)?;
        let gate = Gate::compile(&manifest);
        let book = Arc::<DriftBook>::default();
        Ok(Self {
            product: gate.product().to_owned(),
            version: gate.version(),
            decoder: Decoder::of_manifest(&manifest, &gate, ProductIndex(0), Arc::clone(&book)),
            book,
            devices: BTreeSet::new(),
            sums: BTreeMap::new(),
            messages: 0,
            told: 0,
            timed: 0,
        })
    }

    /// Compares a message.
    pub(super) fn see(&mut self, message: &Message) {
        self.messages = self.messages.saturating_add(1);
        if is_told(&message.topic) {
            self.told = self.told.saturating_add(1);
            return;
        }
        self.timed = self.timed.saturating_add(u64::from(message.at.is_some()));
        let known = message
            .topic
            .split('/')
            .find(|level| self.devices.contains(*level))
            .map(str::to_owned);
        let device = known.or_else(|| device_in(&message.topic).map(|placed| placed.device));
        let own = self.decoder.compare(&Seen {
            topic: &message.topic,
            device: device.as_deref(),
            payload: &message.payload,
            arrived: message.at,
        });
        if let Some(own) = own
            && self.devices.len() < DEVICES_MAX
            && !self.devices.contains(own)
        {
            self.devices.insert(own.to_owned());
        }
        if self.messages.is_multiple_of(MESSAGES_A_TURN) {
            self.take();
        }
    }

    fn take(&mut self) {
        for counted in self.book.take() {
            let count = counted.count;
            let sum = self
                .sums
                .entry(DriftCount {
                    count: 0,
                    ..counted
                })
                .or_default();
            *sum = sum.saturating_add(count);
        }
    }

    /// What was seen, in words, and what was otherwise than declared.
    pub(super) fn end(mut self) -> (String, Vec<Drift>) {
        self.take();
        let compared = self.messages.saturating_sub(self.told);
        let number = |count: u64, one: &str, many: &str| match count {
            1 => format!("1 {one}"),
            _ => format!("{count} {many}"),
        };
        let devices = u64::try_from(self.devices.len()).unwrap_or(u64::MAX);
        let mut seen = format!(
            "{} of {} compared with {}",
            number(compared, "message", "messages"),
            number(devices, "device", "devices"),
            self.product
        );
        if self.told > 0 {
            let told = number(self.told, "other was", "others were");
            seen = format!("{seen} ({told} to devices, or from hubs about themselves)");
        }
        if self.timed == 0 {
            seen.push_str("; when they came is not known, so neither clocks nor rates");
        }
        let found = self.sums.into_iter().map(|(counted, count)| Drift {
            day: 0,
            product: self.product.clone(),
            manifest: self.version,
            firmware: counted.firmware,
            stream: counted.stream,
            kind: counted.kind,
            name: counted.name,
            form: counted.form,
            count,
        });
        (seen, found.collect())
    }
}
