//! Invitations: a code, good once and for a time, that makes one account in one role.

use cardea_gate::Role;
use cardea_units::{HouseholdId, PersonId, Sensitive, UnixMillis};

use super::details::role_of;
use super::details::{self, Details, NewPerson};
use super::device::{as_drawn, draw_code};
use super::household::Founded;
use super::notice::{NoticeKind, tell_adults};
use super::public_id::PublicId;
use crate::engine::{params, sql};
use crate::homes::{role_from_word, role_word};
use crate::limits::INVITATIONS_OPEN_MAX;
use crate::{Store, StoreError};

/// An invitation to be made.
#[derive(Clone, Copy, Debug)]
pub struct Invite {
    /// To which home.
    pub household: HouseholdId,
    /// Which adult makes it.
    pub by: PersonId,
    /// As what: an adult, or a guest.
    pub role: Role,
    /// Until when it can be used.
    pub ends_at: UnixMillis,
    /// Until when a guest stays.
    pub stay_until: Option<UnixMillis>,
}

/// An invitation that was made.
#[derive(Clone, Debug)]
pub struct Invited {
    /// By which it is taken back.
    pub id: PublicId,
    /// Ten letters and digits. It cannot be had again.
    pub code: Sensitive<String>,
}

/// An invitation that is open.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// By which it is taken back.
    pub id: PublicId,
    /// As what.
    pub role: Role,
    /// Until when a guest stays.
    pub stay_until: Option<UnixMillis>,
    /// Who made it.
    pub made_by: PersonId,
    /// Until when it can be used.
    pub ends_at: UnixMillis,
}

/// What is said of a code that is not good, whatever the reason.
const NO_SUCH_INVITATION: &str =
    "this code is not that of an invitation that is open. Check it, or ask for a new one";

impl Store {
    /// An adult invites somebody.
    ///
    /// # Errors
    /// When who invites is no adult of the home, or [`INVITATIONS_OPEN_MAX`] are open.
    pub async fn invite(&self, new: Invite) -> Result<Invited, StoreError> {
        self.change(move |desk| {
            if !matches!(role_of(desk, new.household, new.by)?, Role::AccountHolder | Role::Adult) {
                return Err(StoreError::Refused("only an adult of the home can invite somebody"));
            }
            let household = new.household.to_column();
            desk.tx.execute(sql!("DELETE FROM invitation WHERE ends_at <= ?1"), params![desk.now.0])?;
            let open: i64 = desk.tx.only(
                sql!("SELECT count(*) FROM invitation WHERE household = ?1"),
                params![household],
                |row| row.get(0),
            )?;
            if open >= INVITATIONS_OPEN_MAX {
                return Err(StoreError::Refused("20 invitations of this home are open. Take one back first"));
            }
            let (id, code) = (PublicId::draw(desk.random)?, draw_code(desk.random)?);
            desk.tx.execute(
                sql!("INSERT INTO invitation (household, id, code, role, stay_until, made_by, made_at, ends_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"),
                params![
                    household,
                    id.to_column(),
                    desk.vault.keyed_hash("invitation", code.as_bytes()),
                    role_word(new.role),
                    new.stay_until.map(|until| until.0),
                    new.by.to_column(),
                    desk.now.0,
                    new.ends_at.0
                ],
            )?;
            Ok(Invited { id, code: Sensitive::new(code) })
        })
        .await
    }

    /// The invitations of a home that are open, the one that ends first at the top.
    ///
    /// # Errors
    /// What the database reports.
    pub fn invitations(&self, household: HouseholdId) -> Result<Vec<Invitation>, StoreError> {
        self.reader()?.all(
            sql!("SELECT id, role, stay_until, made_by, ends_at FROM invitation WHERE household = ?1 AND ends_at > ?2 ORDER BY ends_at, id"),
            params![household.to_column(), self.clock().now().0],
            |row| {
                Ok(Invitation {
                    id: PublicId::from_column(row.get(0)?),
                    role: role_from_word(row.get(1)?)?,
                    stay_until: row.get::<Option<i64>>(2)?.map(UnixMillis),
                    made_by: PersonId::from_column(row.get(3)?).ok_or(StoreError::Corrupt("an invitation names nobody"))?,
                    ends_at: UnixMillis(row.get(4)?),
                })
            },
        )
    }

    /// An invitation is taken back. Its code is worth nothing from here on.
    ///
    /// # Errors
    /// When it is not open.
    pub async fn revoke_invitation(
        &self,
        household: HouseholdId,
        id: PublicId,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let gone = desk.tx.execute(
                sql!("DELETE FROM invitation WHERE household = ?1 AND id = ?2"),
                params![household.to_column(), id.to_column()],
            )?;
            if gone == 0 {
                return Err(StoreError::Unknown(
                    "invitation that is open. It was used, taken back, or has ended",
                ));
            }
            Ok(())
        })
        .await
    }

    /// Somebody accepts an invitation: their account is made in its role, and the adults of the home are told.
    ///
    /// # Errors
    /// When the code is not that of an open invitation, or the address belongs to an account already; then the invitation stays open.
    pub async fn accept_invitation(
        &self,
        code: &Sensitive<String>,
        details: Details,
        password: String,
    ) -> Result<Founded, StoreError> {
        let code = as_drawn(code);
        self.change(move |desk| {
            let hash = desk.vault.keyed_hash("invitation", code.as_bytes());
            let found: Option<(i64, i64, String, Option<i64>)> = desk.tx.first(
                sql!("SELECT household, id, role, stay_until FROM invitation WHERE code = ?1 AND ends_at > ?2"),
                params![hash, desk.now.0],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
            )?;
            let (home, id, role, stay_until) = found.ok_or(StoreError::Refused(NO_SUCH_INVITATION))?;
            let household = HouseholdId::from_column(home).ok_or(StoreError::Corrupt("an invitation names no home"))?;
            if stay_until.is_some_and(|until| until <= desk.now.0) {
                return Err(StoreError::Refused(NO_SUCH_INVITATION));
            }
            let name = details.name.clone();
            let new = NewPerson {
                role: role_from_word(&role)?,
                details,
                password: Some(password),
                until: stay_until.map(UnixMillis),
            };
            let founder = details::add(desk, household, &new)?;
            desk.tx.execute(sql!("DELETE FROM invitation WHERE household = ?1 AND id = ?2"), params![home, id])?;
            tell_adults(desk, household, Some(founder), NoticeKind::MemberJoined, &name)?;
            Ok(Founded { household, founder })
        })
        .await
    }
}
