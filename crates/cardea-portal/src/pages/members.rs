//! Inviting people, removing them, and who holds the account of a home.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use cardea_gate::Role;
use cardea_store::PublicId;
use cardea_units::{Date, PersonId};
use serde::Deserialize;

use super::Portal;
use super::filled::Filled;
use super::frame::{Problem, go_to, page, page_with};
use super::people::{PeopleForm, answer};
use super::refused::{Refused, note_cause};
use super::safety::in_groups;
use super::session::{Here, SignedIn};
use super::tries::Caller;
use super::wording::{day, end_of, when};
use crate::{InvitedAs, Refusal, RefusalKind, Who};

#[derive(Template)]
#[template(path = "invited.html")]
struct InvitedPage {
    here: &'static str,
    code: String,
    role: String,
    until: String,
}

#[derive(Template)]
#[template(path = "remove.html")]
struct RemovePage {
    here: &'static str,
    person: String,
    name: String,
    adult: bool,
    /// Whether they sign in, and can come back for what is theirs.
    comes_back: bool,
    problem: Option<Problem>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct MemberForm {
    invitation: String,
    person: String,
    password: String,
}

/// `POST /people/invite`: the code is shown in the answer, once.
pub(super) async fn invite(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<PeopleForm>,
) -> Result<Response, Refused> {
    let invited = async {
        let days = form.days.trim().parse::<i64>().unwrap_or(0);
        let invited = match form.role.as_str() {
            "adult" => InvitedAs::Adult,
            "guest" => {
                let until = form.until.trim().parse::<Date>().ok().and_then(end_of);
                InvitedAs::Guest {
                    until: until.ok_or_else(|| {
                        Refusal::invalid(
                            "Say until when your guest stays: a day, such as 2026-12-24.",
                        )
                    })?,
                }
            }
            _ => {
                return Err(Refusal::invalid(
                    "Say as what you invite them: an adult or a guest.",
                ));
            }
        };
        let made = portal.house.invite(who, invited, days).await?;
        let role = match invited {
            InvitedAs::Adult => "as an adult".to_owned(),
            InvitedAs::Guest { until } => format!("as a guest, until {}", day(until.plus(-1))),
        };
        let open = portal.house.invitations(who).await?;
        let ends = open.iter().find(|open| open.id == made.id);
        Ok(InvitedPage {
            here: "people",
            code: in_groups(made.code.disclose_ref()),
            role,
            until: ends.map(|open| when(open.ends_at)).unwrap_or_default(),
        })
    };
    match invited.await {
        Ok(shown) => Ok(page(&shown)),
        Err(refusal) => {
            let fields = [
                ("guest stays", "invite-until"),
                ("can be used", "invite-days"),
                ("", "invite"),
            ];
            let form = PeopleForm {
                which: "invite",
                ..form
            };
            answer(&portal, who, Err(refusal), form, &fields).await
        }
    }
}

/// `POST /people/invite/revoke`
pub(super) async fn revoke(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<MemberForm>,
) -> Result<Response, Refused> {
    let id: PublicId = form.invitation.parse().map_err(Refusal::from)?;
    portal.house.revoke_invitation(who, id).await?;
    Ok(go_to("/people"))
}

/// `GET /people/remove/{number}`: what it means, and the password. The number is the place in the list; the form names the person.
pub(super) async fn ask(
    SignedIn(who): SignedIn,
    Path(number): Path<usize>,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let person = portal
        .house
        .waiting(move |house| {
            let members = house.store.members(who.household)?;
            let place = number.checked_sub(1);
            let person = place.and_then(|place| members.get(place));
            person.map(|person| person.id.to_string()).ok_or_else(|| {
                Refusal::new(
                    RefusalKind::NotFound,
                    "There is no such person in your home. Go back and load the page again.",
                )
            })
        })
        .await?;
    shown(&portal, who, &person, None, StatusCode::OK).await
}

/// `POST /people/remove`
pub(super) async fn remove(
    Here(present): Here,
    State(portal): State<Portal>,
    caller: Caller,
    Filled(form): Filled<MemberForm>,
) -> Result<Response, Refused> {
    let who = present.session;
    let removed = async {
        let person = person_of(&form.person)?;
        let confirmed = portal.confirm(who, form.password.clone(), caller).await?;
        portal.house.remove(confirmed, present.trust, person).await
    };
    let done = removed.await;
    after(&portal, who, &form.person, done).await
}

/// `POST /people/hand-over`
pub(super) async fn hand_over(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    caller: Caller,
    Filled(form): Filled<MemberForm>,
) -> Result<Response, Refused> {
    let given = async {
        let person = person_of(&form.person)?;
        let confirmed = portal.confirm(who, form.password.clone(), caller).await?;
        portal.house.hand_over_account(confirmed, person).await
    };
    let done = given.await;
    after(&portal, who, &form.person, done).await
}

async fn after(
    portal: &Portal,
    who: Who,
    person: &str,
    done: Result<(), Refusal>,
) -> Result<Response, Refused> {
    let Err(refusal) = done else {
        return Ok(go_to("/people"));
    };
    note_cause(&refusal);
    let status = refusal.kind.status();
    let problem = Problem {
        text: refusal.public,
        field: "remove-password",
    };
    shown(portal, who, person, Some(problem), status).await
}

async fn shown(
    portal: &Portal,
    who: Who,
    person: &str,
    problem: Option<Problem>,
    status: StatusCode,
) -> Result<Response, Refused> {
    let id = person_of(person)?;
    let shown = portal
        .house
        .waiting(move |house| {
            let me = house.store.person(who.household, who.person)?;
            if me.role != Role::AccountHolder || id == who.person {
                return Err(Refusal::not_allowed(
                    "Only who holds the account of this home can remove somebody, and nobody removes themselves.",
                ));
            }
            let person = house.store.person(who.household, id)?;
            Ok(RemovePage {
                here: "people",
                person: id.to_string(),
                name: person.details.name.disclose_ref().clone(),
                adult: person.role == Role::Adult,
                comes_back: house.store.password_of(who.household, id)?.is_some(),
                problem,
            })
        })
        .await?;
    Ok(page_with(status, &shown))
}

fn person_of(text: &str) -> Result<PersonId, Refusal> {
    text.parse().map_err(|_| {
        Refusal::new(
            RefusalKind::Invalid,
            "This form does not say whom it is about. Go back and load the page again.",
        )
    })
}
