//! Which person's app asks.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use cardea_store::SessionToken;
use cardea_units::Sensitive;

use crate::api::problem::Problem;
use crate::pages::Portal;
use crate::{Refusal, RefusalKind, Who};

/// Somebody who is signed in, by the token of their session.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// Who.
    pub(super) who: Who,
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
        let who = portal
            .house
            .waiting(move |house| Ok(house.store.session(&asked)?))
            .await?
            .ok_or_else(not_signed_in)?;
        Ok(Self { who, token })
    }
}

fn not_signed_in() -> Problem {
    Problem(Refusal::new(
        RefusalKind::NotSignedIn,
        "Send `Authorization: Bearer TOKEN` with the token of a session: `POST /v1/sessions` gives one.",
    ))
}
