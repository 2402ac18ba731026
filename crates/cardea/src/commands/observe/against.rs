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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::drift::{Firmware, lines};
    use crate::commands::terminal::Style;

    const LODGE: &str = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/firmware/zigbee2mqtt/cardea.yaml"
    );

    fn see(against: &mut Against, topic: &str, payload: &str, at: Option<i64>) {
        against.see(&Message {
            topic: topic.to_owned(),
            payload: payload.as_bytes().to_vec(),
            at: at.map(cardea_units::UnixMillis),
        });
    }

    fn told(against: Against) -> (String, String) {
        let (seen, found) = against.end();
        (seen, lines(&found, Firmware::Unheard, Style::Plain))
    }

    #[test]
    fn what_is_as_declared_says_so() {
        let mut against = Against::of(Path::new(LODGE)).unwrap();
        let payload = r#"{"occupancy":true,"last_seen":"2026-11-23T10:00:03.412Z"}"#;
        see(&mut against, "zigbee2mqtt/hall", payload, None);
        see(&mut against, "zigbee2mqtt/hall/set", "{}", None);
        let (seen, lines) = told(against);
        assert_eq!(lines, "");
        assert!(
            seen.starts_with(
                "1 message of 1 device compared with lodge-hub (1 other was to devices"
            ),
            "{seen}"
        );
        assert!(seen.ends_with("neither clocks nor rates"), "{seen}");
    }

    #[test]
    fn several_of_a_kind_have_their_advice_once_and_names_nobody() {
        let mut against = Against::of(Path::new(LODGE)).unwrap();
        for nth in 1..=2_500 {
            let payload = format!(
                r#"{{"occupancy":"Ana","ssid":"Beech","rssi":-70,"battery":85,"temperature":{nth}000}}"#
            );
            see(
                &mut against,
                "zigbee2mqtt/Anas room",
                &payload,
                Some(1_795_428_000_000),
            );
            see(&mut against, "elsewhere/ana/x", "{}", None);
        }
        let (seen, lines) = told(against);
        assert!(seen.contains("1 device "), "{seen}");
        assert_eq!(
            lines
                .matches("stop sending it, or declare it under")
                .count(),
            1,
            "{lines}"
        );
        for expected in [
            "2500 x undeclared_field /rssi (number)\n",
            "2500 x undeclared_field /ssid (string)\n",
            "2500 x wrong_form occupancy (string)\n",
            "2500 x out_of_range temperature (number)\n",
            "2500 x no_time\n",
            "too_often",
            "undeclared_topic {other}/{other}/{other}",
        ] {
            assert!(lines.contains(expected), "{expected}\n{lines}");
        }
        assert!(
            !lines.contains("Ana") && !lines.contains("ana/") && !lines.contains("Beech"),
            "{lines}"
        );
    }
}
