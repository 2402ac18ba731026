//! Writing down who is to be told, in the transaction of what they are told of.

use std::collections::{BTreeMap, BTreeSet};

use cardea_manifest::model::SharedErasure;
use cardea_units::{HouseholdId, PersonId, SubjectId};

use super::{NotificationAct, NotificationId, NotificationState};
use crate::engine::{params, sql};
use crate::people::consent::Reach;
use crate::{Desk, Erasure, Looked, Product, Store, StoreError};

/// Stands for the home where a person could stand: no person has the number 0.
const HOME: i64 = 0;

/// What happened, and to whose data.
struct Cause<'a> {
    act: NotificationAct,
    household: HouseholdId,
    /// Whose: a person's column, or [`HOME`].
    person: i64,
    /// Who did it, while they are here.
    by: Option<PersonId>,
    /// Only what was given of this product.
    product: Option<&'a str>,
    /// Only what was given for this purpose.
    purpose: Option<&'a str>,
}

impl Cause<'_> {
    fn concerns(&self, product: &str, purpose: &str) -> bool {
        self.product.is_none_or(|only| only == product)
            && self.purpose.is_none_or(|only| only == purpose)
    }
}

/// Remembers what an organisation was given, beside the access itself.
pub(in crate::people) fn note_given(
    desk: &Desk<'_>,
    household: HouseholdId,
    looked: &Looked,
) -> Result<(), StoreError> {
    desk.tx.execute(
        sql!("INSERT INTO given (household, person, organisation, product, purpose, stream, first_at, last_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)
              ON CONFLICT (household, person, organisation, product, purpose, stream) DO UPDATE SET last_at = excluded.last_at"),
        params![
            household.to_column(),
            looked.person.map_or(HOME, PersonId::to_column),
            looked.organisation,
            looked.product,
            looked.purpose,
            looked.stream,
            looked.at.0
        ],
    )?;
    Ok(())
}

/// A person stopped a purpose, or let it go on: tells whoever was given something of theirs for it, and of the home where their word counts for it.
pub(in crate::people) fn of_purpose(
    desk: &Desk<'_>,
    act: NotificationAct,
    household: HouseholdId,
    person: PersonId,
    (product, purpose): (&Product, &str),
    reach: Reach,
) -> Result<(), StoreError> {
    let home = (reach == Reach::PersonAndHome).then_some(HOME);
    for whose in core::iter::once(person.to_column()).chain(home) {
        let cause = Cause {
            act,
            household,
            person: whose,
            by: Some(person),
            product: Some(product.gate.product()),
            purpose: Some(purpose),
        };
        queue(desk, &cause)?;
    }
    Ok(())
}

/// Somebody is being forgotten: tells whoever was given anything of theirs, and of the home where that goes as well. What was not yet told of
/// them before is told by this.
pub(in crate::people) fn of_erasure(desk: &Desk<'_>, erasure: &Erasure) -> Result<(), StoreError> {
    let household = erasure.household;
    let forget = |person, product| Cause {
        act: NotificationAct::Erasure,
        household,
        person,
        by: None,
        product,
        purpose: None,
    };
    for subject in &erasure.subjects {
        match subject {
            SubjectId::Person(person) => queue(desk, &forget(person.to_column(), None))?,
            SubjectId::Household(_) => queue(desk, &forget(HOME, None))?,
        }
    }
    let connectors: Vec<(String, String)> = desk.tx.all(
        sql!("SELECT name, organisation FROM connector ORDER BY name"),
        params![],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (connector, organisation) in &connectors {
        let to = To {
            organisation,
            connector,
            product: "",
        };
        for subject in &erasure.subjects {
            let person = match subject {
                SubjectId::Person(person) => person.to_column(),
                SubjectId::Household(_) => HOME,
            };
            write(desk, &forget(person, None), &to, &Holds::default())?;
        }
    }
    if !erasure.subjects.contains(&SubjectId::Household(household)) {
        for (_, product) in desk.products.iter() {
            if *product.manifest.people.shared_erasure == SharedErasure::EraseAll {
                queue(desk, &forget(HOME, Some(product.gate.product())))?;
            }
        }
    }
    Ok(())
}

impl Store {
    /// Writes down that readings of a person, or of the home, were corrected, so that whoever was given them for any purpose is told.
    ///
    /// # Errors
    /// What the database reports; then nobody is told, and the correction is to be answered as not done.
    pub async fn tell_of_rectification(
        &self,
        household: HouseholdId,
        subject: SubjectId,
        by: PersonId,
        product: &str,
    ) -> Result<(), StoreError> {
        let product = product.to_owned();
        self.change(move |desk| {
            let person = match subject {
                SubjectId::Person(person) => person.to_column(),
                SubjectId::Household(_) => HOME,
            };
            let cause = Cause {
                act: NotificationAct::Rectification,
                household,
                person,
                by: Some(by),
                product: Some(&product),
                purpose: None,
            };
            queue(desk, &cause)
        })
        .await
    }
}

/// What one organisation has of one product.
#[derive(Default)]
struct Holds {
    purposes: BTreeSet<String>,
    streams: BTreeSet<String>,
}

fn queue(desk: &Desk<'_>, cause: &Cause<'_>) -> Result<(), StoreError> {
    let mut told: BTreeMap<(String, String), Holds> = BTreeMap::new();
    desk.tx.each(
        sql!("SELECT organisation, product, purpose, stream FROM given WHERE household = ?1 AND person = ?2"),
        params![cause.household.to_column(), cause.person],
        |row| {
            let (organisation, product, purpose): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            if cause.concerns(&product, &purpose) {
                let holds = told.entry((organisation, product)).or_default();
                holds.purposes.insert(purpose);
                holds.streams.insert(row.get(3)?);
            }
            Ok(())
        },
    )?;
    add_processors(desk, cause, &mut told)?;
    for ((organisation, product), holds) in told {
        let to = To {
            organisation: &organisation,
            connector: "",
            product: &product,
        };
        write(desk, cause, &to, &holds)?;
    }
    Ok(())
}

/// Those who handle data on instruction get it by ways of the maker's own, which nothing here sees. Who of them gave an address is told of
/// every purpose that names them, for products of the home.
fn add_processors(
    desk: &Desk<'_>,
    cause: &Cause<'_>,
    told: &mut BTreeMap<(String, String), Holds>,
) -> Result<(), StoreError> {
    let here: BTreeSet<String> = desk
        .tx
        .all(
            sql!("SELECT DISTINCT product FROM device WHERE household = ?1"),
            params![cause.household.to_column()],
            |row| row.get(0),
        )?
        .into_iter()
        .collect();
    let reached: BTreeSet<String> = desk
        .tx
        .all(sql!("SELECT organisation FROM webhook"), params![], |row| {
            row.get(0)
        })?
        .into_iter()
        .collect();
    for (_, product) in desk.products.iter() {
        let id = product.gate.product();
        if !here.contains(id) {
            continue;
        }
        for (name, purpose) in product.manifest.purposes.iter() {
            if !cause.concerns(id, name.as_str()) {
                continue;
            }
            for processor in &purpose.processors {
                if reached.contains(processor.as_str()) {
                    let holds = told
                        .entry((processor.as_str().to_owned(), id.to_owned()))
                        .or_default();
                    holds.purposes.insert(name.as_str().to_owned());
                    holds
                        .streams
                        .extend(purpose.uses.names().map(str::to_owned));
                }
            }
        }
    }
    Ok(())
}

/// To whom something is written.
struct To<'a> {
    organisation: &'a str,
    /// Empty for a message.
    connector: &'a str,
    product: &'a str,
}

fn write(desk: &Desk<'_>, cause: &Cause<'_>, to: &To<'_>, holds: &Holds) -> Result<(), StoreError> {
    let names = |names: &BTreeSet<String>| {
        serde_json::to_string(names).map_err(|_| StoreError::Corrupt("names could not be written"))
    };
    desk.tx.execute(
        sql!("INSERT INTO notification (household, id, person, by_person, organisation, act, product, purposes, streams, at, act_by, state, tries, due_at, connector)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, 0, ?10, ?13)"),
        params![
            cause.household.to_column(),
            NotificationId::draw(desk.random)?.0,
            cause.person,
            cause.by.map(PersonId::to_column),
            to.organisation,
            cause.act.word(),
            to.product,
            names(&holds.purposes)?,
            names(&holds.streams)?,
            desk.now.0,
            desk.now.plus(cause.act.time_to_act()).0,
            NotificationState::Waiting.word(),
            to.connector
        ],
    )?;
    Ok(())
}
