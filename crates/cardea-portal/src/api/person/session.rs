//! Coming in and going out.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use cardea_gate::Role;
use cardea_units::{HouseholdId, PersonId, Sensitive};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::who::Person;
use crate::NewHome;
use crate::api::asked::Body;
use crate::api::problem::{Problem, Problems};
use crate::pages::{Caller, Portal};

/// A home to be founded, with its first adult.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Founding {
    /// What the home is called.
    #[schema(min_length = 1, max_length = 80)]
    home: String,
    /// What the person is called.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    /// The address they sign in with.
    #[schema(max_length = 254, example = "ann@example.org")]
    email: String,
    /// Their password, 10 to 256 characters, not one of the common ones.
    #[schema(min_length = 10, max_length = 256)]
    password: String,
}

/// A home that was founded.
#[derive(Serialize, ToSchema)]
pub(super) struct FoundedHome {
    /// The home.
    #[schema(value_type = String, pattern = "^h-[0-9a-f]{16}$", example = "h-0123456789abcdef")]
    household: HouseholdId,
    /// Its first adult.
    #[schema(value_type = String, pattern = "^p-[0-9a-f]{16}$", example = "p-0123456789abcdef")]
    person: PersonId,
}

/// What somebody signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SignIn {
    /// Their address.
    #[schema(max_length = 254)]
    email: String,
    /// Their password.
    #[schema(max_length = 256)]
    password: String,
}

/// A session.
#[derive(Serialize, ToSchema)]
pub(super) struct SignedIn {
    /// Sent with every request as `Authorization: Bearer TOKEN`. Told once.
    token: String,
}

/// Who is signed in.
#[derive(Serialize, ToSchema)]
pub(super) struct Me {
    /// The person.
    #[schema(value_type = String, pattern = "^p-[0-9a-f]{16}$", example = "p-0123456789abcdef")]
    person: PersonId,
    /// Their home.
    #[schema(value_type = String, pattern = "^h-[0-9a-f]{16}$", example = "h-0123456789abcdef")]
    household: HouseholdId,
    /// What the home is called.
    home: String,
    /// What they are called.
    name: String,
    /// What they are there.
    role: RoleName,
    /// Since when they are signed in (RFC 3339).
    signed_in_at: String,
}

/// What somebody is in a home.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum RoleName {
    /// An adult who set the product up.
    AccountHolder,
    /// Another adult.
    Adult,
    /// Somebody under 18.
    Child,
    /// Somebody who stays for a time.
    Guest,
}

impl From<Role> for RoleName {
    fn from(role: Role) -> Self {
        match role {
            Role::AccountHolder => Self::AccountHolder,
            Role::Adult => Self::Adult,
            Role::Child => Self::Child,
            Role::Guest => Self::Guest,
        }
    }
}

/// Found a home
///
/// Its first adult is its account holder, and signs in with `POST /v1/sessions`.
#[utoipa::path(post, path = "/v1/homes", operation_id = "found_home", tag = "home", request_body = Founding, security(()),
    responses((status = 201, body = FoundedHome), Problems))]
pub(super) async fn found(
    State(portal): State<Portal>,
    caller: Caller,
    Body(new): Body<Founding>,
) -> Result<Response, Problem> {
    let founded = portal
        .found_home(
            NewHome {
                home: Sensitive::new(new.home),
                name: Sensitive::new(new.name),
                email: Sensitive::new(new.email),
                password: Sensitive::new(new.password),
            },
            caller,
        )
        .await?;
    let founded = FoundedHome {
        household: founded.household,
        person: founded.founder,
    };
    Ok((StatusCode::CREATED, Json(founded)).into_response())
}

/// Sign in
///
/// Wrong tries are counted by account and by address; after too many, each waits longer than the one before (429).
#[utoipa::path(post, path = "/v1/sessions", operation_id = "sign_in", tag = "session", request_body = SignIn, security(()),
    responses((status = 201, body = SignedIn), Problems))]
pub(super) async fn sign_in(
    State(portal): State<Portal>,
    caller: Caller,
    Body(asked): Body<SignIn>,
) -> Result<Response, Problem> {
    let token = portal
        .begin_session(&asked.email, &asked.password, caller)
        .await?;
    let signed_in = SignedIn {
        token: token.disclose(),
    };
    Ok((StatusCode::CREATED, Json(signed_in)).into_response())
}

/// Who is signed in
#[utoipa::path(get, path = "/v1/me", operation_id = "who_am_i", tag = "session",
    responses((status = 200, body = Me), Problems))]
pub(super) async fn me(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
) -> Result<Json<Me>, Problem> {
    let me = portal
        .house
        .waiting(move |house| {
            let person = house.store.person(who.household, who.person)?;
            Ok(Me {
                person: who.person,
                household: who.household,
                home: house.store.household_name(who.household)?.disclose(),
                name: person.details.name.disclose(),
                role: person.role.into(),
                signed_in_at: who.since.to_string(),
            })
        })
        .await?;
    Ok(Json(me))
}

/// Sign out
///
/// The token of the request is worth nothing from now on.
#[utoipa::path(delete, path = "/v1/session", operation_id = "sign_out", tag = "session",
    responses((status = 204), Problems))]
pub(super) async fn sign_out(
    State(portal): State<Portal>,
    Person { token, .. }: Person,
) -> Result<StatusCode, Problem> {
    portal.house.store.end_session(&token).await?;
    Ok(StatusCode::NO_CONTENT)
}
