//! My requests: ask for anything, see where it stands, and what can be done at once.

mod said;

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use cardea_rights::RequestKind;
use cardea_store::RequestId;
use serde::Deserialize;

use self::said::{Choice, Shown, choices, shown};
use super::Portal;
use super::filled::Filled;
use super::frame::{Problem, go_to, page, page_with};
use super::refused::{Refused, note_cause};
use super::session::SignedIn;
use super::tries::Caller;
use super::wording::{from_wall, words_of};
use crate::limits::{REQUEST_CHARS_MAX, REQUESTS_SHOWN_MAX};
use crate::{House, Refusal, ValueAsked, Who};

#[derive(Template)]
#[template(path = "requests.html")]
struct RequestsPage {
    here: &'static str,
    chars_max: usize,
    ask_password: bool,
    kinds: Vec<(&'static str, &'static str, bool)>,
    choices: Vec<Choice>,
    requests: Vec<Shown>,
    more: Option<usize>,
    problem: Option<Problem>,
    filled: AskForm,
}

/// One form for all of them; each uses its part.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct AskForm {
    kind: String,
    words: String,
    what: String,
    from: String,
    until: String,
    right: String,
    request: String,
    password: String,
}

/// Kinds in plain words, in the order in which people look for them.
const KINDS: [(RequestKind, &str); 8] = [
    (RequestKind::Access, "See something that is held about me"),
    (RequestKind::Rectification, "Put something right"),
    (RequestKind::Erasure, "Have something deleted"),
    (
        RequestKind::Restriction,
        "Keep something, but do not use it",
    ),
    (RequestKind::Objection, "Stop something that is done"),
    (RequestKind::Portability, "Take my data elsewhere"),
    (
        RequestKind::HumanReview,
        "Have a person look at what a machine decided",
    ),
    (RequestKind::Complaint, "Complain"),
];

/// `GET /requests`
pub(super) async fn show(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let fresh = portal.is_fresh(who);
    let shown = portal
        .house
        .waiting(move |house| requests_page(house, who, fresh, AskForm::default(), None))
        .await?;
    Ok(page(&shown))
}

/// `POST /requests/ask`
pub(super) async fn ask(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<AskForm>,
) -> Result<Response, Refused> {
    let asked = match RequestKind::of_word(&form.kind) {
        Some(kind) => portal
            .house
            .ask(who, kind, &form.words)
            .await
            .map_err(|refusal| (refusal, "words")),
        None => Err((Refusal::invalid("Choose what you ask for."), "kind")),
    };
    answer(&portal, who, form, asked.map(Some)).await
}

/// `POST /requests/correct`
pub(super) async fn correct(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<AskForm>,
) -> Result<Response, Refused> {
    let done = match value_asked(&form) {
        Ok(value) => portal
            .house
            .rectify(who, value)
            .await
            .map(|done| Some(done.request))
            .map_err(|refusal| (refusal, "right")),
        Err(problem) => Err(problem),
    };
    answer(&portal, who, form, done).await
}

/// `POST /requests/marketing`
pub(super) async fn marketing(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    portal.house.object_to_marketing(who).await?;
    Ok(go_to("/requests#mine"))
}

/// `POST /requests/back`
pub(super) async fn take_back(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<AskForm>,
) -> Result<Response, Refused> {
    portal.house.take_back_request(who, id_of(&form)?).await?;
    Ok(go_to("/requests#mine"))
}

/// `POST /requests/clarify`
pub(super) async fn clarify(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<AskForm>,
) -> Result<Response, Refused> {
    portal
        .house
        .clarify_request(who, id_of(&form)?, &form.words)
        .await?;
    Ok(go_to("/requests#mine"))
}

/// `POST /requests/identify`
pub(super) async fn identify(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    caller: Caller,
    Filled(form): Filled<AskForm>,
) -> Result<Response, Refused> {
    let id = id_of(&form)?;
    portal.confirm(who, form.password, caller).await?;
    portal.house.identify_for_request(who, id).await?;
    Ok(go_to("/requests#mine"))
}

/// To the list after something was done; else the page with what is wrong at its field.
async fn answer(
    portal: &Portal,
    who: Who,
    form: AskForm,
    done: Result<Option<RequestId>, (Refusal, &'static str)>,
) -> Result<Response, Refused> {
    let Err((refusal, field)) = done else {
        return Ok(go_to("/requests#mine"));
    };
    note_cause(&refusal);
    let status = refusal.kind.status();
    let problem = Problem {
        text: refusal.public,
        field,
    };
    let fresh = portal.is_fresh(who);
    let shown = portal
        .house
        .waiting(move |house| requests_page(house, who, fresh, form, Some(problem)))
        .await?;
    Ok(page_with(status, &shown))
}

fn id_of(form: &AskForm) -> Result<RequestId, Refusal> {
    form.request.parse().map_err(|_| {
        Refusal::invalid("This form is incomplete. Load the page again and press once more.")
    })
}

/// What is wrong and what is right, from the form. A time is said to the minute, and so the minute counts whole.
fn value_asked(form: &AskForm) -> Result<ValueAsked, (Refusal, &'static str)> {
    const MINUTE: i64 = 60_000;
    let mut names = form.what.split('|');
    let (Some(product), Some(stream), Some(field), Some(whose), None) = (
        names.next(),
        names.next(),
        names.next(),
        names.next(),
        names.next(),
    ) else {
        return Err((
            Refusal::invalid("Choose what is wrong from the list."),
            "what",
        ));
    };
    let from = from_wall(&form.from)
        .ok_or_else(|| (Refusal::invalid("Say when it was wrong first."), "from"))?;
    let until = if form.until.is_empty() {
        from
    } else {
        from_wall(&form.until).ok_or_else(|| {
            (
                Refusal::invalid("Say when it was wrong last, or leave it empty."),
                "until",
            )
        })?
    };
    if until < from {
        return Err((
            Refusal::invalid("The last time lies before the first."),
            "until",
        ));
    }
    Ok(ValueAsked {
        product: product.to_owned(),
        stream: stream.to_owned(),
        field: field.to_owned(),
        of_home: whose == "home",
        from: from.0,
        until: until.plus(MINUTE).0,
        right: form.right.clone(),
    })
}

fn requests_page(
    house: &House,
    who: Who,
    fresh: bool,
    filled: AskForm,
    problem: Option<Problem>,
) -> Result<RequestsPage, Refusal> {
    let all = house.my_requests_now(who)?;
    let more = (all.len() > REQUESTS_SHOWN_MAX).then_some(all.len());
    let kinds = KINDS
        .iter()
        .map(|(kind, words)| (kind.word(), *words, kind.word() == filled.kind))
        .collect();
    Ok(RequestsPage {
        here: "requests",
        chars_max: REQUEST_CHARS_MAX,
        ask_password: !fresh,
        kinds,
        choices: choices(house, who, &filled.what)?,
        requests: all
            .iter()
            .take(REQUESTS_SHOWN_MAX)
            .map(|view| shown(house, view))
            .collect(),
        more,
        problem,
        filled,
    })
}
