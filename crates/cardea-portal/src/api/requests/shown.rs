//! Requests as programs get them, and the words for them.

use cardea_rights::{Alarm, Ground, RequestChannel, RequestKind};
use cardea_units::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::{Asked, RequestView};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum KindName {
    Access,
    Portability,
    Rectification,
    Erasure,
    Restriction,
    Objection,
    HumanReview,
    Complaint,
}

impl KindName {
    pub(super) const fn kind(self) -> RequestKind {
        match self {
            Self::Access => RequestKind::Access,
            Self::Portability => RequestKind::Portability,
            Self::Rectification => RequestKind::Rectification,
            Self::Erasure => RequestKind::Erasure,
            Self::Restriction => RequestKind::Restriction,
            Self::Objection => RequestKind::Objection,
            Self::HumanReview => RequestKind::HumanReview,
            Self::Complaint => RequestKind::Complaint,
        }
    }
}

/// By which way a request came, other than the portal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum WayName {
    Letter,
    Phone,
    Email,
    App,
    Operator,
}

impl WayName {
    pub(super) const fn channel(self) -> RequestChannel {
        match self {
            Self::Letter => RequestChannel::Letter,
            Self::Phone => RequestChannel::Phone,
            Self::Email => RequestChannel::Email,
            Self::App => RequestChannel::App,
            Self::Operator => RequestChannel::Operator,
        }
    }
}

/// How pressing it is at least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum AlarmName {
    TargetPassed,
    DueSoon,
    Overdue,
}

impl AlarmName {
    pub(super) const fn alarm(self) -> Alarm {
        match self {
            Self::TargetPassed => Alarm::Target,
            Self::DueSoon => Alarm::Soon,
            Self::Overdue => Alarm::Overdue,
        }
    }
}

/// A step that an operator can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum StepName {
    Begun,
    Acknowledged,
    IdentityAsked,
    IdentityShown,
    ClarificationAsked,
    Clarified,
    Extended,
    AnsweredInPart,
    Done,
    Refused,
    Withdrawn,
}

impl StepName {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Acknowledged => "acknowledged",
            Self::IdentityAsked => "identity_asked",
            Self::IdentityShown => "identity_shown",
            Self::ClarificationAsked => "clarification_asked",
            Self::Clarified => "clarified",
            Self::Extended => "extended",
            Self::AnsweredInPart => "answered_in_part",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Why a request is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(in crate::api) enum GroundName {
    ManifestlyUnfounded,
    Excessive,
    NotIdentified,
    RightsOfOthers,
    LawOrClaims,
    CompellingGrounds,
    IsAccurate,
    NotThisData,
}

impl GroundName {
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::ManifestlyUnfounded => Ground::ManifestlyUnfounded.word(),
            Self::Excessive => Ground::Excessive.word(),
            Self::NotIdentified => Ground::NotIdentified.word(),
            Self::RightsOfOthers => Ground::RightsOfOthers.word(),
            Self::LawOrClaims => Ground::LawOrClaims.word(),
            Self::CompellingGrounds => Ground::CompellingGrounds.word(),
            Self::IsAccurate => Ground::IsAccurate.word(),
            Self::NotThisData => Ground::NotThisData.word(),
        }
    }
}

/// A request, without what was said.
#[derive(Debug, Serialize, ToSchema)]
pub(in crate::api) struct RequestShown {
    /// Who asks, and its number among theirs.
    #[schema(
        pattern = "^p-[0-9a-f]{16}\\.[0-9]+$",
        example = "p-0123456789abcdef.1"
    )]
    id: String,
    /// What for.
    kind: &'static str,
    /// Where it stands.
    state: &'static str,
    /// By which way it came.
    channel: &'static str,
    /// Whether who asks has an account here.
    account: bool,
    /// The day of receipt.
    #[schema(format = Date)]
    received_on: String,
    /// The last day, by the reading that ends sooner; of a complaint, to acknowledge it.
    #[schema(format = Date)]
    due: Option<String>,
    /// The last day by the other reading of a pause, where that is another day.
    #[schema(format = Date)]
    due_by_the_literal_reading: Option<String>,
    /// Whether it is so if what is waited for comes today.
    due_moves_with_each_day: bool,
    /// The last day on which an extension can be told of.
    #[schema(format = Date)]
    extend_until: Option<String>,
    /// The house's own target.
    #[schema(format = Date)]
    target: Option<String>,
    /// How pressing it is: `none`, `target_passed`, `due_soon`, `overdue`.
    alarm: &'static str,
    /// Whether a part is answered.
    answered_in_part: bool,
}

impl RequestShown {
    pub(super) fn of(view: &RequestView) -> Self {
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

/// A request as programs get it, without what was said.
pub fn request_json(view: &RequestView) -> Value {
    serde_json::to_value(RequestShown::of(view)).unwrap_or_default()
}

/// A step that was taken.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct StepShown {
    /// What happened.
    step: &'static str,
    /// Of a refusal.
    ground: Option<&'static str>,
    /// Who took it: `person`, `operator`, or `house` by itself.
    by: &'static str,
    /// The day that counts.
    #[schema(format = Date)]
    on: String,
    /// When it was written down.
    #[schema(format = DateTime)]
    at: String,
    /// Why, or what the answer is; `null` where nothing was said, or nobody may read it any more.
    words: Option<String>,
}

/// A request, with what was said.
#[derive(Serialize, ToSchema)]
pub(in crate::api) struct WholeRequest {
    #[serde(flatten)]
    request: RequestShown,
    /// What was asked; empty where nobody may read it any more.
    #[schema(value_type = Object)]
    asked: Asked,
    /// What happened, in its order.
    steps: Vec<StepShown>,
    /// Why it was refused.
    ground: Option<&'static str>,
    /// Where that stands in law.
    law: Option<String>,
    /// Where the person can go: told with every refusal.
    routes_of_complaint: Vec<&'static str>,
    /// What the house did about it by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    carried_out: Option<&'static str>,
}

impl WholeRequest {
    pub(super) fn of(view: &RequestView, carried_out: Option<&'static str>) -> Self {
        let law = view.ground.and_then(|ground| ground.clause(view.kind));
        let steps = view.steps.iter().map(|step| StepShown {
            step: step.event.word(),
            ground: step.event.ground().map(Ground::word),
            by: step.by.word(),
            on: step.on.to_string(),
            at: step.at.to_string(),
            words: step
                .words
                .as_ref()
                .map(|words| words.disclose_ref().clone()),
        });
        Self {
            request: RequestShown::of(view),
            asked: view.asked.clone(),
            steps: steps.collect(),
            ground: view.ground.map(Ground::word),
            law: law.map(|clause| format!("{} {}", clause.instrument.name, clause.place)),
            routes_of_complaint: view.routes.iter().map(|route| route.told()).collect(),
            carried_out,
        }
    }
}
