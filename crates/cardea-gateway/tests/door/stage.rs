//! A store with one product and one device, and the decoder of that product.

use std::sync::Arc;

use cardea_gate::{Again, Reading, Role, Value, ValueForm};
use cardea_gateway::{Decoded, Decoder, HouseDoor, Message};
use cardea_manifest::model::Manifest;
use cardea_store::{Details, DeviceSeat, NewHousehold, NewPerson, Opening, ProductIndex, Store};
use cardea_units::{Clock, FixedClock, FixedRandom, HouseholdId, Random, Sensitive, UnixMillis};
use cardea_vault::{Kek, Vault};
use tempfile::TempDir;

pub(crate) struct Stage {
    _folder: TempDir,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) store: Arc<Store>,
    pub(crate) seat: Arc<DeviceSeat>,
    pub(crate) token: String,
    pub(crate) household: HouseholdId,
    pub(crate) decoder: Decoder,
}

impl Stage {
    pub(crate) async fn with(yaml: &str, device: &str) -> Self {
        let manifest = Manifest::read(yaml.as_bytes()).unwrap_or_else(|error| panic!("{error:?}"));
        let id = manifest.product.id.to_string();
        let folder = TempDir::new().unwrap();
        let random: Arc<dyn Random> = Arc::new(FixedRandom::seeded(5));
        let clock = Arc::new(FixedClock::at(at("2026-11-23T10:15:00Z")));
        let kek = Kek::load_or_create(&folder.path().join("kek"), &*random).unwrap();
        let vault = Vault::open(
            &folder.path().join("secrets.db"),
            Box::new(kek),
            Arc::clone(&random),
        )
        .unwrap();
        let opening = Opening {
            manifests: vec![(manifest, yaml.as_bytes().to_vec())],
            vault: Arc::new(vault),
            clock: clock.clone(),
            random,
        };
        let store = Arc::new(Store::open(folder.path(), opening).unwrap());
        let details = Details {
            name: Sensitive::new("Ann".to_owned()),
            email: None,
            born: None,
        };
        let founder = NewPerson {
            role: Role::AccountHolder,
            details,
            password: None,
            until: None,
        };
        let home = NewHousehold {
            name: Sensitive::new("Home".to_owned()),
            founder,
        };
        let household = store.found_household(home).await.unwrap().household;
        let made = store.provision_device(&id, device).await.unwrap();
        store
            .claim_device(household, &made.claim_code)
            .await
            .unwrap();
        let token = made.token.disclose();
        let seat = store
            .sign_in_device(device, token.as_bytes())
            .unwrap()
            .unwrap();
        let decoder = Decoder::of(store.products().get(ProductIndex(0)).unwrap());
        Self {
            _folder: folder,
            clock,
            store,
            seat,
            token,
            household,
            decoder,
        }
    }

    pub(crate) fn clock_now(&self) -> UnixMillis {
        self.clock.now()
    }

    pub(crate) fn door(&self) -> Arc<HouseDoor> {
        let clock: Arc<dyn Clock> = self.clock.clone();
        Arc::new(HouseDoor::new(Arc::clone(&self.store), clock))
    }

    fn message<'a>(&self, payload: &'a [u8]) -> Message<'a> {
        Message {
            payload,
            arrived: self.clock.now(),
            number: Some(1),
            again: Again::No,
            firmware: 0,
        }
    }

    pub(crate) fn on_topic(&self, topic: &str, payload: &[u8]) -> Decoded {
        self.decoder.on_topic(
            &self.seat,
            topic,
            &self.message(payload),
            self.store.fingerprinter(),
        )
    }

    pub(crate) fn of_stream(&self, stream: &str, payload: &[u8]) -> Decoded {
        self.decoder.of_stream(
            self.seat.id,
            stream,
            &self.message(payload),
            self.store.fingerprinter(),
        )
    }

    /// The fields of a reading as text: `warmth=20.5 there=true`.
    pub(crate) fn said(&self, reading: &Reading) -> String {
        let gate = &self.store.products().get(ProductIndex(0)).unwrap().gate;
        let fields = &gate.stream(reading.stream).unwrap().fields;
        assert_eq!(fields.len(), reading.values.len());
        let text = |(rule, value): (&cardea_gate::FieldRule, &Option<Value>)| {
            let text = match (value.as_ref()?, &rule.form) {
                (Value::Number(number), ValueForm::Number { step, .. }) => step.text(*number),
                (Value::Flag(flag), ValueForm::Flag) => flag.to_string(),
                (Value::Text(text), ValueForm::Text { .. }) => text.to_string(),
                _ => panic!("`{}` has a value of another form", rule.name),
            };
            Some(format!("{}={text}", rule.name))
        };
        fields
            .iter()
            .zip(&reading.values)
            .filter_map(text)
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// What becomes of a message of a stream: its fields, or a word.
    pub(crate) fn becomes(&self, stream: &str, payload: &[u8]) -> String {
        match self.of_stream(stream, payload) {
            Decoded::Reading(reading) => self.said(&reading),
            Decoded::Undeclared => "undeclared".to_owned(),
            Decoded::NotYours => "not yours".to_owned(),
            Decoded::Unreadable(_) => "unreadable".to_owned(),
        }
    }
}

pub(crate) fn at(text: &str) -> UnixMillis {
    UnixMillis::parse_rfc3339(text).unwrap()
}

/// A product whose fields stand in every place a payload has.
pub(crate) const GAUGE: &str = r#"
cardea: 1
product: { id: gauge, name: Gauge, kind: other, models: [G1], markets: [GB], children: likely }
organisations:
  maker: { name: Maker Ltd, does: [manufacturer], country: GB }
streams:
  room:
    title: Room
    about: household
    topic: "gauge/{device}/room"
    clock: { source: ntp, skew: 5m, path: /at }
    fields:
      warmth: { type: number, unit: Cel, step: 0.1, between: [-20, 60], data: home_environment }
      free: { type: number, step: 0.5, data: home_environment, path: /deep/er/free }
      third: { type: integer, data: home_environment, path: /list/2 }
      inner: { type: integer, data: home_environment, path: /list/3/x }
      slash: { type: integer, data: home_environment, path: "/a~1b/m~0n" }
      there: { type: boolean, data: presence }
      mode: { type: text, one_of: [off, auto], data: product_use }
      note: { type: text, data: product_use }
  bare: { title: Bare, about: household, topic: "gauge/{device}/bare", fields: { warmth: { type: number, step: 0.1, data: home_environment, path: "" } } }
  switch: { title: Switch, about: household, fields: { on: { type: boolean, data: product_use, path: "" } } }
  word: { title: Word, about: household, fields: { word: { type: text, data: product_use, path: "" } } }
purposes:
  use:
    title: Use
    explain: Uses.
    class: core
    basis: contract
    controller: maker
    uses:
      room: { fields: [warmth, free, third, inner, slash, there, mode, note], keep: 2d }
      bare: { fields: [warmth], keep: 2d }
      switch: { fields: [on], keep: 2d }
      word: { fields: [word], keep: 2d }
  extra:
    title: Extra
    explain: More.
    class: analytics
    basis: consent
    controller: maker
    uses: { room: { fields: [warmth], keep: 1d } }
"#;
