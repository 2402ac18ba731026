//! Whose program asks.

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use cardea_store::Program;
use cardea_units::Sensitive;

use super::problem::Problem;
use crate::{House, Refusal, RefusalKind};

/// The program that a bearer token belongs to.
#[derive(Debug)]
pub(super) struct Bearer(pub(super) Program);

/// Longest token read, in bytes.
const TOKEN_BYTES_MAX: usize = 256;

impl FromRequestParts<House> for Bearer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, house: &House) -> Result<Self, Problem> {
        let refused = || {
            Problem(Refusal::new(
                RefusalKind::NotSignedIn,
                "Send `Authorization: Bearer TOKEN` with a token that is valid here.",
            ))
        };
        let value = parts
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .ok_or_else(refused)?;
        let token = value
            .strip_prefix("Bearer ")
            .filter(|token| token.len() <= TOKEN_BYTES_MAX)
            .ok_or_else(refused)?;
        let token = Sensitive::new(token.to_owned());
        let program = house
            .waiting(move |house| Ok(house.store.program(&token)?))
            .await?;
        program.map(Self).ok_or_else(refused)
    }
}

impl Bearer {
    /// The operator's, or a refusal.
    pub(super) fn operator(self) -> Result<(), Problem> {
        match self.0 {
            Program::Operator => Ok(()),
            Program::Organisation(_) => Err(Problem(Refusal::not_allowed(
                "Only the operator may do this.",
            ))),
        }
    }

    /// An organisation's, or a refusal: an operator sees no readings.
    pub(super) fn organisation(self) -> Result<String, Problem> {
        match self.0 {
            Program::Organisation(name) => Ok(name),
            Program::Operator => Err(Problem(Refusal::not_allowed(
                "An operator reads no readings. Use the token of an organisation that the manifest names.",
            ))),
        }
    }
}
