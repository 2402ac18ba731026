//! The log for everyone (C2SP tlog-tiles), and health.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::problem::Problem;
use crate::{House, Refusal, RefusalKind};

/// `GET /checkpoint`: the signed head of the log.
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

/// `GET /log/key`: the key that the log's signatures are checked with.
pub(super) async fn key(State(house): State<House>) -> Response {
    (
        [(header::CONTENT_TYPE, "text/plain; charset=utf-8")],
        format!("{}\n", house.ledger.verifier_key()),
    )
        .into_response()
}

/// `GET /health`: whether readings can be kept now, tried by a write. 200, or 503 with what to do about it.
pub(super) async fn health(State(house): State<House>) -> Response {
    match house.store.try_to_write().await {
        Ok(()) => Json(json!({ "status": "ok" })).into_response(),
        Err(error) => {
            tracing::error!(%error, "the store is not well");
            let body = json!({
                "status": "readings cannot be kept",
                "why": error.what_to_do(),
            });
            (StatusCode::SERVICE_UNAVAILABLE, Json(body)).into_response()
        }
    }
}
