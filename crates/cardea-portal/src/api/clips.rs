//! Clips for a purpose.

use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use axum::response::Response;
use cardea_store::MediaId;
use cardea_units::HouseholdId;
use serde::Deserialize;

use super::bearer::Bearer;
use super::problem::Problem;
use crate::{House, clip_answer};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    household: HouseholdId,
    product: String,
    purpose: String,
}

/// `GET /v1/clips/{id}`: a clip that `GET /v1/readings` names, or the part of it that `Range` asks for.
pub(super) async fn read(
    State(house): State<House>,
    bearer: Bearer,
    Path(id): Path<String>,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
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
    Ok(clip_answer::answer(clip, &headers, None)?)
}
