//! Clips and pictures by HTTP. Whether one may be kept is asked before its first byte is read, and again when it is committed; the answer is 201
//! only when all of it is on disk (law L6).

use std::pin::Pin;
use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes, HttpBody as _};
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use cardea_gate::{AboutRule, Again, StreamRules, ValueForm};
use cardea_store::limits::MEDIA_BYTES_MAX;
use cardea_store::{
    MediaAdmission, MediaKind, MediaOffer, MediaRefusal, ProductIndex, StoreError, Upload,
};
use cardea_units::{Sensitive, UnixMillis};
use serde_json::json;

use super::{number_of, problem, sender};
use crate::decode::Message;
use crate::house_door::HouseDoor;
use crate::limits::{
    MEDIA_AGAIN_SECS, MEDIA_GATHERED_BYTES, MEDIA_REFUSED_BYTES_MAX, MEDIA_REFUSED_TIME_MAX,
    MEDIA_STILL_MAX, MEDIA_TIME_MAX,
};
use crate::media::{Cleaner, Unfit};

/// By which a device says when a clip was taken, with a zone (RFC 3339).
const TIME_HEADER: &str = "x-cardea-at";
/// By which a device says whom it means, where the manifest says that a field does.
const PROFILE_HEADER: &str = "x-cardea-profile";

/// Send a clip or picture
///
/// For the one field of the stream that can hold it. 403 before the first byte is read where it may not be kept; 201 when all of it is on disk.
#[utoipa::path(method(put, post), path = "/v1/media/{stream}", tag = "devices", operation_id = "send_clip",
    params(("stream" = String, Path, description = "Name of the stream in the manifest"), super::openapi::ClipHeaders),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "In a type that the field can hold"),
    responses((status = 201, description = "It is kept"), (status = 200, description = "It was there already"), super::openapi::Problems))]
pub(super) async fn take(
    State(door): State<Arc<HouseDoor>>,
    Path(stream): Path<String>,
    request: Request,
) -> Response {
    receive(&door, &stream, None, request).await
}

/// Send a clip or picture for a field
///
/// As `/v1/media/{stream}`, where several fields of the stream could hold it.
#[utoipa::path(method(put, post), path = "/v1/media/{stream}/{field}", tag = "devices", operation_id = "send_clip_of_field",
    params(("stream" = String, Path, description = "Name of the stream in the manifest"), ("field" = String, Path, description = "Name of the field"), super::openapi::ClipHeaders),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "In a type that the field can hold"),
    responses((status = 201, description = "It is kept"), (status = 200, description = "It was there already"), super::openapi::Problems))]
pub(super) async fn take_field(
    State(door): State<Arc<HouseDoor>>,
    Path((stream, field)): Path<(String, String)>,
    request: Request,
) -> Response {
    receive(&door, &stream, Some(&field), request).await
}

async fn receive(
    door: &HouseDoor,
    stream: &str,
    field: Option<&str>,
    request: Request,
) -> Response {
    let (parts, mut body) = request.into_parts();
    let admitted = match offer(door, stream, field, &parts.headers).await {
        Ok(offer) => match door.store().begin_media(offer.clone()).await {
            Ok(MediaAdmission::Take(upload)) => Ok((offer, upload)),
            Ok(MediaAdmission::Refused(refusal)) => Err(refused(refusal)),
            Err(error) => Err(failed(&error)),
        },
        Err(refusal) => Err(refusal),
    };
    let stopped = match admitted {
        Ok((offer, upload)) => {
            let cleaner = Cleaner::of(offer.kind, upload.takes_sound());
            let pen = Pen { upload, cleaner };
            match tokio::time::timeout(MEDIA_TIME_MAX, write_all(&mut body, pen)).await {
                Ok(Ok(pen)) => return commit(door, pen).await,
                Ok(Err(stop)) => stop.response(),
                Err(_) => Stop::TooSlow.response(),
            }
        }
        Err(refusal) => refusal,
    };
    // Who waits to be told to go on has not sent anything, and is not told.
    if !parts.headers.contains_key(header::EXPECT) {
        let _ = tokio::time::timeout(MEDIA_REFUSED_TIME_MAX, throw_away(&mut body)).await;
    }
    stopped
}

/// What is offered, by the address and the headers. A response says why it cannot be taken.
async fn offer(
    door: &HouseDoor,
    stream: &str,
    field: Option<&str>,
    headers: &HeaderMap,
) -> Result<MediaOffer, Response> {
    let (_, device, product) = sender(door, headers).await?;
    let text = |name: &str| headers.get(name).and_then(|said| said.to_str().ok());
    let arrived = door.now();
    let (index, rules) = stream_of(door, product, stream, headers)?;
    let said = text(header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let Some(kind) = MediaKind::of_media_type(said) else {
        let taken: Vec<_> = MediaKind::ALL
            .into_iter()
            .map(MediaKind::media_type)
            .collect();
        return Err(problem(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            &format!(
                "send `Content-Type` as one of {}. Nothing was kept",
                taken.join(", ")
            ),
        ));
    };
    let place = field_of(rules, field, kind)?;
    let length = text(header::CONTENT_LENGTH.as_str()).and_then(|said| said.parse::<u64>().ok());
    if length.is_some_and(|length| length > MEDIA_BYTES_MAX) {
        return Err(refused(MediaRefusal::TooLong));
    }
    let own = match text(TIME_HEADER) {
        None => None,
        Some(said) => {
            let said = UnixMillis::parse_rfc3339(said).ok_or_else(|| {
                problem(
                    StatusCode::BAD_REQUEST,
                    "write `X-Cardea-At` as a time with a zone, such as 2026-11-23T10:00:00Z. Nothing was kept",
                )
            })?;
            door.decoder(product)
                .and_then(|decoder| decoder.said_time(stream, said, arrived))
        }
    };
    let name = rules
        .fields
        .get(place)
        .map(|field| format!("{stream}/{}", field.name))
        .unwrap_or_default();
    let marks = door.store().fingerprinter();
    let key = headers.get("idempotency-key");
    let mark = match (own, key) {
        (Some(at), _) => Some(marks.of_time(device, &name, at)),
        (None, Some(key)) => {
            let number = number_of(key.as_bytes(), 0);
            Some(marks.of_delivery(device, number, name.as_bytes(), b"media"))
        }
        (None, None) => None,
    };
    let profile = match rules.about {
        AboutRule::Profile { .. } => headers
            .get(PROFILE_HEADER)
            .and_then(|label| core::str::from_utf8(label.as_bytes()).ok())
            .map(|label| Sensitive::new(label.to_owned())),
        AboutRule::Household | AboutRule::Wearer | AboutRule::Bystander => None,
    };
    Ok(MediaOffer {
        device,
        stream: index,
        field: place,
        kind,
        at: own.unwrap_or(arrived),
        mark,
        profile,
    })
}

#[expect(clippy::result_large_err, reason = "an answer that is given once")]
fn stream_of<'d>(
    door: &'d HouseDoor,
    product: ProductIndex,
    stream: &str,
    headers: &HeaderMap,
) -> Result<(cardea_gate::StreamIndex, &'d StreamRules), Response> {
    let products = door.store().products();
    let found = products
        .get(product)
        .and_then(|known| known.gate.stream_named(stream));
    found.ok_or_else(|| {
        let firmware = headers
            .get(super::FIRMWARE_HEADER)
            .and_then(|said| said.to_str().ok())
            .map_or(0, |said| door.drift().firmware(said));
        if let Some(decoder) = door.decoder(product) {
            let message = Message {
                payload: &[],
                arrived: door.now(),
                number: None,
                again: Again::No,
                firmware,
            };
            decoder.undeclared_stream(stream, &message);
        }
        problem(
            StatusCode::NOT_FOUND,
            "the manifest of this device's product has no such stream. Nothing was kept",
        )
    })
}

/// The field that is meant, or the one that can hold this kind.
#[expect(clippy::result_large_err, reason = "an answer that is given once")]
fn field_of(rules: &StreamRules, named: Option<&str>, kind: MediaKind) -> Result<usize, Response> {
    let is_media = |place: &usize| {
        let field = rules.fields.get(*place);
        field.is_some_and(|field| field.form == ValueForm::Media)
    };
    let name_of = |place: &usize| rules.fields.get(*place).map(|field| field.name.as_str());
    let fields: Vec<usize> = (0..rules.fields.len())
        .filter(is_media)
        .filter(|place| named.is_none_or(|named| name_of(place) == Some(named)))
        .collect();
    if fields.is_empty() {
        return Err(problem(
            StatusCode::NOT_FOUND,
            "the manifest has no field of `type: media` of this name in this stream. Nothing was kept",
        ));
    }
    let fits = |place: &&usize| {
        let field = rules.fields.get(**place);
        field.is_some_and(|field| kind.fits(field.data))
    };
    let fitting: Vec<&usize> = fields.iter().filter(fits).collect();
    match fitting.as_slice() {
        [one] => Ok(**one),
        [] => Err(problem(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            &format!(
                "what this field is declared to hold is not sent as `{}`: send pictures for `image`, pictures or films for `video`, sound for `audio` and `voice`. Nothing was kept",
                kind.media_type()
            ),
        )),
        _ => Err(problem(
            StatusCode::NOT_FOUND,
            "several fields of this stream could hold this: name one, as in `/v1/media/STREAM/FIELD`. Nothing was kept",
        )),
    }
}

/// What writes, on threads that may wait for the disk.
struct Pen {
    upload: Box<Upload>,
    cleaner: Cleaner,
}

/// Why it stopped.
enum Stop {
    Refused(MediaRefusal),
    Unfit(Unfit),
    Failed(StoreError),
    BrokenOff,
    TooSlow,
}

async fn write_all(body: &mut Body, mut pen: Pen) -> Result<Pen, Stop> {
    let mut gathered = Vec::with_capacity(MEDIA_GATHERED_BYTES);
    while let Some(data) = next(body).await? {
        let mut rest = data.as_ref();
        while !rest.is_empty() {
            let room = MEDIA_GATHERED_BYTES.saturating_sub(gathered.len());
            let (now, later) = rest.split_at(room.min(rest.len()));
            gathered.extend_from_slice(now);
            rest = later;
            if gathered.len() >= MEDIA_GATHERED_BYTES {
                (pen, gathered) = write(pen, gathered).await?;
            }
        }
    }
    (pen, _) = write(pen, gathered).await?;
    pen.cleaner.finish().map_err(Stop::Unfit)?;
    Ok(pen)
}

/// Some bytes of the body; `None` at its end.
async fn next(body: &mut Body) -> Result<Option<Bytes>, Stop> {
    loop {
        let frame = core::future::poll_fn(|context| Pin::new(&mut *body).poll_frame(context));
        let frame = tokio::time::timeout(MEDIA_STILL_MAX, frame).await;
        match frame.map_err(|_| Stop::TooSlow)? {
            None => return Ok(None),
            Some(Err(_)) => return Err(Stop::BrokenOff),
            Some(Ok(frame)) => {
                if let Ok(data) = frame.into_data() {
                    return Ok(Some(data));
                }
            }
        }
    }
}

async fn write(mut pen: Pen, mut gathered: Vec<u8>) -> Result<(Pen, Vec<u8>), Stop> {
    tokio::task::spawn_blocking(move || {
        let mut cleaned = Vec::with_capacity(gathered.len());
        let fit = pen.cleaner.push(&gathered, &mut cleaned);
        fit.map_err(Stop::Unfit)?;
        let written = pen.upload.write(&cleaned).map_err(Stop::Failed)?;
        written.map_err(Stop::Refused)?;
        gathered.clear();
        Ok((pen, gathered))
    })
    .await
    .map_err(|_| Stop::Failed(StoreError::Stopped))?
}

async fn commit(door: &HouseDoor, pen: Pen) -> Response {
    let durable = tokio::task::spawn_blocking(move || pen.upload.finish()).await;
    let durable = match durable {
        Ok(Ok(Ok(durable))) => durable,
        Ok(Ok(Err(refusal))) => return refused(refusal),
        Ok(Err(error)) => return failed(&error),
        Err(_) => return failed(&StoreError::Stopped),
    };
    match door.store().commit_media(durable).await {
        Ok(Ok(_)) => (StatusCode::CREATED, Json(json!({ "kept": true }))).into_response(),
        Ok(Err(refusal)) => refused(refusal),
        Err(error) => failed(&error),
    }
}

/// Reads on for a while, so that the answer is not lost with a connection that is closed while its other end writes.
async fn throw_away(body: &mut Body) {
    let mut thrown = 0_usize;
    while let Ok(Some(data)) = next(body).await {
        thrown = thrown.saturating_add(data.len());
        if thrown > MEDIA_REFUSED_BYTES_MAX {
            return;
        }
    }
}

impl Stop {
    fn response(self) -> Response {
        match self {
            Self::Refused(refusal) => refused(refusal),
            Self::Unfit(why) => problem(
                StatusCode::UNPROCESSABLE_ENTITY,
                &format!("{why}. Nothing was kept"),
            ),
            Self::Failed(error) => failed(&error),
            Self::BrokenOff => problem(
                StatusCode::BAD_REQUEST,
                "the upload ended before it was complete. Nothing was kept; send it again",
            ),
            Self::TooSlow => problem(
                StatusCode::REQUEST_TIMEOUT,
                "the upload stood still for 30 seconds or took more than an hour. Nothing was kept; send it again",
            ),
        }
    }
}

fn refused(refusal: MediaRefusal) -> Response {
    let (status, why) = match refusal {
        MediaRefusal::NotPermitted | MediaRefusal::Erased => (
            StatusCode::FORBIDDEN,
            "nobody whom this is about permits a purpose that would use it now. Nothing was kept; the directive says when it may be sent",
        ),
        MediaRefusal::TooOld => (
            StatusCode::FORBIDDEN,
            "this is older than anybody may keep it. Nothing was kept; do not send it again",
        ),
        MediaRefusal::Duplicate => {
            return Json(json!({ "kept": false, "duplicate": true })).into_response();
        }
        MediaRefusal::OverQuota => (
            StatusCode::TOO_MANY_REQUESTS,
            "4 GiB were kept of this device today (UTC). Nothing of this was; send it tomorrow, or shorter clips",
        ),
        MediaRefusal::Busy => (
            StatusCode::SERVICE_UNAVAILABLE,
            "as many clips are being taken as can be at once, 2 of a device. Nothing was kept; send it again in 10 seconds",
        ),
        MediaRefusal::TooLong => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "a clip can be 256 MiB long. Nothing was kept; send it in shorter pieces",
        ),
        MediaRefusal::Empty => (
            StatusCode::BAD_REQUEST,
            "there is no byte in this request. Nothing was kept",
        ),
    };
    let again = match refusal {
        MediaRefusal::Busy => Some(MEDIA_AGAIN_SECS),
        MediaRefusal::OverQuota => Some(3_600),
        _ => None,
    };
    let mut response = problem(status, why);
    if let Some(seconds) = again {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

fn failed(error: &StoreError) -> Response {
    tracing::error!(%error, "a clip could not be kept and was not acknowledged");
    if error.is_full() {
        return problem(
            StatusCode::INSUFFICIENT_STORAGE,
            "the disk is full. Nothing was kept; the operator has to make room, and then send it again",
        );
    }
    problem(
        StatusCode::SERVICE_UNAVAILABLE,
        "this clip could not be kept now. Nothing of it was; send it again later",
    )
}
