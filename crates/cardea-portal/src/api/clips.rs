//! Clips for a purpose.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use cardea_store::MediaId;
use cardea_units::HouseholdId;
use serde::Deserialize;

use utoipa::IntoParams;

use super::asked::{Asked, Named};
use super::bearer::Bearer;
use super::problem::{Problem, Problems};
use crate::{House, clip_answer};

/// Of whose home, and what for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct For {
    /// The home.
    #[param(value_type = String, pattern = "^h-[0-9a-f]{16}$", example = "h-0123456789abcdef")]
    household: HouseholdId,
    /// Id of the product.
    product: String,
    /// Name of the purpose.
    purpose: String,
}

/// A clip or picture
///
/// One that `GET /v1/readings` names, or the part of it that `Range` asks for.
#[utoipa::path(get, path = "/v1/clips/{id}", operation_id = "read_clip", tag = "readings", params(For, ("id" = String, Path, description = "What `GET /v1/readings` calls it"), ("Range" = Option<String>, Header, description = "One range of bytes")),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream", description = "In the type it has"), (status = 206, body = Vec<u8>, content_type = "application/octet-stream"), Problems))]
pub(super) async fn read(
    State(house): State<House>,
    bearer: Bearer,
    Named(id): Named<String>,
    headers: HeaderMap,
    Asked(asked): Asked<For>,
) -> Result<Response, Problem> {
    let organisation = bearer.organisation()?;
    let id: MediaId = id.parse()?;
    let clip = house
        .clip_for_purpose(
            &organisation,
            &asked.product,
            &asked.purpose,
            asked.household,
            id,
        )
        .await?;
    Ok(clip_answer::answer(clip, &headers)?)
}
