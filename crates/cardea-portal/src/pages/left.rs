//! For somebody who has left their home: what is about them alone, to take with them or to have erased.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use cardea_store::Present;
use serde::Deserialize;

use super::Portal;
use super::filled::Filled;
use super::forget::{self, ForgetForm, Way};
use super::frame::{Problem, go_to, page_with};
use super::notices::{self, Shown};
use super::refused::{Refused, note_cause};
use super::session::Elsewhere;
use super::tries::Caller;
use super::wording::{day, length_of};
use crate::Refusal;

#[derive(Template)]
#[template(path = "left.html")]
struct LeftPage {
    name: String,
    how: String,
    since: String,
    waits: Option<String>,
    wait: String,
    notices: Vec<Shown>,
    problem: Option<Problem>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct PackageForm {
    password: String,
}

/// `GET /left`
pub(super) async fn show(
    Elsewhere(present): Elsewhere,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    shown(&portal, present, None, StatusCode::OK).await
}

/// `POST /left/package`
pub(super) async fn package(
    Elsewhere(present): Elsewhere,
    State(portal): State<Portal>,
    caller: Caller,
    headers: HeaderMap,
    Filled(form): Filled<PackageForm>,
) -> Result<Response, Refused> {
    match portal.confirm(present.session, form.password, caller).await {
        Ok(_) => portal.send_package(present.session, &headers).await,
        Err(refusal) => refused(&portal, present, refusal, "package-password").await,
    }
}

/// `POST /left/forget`
pub(super) async fn forget(
    Elsewhere(present): Elsewhere,
    State(portal): State<Portal>,
    caller: Caller,
    headers: HeaderMap,
    Filled(form): Filled<ForgetForm>,
) -> Result<Response, Refused> {
    match forget::asked(&portal, present, form, caller, &headers).await {
        Ok(Way::Done(response)) => Ok(response),
        Ok(Way::Waits) => Ok(go_to("/left")),
        Err((refusal, field)) => refused(&portal, present, refusal, field).await,
    }
}

/// `POST /left/stop`
pub(super) async fn stop(
    Elsewhere(present): Elsewhere,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    portal.house.stop_erasure(present.session).await?;
    Ok(go_to("/left"))
}

async fn refused(
    portal: &Portal,
    present: Present,
    refusal: Refusal,
    field: &'static str,
) -> Result<Response, Refused> {
    note_cause(&refusal);
    let status = refusal.kind.status();
    let problem = Problem {
        text: refusal.public,
        field,
    };
    shown(portal, present, Some(problem), status).await
}

async fn shown(
    portal: &Portal,
    present: Present,
    problem: Option<Problem>,
    status: StatusCode,
) -> Result<Response, Refused> {
    let who = present.session;
    let former = portal.house.former(who).await?;
    let waits = portal.house.waiting_erasure(who).await?;
    let told = portal.house.notices(who).await?;
    let how = match former.how.as_str() {
        "removed" => "You were removed from your home",
        "ended" => "Your stay ended",
        _ => "You left your home",
    };
    Ok(page_with(
        status,
        &LeftPage {
            name: former.person.details.name.disclose_ref().clone(),
            how: how.to_owned(),
            since: day(former.at),
            waits: waits.map(|waits| length_of(waits.left_millis)),
            wait: length_of(portal.settings.erasure_wait_millis),
            notices: told.iter().map(notices::shown).collect(),
            problem,
        },
    ))
}
