//! Which person's app asks.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use cardea_store::{Lives, SessionToken, Trust};
use cardea_units::Sensitive;

use crate::api::problem::Problem;
use crate::pages::Portal;
use crate::{Refusal, RefusalKind, Who};

/// Somebody who is signed in, by the token of their session.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// Who.
    pub(super) who: Who,
    /// How well their app is known.
    pub(super) trust: Trust,
    /// The token they came with.
    pub(super) token: SessionToken,
}

/// Longest token read, in bytes.
const TOKEN_BYTES_MAX: usize = 256;

impl FromRequestParts<Portal> for Person {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, portal: &Portal) -> Result<Self, Problem> {
        let token = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .filter(|token| token.len() <= TOKEN_BYTES_MAX)
            .map(|token| Sensitive::new(token.to_owned()))
            .ok_or_else(not_signed_in)?;
        let asked = token.clone();
        // Who has left their home finds what is theirs on the pages.
        let present = portal
            .house
            .present(asked)
            .await?
            .filter(|present| present.lives == Lives::Here)
            .ok_or_else(not_signed_in)?;
        Ok(Self {
            who: present.session,
            trust: present.trust,
            token,
        })
    }
}

fn not_signed_in() -> Problem {
    Problem(Refusal::new(
        RefusalKind::NotSignedIn,
        "Send `Authorization: Bearer TOKEN` with the token of a session: `POST /v1/sessions` gives one.",
    ))
}
