//! A house to break things in: a store in a folder of its own, a clock that is set by hand, and one family.

use std::path::Path;
use std::sync::{Arc, Mutex};

use cardea_gate::{
    Acknowledge, Again, Answer, ConsentKind, Identity, Reading, Role, Served, Ticket, Value,
};
use cardea_rights::{Channel, ConsentEvent};
use cardea_store::{
    Decision, Details, NewHousehold, NewPerson, Opening, ProductIndex, Question, Store, StoreError,
    Whose,
};
use cardea_units::{
    Clock, DeviceId, FixedClock, FixedRandom, HouseholdId, PersonId, Random, Sensitive, SubjectId,
    UnixMillis,
};
use cardea_vault::{Kek, Vault};
use tempfile::TempDir;
use tokio::sync::Notify;

use crate::manifests::{HEARTH, read};

pub(crate) const HEARTH_INDEX: ProductIndex = ProductIndex(0);
pub(crate) const HOUR: i64 = 3_600_000;
pub(crate) const DAY: i64 = UnixMillis::DAY;

pub(crate) struct House {
    pub(crate) folder: TempDir,
    pub(crate) clock: Arc<FixedClock>,
    random: Arc<FixedRandom>,
    store: Option<Arc<Store>>,
}

impl House {
    pub(crate) fn new() -> Self {
        let start = UnixMillis::parse_rfc3339("2026-11-23T10:00:00Z").unwrap();
        let mut house = Self {
            folder: TempDir::new().unwrap(),
            clock: Arc::new(FixedClock::at(start)),
            random: Arc::new(FixedRandom::seeded(1)),
            store: None,
        };
        house.open(HEARTH);
        house
    }

    fn open(&mut self, yaml: &str) {
        let path = self.folder.path().to_owned();
        self.store = Some(Arc::new(
            open(&path, yaml, &self.clock, &self.random).unwrap(),
        ));
    }

    pub(crate) fn store(&self) -> &Arc<Store> {
        self.store.as_ref().unwrap()
    }

    /// Stops and starts again with a manifest.
    pub(crate) fn reopen_with(&mut self, yaml: &str) {
        let store =
            Arc::into_inner(self.store.take().unwrap()).expect("somebody still holds the store");
        drop(store);
        self.open(yaml);
    }

    pub(crate) fn reopen(&mut self) {
        self.reopen_with(HEARTH);
    }

    /// What a power cut leaves: the files as they are now, in a house of their own.
    pub(crate) fn power_cut(&self) -> Self {
        let folder = TempDir::new().unwrap();
        for entry in std::fs::read_dir(self.folder.path()).unwrap() {
            let entry = entry.unwrap();
            // The shared memory file is not written for keeps, and the lock belongs to the process that died.
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.ends_with("-shm") && !name.contains(".lock") {
                std::fs::copy(entry.path(), folder.path().join(&name)).unwrap();
            }
        }
        let mut house = Self {
            folder,
            clock: Arc::new(FixedClock::at(self.now())),
            random: Arc::new(FixedRandom::seeded(2)),
            store: None,
        };
        house.open(HEARTH);
        house
    }

    pub(crate) fn now(&self) -> UnixMillis {
        self.clock.now()
    }

    pub(crate) fn forward(&self, millis: i64) {
        self.clock.set(self.now().plus(millis));
    }

    /// A home with one adult and one device.
    pub(crate) async fn family(&self, name: &str) -> Family {
        let store = self.store();
        let founder = person(Role::AccountHolder, name);
        let home = store
            .found_household(NewHousehold {
                name: Sensitive::new(format!("{name}s home")),
                founder,
            })
            .await
            .unwrap();
        let device = self.device(home.household, &format!("h-{name}")).await;
        Family {
            household: home.household,
            ann: home.founder,
            device,
        }
    }

    pub(crate) async fn device(&self, household: HouseholdId, name: &str) -> DeviceId {
        let made = self.store().provision_device("hearth", name).await.unwrap();
        self.store()
            .claim_device(household, &made.claim_code)
            .await
            .unwrap()
            .id
    }

    pub(crate) async fn keep(&self, readings: Vec<Reading>) -> Vec<Answer> {
        let heard = Arc::new(Heard::default());
        let expected = readings.len();
        let handed: Vec<_> = (0..).map(Ticket).zip(readings).collect();
        self.store().keep(handed, heard.clone()).await;
        heard.all(expected).await
    }

    pub(crate) async fn keep_one(&self, reading: Reading) -> Answer {
        self.keep(vec![reading]).await[0]
    }
}

pub(crate) fn open(
    folder: &Path,
    yaml: &str,
    clock: &Arc<FixedClock>,
    random: &Arc<FixedRandom>,
) -> Result<Store, StoreError> {
    let random: Arc<dyn Random> = random.clone();
    let kek = Kek::load_or_create(&folder.join("kek"), &*random).unwrap();
    let vault = Arc::new(
        Vault::open(
            &folder.join("secrets.db"),
            Box::new(kek),
            Arc::clone(&random),
        )
        .unwrap(),
    );
    let clock: Arc<dyn Clock> = clock.clone();
    Store::open(
        folder,
        Opening {
            manifests: vec![read(yaml)],
            vault,
            clock,
            random,
        },
    )
}

pub(crate) fn person(role: Role, name: &str) -> NewPerson {
    NewPerson {
        role,
        details: Details {
            name: Sensitive::new(format!("{name} Featherstonehaugh")),
            email: matches!(role, Role::AccountHolder | Role::Adult)
                .then(|| Sensitive::new(format!("{name}@mail.example"))),
            born: None,
        },
        password: None,
        until: None,
    }
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Family {
    pub(crate) household: HouseholdId,
    pub(crate) ann: PersonId,
    pub(crate) device: DeviceId,
}

impl Family {
    pub(crate) fn home(&self) -> SubjectId {
        SubjectId::Household(self.household)
    }

    pub(crate) async fn adds(&self, house: &House, role: Role, name: &str) -> PersonId {
        house
            .store()
            .add_person(self.household, person(role, name))
            .await
            .unwrap()
    }

    /// A guardian says something for a child.
    pub(crate) async fn says_for(
        &self,
        house: &House,
        child: PersonId,
        purpose: &str,
        event: ConsentEvent,
        kind: ConsentKind,
    ) {
        let decision = Decision {
            household: self.household,
            person: child,
            actor: self.ann,
            product: HEARTH_INDEX,
            purpose: purpose.to_owned(),
            kind,
            event,
            channel: Channel::Portal,
            shown: None,
        };
        house.store().decide(decision).await.unwrap();
    }

    pub(crate) async fn says(
        &self,
        house: &House,
        person: PersonId,
        purpose: &str,
        event: ConsentEvent,
    ) {
        self.says_in(house.store(), person, purpose, event, ConsentKind::Ordinary)
            .await;
    }

    pub(crate) async fn says_in(
        &self,
        store: &Store,
        person: PersonId,
        purpose: &str,
        event: ConsentEvent,
        kind: ConsentKind,
    ) {
        let decision = Decision {
            household: self.household,
            person,
            actor: person,
            product: HEARTH_INDEX,
            purpose: purpose.to_owned(),
            kind,
            event,
            channel: Channel::Portal,
            shown: None,
        };
        store.decide(decision).await.unwrap();
    }

    /// A reading of the room, with the device's own time.
    pub(crate) fn room(&self, house: &House, at: UnixMillis, values: &[(&str, Value)]) -> Reading {
        reading(house, self.device, "room", at, values)
    }

    /// What is read of the room for a purpose, one text a row: `warmth=20.5 occupied=true`.
    pub(crate) fn reads(&self, house: &House, purpose: &str) -> Vec<String> {
        read_for(house, self.home(), self.household, "room", Some(purpose))
    }

    /// Everything that is held of the room, tier by tier.
    pub(crate) fn holds(&self, house: &House) -> Vec<String> {
        read_for(house, self.home(), self.household, "room", None)
    }
}

pub(crate) fn reading(
    house: &House,
    device: DeviceId,
    stream: &str,
    at: UnixMillis,
    values: &[(&str, Value)],
) -> Reading {
    let product = house.store().products().get(HEARTH_INDEX).unwrap();
    let (index, rules) = product.gate.stream_named(stream).unwrap();
    let value = |name: &str| {
        values
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.clone())
    };
    Reading {
        device,
        stream: index,
        at,
        arrived: house.now(),
        identity: Identity::Time(house.store().fingerprinter().of_time(device, stream, at)),
        values: rules
            .fields
            .iter()
            .map(|field| value(&field.name))
            .collect(),
    }
}

/// The same reading from a device without a clock.
pub(crate) fn delivered(house: &House, mut reading: Reading, number: u64, again: Again) -> Reading {
    let mark = house
        .store()
        .fingerprinter()
        .of_delivery(reading.device, number, b"t", b"c");
    reading.identity = Identity::Delivery { mark, again };
    reading
}

pub(crate) fn read_for(
    house: &House,
    subject: SubjectId,
    household: HouseholdId,
    stream: &str,
    purpose: Option<&str>,
) -> Vec<String> {
    read_between(
        house,
        subject,
        household,
        stream,
        purpose,
        (UnixMillis(0), UnixMillis(i64::MAX / 2)),
    )
    .unwrap()
}

pub(crate) fn read_between(
    house: &House,
    subject: SubjectId,
    household: HouseholdId,
    stream: &str,
    purpose: Option<&str>,
    (from, until): (UnixMillis, UnixMillis),
) -> Result<Vec<String>, StoreError> {
    let store = house.store();
    let gate = &store.products().get(HEARTH_INDEX).unwrap().gate;
    let question = Question {
        household,
        subject,
        product: HEARTH_INDEX,
        stream: gate.stream_named(stream).unwrap().0,
        from,
        until,
    };
    let whose = purpose.map_or(Whose::Own, |name| {
        Whose::Purpose(gate.purpose_named(name).unwrap().0)
    });
    let mut found = Vec::new();
    for tier in store.read(&question, whose)? {
        for row in &tier.rows {
            let cells = tier.fields.iter().zip(&row.values);
            let texts: Vec<String> = cells
                .filter_map(|(field, value)| Some(format!("{field}={}", text(value.as_ref()?))))
                .collect();
            found.push(texts.join(" "));
        }
    }
    Ok(found)
}

fn text(value: &Served) -> String {
    match value {
        Served::Number(number, step) => step.text(*number),
        Served::Flag(flag) => flag.to_string(),
        Served::Text(text) => text.to_string(),
    }
}

pub(crate) const fn number(number: i64) -> Value {
    Value::Number(number)
}

pub(crate) fn word(text: &str) -> Value {
    Value::Text(text.into())
}

/// Hears the answers.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    answers: Mutex<Vec<(Ticket, Answer)>>,
    more: Notify,
}

impl Heard {
    /// Every answer, in the order of the tickets.
    pub(crate) async fn all(&self, expected: usize) -> Vec<Answer> {
        loop {
            let more = self.more.notified();
            {
                let mut answers = self.answers.lock().unwrap();
                if answers.len() >= expected {
                    assert_eq!(answers.len(), expected, "somebody was answered twice");
                    answers.sort_by_key(|(ticket, _)| *ticket);
                    return answers.iter().map(|(_, answer)| *answer).collect();
                }
            }
            more.await;
        }
    }
}

impl Acknowledge for Heard {
    fn answer(&self, answers: &[(Ticket, Answer)]) {
        self.answers.lock().unwrap().extend_from_slice(answers);
        self.more.notify_one();
    }
}
