//! Where somebody is signed in, what they are told, and the code that shortens a wait.

use cardea_store::{Afterwards, Notice, OpenSession, Present, PublicId, SessionToken, Trust};
use cardea_units::Sensitive;

use super::home::Confirmed;
use crate::house::Who;
use crate::limits::SEEN_EVERY_MILLIS;
use crate::{House, Refusal};

impl House {
    /// Who a token belongs to, and what is known of the session; also when they have left their home.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn present(&self, token: SessionToken) -> Result<Option<Present>, Refusal> {
        let present = self
            .waiting(move |house| Ok(house.store.present(&token)?))
            .await?;
        if let Some(present) = present {
            let still = self.clock.now().since(present.seen_at);
            if !(0..SEEN_EVERY_MILLIS).contains(&still) {
                self.store.note_seen(present.session, present.id).await?;
            }
        }
        Ok(present)
    }

    /// The sessions of a person that are open.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn open_sessions(&self, who: Who) -> Result<Vec<OpenSession>, Refusal> {
        self.waiting(move |house| Ok(house.store.open_sessions(who.household, who.person)?))
            .await
    }

    /// A person ends one of their sessions. From a browser that is known, the other's browser has to become known again.
    ///
    /// # Errors
    /// When there is no such session of theirs.
    pub async fn end_session_of(&self, present: Present, id: PublicId) -> Result<(), Refusal> {
        let who = present.session;
        Ok(self
            .store
            .end_session_of(who.household, who.person, id, afterwards(present))
            .await?)
    }

    /// A person ends every session of theirs but this one. Answers how many.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn end_other_sessions(&self, present: Present) -> Result<u64, Refusal> {
        let who = present.session;
        Ok(self
            .store
            .end_other_sessions(who.household, who.person, present.id, afterwards(present))
            .await?)
    }

    /// What a person was told, newest first.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn notices(&self, who: Who) -> Result<Vec<Notice>, Refusal> {
        self.waiting(move |house| Ok(house.store.notices(who.household, who.person)?))
            .await
    }

    /// A person has read what they were told.
    ///
    /// # Errors
    /// What the store reports.
    pub async fn read_notices(&self, who: Who) -> Result<(), Refusal> {
        Ok(self.store.read_notices(who.household, who.person).await?)
    }

    /// Makes a safety code: twenty letters and digits that shorten the wait of an erasure, once. It is answered once, and takes the place of the one
    /// before. Only from a browser that is known: whoever has stolen a password shall not make one.
    ///
    /// # Errors
    /// When the browser is not known.
    pub async fn make_safety_code(
        &self,
        confirmed: Confirmed,
        trust: Trust,
    ) -> Result<Sensitive<String>, Refusal> {
        let who = confirmed.who();
        if trust == Trust::New {
            return Err(Refusal::not_allowed(
                "This browser is new here. Make the code with one that you have used for a week, or with the one you set up your account with.",
            ));
        }
        Ok(self
            .store
            .set_safety_code(who.household, who.person)
            .await?)
    }
}

const fn afterwards(present: Present) -> Afterwards {
    match present.trust {
        Trust::Known => Afterwards::Forgotten,
        Trust::New => Afterwards::StaysKnown,
    }
}
