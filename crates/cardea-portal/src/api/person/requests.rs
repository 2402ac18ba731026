//! What a person asks for, and how it goes.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use cardea_units::UnixMillis;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::data::About;
use super::rights::Confirmed;
use super::who::Person;
use crate::api::asked::{Body, Named};
use crate::api::problem::{Problem, Problems};
use crate::api::requests::{KindName, WholeRequest, id_of};
use crate::limits::REQUESTS_SHOWN_MAX;
use crate::pages::{Caller, Portal};
use crate::{Refusal, RefusalKind, ValueAsked, Who};

/// What a person asked for.
#[derive(Serialize, ToSchema)]
pub(super) struct Requests {
    /// The latest first, at most 50; all of them are in the copy of everything.
    requests: Vec<WholeRequest>,
}

/// What is asked for, in one's own words. People answer it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Asking {
    /// What for. A copy, a portable copy, erasure, stops and corrections have ways of their own, which are answered at once; this is for what these
    /// do not reach.
    kind: KindName,
    /// In one's own words.
    #[schema(min_length = 1, max_length = 1500)]
    words: String,
}

/// More words to a request.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    /// What it is about.
    #[schema(min_length = 1, max_length = 1500)]
    words: String,
}

/// A value that is wrong, and what is right.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Correction {
    /// Id of the product.
    product: String,
    /// Name of the stream.
    stream: String,
    /// Name of the field.
    field: String,
    /// Whom it is about.
    about: About,
    /// From when on (RFC 3339, with a zone).
    #[schema(format = DateTime)]
    from: String,
    /// Before when (RFC 3339, with a zone).
    #[schema(format = DateTime)]
    until: String,
    /// What is right, as people write it: `21.5`, `true`, `cosy`.
    #[schema(max_length = 256)]
    right: String,
}

/// What came of a correction.
#[derive(Serialize, ToSchema)]
pub(super) struct Rectified {
    /// Id of the request that it is.
    request: String,
    /// Whether it was put right at once. Where another adult lives in the home, people look at it first.
    at_once: bool,
}

/// What I asked for
///
/// Each with its state, the day on which it has to be answered, what happened, and where to go with a complaint.
#[utoipa::path(get, path = "/v1/me/requests", tag = "rights", operation_id = "list_my_requests", responses((status = 200, body = Requests), Problems))]
pub(super) async fn list(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
) -> Result<Json<Requests>, Problem> {
    let requests = portal.house.my_requests(who).await?;
    Ok(Json(Requests {
        requests: requests
            .iter()
            .take(REQUESTS_SHOWN_MAX)
            .map(|view| WholeRequest::of(view, None))
            .collect(),
    }))
}

/// Ask for something
///
/// In one's own words. People answer it, by the day that the law gives.
#[utoipa::path(post, path = "/v1/me/requests", tag = "rights", operation_id = "ask", request_body = Asking,
    params(("Idempotency-Key" = Option<String>, Header, description = "Chosen anew for each request. Sent again within a day, the same is answered and nothing is done twice")),
    responses((status = 201, body = WholeRequest), Problems))]
pub(super) async fn ask(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Body(asking): Body<Asking>,
) -> Result<Response, Problem> {
    let id = portal
        .house
        .ask(who, asking.kind.kind(), &asking.words)
        .await?;
    let shown = shown(&portal, who, &id.to_string()).await?;
    Ok((StatusCode::CREATED, shown).into_response())
}

/// Take a request back
#[utoipa::path(delete, path = "/v1/me/requests/{id}", tag = "rights", operation_id = "take_back_request", params(("id" = String, Path, description = "Id of the request")),
    responses((status = 204, description = "It is taken back"), Problems))]
pub(super) async fn take_back(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Named(id): Named<String>,
) -> Result<StatusCode, Problem> {
    portal.house.take_back_request(who, id_of(&id)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Say what a request is about
///
/// When that was asked.
#[utoipa::path(put, path = "/v1/me/requests/{id}/clarification", tag = "rights", operation_id = "clarify_request", request_body = Words, params(("id" = String, Path, description = "Id of the request")),
    responses((status = 200, body = WholeRequest), Problems))]
pub(super) async fn clarify(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Named(id): Named<String>,
    Body(words): Body<Words>,
) -> Result<Json<WholeRequest>, Problem> {
    portal
        .house
        .clarify_request(who, id_of(&id)?, &words.words)
        .await?;
    shown(&portal, who, &id).await
}

/// Show who one is
///
/// When that was asked: by one's password once more. Nothing more is asked for.
#[utoipa::path(put, path = "/v1/me/requests/{id}/identity", tag = "rights", operation_id = "identify_for_request", request_body = Confirmed, params(("id" = String, Path, description = "Id of the request")),
    responses((status = 200, body = WholeRequest), Problems))]
pub(super) async fn identify(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    caller: Caller,
    Named(id): Named<String>,
    Body(confirmed): Body<Confirmed>,
) -> Result<Json<WholeRequest>, Problem> {
    portal.confirm(who, confirmed.password, caller).await?;
    portal.house.identify_for_request(who, id_of(&id)?).await?;
    shown(&portal, who, &id).await
}

/// Put a value right
///
/// What is about the person alone is right for every purpose when this is answered, and the wrong value is gone.
#[utoipa::path(post, path = "/v1/me/corrections", tag = "rights", operation_id = "correct", request_body = Correction, responses((status = 200, body = Rectified), Problems))]
pub(super) async fn correct(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Body(said): Body<Correction>,
) -> Result<Json<Rectified>, Problem> {
    let time = |text: &str, name| {
        UnixMillis::parse_rfc3339(text).ok_or_else(|| {
            Refusal::invalid(format!(
                "Write `{name}` as a time with a zone, such as 2026-11-23T10:00:00Z."
            ))
        })
    };
    let value = ValueAsked {
        from: time(&said.from, "from")?.0,
        until: time(&said.until, "until")?.0,
        product: said.product,
        stream: said.stream,
        field: said.field,
        of_home: said.about == About::Home,
        right: said.right,
    };
    let rectified = portal.house.rectify(who, value).await?;
    Ok(Json(Rectified {
        request: rectified.request.to_string(),
        at_once: rectified.done.is_some(),
    }))
}

/// No marketing, of no product
///
/// Absolute, from the moment it is answered, of products to come as well (UK GDPR Art 21(2) and (3)).
#[utoipa::path(put, path = "/v1/me/stops/marketing", tag = "choices", operation_id = "object_to_marketing", responses((status = 204, description = "It has stopped"), Problems))]
pub(super) async fn object_to_marketing(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
) -> Result<StatusCode, Problem> {
    portal.house.object_to_marketing(who).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn shown(portal: &Portal, who: Who, id: &str) -> Result<Json<WholeRequest>, Problem> {
    let id = id_of(id)?;
    let all = portal.house.my_requests(who).await?;
    let one = all
        .iter()
        .find(|view| view.id == id)
        .ok_or_else(|| Refusal::new(RefusalKind::NotFound, "There is no such request."))?;
    Ok(Json(WholeRequest::of(one, None)))
}
