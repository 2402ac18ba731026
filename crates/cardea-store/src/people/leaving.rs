//! Leaving a home, being removed from it, and the end of a stay: everything that ends with it, in one turn of the writer.

use cardea_gate::Role;
use cardea_units::{HouseholdId, PersonId, Sensitive, UnixMillis};

use super::details::{self, Details};
use super::notice::{NoticeKind, adults_of, tell, tell_adults};
use super::session::SessionToken;
use crate::engine::{params, sql};
use crate::homes::{role_from_word, role_word};
use crate::limits::{FORMER_TRIED_MAX, STAYS_ENDED_AT_ONCE_MAX};
use crate::{Desk, Person, Store, StoreError};

/// Why somebody lives in a home no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Going {
    /// They left.
    Left,
    /// Who holds the account of the home removed them.
    Removed {
        /// Who did.
        by: PersonId,
    },
}

/// Somebody who lives in a home no more, as they see it.
#[derive(Clone, Debug)]
pub struct Former {
    /// Who. Their role is that of a guest: nothing about the home is theirs to see.
    pub person: Person,
    /// Why: `left`, `removed` or `ended`.
    pub how: String,
    /// Since when.
    pub at: UnixMillis,
}

/// What of a person's account is needed when they go.
struct Account {
    role: Role,
    sealed_details: Vec<u8>,
    sign_in: Option<Vec<u8>>,
    until: Option<i64>,
}

/// What is said to the last adult.
const LAST_ADULT: &str = "you are the last adult of this home, and nobody could decide about it after you. Invite another adult first, or use “Forget me”, which forgets the home as well";

impl Store {
    /// A person lives in a home no more. When this returns, no session, no consent and no permission of theirs is left in it, what they wore
    /// is worn by nobody, and every reading that comes after is gated without them. What is about them alone stays theirs.
    ///
    /// # Errors
    /// When they are the last adult, or who removes them may not.
    pub async fn leave(
        &self,
        household: HouseholdId,
        person: PersonId,
        how: Going,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let account = account_of(desk, household, person)?;
            if account.until.is_some_and(|until| until <= desk.now.0) {
                return Err(StoreError::Unknown("person in this home"));
            }
            if let Going::Removed { by } = how {
                require_account_holder(desk, household, by)?;
                if by == person {
                    return Err(StoreError::Refused(
                        "nobody removes themselves. Use “Leave this home”",
                    ));
                }
            }
            let name = details::name_of(desk.vault, person, &account.sealed_details)?;
            pass_account_on(desk, household, person, account.role)?;
            go(desk, household, person, &account, how.word(), desk.now)?;
            match how {
                Going::Left => {
                    tell_adults(desk, household, Some(person), NoticeKind::MemberLeft, &name)
                }
                Going::Removed { .. } => {
                    tell(
                        desk,
                        household,
                        person,
                        NoticeKind::YouWereRemoved,
                        &Sensitive::new(String::new()),
                    )?;
                    tell_adults(
                        desk,
                        household,
                        Some(person),
                        NoticeKind::MemberRemoved,
                        &name,
                    )
                }
            }
        })
        .await
    }

    /// Takes note of stays that are over: nobody has had access since that moment; now what was left of it goes. Answers how many.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub async fn end_stays(&self) -> Result<usize, StoreError> {
        let now = self.clock().now();
        let over = self.reader()?.all(
            sql!("SELECT household, id, until FROM person p WHERE until <= ?1 AND NOT EXISTS
                  (SELECT 1 FROM departed d WHERE d.household = p.household AND d.person = p.id) LIMIT ?2"),
            params![now.0, STAYS_ENDED_AT_ONCE_MAX],
            |row| Ok((HouseholdId::from_column(row.get(0)?), PersonId::from_column(row.get(1)?), UnixMillis(row.get(2)?))),
        )?;
        let mut count = 0_usize;
        for (household, person, until) in over {
            let (Some(household), Some(person)) = (household, person) else {
                continue;
            };
            self.change(move |desk| {
                let account = account_of(desk, household, person)?;
                go(desk, household, person, &account, "ended", until)
            })
            .await?;
            count = count.saturating_add(1);
        }
        Ok(count)
    }

    /// Who holds the account of a home gives it to another adult of it.
    ///
    /// # Errors
    /// When who gives does not hold it, or the other is no adult of the home.
    pub async fn hand_over_account(
        &self,
        household: HouseholdId,
        from: PersonId,
        to: PersonId,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            require_account_holder(desk, household, from)?;
            if from == to || !adults_of(desk, household)?.contains(&to) {
                return Err(StoreError::Refused(
                    "the account can be given to another adult of this home",
                ));
            }
            give_account(desk, household, Some(from), to)
        })
        .await
    }

    /// Somebody who lives in a home no more.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is no such person.
    pub fn former(&self, household: HouseholdId, id: PersonId) -> Result<Former, StoreError> {
        let reader = self.reader()?;
        let found = reader.first(
            sql!("SELECT p.sealed_details, p.until, d.how, d.at FROM person p JOIN departed d ON d.household = p.household AND d.person = p.id
                  WHERE p.household = ?1 AND p.id = ?2"),
            params![household.to_column(), id.to_column()],
            |row| Ok((row.get::<Vec<u8>>(0)?, row.get::<Option<i64>>(1)?, row.get::<String>(2)?, row.get::<i64>(3)?)),
        )?;
        let (sealed, until, how, at) = found.ok_or(StoreError::Unknown("person"))?;
        Ok(Former {
            person: Person {
                id,
                household,
                role: Role::Guest,
                details: Details::open(self.vault(), id, &sealed)?,
                came_as_child: false,
                until: until.map(UnixMillis),
            },
            how,
            at: UnixMillis(at),
        })
    }

    /// Accounts of homes that an address has left, newest first, with the hash of the password of each.
    ///
    /// # Errors
    /// What the database reports.
    pub fn former_sign_in_of(
        &self,
        email: &Sensitive<String>,
    ) -> Result<Vec<(HouseholdId, PersonId, String)>, StoreError> {
        let hash = details::sign_in_hash(self.vault(), email.disclose_ref());
        let found = self.reader()?.all(
            sql!("SELECT d.household, d.person, p.password FROM departed d JOIN person p ON p.household = d.household AND p.id = d.person
                  WHERE d.sign_in = ?1 AND p.password IS NOT NULL ORDER BY d.at DESC, d.person LIMIT ?2"),
            params![hash, FORMER_TRIED_MAX],
            |row| Ok((HouseholdId::from_column(row.get(0)?), PersonId::from_column(row.get(1)?), row.get::<String>(2)?)),
        )?;
        let mut accounts = Vec::new();
        for (household, person, password) in found {
            let (Some(household), Some(person)) = (household, person) else {
                continue;
            };
            if self.vault().has_subject(person.into())? {
                accounts.push((household, person, password));
            }
        }
        Ok(accounts)
    }

    /// Whether a session still opens what it did: for what is sent for a long time.
    ///
    /// # Errors
    /// What the database reports; then it does not.
    pub fn goes_on(&self, token: &SessionToken) -> Result<(), StoreError> {
        match self.present(token)? {
            Some(_) => Ok(()),
            None => Err(StoreError::Refused("this session has ended")),
        }
    }
}

impl Going {
    const fn word(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Removed { .. } => "removed",
        }
    }
}

fn account_of(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
) -> Result<Account, StoreError> {
    let found = desk.tx.first(
        sql!("SELECT role, sealed_details, sign_in, until FROM person p WHERE household = ?1 AND id = ?2 AND NOT EXISTS
              (SELECT 1 FROM departed d WHERE d.household = p.household AND d.person = p.id)"),
        params![household.to_column(), person.to_column()],
        |row| {
            Ok(Account {
                role: role_from_word(row.get(0)?)?,
                sealed_details: row.get(1)?,
                sign_in: row.get(2)?,
                until: row.get(3)?,
            })
        },
    )?;
    found.ok_or(StoreError::Unknown("person in this home"))
}

fn require_account_holder(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
) -> Result<(), StoreError> {
    let account = account_of(desk, household, person)?;
    let here = account.until.is_none_or(|until| until > desk.now.0);
    if here && account.role == Role::AccountHolder {
        Ok(())
    } else {
        Err(StoreError::Refused(
            "only who holds the account of this home may do this",
        ))
    }
}

/// Before somebody goes who holds the account, it goes to the adult who has lived there longest. Nobody goes who is the last adult.
pub(super) fn pass_account_on(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
    role: Role,
) -> Result<(), StoreError> {
    if !matches!(role, Role::AccountHolder | Role::Adult) {
        return Ok(());
    }
    let others = adults_of(desk, household)?;
    let next = others.into_iter().find(|other| *other != person);
    let next = next.ok_or(StoreError::Refused(LAST_ADULT))?;
    if role == Role::AccountHolder {
        give_account(desk, household, Some(person), next)?;
    }
    Ok(())
}

/// Whether somebody lives in the home no more.
pub(super) fn has_departed(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
) -> Result<bool, StoreError> {
    let found = desk.tx.first(
        sql!("SELECT at FROM departed WHERE household = ?1 AND person = ?2"),
        params![household.to_column(), person.to_column()],
        |_| Ok(()),
    )?;
    Ok(found.is_some())
}

/// Somebody is being forgotten and others stay: these are told that they have left, and one of them holds the account from now on.
pub(super) fn tell_of_erased(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
    role: Role,
) -> Result<(), StoreError> {
    let account = account_of(desk, household, person)?;
    pass_account_on(desk, household, person, role)?;
    let name = details::name_of(desk.vault, person, &account.sealed_details)?;
    tell_adults(desk, household, Some(person), NoticeKind::MemberLeft, &name)
}

fn give_account(
    desk: &Desk<'_>,
    household: HouseholdId,
    from: Option<PersonId>,
    to: PersonId,
) -> Result<(), StoreError> {
    let set_role = |person: PersonId, role: Role| {
        desk.tx.execute(
            sql!("UPDATE person SET role = ?1 WHERE household = ?2 AND id = ?3"),
            params![role_word(role), household.to_column(), person.to_column()],
        )
    };
    if let Some(from) = from {
        set_role(from, Role::Adult)?;
    }
    set_role(to, Role::AccountHolder)?;
    tell(
        desk,
        household,
        to,
        NoticeKind::YouHoldAccount,
        &Sensitive::new(String::new()),
    )
}

/// Everything that ends when somebody goes.
fn go(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    person: PersonId,
    account: &Account,
    how: &str,
    at: UnixMillis,
) -> Result<(), StoreError> {
    let of = (household.to_column(), person.to_column());
    desk.tx.execute(
        sql!(
            "INSERT INTO departed (household, person, sign_in, how, at) VALUES (?1, ?2, ?3, ?4, ?5)"
        ),
        params![of.0, of.1, account.sign_in, how, at.0],
    )?;
    desk.tx.execute(
        sql!("UPDATE person SET until = ?1, sign_in = NULL, browsers = browsers + 1 WHERE household = ?2 AND id = ?3"),
        params![at.0, of.0, of.1],
    )?;
    for statement in [
        sql!("DELETE FROM session WHERE household = ?1 AND person = ?2"),
        sql!("DELETE FROM browser WHERE household = ?1 AND person = ?2"),
        sql!("DELETE FROM profile WHERE household = ?1 AND person = ?2"),
        sql!("DELETE FROM viewed WHERE household = ?1 AND person = ?2"),
        sql!("DELETE FROM answer WHERE household = ?1 AND person = ?2"),
        sql!("DELETE FROM invitation WHERE household = ?1 AND made_by = ?2"),
    ] {
        desk.tx.execute(statement, params![of.0, of.1])?;
    }
    void_consents(desk, household, Some(person), None)?;
    desk.tx.execute(
        sql!("UPDATE device SET wearer = NULL WHERE household = ?1 AND wearer = ?2"),
        params![of.0, of.1],
    )?;
    for device in super::directive::devices_of(&desk.tx, household)? {
        desk.touch_device(device);
    }
    desk.touch(household);
    Ok(())
}

/// Consents that hold are void from now on: of one person or of everybody in a home, for one product or for all. What was kept on them while they
/// held was kept with right, and stays (UK GDPR Art 7(3)).
pub(super) fn void_consents(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: Option<PersonId>,
    product: Option<&str>,
) -> Result<(), StoreError> {
    let granted: Vec<(i64, String, String, String)> = desk.tx.all(
        sql!("SELECT person, product, purpose, kind FROM consent WHERE household = ?1 AND state = 'granted' ORDER BY person, product, purpose, kind"),
        params![household.to_column()],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    for (of, named, purpose, kind) in granted {
        if person.is_some_and(|person| person.to_column() != of)
            || product.is_some_and(|product| product != named)
        {
            continue;
        }
        let number: i64 = desk.tx.only(
            sql!("SELECT count(*) FROM consent_history WHERE household = ?1 AND person = ?2"),
            params![household.to_column(), of],
            |row| row.get(0),
        )?;
        desk.tx.execute(
            sql!("UPDATE consent SET state = 'void', at = ?1 WHERE household = ?2 AND person = ?3 AND product = ?4 AND purpose = ?5 AND kind = ?6"),
            params![desk.now.0, household.to_column(), of, named, purpose, kind],
        )?;
        desk.tx.execute(
            sql!("INSERT INTO consent_history (household, person, at, number, product, purpose, kind, state, promise, manifest, actor, channel)
                  SELECT household, person, at, ?1, product, purpose, kind, state, promise, manifest, person, channel FROM consent
                  WHERE household = ?2 AND person = ?3 AND product = ?4 AND purpose = ?5 AND kind = ?6"),
            params![number, household.to_column(), of, named, purpose, kind],
        )?;
    }
    Ok(())
}

/// Whether somebody lives in a home, or did: who has left keeps their rights to what is about them.
pub(super) fn require_member_or_former(
    desk: &Desk<'_>,
    household: HouseholdId,
    person: PersonId,
) -> Result<(), StoreError> {
    let departed: i64 = desk.tx.only(
        sql!("SELECT count(*) FROM departed WHERE household = ?1 AND person = ?2"),
        params![household.to_column(), person.to_column()],
        |row| row.get(0),
    )?;
    if departed > 0 {
        return Ok(());
    }
    super::device::require_member(desk, household, person)
}
