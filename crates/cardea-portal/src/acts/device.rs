//! Devices of a home.

use cardea_ledger::{Commitment, Entry};
use cardea_store::Claimed;
use cardea_units::{DeviceId, PersonId, Sensitive, SubjectId};

use crate::house::Who;
use crate::{House, Refusal};

impl House {
    /// An adult claims a device with its code. One that comes from another home gets a new token, which is answered once.
    ///
    /// # Errors
    /// When the code is not that of a device that waits to be claimed.
    pub async fn claim_device(
        &self,
        who: Who,
        code: &Sensitive<String>,
    ) -> Result<Claimed, Refusal> {
        self.require_adult(who).await?;
        let claimed = self.store.claim(who.household, code).await?;
        let entry = self
            .device_entry(who, claimed.device.id, |device, household| {
                Entry::DeviceClaimed { device, household }
            })
            .await?;
        self.log(vec![entry]).await?;
        Ok(claimed)
    }

    /// An adult says who wears a device.
    ///
    /// # Errors
    /// When the device or the person is not of this home.
    pub async fn assign_device(
        &self,
        who: Who,
        device: DeviceId,
        wearer: Option<PersonId>,
    ) -> Result<(), Refusal> {
        self.require_adult(who).await?;
        Ok(self
            .store
            .assign_device(who.household, device, wearer)
            .await?)
    }

    /// An adult lets a device go: it can send nothing more, and neither can what it spoke for as a hub.
    ///
    /// # Errors
    /// When the device is not of this home.
    pub async fn release_device(&self, who: Who, device: DeviceId) -> Result<(), Refusal> {
        self.require_adult(who).await?;
        let mut entries = vec![self.release_entry(who, device).await?];
        let released = self.store.release_device(who.household, device).await?;
        for device in released.behind {
            entries.push(self.release_entry(who, device).await?);
        }
        self.log(entries).await?;
        Ok(())
    }

    async fn release_entry(&self, who: Who, device: DeviceId) -> Result<Entry, Refusal> {
        self.device_entry(who, device, |device, household| Entry::DeviceReleased {
            device,
            household,
        })
        .await
    }

    async fn device_entry(
        &self,
        who: Who,
        device: DeviceId,
        make: impl FnOnce(Commitment, Commitment) -> Entry + Send + 'static,
    ) -> Result<Entry, Refusal> {
        self.waiting(move |house| {
            let subject = SubjectId::Household(who.household);
            let salt = house.salt(subject)?;
            Ok(make(
                Commitment::of_device(&salt, device),
                Commitment::of_subject(&salt, subject),
            ))
        })
        .await
    }
}
