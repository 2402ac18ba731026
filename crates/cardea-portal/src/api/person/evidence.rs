//! What was said and who looked, as evidence.

use axum::Json;
use axum::extract::State;
use cardea_store::Looked;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};

use super::who::Person;
use crate::Refusal;
use crate::api::asked::Asked;
use crate::api::problem::{Problem, Problems};
use crate::limits::LOOKS_SHOWN_MAX;
use crate::pages::Portal;

/// Receipts of a person.
#[derive(Serialize, ToSchema)]
pub(super) struct Receipts {
    /// JSON-LD, each to be checked with `cardea verify` by the public key of the log alone. The oldest first.
    #[schema(value_type = Vec<Object>)]
    receipts: Vec<Box<RawValue>>,
    /// Ask again with this as `cursor` for what comes after. `null`: this was all.
    next: Option<String>,
}

/// Which part of a list.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    /// The `next` of the answer before. Absent: from the beginning.
    #[param(pattern = "^[0-9]{1,19}$")]
    cursor: Option<String>,
}

/// Accesses to readings.
#[derive(Serialize, ToSchema)]
pub(super) struct Looks {
    /// The latest first.
    looks: Vec<Look>,
    /// Ask again with this as `cursor` for those before. `null`: this was all.
    next: Option<String>,
}

/// One access.
#[derive(Serialize, ToSchema)]
pub(super) struct Look {
    /// When (RFC 3339).
    at: String,
    /// The organisation, by its name in the manifest.
    organisation: String,
    /// Id of the product.
    product: String,
    /// For which purpose.
    purpose: String,
    /// At which stream.
    stream: String,
    /// Whether it was about the person themselves, not about the home.
    about_me: bool,
    /// From when (RFC 3339).
    from: String,
    /// Until when (RFC 3339).
    until: String,
    /// How many rows.
    rows: u64,
    /// The entry of the log.
    log_entry: u64,
}

/// My receipts
#[utoipa::path(get, path = "/v1/me/receipts", operation_id = "list_receipts", tag = "evidence", params(Part), responses((status = 200, body = Receipts), Problems))]
pub(super) async fn receipts(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Asked(part): Asked<Part>,
) -> Result<Json<Receipts>, Problem> {
    let first = match part.cursor {
        None => 0,
        Some(cursor) => cursor.parse::<usize>().map_err(|_| no_cursor())?,
    };
    let all = portal
        .house
        .waiting(move |house| Ok(house.store.receipts(who.household, who.person)?))
        .await?;
    let after = first.saturating_add(LOOKS_SHOWN_MAX);
    let next = (all.len() > after).then(|| after.to_string());
    let receipts = all
        .into_iter()
        .skip(first)
        .take(LOOKS_SHOWN_MAX)
        .map(|text| RawValue::from_string(text).map_err(Refusal::not_now))
        .collect::<Result<_, _>>()?;
    Ok(Json(Receipts { receipts, next }))
}

/// Who looked
///
/// Every access of an organisation to readings about the person or their home. It was written down before the first byte left.
#[utoipa::path(get, path = "/v1/me/looks", operation_id = "list_looks", tag = "evidence", params(Part), responses((status = 200, body = Looks), Problems))]
pub(super) async fn looks(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Asked(part): Asked<Part>,
) -> Result<Json<Looks>, Problem> {
    let before = match part.cursor {
        None => None,
        Some(cursor) => Some(cursor.parse::<u64>().map_err(|_| no_cursor())?),
    };
    let found = portal
        .house
        .waiting(move |house| {
            let one_more = LOOKS_SHOWN_MAX.saturating_add(1);
            Ok(house
                .store
                .looks_before(who.household, who.person, before, one_more)?)
        })
        .await?;
    let more = found.len() > LOOKS_SHOWN_MAX;
    let looks: Vec<Look> = found.into_iter().take(LOOKS_SHOWN_MAX).map(look).collect();
    let next = looks
        .last()
        .filter(|_| more)
        .map(|look| look.log_entry.to_string());
    Ok(Json(Looks { looks, next }))
}

fn look(looked: Looked) -> Look {
    Look {
        at: looked.at.to_string(),
        organisation: looked.organisation,
        product: looked.product,
        purpose: looked.purpose,
        stream: looked.stream,
        about_me: looked.person.is_some(),
        from: looked.from.to_string(),
        until: looked.until.to_string(),
        rows: looked.count,
        log_entry: looked.log_index,
    }
}

pub(super) fn no_cursor() -> Refusal {
    Refusal::invalid("`cursor` is not one that was given. Leave it out to begin again.")
}
