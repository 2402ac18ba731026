//! Homes.

use cardea_units::{HouseholdId, PersonId, Sensitive, SubjectId};

use super::details::{self, NewPerson};
use crate::engine::{params, sql};
use crate::{Store, StoreError};

/// A home to be founded, with the adult who does.
#[derive(Clone, Debug)]
pub struct NewHousehold {
    /// What the people who live there call it.
    pub name: Sensitive<String>,
    /// Its first member.
    pub founder: NewPerson,
}

/// A home that was founded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Founded {
    /// The home.
    pub household: HouseholdId,
    /// Its first member.
    pub founder: PersonId,
}

const BOUND: &[u8] = b"household name";

impl Store {
    /// Founds a home.
    ///
    /// # Errors
    /// When the founder's address is taken.
    pub async fn found_household(&self, new: NewHousehold) -> Result<Founded, StoreError> {
        self.change(move |desk| {
            let household = HouseholdId::draw(desk.random).ok_or(StoreError::NoRandomness)?;
            let subject = SubjectId::Household(household);
            let _ = desk.vault.create_subject(subject, desk.now)?;
            let sealed =
                desk.vault
                    .seal_profile(subject, BOUND, new.name.disclose_ref().as_bytes())?;
            desk.tx.execute(
                sql!("INSERT INTO household (id, sealed_name, created_at) VALUES (?1, ?2, ?3)"),
                params![household.to_column(), sealed, desk.now.0],
            )?;
            let founder = details::add(desk, household, &new.founder)?;
            Ok(Founded { household, founder })
        })
        .await
    }

    /// What the people who live there call their home.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is no such home.
    pub fn household_name(&self, household: HouseholdId) -> Result<Sensitive<String>, StoreError> {
        let reader = self.reader()?;
        let sealed: Option<Vec<u8>> = reader.first(
            sql!("SELECT sealed_name FROM household WHERE id = ?1"),
            params![household.to_column()],
            |row| row.get(0),
        )?;
        let sealed = sealed.ok_or(StoreError::Unknown("home"))?;
        let plain = self
            .vault()
            .open_profile(SubjectId::Household(household), BOUND, &sealed)?
            .disclose();
        let name = String::from_utf8(plain)
            .map_err(|_| StoreError::Corrupt("the name of a home cannot be read"))?;
        Ok(Sensitive::new(name))
    }
}
