//! A request that is sent again under its `Idempotency-Key` does nothing twice and is answered as the first time.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use cardea_store::GivenAnswer;
use cardea_units::PersonId;

use super::who::Person;
use crate::api::problem::{Problem, problem};
use crate::limits::{ANSWER_BYTES_MAX, FORM_BYTES_MAX, IDEMPOTENCY_KEY_BYTES_MAX};
use crate::pages::Portal;
use crate::{Refusal, Who};

const KEY: HeaderName = HeaderName::from_static("idempotency-key");
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// Requests that are being done now.
#[derive(Clone, Debug, Default)]
pub(crate) struct UnderWay(Arc<Mutex<HashSet<Own>>>);

/// Whose request, and the hash of its key.
type Own = (PersonId, [u8; 32]);

/// One of them; it is done, or broken off, when this goes.
struct Turn {
    all: UnderWay,
    own: Own,
}

impl UnderWay {
    fn begin(&self, own: Own) -> Option<Turn> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(own).then(|| Turn {
            all: self.clone(),
            own,
        })
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut all = self.all.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.remove(&self.own);
    }
}

/// Stands before what makes something new. Without the header it lets everything pass.
pub(super) async fn only(
    State(portal): State<Portal>,
    person: Result<Person, Problem>,
    request: Request,
    next: Next,
) -> Response {
    let Some(key) = request.headers().get(KEY).cloned() else {
        return next.run(request).await;
    };
    let who = match person {
        Ok(person) => person.who,
        Err(refusal) => return refusal.into_response(),
    };
    match at_most_once(&portal, who, &key, request, next).await {
        Ok(response) => response,
        Err(refusal) => refusal.into_response(),
    }
}

async fn at_most_once(
    portal: &Portal,
    who: Who,
    key: &HeaderValue,
    request: Request,
    next: Next,
) -> Result<Response, Problem> {
    if key.is_empty() || key.len() > IDEMPOTENCY_KEY_BYTES_MAX {
        let text =
            format!("Send an `Idempotency-Key` of 1 to {IDEMPOTENCY_KEY_BYTES_MAX} characters.");
        return Err(Problem(Refusal::invalid(text)));
    }
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, FORM_BYTES_MAX).await else {
        return Ok(problem(
            StatusCode::PAYLOAD_TOO_LARGE,
            "This request is too long, or it ended before it was complete. Nothing was done.",
        ));
    };
    let vault = portal.house.store.vault();
    let key = vault.keyed_hash("idempotency key", key.as_bytes());
    let asked = [
        parts.method.as_str().as_bytes(),
        b"\n",
        parts.uri.path().as_bytes(),
        b"\n",
        &body,
    ];
    let asked = vault.keyed_hash("idempotent request", &asked.concat());
    let Some(_turn) = portal.under_way.begin((who.person, key)) else {
        return Ok(problem(
            StatusCode::CONFLICT,
            "This very request is being done now. Wait a moment and ask again.",
        ));
    };
    let given = portal
        .house
        .waiting(move |house| Ok(house.store.answer_given(who.household, who.person, key)?))
        .await?;
    if let Some(given) = given {
        if given.request != asked {
            let text =
                "This `Idempotency-Key` was used for another request. Choose a new one for each.";
            return Err(Problem(Refusal::invalid(text)));
        }
        return replayed(given);
    }
    let response = next.run(Request::from_parts(parts, Body::from(body))).await;
    if !response.status().is_success() {
        // Nothing was done.
        return Ok(response);
    }
    let (parts, body) = response.into_parts();
    let body = to_bytes(body, ANSWER_BYTES_MAX)
        .await
        .map_err(Refusal::not_now)?;
    let given = GivenAnswer {
        request: asked,
        status: parts.status.as_u16(),
        body: body.to_vec(),
    };
    if let Err(error) = portal
        .house
        .store
        .keep_answer(who.household, who.person, key, given)
        .await
    {
        tracing::error!(%error, "what was answered is not remembered: sent again, it would be done again");
    }
    Ok(Response::from_parts(parts, Body::from(body)))
}

fn replayed(given: GivenAnswer) -> Result<Response, Problem> {
    let status = StatusCode::from_u16(given.status).map_err(Refusal::not_now)?;
    let head = HeaderMap::from_iter([
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (REPLAYED, HeaderValue::from_static("true")),
    ]);
    Ok((status, head, given.body).into_response())
}
