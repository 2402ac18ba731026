//! Requests of people, for the operator: write down what came by letter, phone or e-mail; list, look, answer.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use cardea_rights::{Alarm, Ground, RequestChannel, RequestEvent, RequestKind};
use cardea_store::{RequestId, RequestRecord};
use cardea_units::{Date, Sensitive};
use serde::Deserialize;
use serde_json::{Value, json};

use super::bearer::Bearer;
use super::problem::Problem;
use crate::acts::requests;
use crate::{Asked, House, Refusal, RefusalKind, RequestView, TakenUp};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    /// Only what is due before this day.
    due_before: Option<String>,
    /// Only what is at least so pressing: `target_passed`, `due_soon`, `overdue`.
    alarm: Option<String>,
}

/// `GET /v1/requests`: what is open, as NDJSON, the first due first; without what was said.
pub(super) async fn list(
    State(house): State<House>,
    bearer: Bearer,
    Query(filter): Query<Filter>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let before = filter.due_before.as_deref().map(day).transpose()?;
    let alarm = filter.alarm.as_deref().map_or(Ok(Alarm::None), alarm_of)?;
    let open = house.open_requests(before, alarm).await?;
    let mut text = String::new();
    for view in &open {
        text.push_str(&request_json(view).to_string());
        text.push('\n');
    }
    Ok(([(header::CONTENT_TYPE, "application/x-ndjson")], text).into_response())
}

/// `GET /v1/requests/{id}`: one, with what was said.
pub(super) async fn one(
    State(house): State<House>,
    bearer: Bearer,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let view = house.request(id_of(&id)?).await?;
    Ok(Json(whole_json(&view)).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CameIn {
    /// What is asked for; each is a request with a clock of its own.
    kinds: Vec<String>,
    /// `letter`, `phone`, `email`, `app` or `operator`.
    channel: String,
    /// The day on which it came in; today without it.
    received_on: Option<String>,
    /// The address with which they sign in here, if they do.
    account: Option<String>,
    /// What was said.
    words: String,
    /// How somebody without an account is reached.
    #[serde(default)]
    contact: String,
}

/// `POST /v1/requests`: writes down what came by another way than the portal.
pub(super) async fn take_up(
    State(house): State<House>,
    bearer: Bearer,
    Json(said): Json<CameIn>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let kinds = said.kinds.iter().map(|kind| {
        RequestKind::of_word(kind).ok_or_else(|| {
            Refusal::invalid(
                "A kind is `access`, `portability`, `rectification`, `erasure`, `restriction`, `objection`, `human_review` or `complaint`.",
            )
        })
    });
    let channel = RequestChannel::of_word(&said.channel)
        .filter(|channel| *channel != RequestChannel::Portal)
        .ok_or_else(|| {
            Refusal::invalid("A channel is `letter`, `phone`, `email`, `app` or `operator`.")
        })?;
    let contact = TakenUp {
        kinds: kinds.collect::<Result<_, _>>()?,
        channel,
        received_on: said.received_on.as_deref().map(day).transpose()?,
        account: said.account.map(Sensitive::new),
        asked: Asked {
            words: said.words,
            contact: said.contact,
            ..Asked::default()
        },
    };
    let recorded = house.take_up(contact).await?;
    let body = json!({
        "account_known": recorded.account_known,
        "requests": recorded.requests.iter().map(request_json).collect::<Vec<_>>(),
    });
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Taken {
    /// `begun`, `acknowledged`, `identity_asked`, `identity_shown`, `clarification_asked`, `clarified`, `extended`, `answered_in_part`, `done`,
    /// `refused` or `withdrawn`.
    step: String,
    /// Of a refusal.
    ground: Option<String>,
    /// Why, or what the answer is, for the person.
    #[serde(default)]
    words: String,
}

/// `POST /v1/requests/{id}/steps`: takes a step.
pub(super) async fn step(
    State(house): State<House>,
    bearer: Bearer,
    Path(id): Path<String>,
    Json(said): Json<Taken>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let event = match (said.step.as_str(), said.ground.as_deref()) {
        ("refused", None) => {
            return Err(Problem(Refusal::invalid(format!(
                "A refusal needs a `ground`: {}.",
                grounds()
            ))));
        }
        ("refused", Some(ground)) if Ground::of_word(ground).is_none() => {
            return Err(Problem(Refusal::invalid(format!(
                "This is no ground. It is one of {}.",
                grounds()
            ))));
        }
        (step, ground) => RequestEvent::of_words(step, ground).ok_or_else(|| {
            Refusal::invalid(
                "A step is `begun`, `acknowledged`, `identity_asked`, `identity_shown`, `clarification_asked`, `clarified`, `extended`, `answered_in_part`, `done`, `refused` with a `ground`, or `withdrawn`.",
            )
        })?,
    };
    let done = house.operate(id_of(&id)?, event, &said.words).await?;
    let mut body = whole_json(&done.request);
    if let (Some(carried_out), Some(fields)) = (done.carried_out, body.as_object_mut()) {
        fields.insert("carried_out".to_owned(), json!(carried_out));
    }
    Ok(Json(body).into_response())
}

/// Requests in the order in which they are due, as of a day, without what was said.
pub fn in_order(
    open: Vec<RequestRecord>,
    today: Date,
    due_before: Option<Date>,
    at_least: Alarm,
) -> Vec<RequestView> {
    requests::in_order(open, today, due_before, at_least)
}

/// A request as programs get it, without what was said.
pub fn request_json(view: &RequestView) -> Value {
    let day = |day: Option<Date>| day.map(|day| day.to_string());
    let deadlines = &view.deadlines;
    json!({
        "id": view.id.to_string(),
        "kind": view.kind.word(),
        "state": view.state.word(),
        "channel": view.channel.word(),
        "account": !view.is_stranger,
        "received_on": view.received_on.to_string(),
        "due": day(deadlines.due),
        "due_by_the_literal_reading": day(deadlines.due_literal),
        "due_moves_with_each_day": deadlines.is_moving,
        "extend_until": day(deadlines.notice_due),
        "target": day(deadlines.target),
        "alarm": deadlines.alarm.word(),
        "answered_in_part": view.is_answered_in_part,
    })
}

fn whole_json(view: &RequestView) -> Value {
    let mut body = request_json(view);
    let steps: Vec<Value> = view
        .steps
        .iter()
        .map(|step| {
            json!({
                "step": step.event.word(),
                "ground": step.event.ground().map(Ground::word),
                "by": step.by.word(),
                "on": step.on.to_string(),
                "at": step.at.to_string(),
                "words": step.words.as_ref().map(|words| words.disclose_ref().clone()),
            })
        })
        .collect();
    let law = view.ground.and_then(|ground| ground.clause(view.kind));
    if let Some(fields) = body.as_object_mut() {
        fields.insert("asked".to_owned(), json!(view.asked));
        fields.insert("steps".to_owned(), json!(steps));
        fields.insert("ground".to_owned(), json!(view.ground.map(Ground::word)));
        fields.insert(
            "law".to_owned(),
            json!(law.map(|clause| format!("{} {}", clause.instrument.name, clause.place))),
        );
        let routes: Vec<&str> = view.routes.iter().map(|route| route.told()).collect();
        fields.insert("routes_of_complaint".to_owned(), json!(routes));
    }
    body
}

fn day(text: &str) -> Result<Date, Refusal> {
    text.parse()
        .map_err(|_| Refusal::invalid("Write a day as 2026-11-25."))
}

fn alarm_of(word: &str) -> Result<Alarm, Refusal> {
    [Alarm::None, Alarm::Target, Alarm::Soon, Alarm::Overdue]
        .into_iter()
        .find(|alarm| alarm.word() == word)
        .ok_or_else(|| Refusal::invalid("An alarm is `target_passed`, `due_soon` or `overdue`."))
}

fn id_of(text: &str) -> Result<RequestId, Refusal> {
    text.parse()
        .map_err(|_| Refusal::new(RefusalKind::NotFound, "There is no such request."))
}

fn grounds() -> String {
    let words: Vec<String> = Ground::ALL
        .iter()
        .map(|ground| format!("`{}`", ground.word()))
        .collect();
    words.join(", ")
}
