//! A copy of everything, and being forgotten.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use cardea_store::SessionToken;
use cardea_units::Sensitive;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::who::Person;
use crate::api::asked::Body;
use crate::api::problem::{Problem, Problems};
use crate::pages::{Caller, Portal};
use crate::streamed;
use crate::{AsksToBeForgotten, Package, Refusal};

/// The password again, before what cannot be undone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Confirmed {
    /// The person's password.
    #[schema(max_length = 256)]
    pub(super) password: String,
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
    Person { who, token, .. }: Person,
    caller: Caller,
    Body(confirmed): Body<Confirmed>,
) -> Result<Response, Problem> {
    portal.confirm(who, confirmed.password, caller).await?;
    let package = portal.house.access_package(who).await?;
    sent(&portal, token, package)
}

/// What may be taken elsewhere
///
/// What the person gave and what was observed of them, on consent or contract, as JSON and CSV (UK GDPR Art 20). Nothing that was concluded.
#[utoipa::path(post, path = "/v1/me/portable-package", tag = "rights", operation_id = "download_portable_package", request_body = Confirmed,
    responses((status = 200, body = Vec<u8>, content_type = "application/zip"), Problems))]
pub(super) async fn portable(
    State(portal): State<Portal>,
    Person { who, token, .. }: Person,
    caller: Caller,
    Body(confirmed): Body<Confirmed>,
) -> Result<Response, Problem> {
    portal.confirm(who, confirmed.password, caller).await?;
    let package = portal.house.portable_package(who).await?;
    sent(&portal, token, package)
}

/// A package as it is sent, for as long as the session goes on.
fn sent(portal: &Portal, token: SessionToken, package: Package) -> Result<Response, Problem> {
    let store = Arc::clone(&portal.house.store);
    let still = move || Ok(store.goes_on(&token)?);
    let body = streamed::package(package, still)?;
    Ok(([(header::CONTENT_TYPE, "application/zip")], body).into_response())
}

/// How somebody asks to be forgotten.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Forgetting {
    /// The person's password.
    #[schema(max_length = 256)]
    password: String,
    /// Their safety code: with it an app that is not known need not wait. It is worth nothing afterwards.
    #[serde(default)]
    #[schema(max_length = 64)]
    safety_code: Option<String>,
}

/// An erasure that waits.
#[derive(Serialize, ToSchema)]
pub(super) struct Waits {
    /// Seconds that are left when it was last counted, of time in which the server runs.
    seconds_left: i64,
}

/// Be forgotten
///
/// When this is answered with 200, the secrets are in no file any more. From an app that is not known, and without the safety code, it is answered with 202:
/// it waits, the person is told, and `DELETE` stops it.
#[utoipa::path(post, path = "/v1/me/erasure", operation_id = "erase_me", tag = "rights", request_body = Forgetting,
    responses((status = 200, body = ErasedShown), (status = 202, body = Waits), Problems))]
pub(super) async fn erase(
    State(portal): State<Portal>,
    Person { who, trust, .. }: Person,
    caller: Caller,
    Body(asked): Body<Forgetting>,
) -> Result<Response, Problem> {
    let confirmed = portal.confirm(who, asked.password, caller).await?;
    let asks = AsksToBeForgotten {
        trust,
        browser: "An app".to_owned(),
        code: asked.safety_code.map(Sensitive::new),
        wait_millis: portal.settings.erasure_wait_millis,
    };
    match portal.house.ask_erasure(confirmed, asks).await? {
        crate::Forgetting::Waits(waits) => {
            let seconds_left = waits.left_millis.div_euclid(1_000);
            Ok((StatusCode::ACCEPTED, Json(Waits { seconds_left })).into_response())
        }
        crate::Forgetting::Done(erased) => {
            let receipt = (!erased.receipt.is_empty())
                .then(|| RawValue::from_string(erased.receipt))
                .transpose()
                .map_err(Refusal::not_now)?;
            let shown = ErasedShown {
                secrets: erased.secrets,
                receipt,
            };
            Ok(Json(shown).into_response())
        }
    }
}

/// Stop an erasure that waits
#[utoipa::path(delete, path = "/v1/me/erasure", operation_id = "stop_erasure", tag = "rights", responses((status = 204), Problems))]
pub(super) async fn stop(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
) -> Result<StatusCode, Problem> {
    portal.house.stop_erasure(who).await?;
    Ok(StatusCode::NO_CONTENT)
}
