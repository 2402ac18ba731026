//! Readings for a purpose.

use axum::Json;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use cardea_store::Question;
use cardea_units::{HouseholdId, PersonId, SubjectId, UnixMillis};
use serde::Deserialize;
use serde_json::json;

use super::bearer::Bearer;
use super::problem::Problem;
use crate::acts::package::text::{JsonRows, clip_json, csv_of, csv_of_clips};
use crate::{House, Refusal};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    household: HouseholdId,
    person: Option<PersonId>,
    product: String,
    stream: String,
    purpose: String,
    from: String,
    until: String,
    format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Format {
    Ndjson,
    Csv,
}

/// `GET /v1/readings`: one subject's stream for one purpose, as NDJSON or CSV.
pub(super) async fn read(
    State(house): State<House>,
    bearer: Bearer,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Whom {
    product: String,
    purpose: String,
}

/// `GET /v1/subjects`: homes and people for whom the purpose is permitted now.
pub(super) async fn subjects(
    State(house): State<House>,
    bearer: Bearer,
    Query(whom): Query<Whom>,
) -> Result<Response, Problem> {
    let organisation = bearer.organisation()?;
    let (product, _) = house
        .store
        .products()
        .named(&whom.product)
        .ok_or_else(|| Refusal::invalid("There is no such product here."))?;
    let subjects = house
        .subjects_of(&organisation, product, &whom.purpose)
        .await?;
    let list: Vec<_> = subjects
        .into_iter()
        .map(|(household, subject)| match subject {
            SubjectId::Household(_) => json!({ "household": household }),
            SubjectId::Person(person) => json!({ "household": household, "person": person }),
        })
        .collect();
    Ok(Json(json!({ "subjects": list })).into_response())
}

fn time(text: &str, name: &str) -> Result<UnixMillis, Refusal> {
    UnixMillis::parse_rfc3339(text).ok_or_else(|| {
        Refusal::invalid(format!(
            "Write `{name}` as a time with a zone, such as 2026-11-23T10:00:00Z."
        ))
    })
}
