//! What is known of a person beside an id: sealed under the person's own secret.

use cardea_gate::Role;
use cardea_units::{
    Date, GROWN_UP_AT, HouseholdId, PersonId, Sensitive, SubjectId, UnixMillis, age_on,
};
use cardea_vault::{Vault, VaultError};
use serde_json::{Value as Json, json};

use crate::engine::{Row, params, sql};
use crate::homes::{role_from_word, role_word};
use crate::limits::MEMBERS_MAX;
use crate::{Desk, Store, StoreError};

/// A person who joins a home.
#[derive(Clone, Debug)]
pub struct NewPerson {
    /// What they are there.
    pub role: Role,
    /// What is known of them.
    pub details: Details,
    /// The hash of their password, in PHC form; `None` for who does not sign in.
    pub password: Option<String>,
    /// Until when a guest stays.
    pub until: Option<UnixMillis>,
}

/// What is known of a person.
#[derive(Clone, Debug)]
pub struct Details {
    /// What others call them.
    pub name: Sensitive<String>,
    /// The address they sign in with.
    pub email: Option<Sensitive<String>>,
    /// When they were born, where it matters: for children.
    pub born: Option<Sensitive<Date>>,
}

/// One member of a home.
#[derive(Clone, Debug)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// Where.
    pub household: HouseholdId,
    /// What they are there now: a child of 18 is an adult.
    pub role: Role,
    /// Whether they were a child when they came: what is off for children is so until they open it, also when they are grown up.
    pub came_as_child: bool,
    /// What is known of them.
    pub details: Details,
    /// Until when a guest stays.
    pub until: Option<UnixMillis>,
}

impl Person {
    /// Age in whole years on a day; `None` when the date of birth is not known.
    pub fn age_on(&self, day: Date) -> Option<u32> {
        Some(age_on(*self.details.born.as_ref()?.disclose_ref(), day))
    }
}

/// What somebody is now: a child of 18 is an adult.
const fn role_at(recorded: Role, age: Option<u32>) -> Role {
    match (recorded, age) {
        (Role::Child, Some(GROWN_UP_AT..)) => Role::Adult,
        (role, _) => role,
    }
}

/// When somebody was born, from their sealed details; `None` where it is not known, or nobody can know it any more.
pub(crate) fn born(
    vault: &Vault,
    person: PersonId,
    sealed: &[u8],
) -> Result<Option<Date>, StoreError> {
    match Details::open(vault, person, sealed) {
        Ok(details) => Ok(details.born.map(Sensitive::disclose)),
        // Somebody who was erased is the youngest of all until they are swept.
        Err(StoreError::Vault(VaultError::SubjectDestroyed | VaultError::SubjectUnknown)) => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// What a person is in a home now.
pub(super) fn role_of(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
) -> Result<Role, StoreError> {
    let found = desk.tx.first(
        sql!("SELECT role, sealed_details FROM person WHERE household = ?1 AND id = ?2"),
        params![household.to_column(), person.to_column()],
        |row| {
            let role = role_from_word(row.get(0)?)?;
            if role != Role::Child {
                return Ok(role);
            }
            let born = born(desk.vault, person, row.get(1)?)?;
            let today = desk.now.date();
            Ok(role_at(role, born.map(|born| age_on(born, today))))
        },
    )?;
    found.ok_or(StoreError::Unknown("person in this home"))
}

const BOUND: &[u8] = b"person details";

impl Details {
    fn seal(&self, vault: &Vault, person: PersonId) -> Result<Vec<u8>, StoreError> {
        let json = json!({
            "name": self.name.disclose_ref(),
            "email": self.email.as_ref().map(Sensitive::disclose_ref),
            "born": self.born.as_ref().map(|born| born.disclose_ref().to_string()),
        });
        Ok(vault.seal_profile(
            SubjectId::Person(person),
            BOUND,
            json.to_string().as_bytes(),
        )?)
    }

    pub(super) fn open(vault: &Vault, person: PersonId, sealed: &[u8]) -> Result<Self, StoreError> {
        const UNREADABLE: StoreError =
            StoreError::Corrupt("the details of a person cannot be read");
        let plain = vault
            .open_profile(SubjectId::Person(person), BOUND, sealed)?
            .disclose();
        let json: Json = serde_json::from_slice(&plain).map_err(|_| UNREADABLE)?;
        let text = |key: &str| json.get(key).and_then(Json::as_str).map(str::to_owned);
        Ok(Self {
            name: Sensitive::new(text("name").ok_or(UNREADABLE)?),
            email: text("email").map(Sensitive::new),
            born: text("born")
                .and_then(|born| born.parse().ok())
                .map(Sensitive::new),
        })
    }
}

/// What others call somebody, from their sealed details.
pub(super) fn name_of(
    vault: &Vault,
    person: PersonId,
    sealed: &[u8],
) -> Result<Sensitive<String>, StoreError> {
    Ok(Details::open(vault, person, sealed)?.name)
}

/// How an address is known without being kept: case and space around it do not count.
pub(crate) fn sign_in_hash(vault: &Vault, email: &str) -> [u8; 32] {
    vault.keyed_hash("sign-in address", email.trim().to_lowercase().as_bytes())
}

/// Adds a person: the secret first, so that nothing is ever written of them that could not be forgotten.
pub(crate) fn add(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    new: &NewPerson,
) -> Result<PersonId, StoreError> {
    let members: i64 = desk.tx.only(
        sql!("SELECT count(*) FROM person WHERE household = ?1 AND (until IS NULL OR until > ?2)"),
        params![household.to_column(), desk.now.0],
        |row| row.get(0),
    )?;
    if members >= MEMBERS_MAX {
        return Err(StoreError::Refused(
            "a home can have at most 64 members and guests. Remove somebody first",
        ));
    }
    let id = PersonId::draw(desk.random).ok_or(StoreError::NoRandomness)?;
    let _ = desk.vault.create_subject(SubjectId::Person(id), desk.now)?;
    let sign_in = new
        .details
        .email
        .as_ref()
        .map(|email| sign_in_hash(desk.vault, email.disclose_ref()));
    let added = desk.tx.execute(
        sql!("INSERT INTO person (household, id, role, sealed_details, sign_in, password, until, created_at, browsers) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0)
              ON CONFLICT (sign_in) DO NOTHING"),
        params![
            household.to_column(),
            id.to_column(),
            role_word(new.role),
            new.details.seal(desk.vault, id)?,
            sign_in,
            new.password,
            new.until.map(|until| until.0),
            desk.now.0
        ],
    )?;
    if added == 0 {
        return Err(StoreError::Refused(
            "somebody already signs in with this address. An account belongs to one home: sign in and leave that home first, or use another address",
        ));
    }
    desk.touch(household);
    Ok(id)
}

impl Store {
    /// A person joins a home.
    ///
    /// # Errors
    /// When the address is taken or the home is full.
    pub async fn add_person(
        &self,
        household: HouseholdId,
        new: NewPerson,
    ) -> Result<PersonId, StoreError> {
        self.change(move |desk| add(desk, household, &new)).await
    }

    /// A child who has none gets an address and a password to sign in with.
    ///
    /// # Errors
    /// When the person is no child, signs in already, or the address is taken.
    pub async fn give_sign_in(
        &self,
        household: HouseholdId,
        person: PersonId,
        email: Sensitive<String>,
        password: String,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            if role_of(desk, household, person)? != Role::Child {
                return Err(StoreError::Refused(
                    "this is for children of the home. Others are added with their own address",
                ));
            }
            let hash = sign_in_hash(desk.vault, email.disclose_ref());
            let taken: i64 = desk.tx.only(
                sql!("SELECT count(*) FROM person WHERE sign_in = ?1 OR (household = ?2 AND id = ?3 AND sign_in IS NOT NULL)"),
                params![hash, household.to_column(), person.to_column()],
                |row| row.get(0),
            )?;
            if taken > 0 {
                return Err(StoreError::Refused(
                    "somebody already signs in with this address, or this child already signs in with another. Use another, or sign in",
                ));
            }
            let sealed: Option<Vec<u8>> = desk.tx.first(
                sql!("SELECT sealed_details FROM person WHERE household = ?1 AND id = ?2"),
                params![household.to_column(), person.to_column()],
                |row| row.get(0),
            )?;
            let sealed = sealed.ok_or(StoreError::Unknown("person in this home"))?;
            let mut details = Details::open(desk.vault, person, &sealed)?;
            details.email = Some(email);
            desk.tx.execute(
                sql!("UPDATE person SET sealed_details = ?1, sign_in = ?2, password = ?3 WHERE household = ?4 AND id = ?5"),
                params![
                    details.seal(desk.vault, person)?,
                    hash,
                    password,
                    household.to_column(),
                    person.to_column()
                ],
            )?;
            Ok(())
        })
        .await
    }

    /// Everybody in a home; guests whose time is over are not.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub fn members(&self, household: HouseholdId) -> Result<Vec<Person>, StoreError> {
        let now = self.clock().now();
        let mut members = Vec::new();
        self.reader()?.each(
            sql!("SELECT household, id, role, sealed_details, until FROM person WHERE household = ?1 AND (until IS NULL OR until > ?2) ORDER BY created_at, id"),
            params![household.to_column(), now.0],
            |row| {
                match person(self.vault(), row, now.date()) {
                    // Erased, and about to be swept: nobody knows who it was, and the others are still there.
                    Err(StoreError::Vault(VaultError::SubjectDestroyed)) => {}
                    found => members.push(found?),
                }
                Ok(())
            },
        )?;
        Ok(members)
    }

    /// One person.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is no such person, or not any more.
    pub fn person(&self, household: HouseholdId, id: PersonId) -> Result<Person, StoreError> {
        let members = self.members(household)?;
        members
            .into_iter()
            .find(|person| person.id == id)
            .ok_or(StoreError::Unknown("person"))
    }

    /// The hash of a person's password, also when they live elsewhere by now.
    ///
    /// # Errors
    /// What the database reports.
    pub fn password_of(
        &self,
        household: HouseholdId,
        id: PersonId,
    ) -> Result<Option<String>, StoreError> {
        let found: Option<Option<String>> = self.reader()?.first(
            sql!("SELECT password FROM person WHERE household = ?1 AND id = ?2"),
            params![household.to_column(), id.to_column()],
            |row| row.get(0),
        )?;
        Ok(found.flatten())
    }

    /// Who signs in with an address, and the hash of their password.
    ///
    /// # Errors
    /// What the database reports.
    pub fn sign_in_of(
        &self,
        email: &Sensitive<String>,
    ) -> Result<Option<(HouseholdId, PersonId, String)>, StoreError> {
        let hash = sign_in_hash(self.vault(), email.disclose_ref());
        let found: Option<(i64, i64, Option<String>)> = self.reader()?.first(
            sql!("SELECT household, id, password FROM person WHERE sign_in = ?1 AND (until IS NULL OR until > ?2)"),
            params![hash, self.clock().now().0],
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        let Some((household, person, Some(password))) = found else {
            return Ok(None);
        };
        let (household, person) = (
            HouseholdId::from_column(household),
            PersonId::from_column(person),
        );
        let (Some(household), Some(person)) = (household, person) else {
            return Ok(None);
        };
        // A row of somebody who was erased may come back with an old copy of the data; the person does not.
        let alive = self.vault().has_subject(SubjectId::Person(person))?;
        Ok(alive.then_some((household, person, password)))
    }
}

fn person(vault: &Vault, row: Row<'_>, today: Date) -> Result<Person, StoreError> {
    const NO_ID: StoreError = StoreError::Corrupt("a person has no id");
    let id = PersonId::from_column(row.get(1)?).ok_or(NO_ID)?;
    let recorded = role_from_word(row.get(2)?)?;
    let mut person = Person {
        id,
        household: HouseholdId::from_column(row.get(0)?).ok_or(NO_ID)?,
        role: recorded,
        came_as_child: recorded == Role::Child,
        details: Details::open(vault, id, row.get(3)?)?,
        until: row.get::<Option<i64>>(4)?.map(UnixMillis),
    };
    person.role = role_at(recorded, person.age_on(today));
    Ok(person)
}
