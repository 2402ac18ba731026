//! Readings for a purpose.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use cardea_store::Question;
use cardea_units::{HouseholdId, PersonId, SubjectId, UnixMillis};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asked::Asked;
use super::bearer::Bearer;
use super::problem::{Problem, Problems};
use crate::acts::package::text::{JsonRows, clip_json, csv_of, csv_of_clips};
use crate::{House, Refusal};

/// Whose readings of what, and what for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct For {
    /// The home.
    #[param(value_type = String, pattern = "^h-[0-9a-f]{16}$", example = "h-0123456789abcdef")]
    household: HouseholdId,
    /// The person, where the stream is about one.
    #[param(value_type = Option<String>, pattern = "^p-[0-9a-f]{16}$", example = "p-0123456789abcdef")]
    person: Option<PersonId>,
    /// Id of the product.
    product: String,
    /// Name of the stream.
    stream: String,
    /// Name of the purpose.
    purpose: String,
    /// From when on (RFC 3339, with a zone).
    #[param(format = DateTime)]
    from: String,
    /// Before when (RFC 3339, with a zone).
    #[param(format = DateTime)]
    until: String,
    /// As what. Absent: what `Accept` asks for.
    #[param(inline)]
    format: Option<Format>,
}

/// As what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Format {
    Ndjson,
    Csv,
}

/// Readings for a purpose
///
/// One stream of one home or person. The access is on record before the first byte; `x-cardea-log-entry` names the entry.
#[utoipa::path(get, path = "/v1/readings", operation_id = "read_readings", tag = "readings", params(For),
    responses((status = 200, content((String = "application/x-ndjson"), (String = "text/csv")), headers(("x-cardea-log-entry" = u64, description = "The entry of the log"))), Problems))]
pub(super) async fn read(
    State(house): State<House>,
    bearer: Bearer,
    headers: HeaderMap,
    Asked(asked): Asked<For>,
) -> Result<Response, Problem> {
    let organisation = bearer.organisation()?;
    let (product, known) = house
        .store
        .products()
        .named(&asked.product)
        .ok_or_else(|| Refusal::invalid("There is no such product here."))?;
    let (stream, _) = known
        .gate
        .stream_named(&asked.stream)
        .ok_or_else(|| Refusal::invalid("This product has no such stream."))?;
    let question = Question {
        household: asked.household,
        subject: asked
            .person
            .map_or(SubjectId::Household(asked.household), SubjectId::Person),
        product,
        stream,
        from: time(&asked.from, "from")?,
        until: time(&asked.until, "until")?,
    };
    let answered = house
        .read_for_purpose(&organisation, &asked.purpose, question)
        .await?;
    let wants_csv = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/csv"));
    let entry = [("x-cardea-log-entry", answered.log_index.to_string())];
    if asked
        .format
        .map_or(wants_csv, |format| format == Format::Csv)
    {
        let mut text: String = answered.answers.iter().map(csv_of).collect();
        if !answered.clips.is_empty() {
            text.push_str(&csv_of_clips(&answered.clips));
        }
        return Ok((
            entry,
            [(header::CONTENT_TYPE, "text/csv; charset=utf-8")],
            text,
        )
            .into_response());
    }
    let mut text = String::new();
    for rows in &answered.answers {
        let mut json = JsonRows::new(rows);
        for row in &rows.rows {
            json.push(row, &mut text);
            text.push('\n');
        }
    }
    for clip in &answered.clips {
        text.push_str(&clip_json(clip).to_string());
        text.push('\n');
    }
    Ok((
        entry,
        [(header::CONTENT_TYPE, "application/x-ndjson")],
        text,
    )
        .into_response())
}

/// Of which product, and what for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Whom {
    /// Id of the product.
    product: String,
    /// Name of the purpose.
    purpose: String,
}

/// Homes and people.
#[derive(Serialize, ToSchema)]
pub(super) struct Subjects {
    subjects: Vec<Subject>,
}

/// A home, or a person in it.
#[derive(Serialize, ToSchema)]
pub(super) struct Subject {
    /// The home.
    #[schema(value_type = String, pattern = "^h-[0-9a-f]{16}$", example = "h-0123456789abcdef")]
    household: HouseholdId,
    /// The person; absent where it is about the home.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>)]
    person: Option<PersonId>,
}

/// Homes and people for whom a purpose is permitted now
#[utoipa::path(get, path = "/v1/subjects", operation_id = "list_subjects", tag = "readings", params(Whom), responses((status = 200, body = Subjects), Problems))]
pub(super) async fn subjects(
    State(house): State<House>,
    bearer: Bearer,
    Asked(whom): Asked<Whom>,
) -> Result<Json<Subjects>, Problem> {
    let organisation = bearer.organisation()?;
    let (product, _) = house
        .store
        .products()
        .named(&whom.product)
        .ok_or_else(|| Refusal::invalid("There is no such product here."))?;
    let subjects = house
        .subjects_of(&organisation, product, &whom.purpose)
        .await?;
    let subjects = subjects.into_iter().map(|(household, subject)| Subject {
        household,
        person: match subject {
            SubjectId::Household(_) => None,
            SubjectId::Person(person) => Some(person),
        },
    });
    Ok(Json(Subjects {
        subjects: subjects.collect(),
    }))
}

fn time(text: &str, name: &str) -> Result<UnixMillis, Refusal> {
    UnixMillis::parse_rfc3339(text).ok_or_else(|| {
        Refusal::invalid(format!(
            "Write `{name}` as a time with a zone, such as 2026-11-23T10:00:00Z."
        ))
    })
}
