//! Coming in and going out: sign up, sign in, sign out.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use cardea_store::{Founded, SessionToken};
use cardea_units::Sensitive;
use serde::Deserialize;

use super::Portal;
use super::filled::Filled;
use super::frame::{Problem, go_to, page, page_with};
use super::refused::{Refused, note_cause};
use super::tries::Caller;
use crate::{NewHome, Refusal};

#[derive(Template)]
#[template(path = "sign_up.html")]
struct SignUpPage<'f> {
    home: &'f str,
    name: &'f str,
    email: &'f str,
    problem: Option<Problem>,
}

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage<'f> {
    email: &'f str,
    problem: Option<Problem>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SignUpForm {
    home: String,
    name: String,
    email: String,
    password: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct SignInForm {
    email: String,
    password: String,
}

/// `GET /sign-up`
pub(super) async fn ask_up(
    State(portal): State<Portal>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    if portal.who(&headers).await?.is_some() {
        return Ok(go_to("/"));
    }
    Ok(page(&SignUpPage {
        home: "",
        name: "",
        email: "",
        problem: None,
    }))
}

/// `POST /sign-up`
pub(super) async fn sign_up(
    State(portal): State<Portal>,
    caller: Caller,
    headers: HeaderMap,
    Filled(form): Filled<SignUpForm>,
) -> Result<Response, Refused> {
    match portal.found_and_sign_in(&form, caller, &headers).await {
        Ok(response) => Ok(response),
        Err(refusal) => {
            note_cause(&refusal);
            let problem = Some(problem(
                &refusal,
                &[
                    ("home a name", "home"),
                    ("you are called", "name"),
                    ("password", "password"),
                    ("", "email"),
                ],
            ));
            let status = refusal.kind.status();
            Ok(page_with(
                status,
                &SignUpPage {
                    home: &form.home,
                    name: &form.name,
                    email: &form.email,
                    problem,
                },
            ))
        }
    }
}

/// `GET /sign-in`
pub(super) async fn ask_in(
    State(portal): State<Portal>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    if portal.who(&headers).await?.is_some() {
        return Ok(go_to("/"));
    }
    Ok(page(&SignInPage {
        email: "",
        problem: None,
    }))
}

/// `POST /sign-in`
pub(super) async fn sign_in(
    State(portal): State<Portal>,
    caller: Caller,
    headers: HeaderMap,
    Filled(form): Filled<SignInForm>,
) -> Result<Response, Refused> {
    match portal
        .sign_in_at(&form.email, &form.password, caller, &headers)
        .await
    {
        Ok(response) => Ok(response),
        Err(refusal) => {
            note_cause(&refusal);
            // A 401 would make browsers ask for a password of their own.
            let status = match refusal.kind.status() {
                StatusCode::UNAUTHORIZED => StatusCode::UNPROCESSABLE_ENTITY,
                other => other,
            };
            let problem = Some(Problem {
                text: refusal.public,
                field: "email",
            });
            Ok(page_with(
                status,
                &SignInPage {
                    email: &form.email,
                    problem,
                },
            ))
        }
    }
}

/// `POST /sign-out`
pub(super) async fn sign_out(
    State(portal): State<Portal>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    if let Some(token) = portal.token(&headers) {
        portal.house.store.end_session(&token).await?;
    }
    Ok(portal.without_session(go_to("/sign-in")))
}

impl Portal {
    async fn found_and_sign_in(
        &self,
        form: &SignUpForm,
        caller: Caller,
        headers: &HeaderMap,
    ) -> Result<Response, Refusal> {
        let new = NewHome {
            home: Sensitive::new(form.home.clone()),
            name: Sensitive::new(form.name.clone()),
            email: Sensitive::new(form.email.clone()),
            password: Sensitive::new(form.password.clone()),
        };
        let _ = self.found_home(new, caller).await?;
        self.sign_in_at(&form.email, &form.password, caller, headers)
            .await
    }

    /// Founds a home. One that succeeds counts as a try, too: homes cost a hash and a secret each.
    pub(crate) async fn found_home(
        &self,
        new: NewHome,
        caller: Caller,
    ) -> Result<Founded, Refusal> {
        let account = format!("sign-up {}", new.email.disclose_ref());
        let _counted = self.try_now(&account, caller)?;
        let _turn = self.hashing.acquire().await.map_err(Refusal::not_now)?;
        self.house.found_home(new).await
    }

    /// Signs somebody in, with few tries.
    pub(crate) async fn begin_session(
        &self,
        email: &str,
        password: &str,
        caller: Caller,
    ) -> Result<SessionToken, Refusal> {
        let begun = self.try_now(email, caller)?;
        let _turn = self.hashing.acquire().await.map_err(Refusal::not_now)?;
        let [email, password] = [email, password].map(|text| Sensitive::new(text.to_owned()));
        let token = self.house.sign_in(email, password).await?;
        self.was_right(&begun);
        Ok(token)
    }

    async fn sign_in_at(
        &self,
        email: &str,
        password: &str,
        caller: Caller,
        headers: &HeaderMap,
    ) -> Result<Response, Refusal> {
        let token = self.begin_session(email, password, caller).await?;
        // Whatever cookie was there before is worth nothing now.
        if let Some(before) = self.token(headers) {
            self.house.store.end_session(&before).await?;
        }
        Ok(self.with_session(&token, go_to("/")))
    }
}

/// Finds the field that a refusal is about by the words it is told in; the last stands for all others.
pub(super) fn problem(refusal: &Refusal, fields: &[(&str, &'static str)]) -> Problem {
    let field = fields
        .iter()
        .find(|(words, _)| refusal.public.contains(words))
        .map_or("main", |(_, field)| field);
    Problem {
        text: refusal.public.clone(),
        field,
    }
}
