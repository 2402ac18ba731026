//! What is held about a person and their home.

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use cardea_units::{SubjectId, UnixMillis};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::evidence::no_cursor;
use super::who::Person;
use crate::acts::package::text::own_json;
use crate::api::asked::{Asked, Named};
use crate::api::problem::{Problem, Problems};
use crate::limits::{OWN_ROWS_MAX, OWN_ROWS_USUAL};
use crate::pages::Portal;
use crate::{OwnStream, Refusal, RefusalKind};

/// Every stream of which something may be held.
#[derive(Serialize, ToSchema)]
pub(super) struct Streams {
    streams: Vec<StreamShown>,
}

/// A stream.
#[derive(Serialize, ToSchema)]
pub(super) struct StreamShown {
    /// Id of the product.
    product: String,
    /// Its name in the manifest.
    stream: String,
    /// What people call it.
    title: String,
    /// Whom it is about.
    about: About,
}

/// Whom readings are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum About {
    /// The person themselves.
    Me,
    /// The home they live in.
    Home,
}

impl About {
    const fn of(stream: &OwnStream) -> Self {
        match stream.subject {
            SubjectId::Person(_) => Self::Me,
            SubjectId::Household(_) => Self::Home,
        }
    }
}

/// Which stream.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct Which {
    /// Id of the product.
    product: String,
    /// Name of the stream.
    stream: String,
}

/// Which part of it.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    /// Whom it is about.
    #[param(inline)]
    about: About,
    /// From when on (RFC 3339, with a zone). Absent: all there is.
    #[param(format = DateTime)]
    from: Option<String>,
    /// Before when (RFC 3339, with a zone). Absent: until now.
    #[param(format = DateTime)]
    until: Option<String>,
    /// Rows of each tier in one answer.
    #[param(minimum = 1, maximum = 10_000, default = 1_000)]
    limit: Option<usize>,
    /// The `next` of the answer before, to go on after it.
    #[param(format = DateTime)]
    cursor: Option<String>,
}

/// What is held of a stream, tier by tier: each purpose that needs something else of it has its own.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what is written straight to text")]
pub(super) struct Readings {
    tiers: Vec<Tier>,
    /// Ask again with this as `cursor` for what comes after. `null`: this was all.
    next: Option<String>,
}

/// What is held for the same purposes.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it describes what is written straight to text")]
pub(super) struct Tier {
    /// One row in so many milliseconds; `null` where every reading is there.
    interval_milliseconds: Option<i64>,
    /// Each with `at` (RFC 3339), `device`, and the fields that are kept.
    rows: Vec<serde_json::Map<String, serde_json::Value>>,
}

/// What is held of me
#[utoipa::path(get, path = "/v1/me/streams", operation_id = "list_streams", tag = "data", responses((status = 200, body = Streams), Problems))]
pub(super) async fn streams(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
) -> Result<Json<Streams>, Problem> {
    let streams = portal.house.own_streams(who).await?;
    let streams = streams.into_iter().map(|stream| StreamShown {
        about: About::of(&stream),
        product: stream.product_id,
        stream: stream.stream_id,
        title: stream.title,
    });
    Ok(Json(Streams {
        streams: streams.collect(),
    }))
}

/// Readings of one stream
///
/// The earliest first. Everything at once, clips too, is in `POST /v1/me/package`.
#[utoipa::path(get, path = "/v1/me/streams/{product}/{stream}", operation_id = "read_stream", tag = "data", params(Which, Part), responses((status = 200, body = Readings), Problems))]
pub(super) async fn readings(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Named(which): Named<Which>,
    Asked(part): Asked<Part>,
) -> Result<Response, Problem> {
    let limit = part.limit.unwrap_or(OWN_ROWS_USUAL);
    if limit == 0 || limit > OWN_ROWS_MAX {
        let text = format!("Ask for 1 to {OWN_ROWS_MAX} rows with `limit`.");
        return Err(Problem(Refusal::invalid(text)));
    }
    let time = |text: Option<String>, name, otherwise| match text {
        None => Ok(otherwise),
        Some(text) => UnixMillis::parse_rfc3339(&text).ok_or_else(|| {
            Refusal::invalid(format!(
                "Write `{name}` as a time with a zone, such as 2026-11-23T10:00:00Z."
            ))
        }),
    };
    let after = match part.cursor {
        None => None,
        Some(cursor) => Some(UnixMillis::parse_rfc3339(&cursor).ok_or_else(no_cursor)?),
    };
    let from = time(part.from, "from", UnixMillis(0))?;
    let until = time(part.until, "until", portal.house.clock.now().plus(1))?;
    let text = portal
        .house
        .waiting(move |house| {
            let stream = house
                .own_streams_now(who)?
                .into_iter()
                .find(|stream| {
                    stream.product_id == which.product
                        && stream.stream_id == which.stream
                        && About::of(stream) == part.about
                })
                .ok_or_else(|| Refusal::new(RefusalKind::NotFound, "You have no such stream."))?;
            let mut view = house.own_stream_now(who, stream, after.unwrap_or(from), until)?;
            if let Some(after) = after {
                // An interval in which the cursor lies was in an answer before.
                for tier in &mut view.tiers {
                    tier.rows.retain(|row| row.at >= after);
                }
            }
            Ok(own_json(&view.tiers, limit))
        })
        .await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], text).into_response())
}
