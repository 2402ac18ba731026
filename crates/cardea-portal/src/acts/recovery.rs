//! A device whose last home forgot to let it go: asked for, objected to, taken.

use cardea_ledger::{Commitment, Entry};
use cardea_store::{Recovery, Taken};
use cardea_units::{DeviceId, Sensitive, SubjectId};

use super::home::Confirmed;
use crate::house::Who;
use crate::{House, Refusal};

impl House {
    /// An adult asks for a device that they have in their hands and another home never let go: with the code of its box, within fifteen minutes
    /// after its button was held. That home is told and can object.
    ///
    /// # Errors
    /// When the code or the button was not right; which of them is not told.
    pub async fn ask_recovery(&self, who: Who, code: &Sensitive<String>) -> Result<(), Refusal> {
        self.require_adult(who).await?;
        Ok(self
            .store
            .ask_recovery(who.household, who.person, code)
            .await?)
    }

    /// What others ask for that this home has, and what this home asks for that others have.
    ///
    /// # Errors
    /// When who asks is no adult.
    pub async fn recoveries(&self, who: Who) -> Result<(Vec<Recovery>, Vec<Recovery>), Refusal> {
        self.require_adult(who).await?;
        self.waiting(move |house| {
            Ok((
                house.store.recoveries_of(who.household)?,
                house.store.recoveries_for(who.household)?,
            ))
        })
        .await
    }

    /// An adult of the home that has a device says no.
    ///
    /// # Errors
    /// When nobody asks for it.
    pub async fn object_to_recovery(&self, who: Who, device: DeviceId) -> Result<(), Refusal> {
        self.require_adult(who).await?;
        Ok(self.store.refuse_recovery(who.household, device).await?)
    }

    /// Takes a device whose wait is over. What it sent before stays with the home that had it.
    ///
    /// # Errors
    /// When the wait is not over, or its home said no.
    pub async fn take_recovered(
        &self,
        confirmed: Confirmed,
        device: DeviceId,
    ) -> Result<Taken, Refusal> {
        let who = confirmed.who();
        self.require_adult(who).await?;
        let taken = self.store.take_recovered(who.household, device).await?;
        let (from, was) = taken.from;
        let left = self.device_left(from, was).await?;
        let id = taken.id;
        let claimed = self
            .waiting(move |house| {
                let subject = SubjectId::Household(who.household);
                let salt = house.salt(subject)?;
                Ok(Entry::DeviceClaimed {
                    device: Commitment::of_device(&salt, id),
                    household: Commitment::of_subject(&salt, subject),
                })
            })
            .await?;
        self.log(vec![left, claimed]).await?;
        Ok(taken)
    }
}
