//! The names under which a product knows the people of a home: a voice, a face, a user of the scales.

use cardea_store::ProductIndex;
use cardea_units::{PersonId, Sensitive};

use crate::house::Who;
use crate::limits::PROFILE_NAME_BYTES_MAX;
use crate::{House, Refusal};

impl House {
    /// An adult says which person a product means by a name. It is kept as its keyed hash.
    ///
    /// # Errors
    /// When who says it is no adult, the person is not of this home, or the name is empty or too long.
    pub async fn name_profile(
        &self,
        who: Who,
        product: ProductIndex,
        name: &Sensitive<String>,
        person: PersonId,
    ) -> Result<(), Refusal> {
        self.require_adult(who).await?;
        let trimmed = name.disclose_ref().trim();
        if trimmed.is_empty() || trimmed.len() > PROFILE_NAME_BYTES_MAX {
            return Err(Refusal::invalid(
                "Write the name as the product shows it, in 1 to 128 bytes.",
            ));
        }
        let name = Sensitive::new(trimmed.to_owned());
        Ok(self
            .store
            .name_profile(who.household, product, &name, person)
            .await?)
    }

    /// From now on a product knows a person by no name.
    ///
    /// # Errors
    /// When who says it is no adult, or the person is not of this home.
    pub async fn forget_profiles(
        &self,
        who: Who,
        product: ProductIndex,
        person: PersonId,
    ) -> Result<(), Refusal> {
        // Everybody may have themselves unknown.
        if person != who.person {
            self.require_adult(who).await?;
        }
        Ok(self
            .store
            .forget_profiles(who.household, product, person)
            .await?)
    }
}
