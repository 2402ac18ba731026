//! Forget me: what goes, what stays, and the act itself.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use cardea_gate::{AboutRule, Role};
use cardea_manifest::model::SharedErasure;
use cardea_store::{Present, Trust};
use cardea_units::{Sensitive, SubjectId};
use serde::Deserialize;

use super::Portal;
use super::browser;
use super::filled::Filled;
use super::frame::{Problem, go_to, page, page_with};
use super::refused::{Refused, note_cause};
use super::session::Here;
use super::tries::Caller;
use super::wording::{length_of, listed};
use crate::limits::LOOKS_PACKED_MAX;
use crate::{AsksToBeForgotten, Forgetting, House, Refusal};

/// What has to be typed, so that nobody is forgotten by a slip of the thumb.
const WORD: &str = "forget";

#[derive(Template)]
#[template(path = "forget.html")]
struct ForgetPage {
    here: &'static str,
    home: String,
    /// No adult is left: the home goes as well, with everybody in it.
    last_adult: bool,
    others: String,
    /// Products whose readings about the home go with anybody who goes.
    home_goes_of: String,
    /// Products whose readings about the home stay.
    home_stays_of: String,
    /// Organisations that looked and may hold a copy.
    looked: String,
    /// Whether it is done at once from this browser.
    known: bool,
    /// How long an erasure still waits that was asked for.
    waits: Option<String>,
    /// How long one waits that is asked for from a browser that is not known.
    wait: String,
    problem: Option<Problem>,
}

#[derive(Template)]
#[template(path = "forgotten.html")]
struct ForgottenPage {
    secrets: String,
    receipt: String,
    key: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct ForgetForm {
    password: String,
    word: String,
    code: String,
}

/// `GET /forget-me`
pub(super) async fn ask(
    Here(present): Here,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let wait = portal.settings.erasure_wait_millis;
    let shown = portal
        .house
        .waiting(move |house| forget_page(house, present, wait, None))
        .await?;
    Ok(page(&shown))
}

/// `POST /forget-me`
pub(super) async fn forget(
    Here(present): Here,
    State(portal): State<Portal>,
    caller: Caller,
    headers: HeaderMap,
    Filled(form): Filled<ForgetForm>,
) -> Result<Response, Refused> {
    match asked(&portal, present, form, caller, &headers).await {
        Ok(Way::Done(response)) => Ok(response),
        Ok(Way::Waits) => Ok(go_to("/forget-me")),
        Err((refusal, field)) => {
            note_cause(&refusal);
            let status = refusal.kind.status();
            let problem = Problem {
                text: refusal.public,
                field,
            };
            let wait = portal.settings.erasure_wait_millis;
            let shown = portal
                .house
                .waiting(move |house| forget_page(house, present, wait, Some(problem)))
                .await?;
            Ok(page_with(status, &shown))
        }
    }
}

/// `POST /forget-me/stop`
pub(super) async fn stop(
    Here(present): Here,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    portal.house.stop_erasure(present.session).await?;
    Ok(go_to("/forget-me"))
}

/// What came of it.
pub(super) enum Way {
    Done(Response),
    Waits,
}

/// Asks to have somebody forgotten, as they filled in the form; else what is wrong, and the field it is about.
pub(super) async fn asked(
    portal: &Portal,
    present: Present,
    form: ForgetForm,
    caller: Caller,
    headers: &HeaderMap,
) -> Result<Way, (Refusal, &'static str)> {
    if !form.word.trim().eq_ignore_ascii_case(WORD) {
        return Err((
            Refusal::invalid("Type the word “forget” to show that you mean it. Nothing was done."),
            "word",
        ));
    }
    let confirmed = portal
        .confirm(present.session, form.password, caller)
        .await
        .map_err(|refusal| (refusal, "password"))?;
    let code = form.code.trim();
    let asks = AsksToBeForgotten {
        trust: present.trust,
        browser: browser::words(headers),
        code: (!code.is_empty()).then(|| Sensitive::new(code.to_owned())),
        wait_millis: portal.settings.erasure_wait_millis,
    };
    let forgetting = portal
        .house
        .ask_erasure(confirmed, asks)
        .await
        .map_err(|refusal| (refusal, "code"))?;
    Ok(match forgetting {
        Forgetting::Waits(_) => Way::Waits,
        Forgetting::Done(erased) => {
            let secrets = if erased.secrets == 1 {
                "1 secret was".to_owned()
            } else {
                format!("{} secrets were", erased.secrets)
            };
            let key = portal.house.ledger.verifier_key().to_string();
            Way::Done(portal.without_session(page(&ForgottenPage {
                secrets,
                receipt: erased.receipt,
                key,
            })))
        }
    })
}

fn forget_page(
    house: &House,
    present: Present,
    wait_millis: i64,
    problem: Option<Problem>,
) -> Result<ForgetPage, Refusal> {
    let who = present.session;
    let members = house.store.members(who.household)?;
    let others = || members.iter().filter(|person| person.id != who.person);
    let last_adult =
        !others().any(|person| matches!(person.role, Role::AccountHolder | Role::Adult));
    let names: Vec<&String> = others()
        .map(|person| person.details.name.disclose_ref())
        .collect();
    let devices = house.store.devices(who.household)?;
    let home = SubjectId::Household(who.household);
    let stored = house.store.streams_stored(who.household, home)?;
    let (mut goes, mut stays) = (Vec::new(), Vec::new());
    for (index, product) in house.store.products().iter() {
        let about_home = product
            .gate
            .streams()
            .any(|(_, stream)| !matches!(stream.about, AboutRule::Wearer));
        let is_here = devices.iter().any(|device| device.product == index);
        let has_stored = stored.iter().any(|(product, _)| *product == index);
        let concerned = has_stored || (about_home && is_here);
        if !concerned {
            continue;
        }
        let name = product.manifest.product.name.to_string();
        match *product.manifest.people.shared_erasure {
            SharedErasure::EraseAll => goes.push(name),
            SharedErasure::KeepForOthers => stays.push(name),
        }
    }
    let mut looked = Vec::new();
    for look in house
        .store
        .looks(who.household, who.person, LOOKS_PACKED_MAX)?
    {
        let known = house
            .store
            .products()
            .named(&look.product)
            .and_then(|(_, product)| product.manifest.organisations.get(&look.organisation));
        let name = known.map_or(look.organisation, |known| known.name.to_string());
        if !looked.contains(&name) {
            looked.push(name);
        }
    }
    Ok(ForgetPage {
        here: "",
        home: house.store.household_name(who.household)?.disclose(),
        last_adult,
        others: listed(&names),
        home_goes_of: listed(&goes),
        home_stays_of: listed(&stays),
        looked: listed(&looked),
        known: present.trust == Trust::Known,
        waits: house
            .store
            .waiting_of(who.household, who.person)?
            .map(|waits| length_of(waits.left_millis)),
        wait: length_of(wait_millis),
        problem,
    })
}
