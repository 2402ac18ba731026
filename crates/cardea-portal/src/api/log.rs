//! The log for everyone (C2SP tlog-tiles), and health.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use super::problem::{Problem, Problems};
use crate::{House, Refusal, RefusalKind};

/// The signed head of the log
#[utoipa::path(get, path = "/checkpoint", operation_id = "log_checkpoint", tag = "log", security(()), responses((status = 200, body = String, content_type = "text/plain", description = "A signed note (C2SP tlog-checkpoint)"), Problems))]
pub(super) async fn checkpoint(State(house): State<House>) -> Result<Response, Problem> {
    let note = house
        .waiting(|house| Ok(house.ledger.checkpoint()?.note().to_owned()))
        .await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], note).into_response())
}

/// `GET /tile/...`: a tile of hashes or of entries.
pub(super) async fn tile(
    State(house): State<House>,
    Path(path): Path<String>,
) -> Result<Response, Problem> {
    let found = house
        .waiting(move |house| Ok(house.ledger.tile(&format!("tile/{path}"))?))
        .await?;
    let bytes = found
        .ok_or_else(|| Refusal::new(RefusalKind::NotFound, "The log has no such tile yet."))?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}

/// The key that the signatures of the log are checked with
#[utoipa::path(get, path = "/log/key", operation_id = "log_key", tag = "log", security(()), responses((status = 200, body = String, content_type = "text/plain")))]
pub(super) async fn key(State(house): State<House>) -> Response {
    (
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        format!("{}\n", house.ledger.verifier_key()),
    )
        .into_response()
}

/// Whether readings can be kept
#[derive(Serialize, ToSchema)]
pub(super) struct Health {
    /// `ok`, or what is the matter.
    status: &'static str,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<&'static str>,
}

/// Whether readings can be kept now
///
/// Tried by a write.
#[utoipa::path(get, path = "/health", operation_id = "health", tag = "log", security(()), responses((status = 200, body = Health), (status = 503, body = Health)))]
pub(super) async fn health(State(house): State<House>) -> Response {
    match house.store.try_to_write().await {
        Ok(()) => Json(Health {
            status: "ok",
            why: None,
        })
        .into_response(),
        Err(error) => {
            tracing::error!(%error, "the store is not well");
            let body = Health {
                status: "readings cannot be kept",
                why: Some(error.what_to_do()),
            };
            (StatusCode::SERVICE_UNAVAILABLE, Json(body)).into_response()
        }
    }
}
