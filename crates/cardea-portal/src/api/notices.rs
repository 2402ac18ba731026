//! What organisations are told: where, what is open, and that it is done.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use cardea_beyond::WebhookSecret;
use cardea_store::{Notification, NotificationId, Program};
use serde::Deserialize;
use serde_json::{Value as JsonValue, json};

use super::bearer::Bearer;
use super::problem::Problem;
use crate::House;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Address {
    /// Where the organisation is told.
    url: String,
    /// Whether a new secret is drawn.
    #[serde(default)]
    rotate: bool,
}

/// `PUT /v1/organisations/{id}/webhook`: sets where an organisation is told. A new secret is answered once.
pub(super) async fn set(
    State(house): State<House>,
    bearer: Bearer,
    Path(organisation): Path<String>,
    Json(address): Json<Address>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let set = house
        .set_webhook(&organisation, &address.url, address.rotate)
        .await?;
    let mut answer = json!({ "organisation": organisation, "url": address.url });
    if let (Some(secret), Some(answer)) = (set.secret, answer.as_object_mut()) {
        let secret = WebhookSecret::from_bytes(secret.disclose());
        answer.insert("secret".to_owned(), json!(*secret.text()));
    }
    if let (Some(until), Some(answer)) = (set.before_until, answer.as_object_mut()) {
        answer.insert("secret_before_until".to_owned(), json!(until.to_string()));
    }
    Ok(([(header::CACHE_CONTROL, "no-store")], Json(answer)).into_response())
}

/// `DELETE /v1/organisations/{id}/webhook`: takes the address away.
pub(super) async fn remove(
    State(house): State<House>,
    bearer: Bearer,
    Path(organisation): Path<String>,
) -> Result<StatusCode, Problem> {
    bearer.operator()?;
    house.remove_webhook(&organisation).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /v1/notices`: what is not done, the overdue first, as NDJSON. The operator sees all, an organisation its own.
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

/// `POST /v1/notices/{id}/done`: an organisation has done what it was told; or the operator, who heard so in another way, says it for it.
pub(super) async fn done(
    State(house): State<House>,
    bearer: Bearer,
    Path(id): Path<String>,
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
