//! Who can see what: for each stream that concerns somebody, every person, organisation and device that it reaches, and who looked last.

use std::collections::BTreeMap;

use cardea_gate::Role;
use cardea_store::{Device, Person, Viewed};
use cardea_units::{PersonId, SubjectId, UnixMillis};

use super::own::OwnStream;
use crate::house::Who;
use crate::limits::{LOOKED_EVERY_MILLIS, LOOKS_NOW_MILLIS, LOOKS_PACKED_MAX};
use crate::{House, Refusal};

/// One stream, and whom it reaches.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The stream.
    pub stream: OwnStream,
    /// People of the home who see it.
    pub people: Vec<SeenBy>,
    /// Organisations that may read it now.
    pub organisations: Vec<Looker>,
    /// What sends it, by name; with the hub that hears it on the way.
    pub devices: Vec<(String, Option<String>)>,
}

/// A person who sees a stream.
#[derive(Clone, Debug)]
pub struct SeenBy {
    /// Who.
    pub person: PersonId,
    /// What they are called.
    pub name: String,
    /// When they last looked, as far as it is written down.
    pub last: Option<UnixMillis>,
    /// Whether that was within the last minute.
    pub now: bool,
}

/// An organisation that may read a stream.
#[derive(Clone, Debug)]
pub struct Looker {
    /// What it is called.
    pub name: String,
    /// For what.
    pub purposes: Vec<String>,
    /// When it last read.
    pub last: Option<UnixMillis>,
}

impl House {
    /// Who can see what of all that concerns somebody.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn who_sees(&self, who: Who) -> Result<Vec<Seen>, Refusal> {
        self.waiting(move |house| house.who_sees_now(who)).await
    }

    /// Writes down that somebody looks at what is about their home, before they see it. While they go on it is not written each time.
    ///
    /// # Errors
    /// What the store reports; then they may not look.
    pub async fn note_looking(&self, who: Who) -> Result<(), Refusal> {
        let streams = self
            .waiting(move |house| {
                let now = house.clock.now();
                let noted = house.store.views(who.household)?;
                let fresh = |product: &str, stream: &str| {
                    noted.iter().any(|view| {
                        view.person == who.person
                            && view.product == product
                            && view.stream == stream
                            && (0..LOOKED_EVERY_MILLIS).contains(&now.since(view.at))
                    })
                };
                let own = house.own_streams_now(who)?;
                let of_home = own
                    .into_iter()
                    .filter(|stream| matches!(stream.subject, SubjectId::Household(_)));
                Ok(of_home
                    .filter(|stream| !fresh(&stream.product_id, &stream.stream_id))
                    .map(|stream| (stream.product_id, stream.stream_id))
                    .collect::<Vec<_>>())
            })
            .await?;
        if streams.is_empty() {
            return Ok(());
        }
        Ok(self
            .store
            .note_views(who.household, who.person, streams)
            .await?)
    }

    fn who_sees_now(&self, who: Who) -> Result<Vec<Seen>, Refusal> {
        let at_home = AtHome {
            now: self.clock.now(),
            members: self.store.members(who.household)?,
            devices: self.store.devices(who.household)?,
            views: self.store.views(who.household)?,
            looks: self.last_looks(who)?,
        };
        let mut all = Vec::new();
        for stream in self.own_streams_now(who)? {
            let organisations = self.organisations_of(who, &stream, &at_home.looks)?;
            all.push(Seen {
                people: at_home.people(&stream),
                devices: at_home.senders(&stream),
                organisations,
                stream,
            });
        }
        Ok(all)
    }

    /// When each organisation last read each stream.
    fn last_looks(&self, who: Who) -> Result<Looks, Refusal> {
        let mut looks = Looks::new();
        for look in self
            .store
            .looks(who.household, who.person, LOOKS_PACKED_MAX)?
        {
            let key = (look.product, look.stream, look.organisation);
            let last = looks.entry(key).or_insert(look.at);
            *last = (*last).max(look.at);
        }
        Ok(looks)
    }

    /// Who may read a stream now, and for what: those the manifest names for a purpose that everybody concerned permits.
    fn organisations_of(
        &self,
        who: Who,
        stream: &OwnStream,
        looks: &Looks,
    ) -> Result<Vec<Looker>, Refusal> {
        let Some(product) = self.store.products().get(stream.product) else {
            return Ok(Vec::new());
        };
        let Some(rules) = product.gate.stream(stream.stream) else {
            return Ok(Vec::new());
        };
        let permissions = self.store.permits(who.household, stream.product)?;
        let permitted = permissions.for_stream(rules, person_of(stream));
        let mut organisations = Vec::new();
        for (id, organisation) in product.manifest.organisations.iter() {
            let id = id.to_string();
            let of_purposes = product
                .gate
                .purposes()
                .filter(|(index, purpose)| permitted.has(*index) && purpose.may_be_read_by(&id));
            let purposes: Vec<String> = of_purposes
                .filter_map(|(_, purpose)| product.manifest.purposes.get(&purpose.name))
                .map(|purpose| purpose.title.to_string())
                .collect();
            if purposes.is_empty() {
                continue;
            }
            let key = (stream.product_id.clone(), stream.stream_id.clone(), id);
            organisations.push(Looker {
                name: organisation.name.to_string(),
                purposes,
                last: looks.get(&key).copied(),
            });
        }
        Ok(organisations)
    }
}

/// By product, stream and organisation.
type Looks = BTreeMap<(String, String, String), UnixMillis>;

/// A home as it is now.
struct AtHome {
    now: UnixMillis,
    members: Vec<Person>,
    devices: Vec<Device>,
    views: Vec<Viewed>,
    looks: Looks,
}

impl AtHome {
    fn people(&self, stream: &OwnStream) -> Vec<SeenBy> {
        let of_person = person_of(stream);
        // Who has no sign-in sees nothing.
        let sees = |person: &&Person| match of_person {
            None => person.role != Role::Guest && person.details.email.is_some(),
            Some(of) => person.id == of,
        };
        let seen_by = |person: &Person| {
            let looked = self.views.iter().find(|view| {
                of_person.is_none()
                    && view.person == person.id
                    && view.product == stream.product_id
                    && view.stream == stream.stream_id
            });
            let last = looked.map(|view| view.at);
            SeenBy {
                person: person.id,
                name: person.details.name.disclose_ref().clone(),
                last,
                now: last.is_some_and(|at| (0..LOOKS_NOW_MILLIS).contains(&self.now.since(at))),
            }
        };
        self.members.iter().filter(sees).map(seen_by).collect()
    }

    /// What sends a stream, and the hub that hears it on the way. What somebody else wears says nothing about who asks.
    fn senders(&self, stream: &OwnStream) -> Vec<(String, Option<String>)> {
        let of_person = person_of(stream);
        let sends = |device: &&Device| {
            let about =
                of_person.is_none() || device.wearer.is_none() || device.wearer == of_person;
            device.product == stream.product && device.lost_at.is_none() && about
        };
        let named = |device: &Device| {
            let hub = device
                .via
                .and_then(|via| self.devices.iter().find(|hub| hub.id == via));
            let hub = hub.map(|hub| hub.name.disclose_ref().clone());
            (device.name.disclose_ref().clone(), hub)
        };
        self.devices.iter().filter(sends).map(named).collect()
    }
}

fn person_of(stream: &OwnStream) -> Option<PersonId> {
    match stream.subject {
        SubjectId::Household(_) => None,
        SubjectId::Person(person) => Some(person),
    }
}
