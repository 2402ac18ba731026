//! Pressing a switch, agreeing to a statement, objecting, pausing.

use axum::extract::{Path, State};
use axum::response::Response;
use cardea_gate::ConsentKind;
use cardea_rights::{Channel, ConsentEvent};
use cardea_store::StopKind;
use cardea_units::PersonId;
use serde::Deserialize;

use super::product_named;
use crate::pages::Portal;
use crate::pages::filled::Filled;
use crate::pages::frame::go_to;
use crate::pages::refused::Refused;
use crate::pages::session::SignedIn;
use crate::{Refusal, Said};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct SayForm {
    person: String,
    purpose: String,
    kind: String,
    event: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct StopForm {
    purpose: String,
    kind: String,
    act: String,
}

/// `POST /product/{id}/say`
pub(in crate::pages) async fn say(
    SignedIn(who): SignedIn,
    Path(id): Path<String>,
    State(portal): State<Portal>,
    Filled(form): Filled<SayForm>,
) -> Result<Response, Refused> {
    let (product, _) = product_named(&portal.house, &id)?;
    let said = Said {
        person: form.person.parse::<PersonId>().map_err(|_| incomplete())?,
        product,
        purpose: form.purpose,
        kind: match form.kind.as_str() {
            "ordinary" => ConsentKind::Ordinary,
            "explicit" => ConsentKind::Explicit,
            "opening" => ConsentKind::Opening,
            _ => return Err(incomplete().into()),
        },
        event: match form.event.as_str() {
            "grant" => ConsentEvent::Grant,
            "refuse" => ConsentEvent::Refuse,
            "withdraw" => ConsentEvent::Withdraw,
            _ => return Err(incomplete().into()),
        },
        channel: Channel::Portal,
    };
    let settled = portal.house.say(who, said).await?;
    let about_me = settled.change.now.person == who.person;
    Ok(back(
        &id,
        &settled.change.now.purpose,
        about_me.then_some(""),
    ))
}

/// `POST /product/{id}/stop`
pub(in crate::pages) async fn stop(
    SignedIn(who): SignedIn,
    Path(id): Path<String>,
    State(portal): State<Portal>,
    Filled(form): Filled<StopForm>,
) -> Result<Response, Refused> {
    let (product, known) = product_named(&portal.house, &id)?;
    let (_, rules) = known
        .gate
        .purpose_named(&form.purpose)
        .ok_or_else(incomplete)?;
    let kind = match form.kind.as_str() {
        "objection" => StopKind::Objection,
        "restriction" => StopKind::Restriction,
        _ => return Err(incomplete().into()),
    };
    match form.act.as_str() {
        "stop" => {
            portal
                .house
                .stop_purpose(who, product, &form.purpose, kind)
                .await?;
        }
        "resume" => {
            portal
                .house
                .resume_purpose(who, product, &form.purpose, kind)
                .await?;
        }
        _ => return Err(incomplete().into()),
    }
    Ok(back(&id, &rules.name, Some("")))
}

/// `POST /product/{id}/marketing`: of every product, from the page of any.
pub(in crate::pages) async fn marketing(
    SignedIn(who): SignedIn,
    Path(id): Path<String>,
    State(portal): State<Portal>,
    Filled(form): Filled<StopForm>,
) -> Result<Response, Refused> {
    let (_, known) = product_named(&portal.house, &id)?;
    let stopped = match form.act.as_str() {
        "stop" => true,
        "resume" => false,
        _ => return Err(incomplete().into()),
    };
    portal.house.stop_marketing(who, stopped).await?;
    let id = known.gate.product();
    Ok(go_to(&format!("/product/{id}#advertising")))
}

/// Back to where it was said, with a confirmation there. Names of purposes are the manifest's, letters and digits alone.
fn back(id: &str, purpose: &str, own: Option<&str>) -> Response {
    match own {
        Some(_) => go_to(&format!("/product/{id}?saved={purpose}#{purpose}")),
        None => go_to(&format!("/product/{id}#children")),
    }
}

fn incomplete() -> Refusal {
    Refusal::invalid(
        "Something is missing from this form. Go back, load the page again and press once more.",
    )
}
