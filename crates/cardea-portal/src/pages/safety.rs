//! Safety: where somebody is signed in, their safety code, and the ways out.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use cardea_store::{Present, PublicId, Trust};
use serde::Deserialize;

use super::Portal;
use super::filled::Filled;
use super::frame::{Problem, go_to, page, page_with};
use super::refused::{Refused, note_cause};
use super::session::Here;
use super::tries::Caller;
use super::wording::{length_of, when};
use crate::Refusal;

#[derive(Template)]
#[template(path = "safety.html")]
struct SafetyPage {
    here: &'static str,
    sessions: Vec<Shown>,
    others: bool,
    known: bool,
    has_code: bool,
    wait: String,
    problem: Option<Problem>,
}

/// A session as it is shown.
struct Shown {
    id: String,
    words: String,
    since: String,
    seen: String,
    known: bool,
    this: bool,
}

#[derive(Template)]
#[template(path = "safety_code.html")]
struct CodePage {
    here: &'static str,
    code: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SafetyForm {
    session: String,
    password: String,
}

/// `GET /safety`
pub(super) async fn show(
    Here(present): Here,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    shown(&portal, present, None, StatusCode::OK).await
}

/// `POST /safety/end`: one session ends.
pub(super) async fn end(
    Here(present): Here,
    State(portal): State<Portal>,
    Filled(form): Filled<SafetyForm>,
) -> Result<Response, Refused> {
    let id: PublicId = form.session.parse().map_err(Refusal::from)?;
    portal.house.end_session_of(present, id).await?;
    Ok(go_to("/safety"))
}

/// `POST /safety/end-others`: all end but this one.
pub(super) async fn end_others(
    Here(present): Here,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    portal.house.end_other_sessions(present).await?;
    Ok(go_to("/safety"))
}

/// `POST /safety/code`: makes a safety code, and shows it once.
pub(super) async fn code(
    Here(present): Here,
    State(portal): State<Portal>,
    caller: Caller,
    Filled(form): Filled<SafetyForm>,
) -> Result<Response, Refused> {
    let made = async {
        let confirmed = portal
            .confirm(present.session, form.password, caller)
            .await?;
        portal
            .house
            .make_safety_code(confirmed, present.trust)
            .await
    };
    match made.await {
        Ok(code) => Ok(page(&CodePage {
            here: "safety",
            code: in_groups(code.disclose_ref()),
        })),
        Err(refusal) => {
            note_cause(&refusal);
            let status = refusal.kind.status();
            let problem = Problem {
                text: refusal.public,
                field: "code-password",
            };
            shown(&portal, present, Some(problem), status).await
        }
    }
}

async fn shown(
    portal: &Portal,
    present: Present,
    problem: Option<Problem>,
    status: StatusCode,
) -> Result<Response, Refused> {
    let who = present.session;
    let open = portal.house.open_sessions(who).await?;
    let others = open.len() > 1;
    let sessions = open.into_iter().map(|session| Shown {
        id: session.id.to_string(),
        words: session.words.disclose(),
        since: when(session.since),
        seen: when(session.seen_at),
        known: session.trust == Trust::Known,
        this: session.id == present.id,
    });
    let sessions = sessions.collect();
    let has_code = portal
        .house
        .waiting(move |house| Ok(house.store.has_safety_code(who.household, who.person)?))
        .await?;
    Ok(page_with(
        status,
        &SafetyPage {
            here: "safety",
            sessions,
            others,
            known: present.trust == Trust::Known,
            has_code,
            wait: length_of(portal.settings.erasure_wait_millis),
            problem,
        },
    ))
}

/// `ABCDE FGHJK ...`, to be written down without losing the place.
pub(super) fn in_groups(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters
        .chunks(5)
        .map(|group| group.iter().collect())
        .collect();
    groups.join(" ")
}
