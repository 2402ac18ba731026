//! A copy of everything, and being forgotten.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::who::Person;
use crate::Refusal;
use crate::api::asked::Body;
use crate::api::problem::{Problem, Problems};
use crate::pages::{Caller, Portal};
use crate::streamed;

/// The password again, before what cannot be undone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Confirmed {
    /// The person's password.
    #[schema(max_length = 256)]
    password: String,
}

/// What an erasure left.
#[derive(Serialize, ToSchema)]
pub(super) struct ErasedShown {
    /// How many secrets were destroyed. What was locked with them is unreadable, wherever a copy of it is.
    secrets: usize,
    /// The receipt, for the person to keep. There is no other copy. `null` when the evidence had gone with the secrets before a crash.
    #[schema(value_type = Option<Object>)]
    receipt: Option<Box<RawValue>>,
}

/// A copy of everything
///
/// A ZIP that is written while it is sent: a page to read without any program, JSON and CSV, receipts, who looked.
#[utoipa::path(post, path = "/v1/me/package", operation_id = "download_package", tag = "rights", request_body = Confirmed,
    responses((status = 200, body = Vec<u8>, content_type = "application/zip"), Problems))]
pub(super) async fn package(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    caller: Caller,
    Body(confirmed): Body<Confirmed>,
) -> Result<Response, Problem> {
    portal.confirm(who, confirmed.password, caller).await?;
    let package = portal.house.access_package(who).await?;
    Ok((
        [(header::CONTENT_TYPE, "application/zip")],
        streamed::package(package)?,
    )
        .into_response())
}

/// Be forgotten
///
/// When this is answered, the secrets are in no file any more.
#[utoipa::path(post, path = "/v1/me/erasure", operation_id = "erase_me", tag = "rights", request_body = Confirmed, responses((status = 200, body = ErasedShown), Problems))]
pub(super) async fn erase(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    caller: Caller,
    Body(confirmed): Body<Confirmed>,
) -> Result<Json<ErasedShown>, Problem> {
    portal.confirm(who, confirmed.password, caller).await?;
    let erased = portal.house.erase(who).await?;
    let receipt = (!erased.receipt.is_empty())
        .then(|| RawValue::from_string(erased.receipt))
        .transpose()
        .map_err(Refusal::not_now)?;
    Ok(Json(ErasedShown {
        secrets: erased.secrets,
        receipt,
    }))
}
