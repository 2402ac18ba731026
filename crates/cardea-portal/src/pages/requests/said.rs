//! A request in plain words: where it stands, what happens next, and by when.

use cardea_gate::ValueForm;
use cardea_rights::{RequestEvent, RequestKind, RequestState, Route, StepBy};
use cardea_store::RequestStep;
use cardea_units::{Date, SubjectId, UnixMillis};

use super::words_of;
use crate::pages::wording::{civil_day, when};
use crate::{House, Refusal, RequestView, Who};

/// A value that can be put right.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) words: String,
    pub(super) chosen: bool,
}

/// A request as it is shown.
pub(super) struct Shown {
    pub(super) id: String,
    pub(super) anchor: String,
    pub(super) title: &'static str,
    pub(super) received: String,
    pub(super) asked: String,
    pub(super) stands: &'static str,
    pub(super) next: String,
    pub(super) due: Option<String>,
    pub(super) steps: Vec<(String, String)>,
    pub(super) routes: Vec<&'static str>,
    pub(super) is_open: bool,
    pub(super) is_asked_back: bool,
    pub(super) is_asked_who: bool,
}

/// Everything of theirs that has a value which can be wrong.
pub(super) fn choices(house: &House, who: Who, chosen: &str) -> Result<Vec<Choice>, Refusal> {
    let mut all = Vec::new();
    for stream in house.own_streams_now(who)? {
        let rules = house
            .store
            .products()
            .get(stream.product)
            .and_then(|product| product.gate.stream(stream.stream));
        let of_home = matches!(stream.subject, SubjectId::Household(_));
        let whose = if of_home { "home" } else { "you" };
        for field in rules.map_or(&[][..], |rules| &rules.fields) {
            if field.form == ValueForm::Media {
                continue;
            }
            let value = format!(
                "{}|{}|{}|{whose}",
                stream.product_id, stream.stream_id, field.name
            );
            all.push(Choice {
                words: format!(
                    "{}, {}: {} ({})",
                    stream.product_name,
                    stream.title,
                    words_of(&field.name),
                    if of_home {
                        "about your home"
                    } else {
                        "about you"
                    }
                ),
                chosen: value == chosen,
                value,
            });
        }
    }
    Ok(all)
}

/// A request in words.
pub(super) fn shown(house: &House, view: &RequestView) -> Shown {
    let is_open = view.state.is_open();
    Shown {
        id: view.id.to_string(),
        anchor: format!("request-{}", view.id.number),
        title: title(view.kind),
        received: civil_day(view.received_on),
        asked: asked(house, view),
        stands: stands(view),
        next: next(view),
        due: due(view),
        steps: view.steps.iter().map(step).collect(),
        routes: view
            .routes
            .iter()
            .map(|route: &Route| route.told())
            .collect(),
        is_open: is_open && view.state != RequestState::Sweeping,
        is_asked_back: view.state == RequestState::Clarification,
        is_asked_who: view.state == RequestState::IdentityCheck,
    }
}

const fn title(kind: RequestKind) -> &'static str {
    match kind {
        RequestKind::Access => "A copy of my data",
        RequestKind::Portability => "My data to take elsewhere",
        RequestKind::Rectification => "Put something right",
        RequestKind::Erasure => "Delete something",
        RequestKind::Restriction => "Keep, but do not use",
        RequestKind::Objection => "Stop something",
        RequestKind::HumanReview => "A person should look at a decision",
        RequestKind::Complaint => "A complaint",
    }
}

/// What was asked, in words.
fn asked(house: &House, view: &RequestView) -> String {
    let asked = &view.asked;
    if let Some(value) = &asked.value {
        let until = UnixMillis(value.until).plus(-60_000);
        let from = UnixMillis(value.from);
        let time = if until.0 <= from.0 {
            when(from)
        } else {
            format!("{} to {}", when(from), when(until))
        };
        return format!(
            "{} of {}, {time}: it should be {}.",
            words_of(&value.field),
            words_of(&value.stream),
            value.right
        );
    }
    if let Some(purpose) = &asked.purpose {
        let known = house
            .store
            .products()
            .named(&purpose.product)
            .and_then(|(_, product)| product.manifest.purposes.get(&purpose.purpose));
        return known.map_or_else(
            || words_of(&purpose.purpose),
            |known| known.title.to_string(),
        );
    }
    asked.words.clone()
}

const fn stands(view: &RequestView) -> &'static str {
    match view.state {
        RequestState::Received => "We have it.",
        RequestState::IdentityCheck => "We asked you to show who you are.",
        RequestState::Clarification => "We asked you what it is about.",
        RequestState::Working => "We are working on it.",
        RequestState::Extended => "We are working on it. It takes longer than a month.",
        RequestState::Sweeping => "It is being deleted.",
        RequestState::Done => "Done.",
        RequestState::Refused if view.is_answered_in_part => "Done in part; the rest was refused.",
        RequestState::Refused => "Refused.",
        RequestState::Withdrawn => "Taken back.",
    }
}

/// What happens next.
fn next(view: &RequestView) -> String {
    match view.state {
        RequestState::IdentityCheck => {
            "The month begins when you have shown it. Your password, once more, is enough."
                .to_owned()
        }
        RequestState::Clarification => {
            "The clock stands still until you answer. Answer below.".to_owned()
        }
        state if !state.is_open() => String::new(),
        _ => match (view.kind, view.deadlines.due) {
            (RequestKind::Complaint, Some(_)) => {
                "We confirm that we have it, then look into it and tell you what we found."
                    .to_owned()
            }
            (RequestKind::Complaint, None) => {
                "We look into it and tell you what we found, without undue delay.".to_owned()
            }
            (RequestKind::Access | RequestKind::Portability, Some(_))
                if view.asked.words.is_empty() =>
            {
                "The file was not taken to its end. Download it once more.".to_owned()
            }
            _ => "A person looks at it and answers you here.".to_owned(),
        },
    }
}

/// By when, with both readings of a pause.
fn due(view: &RequestView) -> Option<String> {
    let deadlines = &view.deadlines;
    let due = deadlines.due?;
    let what = if view.kind == RequestKind::Complaint {
        "We confirm it by"
    } else {
        "You have an answer by"
    };
    let mut text = format!("{what} {}", civil_day(due));
    if let Some(literal) = deadlines.due_literal {
        text.push_str(
            &format_args!(
                "; read by the letter of the law, by {}. We keep the earlier day",
                civil_day(literal)
            )
            .to_string(),
        );
    }
    if deadlines.is_moving {
        text.push_str(", if you answer us today");
    }
    text.push('.');
    Some(text)
}

/// A step: what and when, and why.
fn step(step: &RequestStep) -> (String, String) {
    let what = match (step.event, step.by) {
        (RequestEvent::Begin, _) => "Somebody took it up",
        (RequestEvent::Acknowledge, _) => "We confirmed that we have it",
        (RequestEvent::AskIdentity, _) => "We asked you to show who you are",
        (RequestEvent::ShowIdentity, _) => "You showed who you are",
        (RequestEvent::AskClarification, _) => "We asked you what it is about",
        (RequestEvent::Clarify, _) => "You said what it is about",
        (RequestEvent::Extend, _) => "We told you that it takes up to two months more",
        (RequestEvent::AnswerPart, _) => "We answered a part",
        (RequestEvent::Answer, StepBy::House) => "Done at once",
        (RequestEvent::Answer, _) => "We answered",
        (RequestEvent::Refuse(_), _) => "We refused it",
        (RequestEvent::Withdraw, _) => "You took it back",
        (RequestEvent::Destroy, _) => "The secrets were destroyed",
    };
    let why = step
        .words
        .as_ref()
        .map(|words| words.disclose_ref().clone())
        .unwrap_or_default();
    (format!("{}: {what}.", civil_day(on(step))), why)
}

const fn on(step: &RequestStep) -> Date {
    step.on
}
