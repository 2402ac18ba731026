//! Saying yes and no, objecting, pausing.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use cardea_gate::ConsentKind;
use cardea_rights::{Channel, ConsentEvent, ConsentState};
use cardea_store::{ProductIndex, StopKind};
use cardea_units::PersonId;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use utoipa::{IntoParams, ToSchema};

use super::who::Person;
use crate::api::asked::{Body, Named};
use crate::api::problem::{Problem, Problems};
use crate::api::tagged::Tagged;
use crate::pages::Portal;
use crate::{Choice, House, Refusal, RefusalKind, Said, Standing};

/// Every purpose of every product of the home.
#[derive(Serialize, ToSchema)]
pub(super) struct Choices {
    choices: Vec<ChoiceShown>,
}

/// A purpose as it stands for the person.
#[derive(Serialize, ToSchema)]
pub(super) struct ChoiceShown {
    /// Id of the product.
    product: String,
    /// What people call it.
    product_name: String,
    /// Name of the purpose.
    purpose: String,
    /// What it is for, in a few words.
    title: String,
    /// What it is for, in a sentence or more.
    explain: String,
    /// The consent. Absent where none is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    consent: Option<StandingShown>,
    /// The express statement about special data (UK GDPR Art 9(2)(a)). Absent where none is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    statement: Option<StandingShown>,
    /// Whether the person has objected (Art 21). Absent where there is no such right.
    #[serde(skip_serializing_if = "Option::is_none")]
    objected: Option<bool>,
    /// Whether the person has had it restricted (Art 18). Absent where a consent decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    restricted: Option<bool>,
    /// Whether data is used for it now.
    happens: bool,
}

/// How a consent stands.
#[derive(Serialize, ToSchema)]
pub(super) struct StandingShown {
    /// The state.
    state: StateName,
    /// Whether it counts for what the purpose is today.
    counts: bool,
    /// Since when (RFC 3339). Absent while nobody was asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<String>,
}

/// The state of a consent. Only `granted` unlocks anything.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum StateName {
    /// Nobody was asked.
    Unset,
    /// Given.
    Granted,
    /// Asked and refused.
    Refused,
    /// Given once, and taken back.
    Withdrawn,
    /// Given for a time that is over.
    Expired,
    /// Given for what is no longer done like that.
    Superseded,
    /// Ended by a reset, a change of owner, or an age.
    Void,
}

impl From<ConsentState> for StateName {
    fn from(state: ConsentState) -> Self {
        match state {
            ConsentState::Unset => Self::Unset,
            ConsentState::Granted => Self::Granted,
            ConsentState::Refused => Self::Refused,
            ConsentState::Withdrawn => Self::Withdrawn,
            ConsentState::Expired => Self::Expired,
            ConsentState::Superseded => Self::Superseded,
            ConsentState::Void => Self::Void,
        }
    }
}

/// Which purpose.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct Which {
    /// Id of the product.
    product: String,
    /// Name of the purpose.
    purpose: String,
}

/// Which right is used on which purpose.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub(super) struct WhichStop {
    /// Id of the product.
    product: String,
    /// Name of the purpose.
    purpose: String,
    /// The right.
    #[param(inline)]
    kind: StopName,
}

/// A right that stops a purpose.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum StopName {
    /// To object (UK GDPR Art 21).
    Objection,
    /// To have it restricted (UK GDPR Art 18).
    Restriction,
}

impl From<StopName> for StopKind {
    fn from(name: StopName) -> Self {
        match name {
            StopName::Objection => Self::Objection,
            StopName::Restriction => Self::Restriction,
        }
    }
}

/// What somebody says about one purpose. There is no way to say yes to two at once.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Saying {
    /// Yes, no, or no longer.
    say: SayingName,
    /// To what.
    to: ToName,
    /// A young child of the home for whom an adult decides. Absent: the person themselves.
    #[schema(value_type = Option<String>, pattern = "^p-[0-9a-f]{16}$", example = "p-0123456789abcdef")]
    for_child: Option<PersonId>,
}

/// Yes, no, or no longer.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum SayingName {
    /// Yes.
    Grant,
    /// No.
    Refuse,
    /// No longer.
    Withdraw,
}

/// What is said yes or no to.
#[derive(Clone, Copy, Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ToName {
    /// The consent.
    Consent,
    /// The express statement about special data.
    Statement,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
pub(super) struct SaidShown {
    /// How it stands now.
    state: StateName,
    /// Since when (RFC 3339).
    at: String,
    /// The receipt, for the person to keep: JSON-LD that `cardea verify` checks by the public key of the log alone.
    #[schema(value_type = Object)]
    receipt: Box<RawValue>,
}

/// Everything there is to choose
#[utoipa::path(get, path = "/v1/me/choices", operation_id = "list_choices", tag = "choices", params(("If-None-Match" = Option<String>, Header, description = "The tag of what is there already")),
    responses((status = 200, body = Choices, headers(("ETag" = String, description = "Its tag"))), (status = 304, description = "It is as it was"), Problems))]
pub(super) async fn list(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let choices = portal.house.choices(who).await?;
    let choices = choices.into_iter().map(ChoiceShown::from).collect();
    Ok(Tagged::of(&Choices { choices })?.answer(&headers))
}

/// One purpose
#[utoipa::path(get, path = "/v1/me/choices/{product}/{purpose}", operation_id = "read_choice", tag = "choices", params(Which, ("If-None-Match" = Option<String>, Header, description = "The tag of what is there already")),
    responses((status = 200, body = ChoiceShown, headers(("ETag" = String, description = "Its tag"))), (status = 304, description = "It is as it was"), Problems))]
pub(super) async fn show(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Named(which): Named<Which>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let choice = portal
        .house
        .choice(who, &which.product, &which.purpose)
        .await?;
    Ok(Tagged::of(&ChoiceShown::from(choice))?.answer(&headers))
}

/// Say yes, no, or no longer
///
/// A yes counts when its evidence is durable; a no counts when this is answered, and nothing is kept or served for the purpose after. With
/// `If-Match` it is said only if the purpose still stands as it was seen: show it again on 412.
#[utoipa::path(put, path = "/v1/me/choices/{product}/{purpose}", operation_id = "choose", tag = "choices", request_body = Saying, params(Which, ("If-Match" = Option<String>, Header, description = "The tag of what was seen")),
    responses((status = 200, body = SaidShown), Problems))]
pub(super) async fn say(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Named(which): Named<Which>,
    headers: HeaderMap,
    Body(saying): Body<Saying>,
) -> Result<Json<SaidShown>, Problem> {
    let seen = portal
        .house
        .choice(who, &which.product, &which.purpose)
        .await?;
    if !Tagged::of(&ChoiceShown::from(seen))?.is_seen_by(&headers) {
        return Err(Problem(Refusal::new(
            RefusalKind::Changed,
            "This has changed since you looked at it. Nothing was done. Look again, then decide.",
        )));
    }
    let said = Said {
        person: saying.for_child.unwrap_or(who.person),
        product: product_named(&portal.house, &which.product)?,
        purpose: which.purpose,
        kind: match saying.to {
            ToName::Consent => ConsentKind::Ordinary,
            ToName::Statement => ConsentKind::Explicit,
        },
        event: match saying.say {
            SayingName::Grant => ConsentEvent::Grant,
            SayingName::Refuse => ConsentEvent::Refuse,
            SayingName::Withdraw => ConsentEvent::Withdraw,
        },
        channel: Channel::CompanionApp,
    };
    let settled = portal.house.say(who, said).await?;
    Ok(Json(SaidShown {
        state: settled.change.now.state.into(),
        at: settled.change.now.at.to_string(),
        receipt: RawValue::from_string(settled.receipt).map_err(Refusal::not_now)?,
    }))
}

/// Object, or have it restricted
///
/// Holds from the moment it is answered. Saying it twice changes nothing.
#[utoipa::path(put, path = "/v1/me/stops/{product}/{purpose}/{kind}", operation_id = "stop_purpose", tag = "choices", params(WhichStop), responses((status = 204, description = "It has stopped"), Problems))]
pub(super) async fn stop(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Named(which): Named<WhichStop>,
) -> Result<StatusCode, Problem> {
    let product = product_named(&portal.house, &which.product)?;
    portal
        .house
        .stop_purpose(who, product, &which.purpose, which.kind.into())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Let it go on
#[utoipa::path(delete, path = "/v1/me/stops/{product}/{purpose}/{kind}", operation_id = "resume_purpose", tag = "choices", params(WhichStop), responses((status = 204, description = "It goes on"), Problems))]
pub(super) async fn resume(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Named(which): Named<WhichStop>,
) -> Result<StatusCode, Problem> {
    let product = product_named(&portal.house, &which.product)?;
    portal
        .house
        .resume_purpose(who, product, &which.purpose, which.kind.into())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn product_named(house: &House, id: &str) -> Result<ProductIndex, Refusal> {
    let (product, _) = house
        .store
        .products()
        .named(id)
        .ok_or_else(|| Refusal::new(RefusalKind::NotFound, "There is no such product."))?;
    Ok(product)
}

impl From<Choice> for ChoiceShown {
    fn from(choice: Choice) -> Self {
        Self {
            product: choice.product,
            product_name: choice.product_name,
            purpose: choice.purpose,
            title: choice.title,
            explain: choice.explain,
            consent: choice.consent.map(StandingShown::from),
            statement: choice.statement.map(StandingShown::from),
            objected: choice.objected,
            restricted: choice.restricted,
            happens: choice.happens,
        }
    }
}

impl From<Standing> for StandingShown {
    fn from(standing: Standing) -> Self {
        Self {
            state: standing.state.into(),
            counts: standing.counts,
            since: standing.since.map(|since| since.to_string()),
        }
    }
}
