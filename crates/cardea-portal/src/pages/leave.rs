//! Leaving a home: what ends, what stays theirs, and the act itself.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use cardea_gate::Role;
use serde::Deserialize;

use super::Portal;
use super::filled::Filled;
use super::frame::{Problem, page, page_with};
use super::refused::{Refused, note_cause};
use super::session::SignedIn;
use super::tries::Caller;
use crate::Who;

#[derive(Template)]
#[template(path = "leave.html")]
struct LeavePage {
    here: &'static str,
    home: String,
    last_adult: bool,
    holds_account: bool,
    problem: Option<Problem>,
}

#[derive(Template)]
#[template(path = "gone.html")]
struct GonePage {}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct LeaveForm {
    password: String,
}

/// `GET /leave`
pub(super) async fn ask(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    shown(&portal, who, None, StatusCode::OK).await
}

/// `POST /leave`
pub(super) async fn leave(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    caller: Caller,
    Filled(form): Filled<LeaveForm>,
) -> Result<Response, Refused> {
    let left = async {
        let confirmed = portal.confirm(who, form.password, caller).await?;
        portal.house.leave(confirmed).await
    };
    match left.await {
        Ok(()) => Ok(portal.without_session(page(&GonePage {}))),
        Err(refusal) => {
            note_cause(&refusal);
            let status = refusal.kind.status();
            let problem = Problem {
                text: refusal.public,
                field: "password",
            };
            shown(&portal, who, Some(problem), status).await
        }
    }
}

async fn shown(
    portal: &Portal,
    who: Who,
    problem: Option<Problem>,
    status: StatusCode,
) -> Result<Response, Refused> {
    let shown = portal
        .house
        .waiting(move |house| {
            let members = house.store.members(who.household)?;
            let adult = |role| matches!(role, Role::AccountHolder | Role::Adult);
            let me = members.iter().find(|person| person.id == who.person);
            let role = me.map_or(Role::Guest, |person| person.role);
            let others = members
                .iter()
                .any(|person| person.id != who.person && adult(person.role));
            Ok(LeavePage {
                here: "safety",
                home: house.store.household_name(who.household)?.disclose(),
                last_adult: adult(role) && !others,
                holds_account: role == Role::AccountHolder,
                problem,
            })
        })
        .await?;
    Ok(page_with(status, &shown))
}
