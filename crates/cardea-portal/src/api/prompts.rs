//! Whether people may be asked: for the app or product of whoever decides about a purpose.

use axum::Json;
use axum::extract::State;
use cardea_gate::ConsentKind;
use cardea_rights::MayAsk;
use cardea_units::{HouseholdId, PersonId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::Asked;
use super::bearer::Bearer;
use super::problem::{Problem, Problems};
use crate::{House, Prompt, Refusal};

/// Of which home and product.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Where {
    /// The home.
    #[param(value_type = String, pattern = "^h-[0-9a-f]{16}$", example = "h-0123456789abcdef")]
    household: HouseholdId,
    /// Id of the product.
    product: String,
}

/// Every choice that the organisation decides about.
#[derive(Serialize, ToSchema)]
pub(super) struct Prompts {
    prompts: Vec<PromptShown>,
}

/// Whether one choice may be put before a person who did not open it.
#[derive(Serialize, ToSchema)]
pub(super) struct PromptShown {
    /// About whose data it is.
    #[schema(value_type = String, pattern = "^p-[0-9a-f]{16}$", example = "p-0123456789abcdef")]
    person: PersonId,
    /// Name of the purpose.
    purpose: String,
    /// Whether it is the express statement about special data.
    express: bool,
    /// Whether it may. Where not, put nothing before anybody: no dialogue, no badge, no mail.
    may_ask: bool,
    /// Not before this time (RFC 3339): somebody said no.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_before: Option<String>,
    /// Why it may not at all: `answered`, `child` or `not_theirs`.
    #[serde(skip_serializing_if = "Option::is_none")]
    because: Option<&'static str>,
}

/// Whether people may be asked
///
/// For an organisation that decides about purposes of the product. After a no people are left alone for six months; children are asked once, when
/// a grown-up's yes has ended with a birthday. People may open a choice by themselves at any time.
#[utoipa::path(get, path = "/v1/prompts", operation_id = "list_prompts", tag = "readings", params(Where), responses((status = 200, body = Prompts), Problems))]
pub(super) async fn read(
    State(house): State<House>,
    bearer: Bearer,
    Asked(asked): Asked<Where>,
) -> Result<Json<Prompts>, Problem> {
    let organisation = bearer.organisation()?;
    let (product, _) = house
        .store
        .products()
        .named(&asked.product)
        .ok_or_else(|| Refusal::invalid("There is no such product here."))?;
    let prompts = house
        .prompts_for_program(&organisation, asked.household, product)
        .await?;
    let prompts = prompts.into_iter().map(PromptShown::from).collect();
    Ok(Json(Prompts { prompts }))
}

impl From<Prompt> for PromptShown {
    fn from(prompt: Prompt) -> Self {
        let (not_before, because) = match prompt.may {
            MayAsk::Yes => (None, None),
            MayAsk::NotBefore(at) => (Some(at.to_string()), None),
            MayAsk::No(why) => (None, Some(why.word())),
        };
        Self {
            person: prompt.person,
            purpose: prompt.purpose,
            express: prompt.kind == ConsentKind::Explicit,
            may_ask: prompt.may == MayAsk::Yes,
            not_before,
            because,
        }
    }
}
