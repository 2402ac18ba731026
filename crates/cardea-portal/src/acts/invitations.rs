//! Inviting somebody into a home, and accepting.

use cardea_gate::Role;
use cardea_store::{Founded, Invitation, Invite, Invited, PublicId};
use cardea_units::{Sensitive, UnixMillis};

use super::home::{checked_email, checked_name};
use crate::house::Who;
use crate::limits::{GUEST_DAYS_MAX, INVITATION_DAYS_MAX};
use crate::{House, Refusal};

/// As what somebody is invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitedAs {
    /// As an adult, who decides about the home with the others.
    Adult,
    /// As a guest, whose access ends by itself at this moment.
    Guest {
        /// The end of the stay.
        until: UnixMillis,
    },
}

/// Somebody who accepts an invitation.
#[derive(Clone, Debug)]
pub struct Joining {
    /// The code of the invitation.
    pub code: Sensitive<String>,
    /// What they are called.
    pub name: Sensitive<String>,
    /// The address they sign in with.
    pub email: Sensitive<String>,
    /// Their password.
    pub password: Sensitive<String>,
}

impl House {
    /// An adult invites somebody: for so many days a code makes one account, in this role. The code is answered once.
    ///
    /// # Errors
    /// When who invites is no adult, or a time cannot be used.
    pub async fn invite(
        &self,
        who: Who,
        invited: InvitedAs,
        days: i64,
    ) -> Result<Invited, Refusal> {
        self.require_adult(who).await?;
        let now = self.clock.now();
        if !(1..=INVITATION_DAYS_MAX).contains(&days) {
            return Err(Refusal::invalid(
                "Say how long the invitation can be used: 1 to 14 days.",
            ));
        }
        let ends_at = now.plus(days.saturating_mul(UnixMillis::DAY));
        let (role, stay_until) = match invited {
            InvitedAs::Adult => (Role::Adult, None),
            InvitedAs::Guest { until } => {
                let stay = until.since(now);
                if stay <= 0 || stay > GUEST_DAYS_MAX.saturating_mul(UnixMillis::DAY) {
                    return Err(Refusal::invalid(
                        "Say until when your guest stays: a day in the next 90.",
                    ));
                }
                (Role::Guest, Some(until))
            }
        };
        let new = Invite {
            household: who.household,
            by: who.person,
            role,
            ends_at: stay_until.map_or(ends_at, |until| ends_at.min(until)),
            stay_until,
        };
        Ok(self.store.invite(new).await?)
    }

    /// The invitations of a home that are open, for its adults.
    ///
    /// # Errors
    /// When who asks is no adult of it.
    pub async fn invitations(&self, who: Who) -> Result<Vec<Invitation>, Refusal> {
        self.require_adult(who).await?;
        self.waiting(move |house| Ok(house.store.invitations(who.household)?))
            .await
    }

    /// An adult takes an invitation back.
    ///
    /// # Errors
    /// When it is not open.
    pub async fn revoke_invitation(&self, who: Who, id: PublicId) -> Result<(), Refusal> {
        self.require_adult(who).await?;
        Ok(self.store.revoke_invitation(who.household, id).await?)
    }

    /// Somebody accepts an invitation. An account belongs to one home: who has one elsewhere leaves that home first, or uses another address.
    ///
    /// # Errors
    /// When the code is none of an open invitation, or something cannot be used; the invitation stays open.
    pub async fn join(&self, new: Joining) -> Result<Founded, Refusal> {
        let details = cardea_store::Details {
            name: checked_name(&new.name, "Say what you are called")?,
            email: Some(checked_email(&new.email)?),
            born: None,
        };
        let password = self.hash(new.password).await?;
        let joined = self
            .store
            .accept_invitation(&new.code, details, password)
            .await?;
        self.log_joined(joined.household, joined.founder).await?;
        Ok(joined)
    }
}
