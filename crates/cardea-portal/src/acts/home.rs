//! Homes and who lives there.

use cardea_gate::Role;
use cardea_ledger::Entry;
use cardea_store::{Begun, Comes, Details, Founded, Lives, NewHousehold, NewPerson, NoticeKind};
use cardea_units::{Date, HouseholdId, PersonId, Sensitive, SubjectId, UnixMillis};

use super::password::{self, Match};
use crate::house::Who;
use crate::limits::{EMAIL_CHARS_MAX, GUEST_DAYS_MAX, NAME_CHARS_MAX};
use crate::{House, Refusal, RefusalKind};

/// A home to be founded.
#[derive(Clone, Debug)]
pub struct NewHome {
    /// What the home is called.
    pub home: Sensitive<String>,
    /// What its first adult is called.
    pub name: Sensitive<String>,
    /// The address they sign in with.
    pub email: Sensitive<String>,
    /// Their password.
    pub password: Sensitive<String>,
}

/// Somebody who has just given their password. Acts that cannot be undone want one.
#[derive(Clone, Copy, Debug)]
pub struct Confirmed(Who);

impl Confirmed {
    /// Who.
    pub const fn who(self) -> Who {
        self.0
    }
}

impl House {
    /// Somebody founds a home, and is its account holder.
    ///
    /// # Errors
    /// When a name, the address or the password cannot be used.
    pub async fn found_home(&self, new: NewHome) -> Result<Founded, Refusal> {
        let home = checked_name(&new.home, "Give your home a name")?;
        let details = Details {
            name: checked_name(&new.name, "Say what you are called")?,
            email: Some(checked_email(&new.email)?),
            born: None,
        };
        let password = self.hash(new.password).await?;
        let first = NewPerson {
            role: Role::AccountHolder,
            details,
            password: Some(password),
            until: None,
        };
        let founded = self
            .store
            .found_household(NewHousehold {
                name: home,
                founder: first,
            })
            .await?;
        self.log_joined(founded.household, founded.founder).await?;
        Ok(founded)
    }

    /// An adult adds another adult to the home.
    ///
    /// # Errors
    /// When who asks is no adult of the home, or something cannot be used.
    pub async fn add_adult(
        &self,
        who: Who,
        name: Sensitive<String>,
        email: Sensitive<String>,
        password: Sensitive<String>,
    ) -> Result<PersonId, Refusal> {
        self.require_adult(who).await?;
        let details = Details {
            name: checked_name(&name, "Say what they are called")?,
            email: Some(checked_email(&email)?),
            born: None,
        };
        let password = self.hash(password).await?;
        self.add(
            who,
            NewPerson {
                role: Role::Adult,
                details,
                password: Some(password),
                until: None,
            },
        )
        .await
    }

    /// An adult adds a child to the home.
    ///
    /// # Errors
    /// When who asks is no adult of the home, or the child is 18 or older, or not yet born.
    pub async fn add_child(
        &self,
        who: Who,
        name: Sensitive<String>,
        born: Date,
    ) -> Result<PersonId, Refusal> {
        self.require_adult(who).await?;
        let today = self.clock.now().date();
        let adult_at = cardea_units::birthday(born, cardea_units::GROWN_UP_AT);
        if born > today {
            return Err(Refusal::invalid(
                "This date of birth lies in the future. Check the year.",
            ));
        }
        if adult_at <= today {
            return Err(Refusal::invalid(
                "Somebody of 18 or more is an adult. Add them as an adult, so that they decide for themselves.",
            ));
        }
        let details = Details {
            name: checked_name(&name, "Say what they are called")?,
            email: None,
            born: Some(Sensitive::new(born)),
        };
        self.add(
            who,
            NewPerson {
                role: Role::Child,
                details,
                password: None,
                until: None,
            },
        )
        .await
    }

    /// An adult lets a child sign in, to see what is kept and, from the age of consent on, to decide.
    ///
    /// # Errors
    /// When who asks is no adult of the home, the person is no child of it, or address or password cannot be used.
    pub async fn give_sign_in(
        &self,
        who: Who,
        child: PersonId,
        email: Sensitive<String>,
        password: Sensitive<String>,
    ) -> Result<(), Refusal> {
        self.require_adult(who).await?;
        let email = checked_email(&email)?;
        let hash = self.hash(password).await?;
        Ok(self
            .store
            .give_sign_in(who.household, child, email, hash)
            .await?)
    }

    /// An adult says that a guest stays.
    ///
    /// # Errors
    /// When who asks is no adult of the home, or the stay is over already or longer than 90 days.
    pub async fn add_guest(
        &self,
        who: Who,
        name: Sensitive<String>,
        until: UnixMillis,
    ) -> Result<PersonId, Refusal> {
        self.require_adult(who).await?;
        let stay = until.since(self.clock.now());
        if stay <= 0 || stay > GUEST_DAYS_MAX.saturating_mul(UnixMillis::DAY) {
            return Err(Refusal::invalid(
                "Say until when your guest stays: a day in the next 90.",
            ));
        }
        let details = Details {
            name: checked_name(&name, "Say what your guest is called")?,
            email: None,
            born: None,
        };
        self.add(
            who,
            NewPerson {
                role: Role::Guest,
                details,
                password: None,
                until: Some(until),
            },
        )
        .await
    }

    /// Somebody signs in with a browser. Who has left their home, and has no other, comes for what is about them alone.
    ///
    /// # Errors
    /// [`RefusalKind::NotSignedIn`] when address and password do not belong together; which of the two is wrong is not told.
    pub async fn sign_in_with(
        &self,
        email: Sensitive<String>,
        password: Sensitive<String>,
        comes: Comes,
    ) -> Result<(Begun, Lives), Refusal> {
        let found = self
            .waiting(move |house| {
                let lives = house.store.sign_in_of(&email)?;
                let hash = lives.as_ref().map(|(_, _, hash)| hash.as_str());
                if password::matches(&password, hash)? == Match::Yes {
                    return Ok(lives.map(|(household, person, _)| (household, person, Lives::Here)));
                }
                for (household, person, hash) in house.store.former_sign_in_of(&email)? {
                    if password::matches(&password, Some(&hash))? == Match::Yes {
                        return Ok(Some((household, person, Lives::Elsewhere)));
                    }
                }
                Ok(None)
            })
            .await?;
        let (household, person, lives) = found.ok_or_else(do_not_belong)?;
        let begun = self
            .store
            .begin_session_in(household, person, comes)
            .await?;
        Ok((begun, lives))
    }

    /// Checks the password of somebody who is signed in, before what cannot be undone.
    ///
    /// # Errors
    /// [`RefusalKind::NotAllowed`] when it is not theirs.
    pub async fn confirm(
        &self,
        who: Who,
        password: Sensitive<String>,
    ) -> Result<Confirmed, Refusal> {
        let matched = self
            .waiting(move |house| {
                let hash = house
                    .store
                    .password_of(who.household, who.person)?
                    .ok_or_else(|| Refusal::not_allowed("Ask an adult of your home."))?;
                password::matches(&password, Some(&hash))
            })
            .await?;
        if matched == Match::Yes {
            Ok(Confirmed(who))
        } else {
            Err(Refusal::not_allowed(
                "This is not your password. Nothing was done.",
            ))
        }
    }

    /// Whether somebody is an adult of their home.
    pub(crate) async fn require_adult(&self, who: Who) -> Result<(), Refusal> {
        let person = self
            .waiting(move |house| Ok(house.store.person(who.household, who.person)?))
            .await?;
        match person.role {
            Role::AccountHolder | Role::Adult => Ok(()),
            Role::Child | Role::Guest => {
                Err(Refusal::not_allowed("Ask an adult of the home to do this."))
            }
        }
    }

    async fn add(&self, who: Who, new: NewPerson) -> Result<PersonId, Refusal> {
        let name = new.details.name.clone();
        let person = self.store.add_person(who.household, new).await?;
        self.log_joined(who.household, person).await?;
        self.store
            .tell_home(
                who.household,
                Some(who.person),
                NoticeKind::MemberJoined,
                name,
            )
            .await?;
        Ok(person)
    }

    pub(super) async fn log_joined(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<(), Refusal> {
        let joined = self
            .waiting(move |house| {
                Ok(Entry::MemberJoined {
                    household: house.commitment(SubjectId::Household(household))?,
                    member: house.commitment(SubjectId::Person(person))?,
                })
            })
            .await?;
        self.log(vec![joined]).await.map(drop)
    }

    pub(super) async fn hash(&self, password: Sensitive<String>) -> Result<String, Refusal> {
        self.waiting(move |house| password::hash(&password, &*house.random))
            .await
    }
}

fn do_not_belong() -> Refusal {
    Refusal::new(
        RefusalKind::NotSignedIn,
        "This address and password do not belong together. Check both.",
    )
}

pub(super) fn checked_name(
    name: &Sensitive<String>,
    what_to_do: &str,
) -> Result<Sensitive<String>, Refusal> {
    let trimmed = name.disclose_ref().trim();
    if trimmed.is_empty()
        || trimmed.chars().count() > NAME_CHARS_MAX
        || trimmed.chars().any(char::is_control)
    {
        return Err(Refusal::invalid(format!(
            "{what_to_do}, in 1 to 80 characters."
        )));
    }
    Ok(Sensitive::new(trimmed.to_owned()))
}

pub(super) fn checked_email(email: &Sensitive<String>) -> Result<Sensitive<String>, Refusal> {
    let trimmed = email.disclose_ref().trim();
    let fits = trimmed.len() <= EMAIL_CHARS_MAX
        && !trimmed.contains(char::is_whitespace)
        && trimmed
            .rsplit_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if fits {
        Ok(Sensitive::new(trimmed.to_owned()))
    } else {
        Err(Refusal::invalid(
            "Write an e-mail address, such as name@example.org.",
        ))
    }
}
