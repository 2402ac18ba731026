//! What organisations are told: where, what is open, and that it is done.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use cardea_beyond::WebhookSecret;
use cardea_store::{Notification, NotificationId, Program};
use serde::{Deserialize, Serialize};
use serde_json::{Value as JsonValue, json};
use utoipa::ToSchema;

use super::asked::{Body, Named};
use super::bearer::Bearer;
use super::problem::{Problem, Problems};
use crate::House;

/// Where an organisation is told.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Address {
    /// Its URL: `https`, without a name or password.
    url: String,
    /// Whether a new secret is drawn. The one before is good for a day more.
    #[serde(default)]
    rotate: bool,
}

/// Where an organisation is told, and its secret where a new one was drawn.
#[derive(Serialize, ToSchema)]
pub(super) struct AddressShown {
    /// The organisation.
    organisation: String,
    /// Its URL.
    url: String,
    /// What proves that a message is ours (Standard Webhooks). Told once.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
    /// Until when messages are signed with the secret before as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    secret_before_until: Option<String>,
}

/// Set where an organisation is told
///
/// One that the manifest of a product names. The first time, and with `rotate`, a new secret is answered, this once. What could not be sent is
/// sent at once.
#[utoipa::path(put, path = "/v1/organisations/{organisation}/webhook", operation_id = "set_webhook", tag = "operator", params(("organisation" = String, Path, description = "Name of the organisation in the manifest")), request_body = Address, responses((status = 200, body = AddressShown), Problems))]
pub(super) async fn set(
    State(house): State<House>,
    bearer: Bearer,
    Named(organisation): Named<String>,
    Body(address): Body<Address>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let set = house
        .set_webhook(&organisation, &address.url, address.rotate)
        .await?;
    let shown = AddressShown {
        organisation,
        url: address.url,
        secret: set
            .secret
            .map(|secret| (*WebhookSecret::from_bytes(secret.disclose()).text()).clone()),
        secret_before_until: set.before_until.map(|until| until.to_string()),
    };
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(shown)).into_response())
}

/// Take an organisation's address away
///
/// What it is still to be told is overdue at once.
#[utoipa::path(delete, path = "/v1/organisations/{organisation}/webhook", operation_id = "remove_webhook", tag = "operator", params(("organisation" = String, Path, description = "Name of the organisation in the manifest")), responses((status = 204, description = "It is taken away"), Problems))]
pub(super) async fn remove(
    State(house): State<House>,
    bearer: Bearer,
    Named(organisation): Named<String>,
) -> Result<StatusCode, Problem> {
    bearer.operator()?;
    house.remove_webhook(&organisation).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is not done
///
/// The overdue first, an object a line. The operator sees all, with what connectors are still to erase; an organisation its own.
#[utoipa::path(get, path = "/v1/notices", operation_id = "list_notices", tag = "notices", responses((status = 200, body = String, content_type = "application/x-ndjson"), Problems))]
pub(super) async fn list(State(house): State<House>, bearer: Bearer) -> Result<Response, Problem> {
    let organisation = match bearer.0 {
        Program::Operator => None,
        Program::Organisation(name) => Some(name),
    };
    let notices = house
        .waiting(move |house| Ok(house.store.open_notices(organisation.as_deref())?))
        .await?;
    let mut text = String::new();
    for notice in &notices {
        text.push_str(&notice_json(notice).to_string());
        text.push('\n');
    }
    Ok(([(header::CONTENT_TYPE, "application/x-ndjson")], text).into_response())
}

/// Say that it is done
///
/// An organisation has done what it was told; or the operator, who heard so in another way, says it for it. Said again, it is so.
#[utoipa::path(post, path = "/v1/notices/{notice}/done", operation_id = "settle_notice", tag = "notices", params(("notice" = String, Path, description = "Name of the notice", example = "msg_000102030405060708090a0b0c0d0e0f")), responses((status = 204, description = "It is done"), Problems))]
pub(super) async fn done(
    State(house): State<House>,
    bearer: Bearer,
    Named(id): Named<String>,
) -> Result<StatusCode, Problem> {
    let id: NotificationId = id.parse()?;
    let organisation = match bearer.0 {
        Program::Operator => None,
        Program::Organisation(name) => Some(name),
    };
    house.settle_notice(id, organisation).await?;
    Ok(StatusCode::NO_CONTENT)
}

fn notice_json(notice: &Notification) -> JsonValue {
    json!({
        "notice": notice.id.to_string(),
        "organisation": notice.organisation,
        "connector": notice.connector,
        "about": notice.act.word(),
        "household": notice.household,
        "person": notice.person,
        "product": notice.product,
        "purposes": notice.purposes,
        "streams": notice.streams,
        "at": notice.at.to_string(),
        "act_by": notice.act_by.to_string(),
        "state": notice.state.word(),
        "tries": notice.tries,
        "last_status": notice.status,
        "last_fault": notice.fault,
        "received_at": notice.received_at.map(|at| at.to_string()),
        "overdue_since": notice.escalated_at.map(|at| at.to_string()),
    })
}
