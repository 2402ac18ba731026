//! A house of our own in a folder of its own: the crates of Cardea as the program puts them together, without its doors.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, ensure};
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use cardea_gate::{Acknowledge, Answer, Identity, Reading, Role, StreamIndex, Ticket, Value};
use cardea_ledger::{Ledger, SigningKey};
use cardea_manifest::model::Manifest;
use cardea_portal::House;
use cardea_store::{Details, NewHousehold, NewPerson, Opening, ProductIndex, Store};
use cardea_units::{Clock, DeviceId, HouseholdId, PersonId, Random, Sensitive, UnixMillis};
use cardea_vault::{Kek, Vault};
use tokio::sync::oneshot;

/// The product that is served first.
pub const PRODUCT: ProductIndex = ProductIndex(0);

/// The manifest of the comparisons.
pub const MANIFEST: &str = include_str!("product.yaml");

/// The version of Cardea, as the workspace says.
pub fn version() -> &'static str {
    let workspace = include_str!("../../Cargo.toml");
    let version = workspace
        .lines()
        .find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version.unwrap_or("of an unknown version")
}

/// Readings handed in together: a window of MQTT.
pub const HAND_IN: usize = 100;
/// Hand-ins that wait for their answers while a house is filled.
const UNDER_WAY: usize = 64;

/// Opens a house in a folder, with the machine's chance.
///
/// # Errors
/// What the folder, the manifest or a part of the house says.
pub fn open(folder: &Path, yaml: &str, clock: &Arc<dyn Clock>) -> Result<House> {
    let random: Arc<dyn Random> = Arc::new(MachineRandom(SystemRandom::new()));
    let manifest = Manifest::read(yaml.as_bytes())
        .map_err(|unreadable| anyhow::anyhow!("the manifest cannot be read: {unreadable:?}"))?;
    let secrets = folder.join("secrets");
    std::fs::create_dir_all(&secrets)?;
    let kek = Kek::load_or_create(&secrets.join("kek"), &*random)?;
    let vault = Arc::new(Vault::open(
        &secrets.join("secrets.db"),
        Box::new(kek),
        Arc::clone(&random),
    )?);
    let opening = Opening {
        manifests: vec![(manifest, yaml.as_bytes().to_vec())],
        vault,
        clock: Arc::clone(clock),
        random: Arc::clone(&random),
    };
    let store = Arc::new(Store::open(folder, opening)?);
    let key = SigningKey::load_or_create(&secrets.join("log-key"), &*random)?;
    let ledger = Ledger::open(
        &folder.join("log.db"),
        key,
        "bench.local/log",
        Arc::clone(clock),
    )?;
    Ok(House {
        store,
        ledger: Arc::new(ledger),
        clock: Arc::clone(clock),
        random,
        elsewhere: Arc::default(),
    })
}

/// A home with one adult.
///
/// # Errors
/// What the store says.
pub async fn home(store: &Store, name: &str) -> Result<(HouseholdId, PersonId)> {
    let founder = somebody(Role::AccountHolder);
    let name = Sensitive::new(name.to_owned());
    let made = store
        .found_household(NewHousehold { name, founder })
        .await?;
    Ok((made.household, made.founder))
}

/// Somebody.
pub fn somebody(role: Role) -> NewPerson {
    NewPerson {
        role,
        details: Details {
            name: Sensitive::new("Somebody".to_owned()),
            email: None,
            born: None,
        },
        password: None,
        until: None,
    }
}

/// A device in a home.
///
/// # Errors
/// What the store says.
pub async fn device(
    store: &Store,
    household: HouseholdId,
    product: &str,
    name: &str,
) -> Result<DeviceId> {
    let made = store.provision_device(product, name).await?;
    store.claim_device(household, &made.claim_code).await?;
    Ok(made.id)
}

/// Makes readings of one device and stream.
#[derive(Clone, Debug)]
pub struct Maker {
    device: DeviceId,
    stream: StreamIndex,
    name: String,
}

impl Maker {
    /// Of a device and a stream by its name.
    ///
    /// # Errors
    /// When there is no such stream.
    pub fn new(store: &Store, device: DeviceId, stream: &str) -> Result<Self> {
        let product = store.products().get(PRODUCT).context("no product")?;
        let (index, rules) = product
            .gate
            .stream_named(stream)
            .with_context(|| format!("no stream {stream}"))?;
        Ok(Self {
            device,
            stream: index,
            name: rules.name.clone(),
        })
    }

    /// A reading at a time, with its values in the order of the manifest.
    pub fn reading(&self, store: &Store, at: UnixMillis, values: Box<[Option<Value>]>) -> Reading {
        Reading {
            device: self.device,
            stream: self.stream,
            at,
            // The store keeps both times and looks at their difference alone.
            arrived: at,
            identity: Identity::Time(store.fingerprinter().of_time(self.device, &self.name, at)),
            values,
        }
    }
}

/// The `number`th reading of a room, its time apart: five values that wander as those of a room do.
pub fn room(number: usize) -> Box<[Option<Value>]> {
    let number = i64::try_from(number).unwrap_or(i64::MAX);
    // Slow waves of two periods, and a digit of noise that is the same in every run.
    let wave = |period: i64, height: i64| {
        let place = number % period;
        let up = if place < period / 2 {
            place
        } else {
            period - place
        };
        up * height * 2 / period
    };
    let noise = (number.wrapping_mul(0x9E37_79B9) >> 7) & 7;
    let values = [
        2_050 + wave(1_440, 300) + noise,
        4_800 + wave(1_440, 900) - noise * 3,
        61_200 + wave(360, 20_000) + noise * 40,
        9_700 - number / 500 % 9_700,
        -6_100 - noise * 100,
    ];
    values
        .into_iter()
        .map(|value| Some(Value::Number(value)))
        .collect()
}

/// Keeps so many readings of a device, one each `step` milliseconds from `from` on, and answers when all are durable.
///
/// # Errors
/// When one of them is not kept.
pub async fn fill(
    store: &Arc<Store>,
    maker: &Maker,
    readings: usize,
    from: UnixMillis,
    step: i64,
    values: impl Fn(usize) -> Box<[Option<Value>]>,
) -> Result<()> {
    let mut under_way = std::collections::VecDeque::new();
    let mut done = 0;
    while done < readings || !under_way.is_empty() {
        if done < readings && under_way.len() < UNDER_WAY {
            let until = readings.min(done + HAND_IN);
            let handed = (done..until)
                .map(|number| {
                    let at = from.plus(i64::try_from(number).unwrap_or(0) * step);
                    maker.reading(store, at, values(number))
                })
                .collect();
            under_way.push_back(hand_in(store, handed).await);
            done = until;
            continue;
        }
        if let Some(answers) = under_way.pop_front() {
            let answers = answers.await.context("the store gave no answer")?;
            ensure!(
                answers.iter().all(|answer| *answer == Answer::Kept),
                "a reading was not kept: {:?}",
                answers.iter().find(|answer| **answer != Answer::Kept)
            );
        }
    }
    Ok(())
}

/// Hands readings in; the answers come when they are durable.
pub async fn hand_in(store: &Store, readings: Vec<Reading>) -> oneshot::Receiver<Vec<Answer>> {
    let (heard, answers) = oneshot::channel();
    let tickets = (0..).map(Ticket).zip(readings).collect();
    store
        .keep(tickets, Arc::new(Heard(Mutex::new(Some(heard)))))
        .await;
    answers
}

/// Hears the answers of one hand-in, which come together.
#[derive(Debug)]
struct Heard(Mutex<Option<oneshot::Sender<Vec<Answer>>>>);

impl Acknowledge for Heard {
    fn answer(&self, answers: &[(Ticket, Answer)]) {
        let heard = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(heard) = heard {
            // Whoever waits may have given up.
            let _ = heard.send(answers.iter().map(|(_, answer)| *answer).collect());
        }
    }
}

/// The machine's clock.
#[derive(Debug)]
pub struct MachineClock;

impl Clock for MachineClock {
    fn now(&self) -> UnixMillis {
        let since = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        UnixMillis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

#[derive(Debug)]
struct MachineRandom(SystemRandom);

impl Random for MachineRandom {
    fn fill(&self, bytes: &mut [u8]) -> bool {
        self.0.fill(bytes).is_ok()
    }
}
