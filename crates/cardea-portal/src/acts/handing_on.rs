//! Devices that are handed on, reset, thrown away, lost and found.

use cardea_ledger::{Commitment, Entry, Receipt};
use cardea_store::{DeviceErased, HandOn, Trust};
use cardea_units::{DeviceId, HouseholdId, Sensitive, SubjectId};

use super::home::Confirmed;
use crate::house::Who;
use crate::{House, Refusal};

/// What a home keeps of a device that has forgotten it.
#[derive(Clone, Debug)]
pub struct Certificate {
    /// The certificate, as `cardea verify` reads it; Cardea keeps no copy.
    pub receipt: String,
    /// What was deleted.
    pub erased: DeviceErased,
}

/// A device has forgotten a home.
#[derive(Clone, Debug)]
pub struct Forgot {
    /// The code for whoever gets it. It cannot be had again.
    pub code: Option<Sensitive<String>>,
    /// The new token of a device that stays. It cannot be had again.
    pub token: Option<Sensitive<String>>,
    /// The certificate.
    pub certificate: Certificate,
}

impl House {
    /// An adult hands a device on, has it begin anew, or throws it away, from a browser that is known or with their safety code. Its credential is refused from here on; what it sent in this home is deleted.
    /// The home gets a certificate, and whoever gets the device a code that only this answer has.
    ///
    /// # Errors
    /// When who asks is no adult, or the device is not of this home.
    pub async fn hand_on_device(
        &self,
        confirmed: Confirmed,
        (trust, code): (Trust, Option<Sensitive<String>>),
        device: DeviceId,
        how: HandOn,
    ) -> Result<Forgot, Refusal> {
        let who = confirmed.who();
        self.require_adult(who).await?;
        self.require_known(confirmed, trust, code).await?;
        let handed = self
            .store
            .hand_on(who.household, device, who.person, how)
            .await?;
        if how != HandOn::Reset {
            let mut entries = vec![self.device_left(who.household, device).await?];
            for device in &handed.behind {
                entries.push(self.device_left(who.household, *device).await?);
            }
            self.log(entries).await?;
        }
        for device in &handed.behind {
            drop(self.forget_device(who.household, *device).await?);
        }
        let certificate = self.forget_device(who.household, device).await?;
        Ok(Forgot {
            code: handed.code,
            token: handed.token,
            certificate,
        })
    }

    /// Takes up devices that were to be forgotten when a crash came. To be called before anything is served. Answers how many.
    ///
    /// # Errors
    /// What the store or the log reports.
    pub async fn resume_devices(&self) -> Result<usize, Refusal> {
        let open = self
            .waiting(|house| Ok(house.store.devices_to_forget()?))
            .await?;
        let count = open.len();
        for (household, device) in open {
            drop(self.forget_device(household, device).await?);
        }
        Ok(count)
    }

    /// An adult reports a device lost: it is refused at once, and stays that of this home.
    ///
    /// # Errors
    /// When who reports is no adult, or the device is not of this home.
    pub async fn report_lost(&self, who: Who, device: DeviceId) -> Result<(), Refusal> {
        self.require_adult(who).await?;
        Ok(self
            .store
            .report_lost(who.household, device, who.person)
            .await?)
    }

    /// It was found.
    ///
    /// # Errors
    /// As [`House::report_lost`].
    pub async fn report_found(&self, who: Who, device: DeviceId) -> Result<(), Refusal> {
        self.require_adult(who).await?;
        Ok(self
            .store
            .report_found(who.household, device, who.person)
            .await?)
    }

    /// Deletes what a device sent in a home; the certificate is made of what was really there.
    async fn forget_device(
        &self,
        household: HouseholdId,
        device: DeviceId,
    ) -> Result<Certificate, Refusal> {
        let erased = self.store.forget_device(household, device).await?;
        let entry = self
            .waiting(move |house| {
                let subject = SubjectId::Household(household);
                let salt = house.salt(subject)?;
                Ok(Entry::DeviceErased {
                    device: Commitment::of_device(&salt, device),
                    household: Commitment::of_subject(&salt, subject),
                    blocks: erased.blocks,
                    rows: erased.rows,
                    clips: erased.clips,
                })
            })
            .await?;
        let index = self.log(vec![entry]).await?.first;
        let receipt = self
            .waiting(move |house| {
                Ok(Receipt::issue(&house.ledger, index)
                    .map_err(Refusal::not_now)?
                    .to_json()
                    .to_owned())
            })
            .await?;
        Ok(Certificate { receipt, erased })
    }

    pub(super) async fn device_left(
        &self,
        household: HouseholdId,
        device: DeviceId,
    ) -> Result<Entry, Refusal> {
        self.waiting(move |house| {
            let subject = SubjectId::Household(household);
            let salt = house.salt(subject)?;
            Ok(Entry::DeviceReleased {
                device: Commitment::of_device(&salt, device),
                household: Commitment::of_subject(&salt, subject),
            })
        })
        .await
    }
}
