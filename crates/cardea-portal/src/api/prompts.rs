//! Whether people may be asked: for the app or product of whoever decides about a purpose.

use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use cardea_gate::ConsentKind;
use cardea_rights::MayAsk;
use cardea_units::HouseholdId;
use serde::Deserialize;
use serde_json::{Value as Json_, json};

use super::bearer::Bearer;
use super::problem::Problem;
use crate::{House, Prompt, Refusal};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    household: HouseholdId,
    product: String,
}

/// `GET /v1/prompts`: which choices of a home may be put before people unasked, and from when on the others may.
pub(super) async fn read(
    State(house): State<House>,
    bearer: Bearer,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let organisation = bearer.organisation()?;
    let (product, _) = house
        .store
        .products()
        .named(&asked.product)
        .ok_or_else(|| Refusal::invalid("There is no such product here."))?;
    let prompts = house
        .prompts_for_program(&organisation, asked.household, product)
        .await?;
    let prompts: Vec<Json_> = prompts.iter().map(said).collect();
    Ok(Json(json!({ "prompts": prompts })).into_response())
}

fn said(prompt: &Prompt) -> Json_ {
    let mut said = json!({
        "person": prompt.person,
        "purpose": prompt.purpose,
        "express": prompt.kind == ConsentKind::Explicit,
        "may_ask": prompt.may == MayAsk::Yes,
    });
    if let Some(said) = said.as_object_mut() {
        match prompt.may {
            MayAsk::Yes => {}
            MayAsk::NotBefore(at) => {
                said.insert("not_before".to_owned(), json!(at.to_string()));
            }
            MayAsk::No(why) => {
                said.insert("because".to_owned(), json!(why.word()));
            }
        }
    }
    said
}
