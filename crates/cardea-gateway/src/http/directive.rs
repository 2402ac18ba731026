//! `GET /v1/directive`: what a device is asked to send. With `If-None-Match` the answer is 304 while it is the same, and with `Prefer: wait=N`
//! (RFC 7240) it is given when there is another, or after N seconds.

use std::sync::{Arc, Weak};
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cardea_store::{Listen, ProductIndex};
use cardea_units::DeviceId;
use tokio::sync::{Notify, Semaphore};
use tokio::time::{Instant, timeout_at};

use super::{problem, sender};
use crate::directive;
use crate::house_door::HouseDoor;
use crate::limits::{DIRECTIVE_WAIT_SECS_MAX, DIRECTIVE_WAITERS_MAX};
use crate::mqtt::hash_of;

/// Requests that wait, over all devices of this process.
static WAITERS: Semaphore = Semaphore::const_new(DIRECTIVE_WAITERS_MAX);

/// A request that waits for another directive.
#[derive(Debug, Default)]
struct Waiter(Notify);

impl Listen for Waiter {
    fn ring(&self) {
        self.0.notify_one();
    }
}

/// What a device is asked to send
///
/// With `If-None-Match` 304 while it is the same; with `Prefer: wait=N` (RFC 7240) the answer comes when there is another, or after N seconds.
/// Its form is `contracts/directive.schema.json`.
#[utoipa::path(get, path = "/v1/directive", tag = "devices", operation_id = "directive",
    params(("If-None-Match" = Option<String>, Header, description = "The tag of what is there already"),
        ("Prefer" = Option<String>, Header, description = "`wait=N`: how many seconds to wait for another"),
        ("X-Cardea-Device" = Option<String>, Header, description = "For which of its devices a hub asks")),
    responses((status = 200, body = serde_json::Value, headers(("ETag" = String, description = "Its tag"))), (status = 304, description = "It is as it was"), super::openapi::Problems))]
pub(super) async fn tell(State(door): State<Arc<HouseDoor>>, headers: HeaderMap) -> Response {
    let (seat, device, product) = match sender(&door, &headers).await {
        Ok(sender) => sender,
        Err(refusal) => return refusal,
    };
    let wait = wait_of(&headers);
    let turn = wait.and_then(|_| WAITERS.try_acquire().ok());
    let waiter = Arc::new(Waiter::default());
    let listener: Arc<dyn Listen> = Arc::clone(&waiter) as _;
    let listener: Weak<dyn Listen> = Arc::downgrade(&listener);
    // Before it is looked at for the first time, so that no change falls between.
    seat.listen(listener);
    let until = wait
        .filter(|_| turn.is_some())
        .and_then(|wait| Instant::now().checked_add(wait));
    loop {
        let Some((body, fresh_for)) = now(&door, device, product).await else {
            return problem(
                StatusCode::SERVICE_UNAVAILABLE,
                "what may be sent cannot be found out now. Send nothing, and ask again later",
            );
        };
        let tag = format!("\"{:016x}\"", hash_of(&body));
        if !is_known(&headers, &tag) {
            return answer(StatusCode::OK, &tag, body, until.is_some());
        }
        let change = until.map(|until| {
            let by_itself = Instant::now().checked_add(fresh_for).unwrap_or(until);
            timeout_at(until.min(by_itself), waiter.0.notified())
        });
        match change {
            Some(change) => drop(change.await),
            None => return answer(StatusCode::NOT_MODIFIED, &tag, Vec::new(), false),
        }
        if seat.is_revoked() {
            return problem(
                StatusCode::UNAUTHORIZED,
                "this device and token do not belong together any more",
            );
        }
        if until.is_some_and(|until| Instant::now() >= until) {
            return answer(StatusCode::NOT_MODIFIED, &tag, Vec::new(), true);
        }
    }
}

async fn now(
    door: &HouseDoor,
    device: DeviceId,
    product: ProductIndex,
) -> Option<(Vec<u8>, Duration)> {
    let store = Arc::clone(door.store());
    let found = tokio::task::spawn_blocking(move || store.directive_of(device, product)).await;
    match found.ok()? {
        Ok((directive, until)) => Some((directive::json(&directive), door.fresh_until(until))),
        Err(error) => {
            tracing::error!(%error, "a directive could not be found out");
            None
        }
    }
}

/// Seconds that the sender is ready to wait, as far as it gets them.
fn wait_of(headers: &HeaderMap) -> Option<Duration> {
    headers
        .get_all("prefer")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split([',', ';']))
        .find_map(|preference| preference.trim().strip_prefix("wait=")?.parse::<u64>().ok())
        .filter(|secs| *secs > 0)
        .map(|secs| Duration::from_secs(secs.min(DIRECTIVE_WAIT_SECS_MAX)))
}

/// Whether the sender has this one already (RFC 9110, 13.1.2: compared weakly).
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn answer(status: StatusCode, tag: &str, body: Vec<u8>, waited: bool) -> Response {
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_TYPE);
    if status == StatusCode::OK {
        let json = HeaderValue::from_static("application/json");
        headers.insert(header::CONTENT_TYPE, json);
    }
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    let private = HeaderValue::from_static("private, no-cache");
    headers.insert(header::CACHE_CONTROL, private);
    if waited {
        headers.insert("preference-applied", HeaderValue::from_static("wait"));
    }
    response
}
