//! Messages that come through a hub: which device they are of, and what becomes of those that are of none.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use cardea_gate::{Reading, Ticket};
use cardea_gateway::{DeviceKind, Door, HouseDoor, Publish, PublishRefusal, Qos};
use cardea_store::{DeviceSeat, NewHousehold, NewPerson};
use cardea_units::{DeviceId, Sensitive};
use serde_json::Value as Json;

use crate::stage::Stage;

struct Hub {
    stage: Stage,
    door: Arc<HouseDoor>,
    seat: Arc<DeviceSeat>,
    product: String,
}

impl Hub {
    /// A hub `lodge` in the home of the stage, whose plain device is `plain`.
    async fn with(yaml: &str) -> Self {
        let stage = Stage::with(yaml, "plain").await;
        let product = stage
            .store
            .products()
            .get(stage.seat.product)
            .unwrap()
            .gate
            .product()
            .to_owned();
        let made = stage.store.provision_hub(&product, "lodge").await.unwrap();
        stage
            .store
            .claim_device(stage.household, &made.claim_code)
            .await
            .unwrap();
        let token = made.token.disclose();
        let seat = stage
            .store
            .sign_in_device("lodge", token.as_bytes())
            .unwrap()
            .unwrap();
        Self {
            door: stage.door(),
            stage,
            seat,
            product,
        }
    }

    async fn attach(&self, name: &str) -> DeviceId {
        let name = Sensitive::new(name.to_owned());
        let made = self
            .stage
            .store
            .attach_device("lodge", &self.product, &name)
            .await
            .unwrap();
        self.stage
            .store
            .claim_device(self.stage.household, &made.claim_code)
            .await
            .unwrap();
        made.id
    }

    fn says(
        &self,
        seat: &DeviceSeat,
        topic: &str,
        payload: &[u8],
    ) -> Result<Option<Reading>, PublishRefusal> {
        let publish = Publish {
            topic,
            payload,
            qos: Qos::AtLeastOnce,
            dup: false,
            packet_id: Some(1),
            ticket: Ticket(1),
        };
        let read = self.door.read(seat, &publish)?;
        Ok(read.map(|(_, reading)| reading))
    }

    fn hears(&self, topic: &str, payload: &[u8]) -> Option<Reading> {
        self.says(&self.seat, topic, payload).unwrap()
    }
}

fn zigbee2mqtt() -> (String, Vec<(Json, Vec<u8>)>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/firmware/zigbee2mqtt");
    let index: Vec<Json> =
        serde_json::from_slice(&fs::read(folder.join("payloads/index.json")).unwrap()).unwrap();
    let payload = |entry: &Json| {
        fs::read(
            folder
                .join("payloads")
                .join(entry["file"].as_str().unwrap()),
        )
        .unwrap()
    };
    let messages = index.into_iter().map(|entry| {
        let payload = payload(&entry);
        (entry, payload)
    });
    (
        fs::read_to_string(folder.join("cardea.yaml")).unwrap(),
        messages.collect(),
    )
}

#[tokio::test]
async fn every_message_of_zigbee2mqtt_is_of_the_device_in_its_topic() {
    let (yaml, messages) = zigbee2mqtt();
    let hub = Hub::with(&yaml).await;
    let mut kept = 0;
    for (entry, payload) in &messages {
        let topic = entry["topic"].as_str().unwrap();
        assert_eq!(
            hub.hears(topic, payload),
            None,
            "nobody attached it: {topic}"
        );
    }
    let mut devices = std::collections::BTreeMap::new();
    for (entry, _) in &messages {
        let name = entry["device"].as_str().unwrap();
        if !devices.contains_key(name) {
            devices.insert(name, hub.attach(name).await);
        }
    }
    for (entry, payload) in &messages {
        let Some(reading) = hub.hears(entry["topic"].as_str().unwrap(), payload) else {
            assert!(entry["expect"].as_object().unwrap().is_empty(), "{entry}");
            continue;
        };
        assert_eq!(reading.device, devices[entry["device"].as_str().unwrap()]);
        kept += 1;
    }
    assert_eq!(kept, 5);
    let payload = &messages[0].1;
    for topic in [
        "bridge/state",
        "bridge/info",
        "bridge/devices",
        "hallway/availability",
        "hallway/set",
        "group",
        "",
        "/",
        "hallway/",
    ] {
        assert_eq!(
            hub.hears(&format!("zigbee2mqtt/{topic}"), payload),
            None,
            "{topic}"
        );
    }
    assert_eq!(hub.hears("homeassistant/sensor/0x1/config", payload), None);
    assert_eq!(
        hub.hears("zigbee2mqtt/lodge", payload).unwrap().device,
        hub.seat.id,
        "it speaks for itself, too"
    );
}

#[tokio::test]
async fn a_name_of_another_home_is_as_one_that_nobody_has() {
    let (yaml, messages) = zigbee2mqtt();
    let hub = Hub::with(&yaml).await;
    let store = &hub.stage.store;
    let details = cardea_store::Details {
        name: Sensitive::new("Eve".to_owned()),
        email: None,
        born: None,
    };
    let founder = NewPerson {
        role: cardea_gate::Role::AccountHolder,
        details,
        password: None,
        until: None,
    };
    let theirs = store
        .found_household(NewHousehold {
            name: Sensitive::new("There".to_owned()),
            founder,
        })
        .await
        .unwrap();
    let made = store
        .provision_device(&hub.product, "kitchen")
        .await
        .unwrap();
    store
        .claim_device(theirs.household, &made.claim_code)
        .await
        .unwrap();
    let payload = &messages[0].1;
    // `plain` is of the same home and not attached; `kitchen` is of another; `nowhere` is of nobody.
    for name in ["plain", "kitchen", "nowhere"] {
        let topic = format!("zigbee2mqtt/{name}");
        assert_eq!(hub.says(&hub.seat, &topic, payload), Ok(None), "{name}");
    }
    // A device that speaks for itself is refused them, as ever.
    for name in ["lodge", "kitchen", "nowhere"] {
        let topic = format!("zigbee2mqtt/{name}");
        assert_eq!(
            hub.says(&hub.stage.seat, &topic, payload),
            Err(PublishRefusal::NotYours),
            "{name}"
        );
    }
    assert_eq!(
        (hub.door.kind(&hub.seat), hub.door.kind(&hub.stage.seat)),
        (DeviceKind::Hub, DeviceKind::Single)
    );
}

#[tokio::test]
async fn names_may_have_spaces_and_levels_and_the_fuller_topic_wins() {
    let (yaml, messages) = zigbee2mqtt();
    let yaml = yaml.replace(
        "streams:\n",
        "streams:\n  first:\n    title: Whether it is there\n    about: household\n    topic: zigbee2mqtt/{device}/availability\n    fields: { state: { type: text, one_of: [online, offline], data: device_status } }\n",
    ).replace("      rooms: { fields: { battery", "      first: { fields: [state], keep: 1d }\n      rooms: { fields: { battery");
    let hub = Hub::with(&yaml).await;
    let payload = &messages[0].1;
    for name in ["Living Room/Lamp", "K\u{fc}che Fenster", "a/b/c"] {
        let device = hub.attach(name).await;
        assert_eq!(
            hub.hears(&format!("zigbee2mqtt/{name}"), payload)
                .unwrap()
                .device,
            device,
            "{name}"
        );
    }
    let (hall, odd) = (
        hub.attach("hall").await,
        hub.attach("hall/availability").await,
    );
    let reading = hub
        .hears("zigbee2mqtt/hall/availability", br#"{"state": "online"}"#)
        .unwrap();
    assert_eq!(
        (reading.device, hub.stage.said(&reading).as_str()),
        (hall, "state=online")
    );
    let reading = hub
        .hears(
            "zigbee2mqtt/hall/availability/availability",
            br#"{"state": "offline"}"#,
        )
        .unwrap();
    assert_eq!(reading.device, odd);
}

#[tokio::test]
async fn a_repetition_is_one_of_the_device_not_of_the_hub() {
    let (yaml, messages) = zigbee2mqtt();
    let hub = Hub::with(&yaml).await;
    let (one, two) = (hub.attach("one").await, hub.attach("two").await);
    assert_ne!(one, two);
    let mark = |topic| hub.hears(topic, &messages[0].1).unwrap().identity;
    assert_eq!(mark("zigbee2mqtt/one"), mark("zigbee2mqtt/one"));
    assert_ne!(
        mark("zigbee2mqtt/one"),
        mark("zigbee2mqtt/two"),
        "the same second, two sensors"
    );
}
