//! Profiles: the names under which a product knows the people of a home.

use cardea_units::{HouseholdId, PersonId, Sensitive};
use cardea_vault::Vault;

use super::device::require_member;
use crate::engine::{params, sql};
use crate::{ProductIndex, Store, StoreError};

/// How a profile's name is known without being kept.
pub(crate) fn profile_label(
    vault: &Vault,
    household: HouseholdId,
    product: &str,
    label: &str,
) -> [u8; 32] {
    let mut bytes = household.get().to_be_bytes().to_vec();
    bytes.extend_from_slice(product.as_bytes());
    bytes.push(0);
    bytes.extend_from_slice(label.as_bytes());
    vault.keyed_hash("profile label", &bytes)
}

impl Store {
    /// Says which person a product means by a name. A name nobody is mapped to is a guest.
    ///
    /// # Errors
    /// When the person is not of this home.
    pub async fn name_profile(
        &self,
        household: HouseholdId,
        product: ProductIndex,
        label: &Sensitive<String>,
        person: PersonId,
    ) -> Result<(), StoreError> {
        let label = label.disclose_ref().clone();
        self.change(move |desk| {
            require_member(desk, household, person)?;
            let product = desk.products.get(product).ok_or(StoreError::Unknown("product"))?;
            let hash = profile_label(desk.vault, household, product.gate.product(), &label);
            desk.tx.execute(
                sql!("INSERT INTO profile (household, product, label, person) VALUES (?1, ?2, ?3, ?4)
                      ON CONFLICT (household, product, label) DO UPDATE SET person = excluded.person"),
                params![household.to_column(), product.gate.product(), hash, person.to_column()],
            )?;
            desk.touch(household);
            Ok(())
        })
        .await
    }

    /// From now on a product knows a person by no name: whatever it says under one of theirs is about a guest.
    ///
    /// # Errors
    /// When the person is not of this home.
    pub async fn forget_profiles(
        &self,
        household: HouseholdId,
        product: ProductIndex,
        person: PersonId,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            require_member(desk, household, person)?;
            let product = desk
                .products
                .get(product)
                .ok_or(StoreError::Unknown("product"))?;
            desk.tx.execute(
                sql!("DELETE FROM profile WHERE household = ?1 AND product = ?2 AND person = ?3"),
                params![
                    household.to_column(),
                    product.gate.product(),
                    person.to_column()
                ],
            )?;
            desk.touch(household);
            Ok(())
        })
        .await
    }

    /// By how many names a product knows each person of a home. The names themselves nobody can find out.
    ///
    /// # Errors
    /// What the database reports.
    pub fn profiles(
        &self,
        household: HouseholdId,
        product: ProductIndex,
    ) -> Result<Vec<(PersonId, u64)>, StoreError> {
        let product = self
            .products()
            .get(product)
            .ok_or(StoreError::Unknown("product"))?;
        let found = self.reader()?.all(
            sql!("SELECT person, count(*) FROM profile WHERE household = ?1 AND product = ?2 GROUP BY person ORDER BY person"),
            params![household.to_column(), product.gate.product()],
            |row| Ok((PersonId::from_column(row.get(0)?), row.get::<i64>(1)?.unsigned_abs())),
        )?;
        Ok(found
            .into_iter()
            .filter_map(|(person, count)| Some((person?, count)))
            .collect())
    }
}
