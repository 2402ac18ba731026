//! Which homes have a product.

use std::collections::BTreeMap;

use cardea_units::{HouseholdId, PersonId};

use crate::engine::{params, sql};
use crate::{ProductIndex, Store, StoreError};

impl Store {
    /// Homes with a device of a product, and who wears one or has a profile on one there.
    ///
    /// # Errors
    /// What the database reports.
    pub fn homes_with(
        &self,
        product: ProductIndex,
    ) -> Result<BTreeMap<HouseholdId, Vec<PersonId>>, StoreError> {
        let product = self
            .products()
            .get(product)
            .ok_or(StoreError::Unknown("product"))?;
        let mut homes: BTreeMap<HouseholdId, Vec<PersonId>> = BTreeMap::new();
        self.reader()?.each(
            sql!(
                "SELECT household, wearer FROM device WHERE product = ?1 AND household IS NOT NULL
                  UNION SELECT household, person FROM profile WHERE product = ?1 ORDER BY 1, 2"
            ),
            params![product.gate.product()],
            |row| {
                if let Some(household) = HouseholdId::from_column(row.get(0)?) {
                    let person = row.get::<Option<i64>>(1)?.and_then(PersonId::from_column);
                    homes.entry(household).or_default().extend(person);
                }
                Ok(())
            },
        )?;
        Ok(homes)
    }
}
