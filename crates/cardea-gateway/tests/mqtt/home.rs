//! A house to put behind the endpoint: it remembers what it was given and answers when it is told to.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, Weak};
use std::time::Duration;

use cardea_gate::{Acknowledge, Answer, Ticket};
use cardea_gateway::{
    DeviceKind, Directives, Door, Publish, PublishRefusal, Qos, SignIn, SignInRefusal, Standing,
};
use cardea_store::Listen;

pub const TOKEN: &str = "a token of its own";
pub const UNREADABLE: &str = "not JSON: expected `{` at the first byte";

/// Two devices, `lamp` and `kettle`, and a `hub`, with one token. `broken` has a store that cannot be asked, `slow` one that takes
/// an hour.
#[derive(Debug, Default)]
pub struct Home {
    state: Mutex<State>,
    revoked: AtomicBool,
}

#[derive(Debug, Default)]
struct State {
    given: Vec<Given>,
    /// What is answered at once. `None`: nothing until [`Home::answer_all`].
    at_once: Option<Answer>,
    unanswered: Vec<(Arc<dyn Acknowledge>, Ticket)>,
    batches: usize,
    /// What is asked of devices now. `None`: it cannot be found out.
    directives: Option<Vec<(String, Vec<u8>)>>,
    listeners: Vec<Weak<dyn Listen>>,
}

/// One publish as the house got it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub topic: String,
    pub payload: Vec<u8>,
    pub qos: Qos,
    pub dup: bool,
    pub packet_id: Option<u16>,
    pub ticket: Ticket,
}

#[derive(Debug)]
pub struct Device {
    prefix: String,
}

impl Home {
    pub fn that_answers(answer: Answer) -> Arc<Self> {
        let home = Self::default();
        home.state.lock().unwrap().at_once = Some(answer);
        Arc::new(home)
    }

    pub fn that_says_nothing() -> Arc<Self> {
        Arc::new(Self::default())
    }

    /// Answers everything that waits, oldest first, and returns how many there were.
    pub fn answer_all(&self, answer: Answer) -> usize {
        let waiting = core::mem::take(&mut self.state.lock().unwrap().unanswered);
        for (acks, ticket) in &waiting {
            acks.answer(&[(*ticket, answer)]);
        }
        waiting.len()
    }

    /// From now on, answers at once.
    pub fn answer_from_now_on(&self, answer: Answer) {
        self.state.lock().unwrap().at_once = Some(answer);
    }

    /// Answers what waits for each of these payloads, in this order.
    pub fn answer_payloads(&self, payloads: &[&str], answer: Answer) {
        for payload in payloads {
            let found = {
                let mut state = self.state.lock().unwrap();
                let given = state
                    .given
                    .iter()
                    .rfind(|given| given.payload == payload.as_bytes());
                let ticket = given.unwrap().ticket;
                let index = state
                    .unanswered
                    .iter()
                    .position(|(_, other)| *other == ticket);
                state.unanswered.remove(index.unwrap())
            };
            found.0.answer(&[(found.1, answer)]);
        }
    }

    /// From now on devices are asked for this; who listens is rung.
    pub fn ask(&self, directives: Option<&[(&str, &str)]>) {
        let directives = directives.map(|all| {
            let owned =
                |(name, text): &(&str, &str)| ((*name).to_owned(), text.as_bytes().to_vec());
            all.iter().map(owned).collect()
        });
        self.state.lock().unwrap().directives = directives;
        self.ring();
    }

    pub fn ring(&self) {
        let listeners = self.state.lock().unwrap().listeners.clone();
        listeners
            .iter()
            .filter_map(Weak::upgrade)
            .for_each(|listener| listener.ring());
    }

    pub fn revoke(&self) {
        self.revoked.store(true, Ordering::SeqCst);
    }

    pub fn given(&self) -> Vec<Given> {
        self.state.lock().unwrap().given.clone()
    }

    pub fn batches(&self) -> usize {
        self.state.lock().unwrap().batches
    }

    /// How often each payload was given.
    pub fn times(&self) -> BTreeMap<String, usize> {
        let mut times = BTreeMap::new();
        for given in self.given() {
            let payload = String::from_utf8(given.payload).unwrap();
            *times.entry(payload).or_insert(0) += 1;
        }
        times
    }
}

impl Door for Home {
    type Device = Device;
    type Reading = Given;

    async fn sign_in(&self, attempt: SignIn<'_>) -> Result<Arc<Device>, SignInRefusal> {
        assert!(!attempt.client_id.is_empty());
        match attempt.device {
            "broken" => Err(SignInRefusal::NotNow),
            "slow" => {
                tokio::time::sleep(Duration::from_hours(1)).await;
                Err(SignInRefusal::NotNow)
            }
            "lamp" | "kettle" | "hub" if attempt.token == TOKEN.as_bytes() => {
                Ok(Arc::new(Device {
                    prefix: format!("{}/", attempt.device),
                }))
            }
            _ => Err(SignInRefusal::BadCredentials),
        }
    }

    fn standing(&self, _device: &Device) -> Standing {
        if self.revoked.load(Ordering::SeqCst) {
            Standing::Revoked
        } else {
            Standing::Current
        }
    }

    fn kind(&self, device: &Device) -> DeviceKind {
        if device.prefix == "hub/" {
            DeviceKind::Hub
        } else {
            DeviceKind::Single
        }
    }

    fn name<'d>(&self, device: &'d Device) -> &'d str {
        device.prefix.trim_end_matches('/')
    }

    fn listen(&self, _device: &Device, listener: Weak<dyn Listen>) {
        self.state.lock().unwrap().listeners.push(listener);
    }

    async fn directives(&self, device: &Arc<Device>) -> Option<Directives> {
        let mut told = self.state.lock().unwrap().directives.clone()?;
        if self.kind(device) == DeviceKind::Single {
            told.retain(|(name, _)| name == self.name(device));
        }
        Some(Directives {
            told,
            fresh_for: Duration::from_mins(1),
        })
    }

    fn read(
        &self,
        device: &Device,
        publish: &Publish<'_>,
    ) -> Result<Option<Given>, PublishRefusal> {
        let Some(stream) = publish.topic.strip_prefix(&device.prefix) else {
            return Err(PublishRefusal::NotYours);
        };
        if stream == "undeclared" {
            return Ok(None);
        }
        if publish.payload.starts_with(b"!") {
            return Err(PublishRefusal::Unreadable(UNREADABLE));
        }
        Ok(Some(Given {
            topic: publish.topic.to_owned(),
            payload: publish.payload.to_vec(),
            qos: publish.qos,
            dup: publish.dup,
            packet_id: publish.packet_id,
            ticket: publish.ticket,
        }))
    }

    async fn keep(&self, readings: Vec<Given>, acks: Arc<dyn Acknowledge>) {
        assert!(!readings.is_empty());
        let mut answers = Vec::new();
        {
            let mut state = self.state.lock().unwrap();
            state.batches += 1;
            for reading in readings {
                match state.at_once {
                    Some(answer) => answers.push((reading.ticket, answer)),
                    None => state.unanswered.push((Arc::clone(&acks), reading.ticket)),
                }
                state.given.push(reading);
            }
        }
        acks.answer(&answers);
    }
}
