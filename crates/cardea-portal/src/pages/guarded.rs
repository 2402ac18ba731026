//! Acts that are slowed down or take their turn, whoever calls them: a page or the API.

use cardea_store::Device;
use cardea_units::{PersonId, Sensitive};

use super::{Caller, Portal};
use crate::{Refusal, Who};

impl Portal {
    /// Adds an adult; hashing their password takes its turn.
    pub(crate) async fn add_adult(
        &self,
        who: Who,
        name: Sensitive<String>,
        email: Sensitive<String>,
        password: Sensitive<String>,
    ) -> Result<PersonId, Refusal> {
        let _turn = self.hashing.acquire().await.map_err(Refusal::not_now)?;
        self.house.add_adult(who, name, email, password).await
    }

    /// Claims a device, with few tries.
    pub(crate) async fn claim_device(
        &self,
        who: Who,
        code: String,
        caller: Caller,
    ) -> Result<Device, Refusal> {
        let begun = self.try_now(&format!("claim {}", who.person), caller)?;
        let device = self.house.claim_device(who, &Sensitive::new(code)).await?;
        self.was_right(&begun);
        Ok(device)
    }
}
