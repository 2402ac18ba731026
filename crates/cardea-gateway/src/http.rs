//! Readings by HTTP: one as JSON, many as NDJSON; clips and pictures as a stream. The answer is 200 or 201 only when what may be kept is on
//! disk (law L6).

mod answers;
mod basic;
mod directive;
mod media;
mod openapi;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, FromRequest, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use cardea_gate::{Again, Reading, Ticket};
use cardea_store::{DeviceSeat, ProductIndex};
use cardea_units::DeviceId;
use serde_json::json;

use self::answers::{Answers, Counted};
pub use self::openapi::openapi;
use crate::SignInRefusal;
use crate::decode::{Decoded, Message};
use crate::house_door::HouseDoor;
use crate::limits::{ANSWER_TIMEOUT, HTTP_BODY_BYTES_MAX, HTTP_LINES_MAX};

/// By which a hub says for which of its devices it sends, in UTF-8. Without it, for itself.
const DEVICE_HEADER: &str = "x-cardea-device";

/// By which a device says which version of its firmware it runs.
const FIRMWARE_HEADER: &str = "x-cardea-firmware";

/// The routes for devices: `POST /v1/streams/{stream}/readings`, `PUT /v1/media/{stream}/{field}` and `GET /v1/directive`, signed in with HTTP
/// Basic as device and token.
pub fn router(door: Arc<HouseDoor>) -> Router {
    Router::new()
        .route("/v1/streams/{stream}/readings", post(take))
        .route("/v1/directive", get(directive::tell))
        .route("/v1/media/{stream}", put(media::take).post(media::take))
        .route(
            "/v1/media/{stream}/{field}",
            put(media::take_field).post(media::take_field),
        )
        .layer(DefaultBodyLimit::max(HTTP_BODY_BYTES_MAX))
        .with_state(door)
}

/// Send readings
///
/// One as JSON, or one a line (NDJSON), at most 10,000 and 4 MiB. 200 when all that may be kept is on disk. Sent again with the same
/// `Idempotency-Key`, or where each carries its own time, nothing is kept twice.
#[utoipa::path(post, path = "/v1/streams/{stream}/readings", tag = "devices", operation_id = "send_readings",
    params(("stream" = String, Path, description = "Name of the stream in the manifest"),
        ("Idempotency-Key" = Option<String>, Header, description = "The same for the same request sent again"),
        ("X-Cardea-Device" = Option<String>, Header, description = "For which of its devices a hub sends"),
        ("X-Cardea-Firmware" = Option<String>, Header, description = "Which version of its firmware the device runs")),
    request_body(content((serde_json::Value = "application/json"), (String = "application/x-ndjson"))),
    responses((status = 200, body = openapi::Tally), openapi::Problems))]
async fn take(
    State(door): State<Arc<HouseDoor>>,
    Path(stream): Path<String>,
    request: Request,
) -> Response {
    let headers = request.headers().clone();
    let firmware = headers
        .get(FIRMWARE_HEADER)
        .and_then(|said| said.to_str().ok())
        .map_or(0, |said| door.drift().firmware(said));
    let (_, device, product) = match sender(&door, &headers).await {
        Ok(sender) => sender,
        Err(refusal) => return refusal,
    };
    let Some(decoder) = door.decoder(product) else {
        return problem(
            StatusCode::SERVICE_UNAVAILABLE,
            "the manifest of this device's product is not served here",
        );
    };
    if !decoder.knows(&stream) {
        decoder.undeclared_stream(
            &stream,
            &Message {
                payload: &[],
                arrived: door.now(),
                number: None,
                again: Again::No,
                firmware,
            },
        );
        return problem(
            StatusCode::NOT_FOUND,
            "the manifest of this device's product has no such stream. Nothing was kept",
        );
    }
    // Nobody who has not signed in makes us hold a body.
    let body = match body(request).await {
        Ok(body) => body,
        Err(refusal) => return refusal,
    };
    let lines = match lines(&headers, &body) {
        Ok(lines) => lines,
        Err(refusal) => return refusal,
    };
    let key = headers
        .get("idempotency-key")
        .map(|key| key.as_bytes().to_vec());
    let mut readings: Vec<(Ticket, Reading)> = Vec::with_capacity(lines.len());
    let mut undeclared = 0_u64;
    for (number, line) in (0_u32..).zip(lines) {
        let message = Message {
            payload: line,
            arrived: door.now(),
            number: key.as_ref().map(|key| number_of(key, number)),
            again: Again::Yes,
            firmware,
        };
        match decoder.of_stream(device, &stream, &message, door.store().fingerprinter()) {
            Decoded::Reading(reading) => readings.push((Ticket(number), reading)),
            Decoded::Undeclared | Decoded::NotYours => undeclared = undeclared.saturating_add(1),
            Decoded::Unreadable(reason) => {
                let line = number.saturating_add(1);
                return problem(
                    StatusCode::BAD_REQUEST,
                    &format!("line {line}: {reason}. Nothing of this request was kept"),
                );
            }
        }
    }
    let counted = Answers::of(readings.len());
    let kept = async {
        door.store().keep(readings, counted.clone()).await;
        counted.wait().await
    };
    match tokio::time::timeout(ANSWER_TIMEOUT, kept).await {
        Ok(counted) => respond(&counted, undeclared),
        Err(_) => not_now(),
    }
}

/// Whose readings they are: those of the device that signs in, or of one that it speaks for as a hub.
async fn sender(
    door: &HouseDoor,
    headers: &HeaderMap,
) -> Result<(Arc<DeviceSeat>, DeviceId, ProductIndex), Response> {
    let Some((device, token)) = basic::credentials(headers) else {
        return Err(problem(
            StatusCode::UNAUTHORIZED,
            "sign in with HTTP Basic: the device's name and its token",
        ));
    };
    let seat = door
        .check(&device, token.as_bytes())
        .await
        .map_err(|refusal| match refusal {
            SignInRefusal::BadCredentials => problem(
                StatusCode::UNAUTHORIZED,
                "this device and token do not belong together",
            ),
            SignInRefusal::NotNow => problem(
                StatusCode::SERVICE_UNAVAILABLE,
                "this cannot be checked now. Send it again later",
            ),
        })?;
    // In a header, not in the address: what people call their devices is in no server's log (law L11).
    let named = match headers.get(DEVICE_HEADER) {
        None => Some((seat.id, seat.product)),
        Some(name) => core::str::from_utf8(name.as_bytes())
            .ok()
            .and_then(|name| door.named(&seat, name)),
    };
    let (device, product) = named.ok_or_else(|| {
        problem(
            StatusCode::NOT_FOUND,
            "this hub speaks for no such device in its home. Attach it, and have it claimed there. Nothing was kept",
        )
    })?;
    Ok((seat, device, product))
}

async fn body(request: Request) -> Result<Bytes, Response> {
    Bytes::from_request(request, &())
        .await
        .map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                problem(
                    StatusCode::PAYLOAD_TOO_LARGE,
                    "a request can hold at most 4 MiB. Send the rest in another",
                )
            } else {
                problem(
                    StatusCode::BAD_REQUEST,
                    "the request ended before its body was complete. Send it again",
                )
            }
        })
}

fn respond(counted: &Counted, undeclared: u64) -> Response {
    if counted.unavailable > 0 {
        return not_now();
    }
    Json(openapi::Tally {
        kept: counted.kept,
        duplicates: counted.duplicates,
        not_permitted: counted.not_permitted,
        undeclared,
    })
    .into_response()
}

fn not_now() -> Response {
    problem(
        StatusCode::SERVICE_UNAVAILABLE,
        "these readings could not be kept now. Send the request again later; what was kept is not stored twice where readings carry their time or the request an `Idempotency-Key`",
    )
}

/// The readings of a request: one JSON document, or one a line.
#[expect(clippy::result_large_err, reason = "an answer that is given once")]
fn lines<'b>(headers: &HeaderMap, body: &'b Bytes) -> Result<Vec<&'b [u8]>, Response> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok())
        .unwrap_or("application/json")
        .to_ascii_lowercase();
    let lines: Vec<&[u8]> = if kind.starts_with("application/x-ndjson") {
        body.split(|byte| *byte == b'\n')
            .map(<[u8]>::trim_ascii)
            .filter(|line| !line.is_empty())
            .collect()
    } else if kind.starts_with("application/json") {
        vec![body.as_ref()]
    } else {
        return Err(problem(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "send `application/json` for one reading or `application/x-ndjson` for many",
        ));
    };
    if lines.len() > HTTP_LINES_MAX {
        return Err(problem(
            StatusCode::PAYLOAD_TOO_LARGE,
            "a request can hold at most 10,000 readings. Send the rest in another",
        ));
    }
    if lines.is_empty() {
        return Err(problem(
            StatusCode::BAD_REQUEST,
            "there is no reading in this request",
        ));
    }
    Ok(lines)
}

/// A number for a line of a request that the sender may repeat under the same key: FNV-1a over key and line; the mark made of it is keyed.
fn number_of(key: &[u8], line: u32) -> u64 {
    key.iter()
        .chain(&line.to_be_bytes())
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01B3)
        })
}

fn problem(status: StatusCode, detail: &str) -> Response {
    let body = json!({ "type": "about:blank", "title": status.canonical_reason(), "status": status.as_u16(), "detail": detail });
    let mut response = (
        status,
        [(header::CONTENT_TYPE, "application/problem+json")],
        body.to_string(),
    )
        .into_response();
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(
            header::WWW_AUTHENTICATE,
            header::HeaderValue::from_static("Basic realm=\"device\""),
        );
    }
    response
}
