//! Requests of people, for the operator: write down what came by letter, phone or e-mail; list, look, answer.

mod shown;

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use cardea_rights::{Alarm, Ground, RequestEvent, RequestKind};
use cardea_store::{RequestId, RequestRecord};
use cardea_units::{Date, Sensitive};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

pub use self::shown::request_json;
use self::shown::{AlarmName, GroundName, KindName, RequestShown, StepName, WayName, WholeRequest};
use super::asked::{Asked as AskedFor, Body, Named};
use super::bearer::Bearer;
use super::problem::{Problem, Problems};
use crate::acts::requests;
use crate::{Asked, House, Refusal, RefusalKind, RequestView, TakenUp};

/// Which of those that are open.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Filter {
    /// Only what is due before this day.
    #[param(format = Date)]
    due_before: Option<String>,
    /// Only what is at least so pressing.
    #[param(inline)]
    alarm: Option<AlarmName>,
}

/// What people asked for and is still owed
///
/// An object a line, the first due first, without what was said.
#[utoipa::path(get, path = "/v1/requests", operation_id = "list_requests", tag = "operator", params(Filter), responses((status = 200, body = String, content_type = "application/x-ndjson", description = "Lines of `RequestShown`"), Problems))]
pub(super) async fn list(
    State(house): State<House>,
    bearer: Bearer,
    AskedFor(filter): AskedFor<Filter>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let before = filter.due_before.as_deref().map(day).transpose()?;
    let alarm = filter.alarm.map_or(Alarm::None, AlarmName::alarm);
    let open = house.open_requests(before, alarm).await?;
    let mut text = String::new();
    for view in &open {
        text.push_str(&request_json(view).to_string());
        text.push('\n');
    }
    Ok(([(header::CONTENT_TYPE, "application/x-ndjson")], text).into_response())
}

/// One request, with what was said
#[utoipa::path(get, path = "/v1/requests/{id}", operation_id = "read_request", tag = "operator", params(("id" = String, Path, description = "Its `id`")), responses((status = 200, body = WholeRequest), Problems))]
pub(super) async fn one(
    State(house): State<House>,
    bearer: Bearer,
    Named(id): Named<String>,
) -> Result<Json<WholeRequest>, Problem> {
    bearer.operator()?;
    let view = house.request(id_of(&id)?).await?;
    Ok(Json(WholeRequest::of(&view, None)))
}

/// What came by letter, phone or e-mail.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CameIn {
    /// What is asked for; each is a request with a clock of its own.
    #[schema(min_items = 1, max_items = 8)]
    kinds: Vec<KindName>,
    /// By which way it came.
    channel: WayName,
    /// The day on which it came in; today without it.
    #[schema(format = Date, example = "2026-11-23")]
    received_on: Option<String>,
    /// The address with which they sign in here, if they do.
    #[schema(max_length = 254)]
    account: Option<String>,
    /// What was said.
    #[schema(min_length = 1, max_length = 1500)]
    words: String,
    /// How somebody without an account is reached.
    #[serde(default)]
    #[schema(max_length = 1500)]
    contact: String,
}

/// What was written down.
#[derive(Serialize, ToSchema)]
pub(super) struct WrittenDown {
    /// Whether the address is that of an account here.
    account_known: bool,
    /// One for each kind.
    requests: Vec<RequestShown>,
}

/// Write down what came by another way than the portal
///
/// A letter that complains and asks for a right is two requests.
#[utoipa::path(post, path = "/v1/requests", operation_id = "record_request", tag = "operator", request_body = CameIn, responses((status = 201, body = WrittenDown), Problems))]
pub(super) async fn take_up(
    State(house): State<House>,
    bearer: Bearer,
    Body(said): Body<CameIn>,
) -> Result<(StatusCode, Json<WrittenDown>), Problem> {
    bearer.operator()?;
    if said.kinds.len() > RequestKind::ALL.len() {
        return Err(Problem(Refusal::invalid("Name each kind once.")));
    }
    if said
        .account
        .as_ref()
        .is_some_and(|account| account.chars().count() > 254)
    {
        return Err(Problem(Refusal::invalid(
            "No address is as long as this `account`.",
        )));
    }
    let contact = TakenUp {
        kinds: said.kinds.into_iter().map(KindName::kind).collect(),
        channel: said.channel.channel(),
        received_on: said.received_on.as_deref().map(day).transpose()?,
        account: said.account.map(Sensitive::new),
        asked: Asked {
            words: said.words,
            contact: said.contact,
            ..Asked::default()
        },
    };
    let recorded = house.take_up(contact).await?;
    let requests = recorded.requests.iter().map(RequestShown::of).collect();
    Ok((
        StatusCode::CREATED,
        Json(WrittenDown {
            account_known: recorded.account_known,
            requests,
        }),
    ))
}

/// A step of a request.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Taken {
    /// What happens.
    step: StepName,
    /// Of a refusal.
    ground: Option<GroundName>,
    /// Why, or what the answer is, for the person.
    #[serde(default)]
    #[schema(max_length = 1500)]
    words: String,
}

/// Take a step of a request
///
/// An erasure, a correction with its value, and a stop that the request names are carried out by `done`, before it is done.
#[utoipa::path(post, path = "/v1/requests/{id}/steps", operation_id = "step_request", tag = "operator", params(("id" = String, Path, description = "Its `id`")), request_body = Taken, responses((status = 200, body = WholeRequest), Problems))]
pub(super) async fn step(
    State(house): State<House>,
    bearer: Bearer,
    Named(id): Named<String>,
    Body(said): Body<Taken>,
) -> Result<Json<WholeRequest>, Problem> {
    bearer.operator()?;
    let event = match (said.step, said.ground) {
        (StepName::Refused, None) => {
            return Err(Problem(Refusal::invalid(format!(
                "A refusal needs a `ground`: {}.",
                grounds()
            ))));
        }
        (step, ground) => RequestEvent::of_words(step.word(), ground.map(GroundName::word))
            .ok_or_else(|| Refusal::invalid("Only a refusal has a `ground`."))?,
    };
    let done = house.operate(id_of(&id)?, event, &said.words).await?;
    Ok(Json(WholeRequest::of(&done.request, done.carried_out)))
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

fn day(text: &str) -> Result<Date, Refusal> {
    const WRONG: &str = "Write a day as 2026-11-25.";
    if text.len() != 10 {
        return Err(Refusal::invalid(WRONG));
    }
    text.parse().map_err(|_| Refusal::invalid(WRONG))
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
