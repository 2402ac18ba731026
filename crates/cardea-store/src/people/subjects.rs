//! Which homes have a product.

use std::collections::BTreeMap;

use cardea_units::{HouseholdId, PersonId};

use crate::{ProductIndex, Store, StoreError};

impl Store {
    /// Homes with a device of a product, and who wears one or has a profile on one there.
    ///
    /// # Errors
    /// What SQLite reports.
    pub fn homes_with(
        &self,
        product: ProductIndex,
    ) -> Result<BTreeMap<HouseholdId, Vec<PersonId>>, StoreError> {
        let product = self
            .products()
            .get(product)
            .ok_or(StoreError::Unknown("product"))?;
        let reader = self.reader()?;
        let mut select = reader.prepare_cached(
            "SELECT household, wearer FROM device WHERE product = ?1 AND household IS NOT NULL
             UNION SELECT household, person FROM profile WHERE product = ?1 ORDER BY 1, 2",
        )?;
        let mut rows = select.query([product.gate.product()])?;
        let mut homes: BTreeMap<HouseholdId, Vec<PersonId>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let Some(household) = HouseholdId::from_column(row.get(0)?) else {
                continue;
            };
            let people = homes.entry(household).or_default();
            people.extend(
                row.get::<_, Option<i64>>(1)?
                    .and_then(PersonId::from_column),
            );
        }
        Ok(homes)
    }
}
