//! People: who is here, adding an adult, a child or a guest, and claiming a device with its code.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use cardea_gate::Role;
use cardea_units::{Date, PersonId, Sensitive};
use serde::Deserialize;

use super::Portal;
use super::devices;
use super::door::problem;
use super::filled::Filled;
use super::frame::{Problem, go_to, page, page_with};
use super::refused::{Refused, note_cause};
use super::session::SignedIn;
use super::tries::Caller;
use super::wording::{day, end_of, iso_day, when};
use crate::limits::GUEST_DAYS_MAX;
use crate::{House, Refusal, Who};

#[derive(Template)]
#[template(path = "people.html")]
struct PeoplePage {
    here: &'static str,
    members: Vec<Member>,
    young: Vec<Young>,
    adult: bool,
    /// Whether who looks holds the account of the home.
    holds_account: bool,
    open: Vec<Open>,
    today: String,
    guest_until_max: String,
    problem: Option<Problem>,
    filled: PeopleForm,
}

/// A child who cannot sign in yet.
struct Young {
    id: String,
    name: String,
}

struct Member {
    name: String,
    role: String,
    me: bool,
    /// Of a child for whom a grown-up decides.
    child: Option<String>,
}

/// An invitation that is open.
struct Open {
    id: String,
    role: String,
    by: String,
    until: String,
}

/// One form for all of them; each uses its part.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PeopleForm {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) password: String,
    pub(super) born: String,
    pub(super) until: String,
    pub(super) code: String,
    pub(super) role: String,
    pub(super) days: String,
    pub(super) person: String,
    /// Which of the forms it was, set here and never read from outside.
    #[serde(skip)]
    pub(super) which: &'static str,
}

/// `GET /people`
pub(super) async fn show(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let shown = portal
        .house
        .waiting(move |house| people_page(house, who, PeopleForm::default(), None))
        .await?;
    Ok(page(&shown))
}

/// `POST /people/adult`
pub(super) async fn add_adult(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<PeopleForm>,
) -> Result<Response, Refused> {
    let added = async {
        let _turn = portal.hashing.acquire().await.map_err(Refusal::not_now)?;
        portal
            .house
            .add_adult(
                who,
                kept_back(&form.name),
                kept_back(&form.email),
                kept_back(&form.password),
            )
            .await
    };
    let done = added.await.map(drop);
    let fields = [
        ("they are called", "adult-name"),
        ("password", "adult-password"),
        ("address", "adult-email"),
        ("", "adult"),
    ];
    answer(
        &portal,
        who,
        done,
        PeopleForm {
            which: "adult",
            ..form
        },
        &fields,
    )
    .await
}

/// `POST /people/child`
pub(super) async fn add_child(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<PeopleForm>,
) -> Result<Response, Refused> {
    let done = match form.born.trim().parse::<Date>() {
        Ok(born) => portal
            .house
            .add_child(who, kept_back(&form.name), born)
            .await
            .map(drop),
        Err(_) => Err(Refusal::invalid(
            "Write the date of birth, such as 2018-05-31.",
        )),
    };
    let fields = [
        ("they are called", "child-name"),
        ("birth", "child-born"),
        ("18 or more", "child-born"),
        ("", "child"),
    ];
    answer(
        &portal,
        who,
        done,
        PeopleForm {
            which: "child",
            ..form
        },
        &fields,
    )
    .await
}

/// `POST /people/sign-in`
pub(super) async fn give_sign_in(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<PeopleForm>,
) -> Result<Response, Refused> {
    let given = async {
        let child = form
            .person
            .parse()
            .map_err(|_| Refusal::invalid("Say which child is to sign in."))?;
        let _turn = portal.hashing.acquire().await.map_err(Refusal::not_now)?;
        let (email, password) = (kept_back(&form.email), kept_back(&form.password));
        portal.house.give_sign_in(who, child, email, password).await
    };
    let done = given.await;
    let fields = [
        ("password", "young-password"),
        ("address", "young-email"),
        ("", "young"),
    ];
    answer(
        &portal,
        who,
        done,
        PeopleForm {
            which: "young",
            ..form
        },
        &fields,
    )
    .await
}

/// `POST /people/guest`
pub(super) async fn add_guest(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<PeopleForm>,
) -> Result<Response, Refused> {
    let until = form.until.trim().parse::<Date>().ok().and_then(end_of);
    let done = match until {
        Some(until) => portal
            .house
            .add_guest(who, kept_back(&form.name), until)
            .await
            .map(drop),
        None => Err(Refusal::invalid(
            "Say until when your guest stays: a day, such as 2026-12-24.",
        )),
    };
    let fields = [
        ("guest is called", "guest-name"),
        ("guest stays", "guest-until"),
        ("", "guest"),
    ];
    answer(
        &portal,
        who,
        done,
        PeopleForm {
            which: "guest",
            ..form
        },
        &fields,
    )
    .await
}

/// `POST /people/device`
pub(super) async fn claim(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    caller: Caller,
    Filled(form): Filled<PeopleForm>,
) -> Result<Response, Refused> {
    let claimed = async {
        let begun = portal.try_now(&format!("claim {}", who.person), caller)?;
        let claimed = portal
            .house
            .claim_device(who, &kept_back(&form.code))
            .await?;
        portal.was_right(&begun);
        Ok(claimed)
    };
    let claimed = match claimed.await {
        Ok(claimed) => claimed,
        Err(refusal) => {
            return answer(
                &portal,
                who,
                Err(refusal),
                PeopleForm {
                    which: "device",
                    ..form
                },
                &[("", "device-code")],
            )
            .await;
        }
    };
    let device = claimed.device;
    if let Some(token) = claimed.token {
        return Ok(devices::new_token(device.name.disclose(), token.disclose()));
    }
    let product = portal.house.store.products().get(device.product);
    Ok(go_to(&product.map_or_else(
        || "/".to_owned(),
        |product| format!("/product/{}", product.gate.product()),
    )))
}

pub(super) async fn answer(
    portal: &Portal,
    who: Who,
    done: Result<(), Refusal>,
    form: PeopleForm,
    fields: &[(&str, &'static str)],
) -> Result<Response, Refused> {
    let Err(refusal) = done else {
        return Ok(go_to("/people"));
    };
    note_cause(&refusal);
    let (status, problem) = (refusal.kind.status(), problem(&refusal, fields));
    let shown = portal
        .house
        .waiting(move |house| people_page(house, who, form, Some(problem)))
        .await?;
    Ok(page_with(status, &shown))
}

fn people_page(
    house: &House,
    who: Who,
    filled: PeopleForm,
    problem: Option<Problem>,
) -> Result<PeoplePage, Refusal> {
    let now = house.clock.now();
    let today = now.date();
    let (mut adult, mut holds_account) = (false, false);
    let (mut members, mut names) = (Vec::new(), Vec::new());
    let mut young = Vec::new();
    for person in house.store.members(who.household)? {
        let me = person.id == who.person;
        let role = match person.role {
            Role::AccountHolder => "Adult, holds the account".to_owned(),
            Role::Adult => "Adult".to_owned(),
            Role::Child => match person.age_on(today) {
                Some(1) => "Child, 1 year old".to_owned(),
                Some(age) => format!("Child, {age} years old"),
                None => "Child".to_owned(),
            },
            Role::Guest => match person.until {
                Some(until) => format!("Guest, until {}", day(until.plus(-1))),
                None => "Guest".to_owned(),
            },
        };
        adult |= me && matches!(person.role, Role::AccountHolder | Role::Adult);
        holds_account |= me && person.role == Role::AccountHolder;
        names.push((person.id, person.details.name.disclose_ref().clone()));
        if person.role == Role::Child && person.details.email.is_none() {
            young.push(Young {
                id: person.id.to_string(),
                name: person.details.name.disclose_ref().clone(),
            });
        }
        let child =
            super::product::is_young_somewhere(house, &person).then(|| person.id.to_string());
        members.push(Member {
            child,
            name: person.details.name.disclose_ref().clone(),
            role,
            me,
        });
    }
    let name_of = |id: PersonId| {
        let known = names.iter().find(|(known, _)| *known == id);
        known.map(|(_, name)| name.clone()).unwrap_or_default()
    };
    let mut open = Vec::new();
    if adult {
        for invitation in house.store.invitations(who.household)? {
            open.push(Open {
                id: invitation.id.to_string(),
                role: match invitation.stay_until {
                    None => "An adult".to_owned(),
                    Some(until) => format!("A guest, until {}", day(until.plus(-1))),
                },
                by: name_of(invitation.made_by),
                until: when(invitation.ends_at),
            });
        }
    }
    let last_day = now.plus(
        GUEST_DAYS_MAX
            .saturating_sub(1)
            .saturating_mul(cardea_units::UnixMillis::DAY),
    );
    Ok(PeoplePage {
        here: "people",
        members,
        young,
        adult,
        holds_account,
        open,
        today: iso_day(now),
        guest_until_max: iso_day(last_day),
        problem,
        filled,
    })
}

fn kept_back(text: &str) -> Sensitive<String> {
    Sensitive::new(text.to_owned())
}
