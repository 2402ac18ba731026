//! Leaving a home, being removed from it, and who holds its account.

use cardea_gate::Role;
use cardea_ledger::Entry;
use cardea_store::{Former, Going, Person, Trust};
use cardea_units::{PersonId, SubjectId};

use super::home::Confirmed;
use crate::house::Who;
use crate::{House, Refusal};

impl House {
    /// Somebody leaves their home. Nobody is told before it has happened. When this returns, every session, consent and permission of theirs in
    /// it is gone (law L3); what is about them alone they can still have, and have erased.
    ///
    /// # Errors
    /// When they are the last adult of the home.
    pub async fn leave(&self, confirmed: Confirmed) -> Result<(), Refusal> {
        let who = confirmed.who();
        let entry = self.left_entry(who, who.person).await?;
        self.store
            .leave(who.household, who.person, Going::Left)
            .await?;
        self.log(vec![entry]).await.map(drop)
    }

    /// Who holds the account of a home removes somebody from it. Both are told. Who has no sign-in, such as a child, could not come back for what is
    /// about them alone: they are forgotten. Since that cannot be undone, only a browser that is known does it.
    ///
    /// # Errors
    /// When who asks does not hold the account, or there is no such person.
    pub async fn remove(
        &self,
        confirmed: Confirmed,
        trust: Trust,
        person: PersonId,
    ) -> Result<(), Refusal> {
        let who = confirmed.who();
        self.require_account_holder(who).await?;
        let comes_back = self
            .waiting(move |house| {
                house.store.person(who.household, person)?;
                Ok(house.store.password_of(who.household, person)?.is_some())
            })
            .await?;
        if person == who.person {
            return Err(Refusal::invalid(
                "Nobody removes themselves. Use “Leave this home”.",
            ));
        }
        if !comes_back {
            self.require_known(confirmed, trust, None).await?;
        }
        let entry = self.left_entry(who, person).await?;
        if comes_back {
            self.store
                .leave(who.household, person, Going::Removed { by: who.person })
                .await?;
        } else {
            drop(self.erase(Who { person, ..who }).await?);
        }
        self.log(vec![entry]).await.map(drop)
    }

    /// Who holds the account of a home gives it to another adult.
    ///
    /// # Errors
    /// When who gives does not hold it, or the other is no adult of the home.
    pub async fn hand_over_account(
        &self,
        confirmed: Confirmed,
        to: PersonId,
    ) -> Result<(), Refusal> {
        let who = confirmed.who();
        Ok(self
            .store
            .hand_over_account(who.household, who.person, to)
            .await?)
    }

    /// Takes note of stays that are over, with its evidence. Answers how many.
    ///
    /// # Errors
    /// What the store reports; nobody has access meanwhile.
    pub async fn end_stays(&self) -> Result<usize, Refusal> {
        Ok(self.store.end_stays().await?)
    }

    /// Somebody as they were in a home that they have left.
    ///
    /// # Errors
    /// When they have left none.
    pub async fn former(&self, who: Who) -> Result<Former, Refusal> {
        self.waiting(move |house| Ok(house.store.former(who.household, who.person)?))
            .await
    }

    /// Somebody who lives in a home, or lived in it: then as a guest, to whom nothing of the home is shown.
    pub(crate) fn person_or_former(&self, who: Who) -> Result<(Person, Stands), Refusal> {
        match self.store.person(who.household, who.person) {
            Ok(person) => Ok((person, Stands::Member)),
            Err(cardea_store::StoreError::Unknown(_)) => {
                let former = self.store.former(who.household, who.person)?;
                Ok((former.person, Stands::Former))
            }
            Err(error) => Err(error.into()),
        }
    }

    async fn require_account_holder(&self, who: Who) -> Result<(), Refusal> {
        let person = self
            .waiting(move |house| Ok(house.store.person(who.household, who.person)?))
            .await?;
        if person.role == Role::AccountHolder {
            Ok(())
        } else {
            Err(Refusal::not_allowed(
                "Only who holds the account of this home can remove somebody. You can leave it yourself.",
            ))
        }
    }

    async fn left_entry(&self, who: Who, member: PersonId) -> Result<Entry, Refusal> {
        self.waiting(move |house| {
            Ok(Entry::MemberLeft {
                household: house.commitment(SubjectId::Household(who.household))?,
                member: house.commitment(SubjectId::Person(member))?,
            })
        })
        .await
    }
}

/// Whether somebody lives in the home they are asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stands {
    Member,
    Former,
}
