//! Accepting an invitation.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use cardea_units::Sensitive;
use serde::Deserialize;

use super::Portal;
use super::door::problem;
use super::filled::Filled;
use super::frame::{Problem, page_with};
use super::refused::{Refused, note_cause};
use super::tries::Caller;
use crate::{Joining, Refusal, RefusalKind};

#[derive(Template)]
#[template(path = "join.html")]
struct JoinPage<'f> {
    code: &'f str,
    name: &'f str,
    email: &'f str,
    signed_in: bool,
    problem: Option<Problem>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct JoinForm {
    code: String,
    name: String,
    email: String,
    password: String,
}

/// `GET /join`
pub(super) async fn ask(
    State(portal): State<Portal>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let signed_in = portal.present(&headers).await?.is_some();
    Ok(page_with(
        StatusCode::OK,
        &JoinPage {
            code: "",
            name: "",
            email: "",
            signed_in,
            problem: None,
        },
    ))
}

/// `POST /join`: makes the account, and signs in with this browser, which is the one it was made with.
pub(super) async fn join(
    State(portal): State<Portal>,
    caller: Caller,
    headers: HeaderMap,
    Filled(form): Filled<JoinForm>,
) -> Result<Response, Refused> {
    let joined = async {
        if portal.present(&headers).await?.is_some() {
            return Err(Refusal::new(
                RefusalKind::NotAllowed,
                "You are signed in, and an account belongs to one home. Leave that home first, or sign out and join with another e-mail address.",
            ));
        }
        // Counted for everybody together from this address, and for each code: nobody tries codes one after the other.
        let begun = portal.try_now(&format!("join {}", form.code), caller)?;
        {
            let _turn = portal.hashing.acquire().await.map_err(Refusal::not_now)?;
            let joining = Joining {
                code: Sensitive::new(form.code.clone()),
                name: Sensitive::new(form.name.clone()),
                email: Sensitive::new(form.email.clone()),
                password: Sensitive::new(form.password.clone()),
            };
            let _ = portal.house.join(joining).await?;
        }
        portal.was_right(&begun);
        portal
            .sign_in_at(&form.email, &form.password, caller, &headers)
            .await
    };
    match joined.await {
        Ok(response) => Ok(response),
        Err(refusal) => {
            note_cause(&refusal);
            let status = refusal.kind.status();
            let problem = problem(
                &refusal,
                &[
                    ("code", "code"),
                    ("you are called", "name"),
                    ("password", "password"),
                    ("", "email"),
                ],
            );
            Ok(page_with(
                status,
                &JoinPage {
                    code: &form.code,
                    name: &form.name,
                    email: &form.email,
                    signed_in: false,
                    problem: Some(problem),
                },
            ))
        }
    }
}
