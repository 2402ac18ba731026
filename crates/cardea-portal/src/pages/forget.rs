//! Forget me: what goes, what stays, and the act itself.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use cardea_gate::{AboutRule, Role};
use cardea_manifest::model::SharedErasure;
use cardea_units::SubjectId;
use serde::Deserialize;

use super::Portal;
use super::filled::Filled;
use super::frame::{Problem, page, page_with};
use super::refused::{Refused, note_cause};
use super::session::SignedIn;
use super::tries::Caller;
use super::wording::listed;
use crate::limits::LOOKS_PACKED_MAX;
use crate::{House, Refusal, Who};

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
}

/// `GET /forget-me`
pub(super) async fn ask(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let shown = portal
        .house
        .waiting(move |house| forget_page(house, who, None))
        .await?;
    Ok(page(&shown))
}

/// `POST /forget-me`
pub(super) async fn forget(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    caller: Caller,
    Filled(form): Filled<ForgetForm>,
) -> Result<Response, Refused> {
    if let Err((refusal, field)) = allowed(&portal, who, form, caller).await {
        note_cause(&refusal);
        let (status, problem) = (
            refusal.kind.status(),
            Problem {
                text: refusal.public,
                field,
            },
        );
        let shown = portal
            .house
            .waiting(move |house| forget_page(house, who, Some(problem)))
            .await?;
        return Ok(page_with(status, &shown));
    }
    let erased = portal.house.erase(who).await?;
    let secrets = if erased.secrets == 1 {
        "1 secret was".to_owned()
    } else {
        format!("{} secrets were", erased.secrets)
    };
    let key = portal.house.ledger.verifier_key().to_string();
    Ok(portal.without_session(page(&ForgottenPage {
        secrets,
        receipt: erased.receipt,
        key,
    })))
}

async fn allowed(
    portal: &Portal,
    who: Who,
    form: ForgetForm,
    caller: Caller,
) -> Result<(), (Refusal, &'static str)> {
    if !form.word.trim().eq_ignore_ascii_case(WORD) {
        return Err((
            Refusal::invalid("Type the word “forget” to show that you mean it. Nothing was done."),
            "word",
        ));
    }
    portal
        .confirm(who, form.password, caller)
        .await
        .map_err(|refusal| (refusal, "password"))
}

fn forget_page(house: &House, who: Who, problem: Option<Problem>) -> Result<ForgetPage, Refusal> {
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
        problem,
    })
}
