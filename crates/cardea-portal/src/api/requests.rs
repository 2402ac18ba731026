//! Requests of people, for the operator: write down what came by letter, phone or e-mail; list, look, answer.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use cardea_rights::{Alarm, Ground, RequestChannel, RequestEvent, RequestKind};
use cardea_store::{RequestId, RequestRecord, RequestStep};
use cardea_units::{Date, Sensitive};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::{IntoParams, ToSchema};

use super::asked::{self, Body, Named};
use super::bearer::Bearer;
use super::problem::{Problem, Problems};
use crate::acts::requests;
use crate::{Asked, House, Refusal, RefusalKind, RequestView, TakenUp};

/// Which of them.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    /// Only what is due before this day.
    #[param(format = Date)]
    due_before: Option<String>,
    /// Only what is at least so pressing: `target_passed`, `due_soon`, `overdue`.
    alarm: Option<String>,
}

/// Requests that are open
///
/// The first due first, an object a line, without what was said.
#[utoipa::path(get, path = "/v1/requests", tag = "operator", operation_id = "list_requests", params(Filter), responses((status = 200, body = String, content_type = "application/x-ndjson"), Problems))]
pub(super) async fn list(
    State(house): State<House>,
    bearer: Bearer,
    asked::Asked(filter): asked::Asked<Filter>,
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

/// One request, with what was said
#[utoipa::path(get, path = "/v1/requests/{id}", tag = "operator", operation_id = "read_request", params(("id" = String, Path, description = "Id of the request")), responses((status = 200, body = RequestWhole), Problems))]
pub(super) async fn one(
    State(house): State<House>,
    bearer: Bearer,
    Named(id): Named<String>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let view = house.request(id_of(&id)?).await?;
    Ok(Json(RequestWhole::of(&view)).into_response())
}

/// What came by letter, phone or e-mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CameIn {
    /// What is asked for; each is a request with a clock of its own.
    kinds: Vec<String>,
    /// `letter`, `phone`, `email`, `app` or `operator`.
    channel: String,
    /// The day on which it came in; today without it.
    #[schema(format = Date)]
    received_on: Option<String>,
    /// The address with which they sign in here, if they do.
    account: Option<String>,
    /// What was said.
    words: String,
    /// How somebody without an account is reached.
    #[serde(default)]
    contact: String,
}

/// What was written down.
#[derive(Serialize, ToSchema)]
pub(super) struct RecordedShown {
    /// Whether the account was found.
    account_known: bool,
    /// One for each thing that is asked for.
    requests: Vec<RequestShown>,
}

/// Write down what came by another way than the portal
#[utoipa::path(post, path = "/v1/requests", tag = "operator", operation_id = "take_up_request", request_body = CameIn, responses((status = 201, body = RecordedShown), Problems))]
pub(super) async fn take_up(
    State(house): State<House>,
    bearer: Bearer,
    Body(said): Body<CameIn>,
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
    let body = RecordedShown {
        account_known: recorded.account_known,
        requests: recorded.requests.iter().map(RequestShown::of).collect(),
    };
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

/// A step.
#[derive(Deserialize, ToSchema)]
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

/// Take a step
///
/// Ask who it is, or what it is about; extend; answer; refuse. An erasure, a correction and a stop that the request names are carried out before it is
/// called done.
#[utoipa::path(post, path = "/v1/requests/{id}/steps", tag = "operator", operation_id = "step_request", request_body = Taken, params(("id" = String, Path, description = "Id of the request")), responses((status = 200, body = RequestWhole), Problems))]
pub(super) async fn step(
    State(house): State<House>,
    bearer: Bearer,
    Named(id): Named<String>,
    Body(said): Body<Taken>,
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
    let mut body = RequestWhole::of(&done.request);
    body.carried_out = done.carried_out;
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
    json!(RequestShown::of(view))
}

/// A request, without what was said.
#[derive(Serialize, ToSchema)]
pub(super) struct RequestShown {
    /// Its id.
    id: String,
    /// `access`, `portability`, `rectification`, `erasure`, `restriction`, `objection`, `human_review` or `complaint`.
    kind: &'static str,
    /// `received`, `identity_check`, `clarification`, `working`, `extended`, `done`, `refused` or `withdrawn`.
    state: &'static str,
    /// By which way it came.
    channel: &'static str,
    /// Whether who asks has an account here.
    account: bool,
    /// The day of receipt.
    received_on: String,
    /// When it has to be answered, by the stricter reading of a pause. `null`: it has ended, or waits for who asks.
    due: Option<String>,
    /// The same by the literal reading, where it is another day.
    due_by_the_literal_reading: Option<String>,
    /// Whether it is paused, so that the day moves.
    due_moves_with_each_day: bool,
    /// Until when it can be said that two months more are needed.
    extend_until: Option<String>,
    /// 28 days: keeps every reading of the law.
    target: Option<String>,
    /// `none`, `target_passed`, `due_soon` or `overdue`.
    alarm: &'static str,
    /// Whether a part is answered.
    answered_in_part: bool,
}

/// A request, with what was said.
#[derive(Serialize, ToSchema)]
pub(super) struct RequestWhole {
    #[serde(flatten)]
    shown: RequestShown,
    /// What was asked.
    #[schema(value_type = Object)]
    asked: Asked,
    /// What happened, in its order.
    steps: Vec<StepShown>,
    /// Why it was refused.
    ground: Option<&'static str>,
    /// The clause that this ground stands in.
    law: Option<String>,
    /// Where the person can go who is not content.
    routes_of_complaint: Vec<&'static str>,
    /// What was done about it just now, where the house did something.
    #[serde(skip_serializing_if = "Option::is_none")]
    carried_out: Option<&'static str>,
}

/// One step of a request.
#[derive(Serialize, ToSchema)]
pub(super) struct StepShown {
    /// What happened.
    step: &'static str,
    /// Of a refusal.
    ground: Option<&'static str>,
    /// Who did it: `person`, `operator` or `house`.
    by: &'static str,
    /// The day that counts.
    on: String,
    /// When it was written down (RFC 3339).
    at: String,
    /// Why, or what the answer is.
    words: Option<String>,
}

impl RequestShown {
    fn of(view: &RequestView) -> Self {
        let day = |day: Option<Date>| day.map(|day| day.to_string());
        let deadlines = &view.deadlines;
        Self {
            id: view.id.to_string(),
            kind: view.kind.word(),
            state: view.state.word(),
            channel: view.channel.word(),
            account: !view.is_stranger,
            received_on: view.received_on.to_string(),
            due: day(deadlines.due),
            due_by_the_literal_reading: day(deadlines.due_literal),
            due_moves_with_each_day: deadlines.is_moving,
            extend_until: day(deadlines.notice_due),
            target: day(deadlines.target),
            alarm: deadlines.alarm.word(),
            answered_in_part: view.is_answered_in_part,
        }
    }
}

impl RequestWhole {
    pub(super) fn of(view: &RequestView) -> Self {
        let step = |step: &RequestStep| StepShown {
            step: step.event.word(),
            ground: step.event.ground().map(Ground::word),
            by: step.by.word(),
            on: step.on.to_string(),
            at: step.at.to_string(),
            words: step
                .words
                .as_ref()
                .map(|words| words.disclose_ref().clone()),
        };
        let law = view.ground.and_then(|ground| ground.clause(view.kind));
        Self {
            shown: RequestShown::of(view),
            asked: view.asked.clone(),
            steps: view.steps.iter().map(step).collect(),
            ground: view.ground.map(Ground::word),
            law: law.map(|clause| format!("{} {}", clause.instrument.name, clause.place)),
            routes_of_complaint: view.routes.iter().map(|route| route.told()).collect(),
            carried_out: None,
        }
    }
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

pub(super) fn id_of(text: &str) -> Result<RequestId, Refusal> {
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
