//! The devices of a product: who wears one, and letting one go.

use axum::extract::{Path, State};
use axum::response::Response;
use cardea_gate::AboutRule;
use cardea_store::{Device, Person, Product};
use cardea_units::{DeviceId, PersonId};
use serde::Deserialize;

use super::product_named;
use crate::pages::Portal;
use crate::pages::filled::Filled;
use crate::pages::frame::go_to;
use crate::pages::refused::Refused;
use crate::pages::session::SignedIn;
use crate::pages::wording::day;
use crate::{Refusal, Who};

/// A device on the page.
pub(super) struct Worn {
    pub(super) device: String,
    pub(super) name: String,
    pub(super) since: String,
    /// Names of what goes with it when it is let go, because it is the hub that speaks for them.
    pub(super) with_it: Vec<String>,
    /// People who could wear it; empty where nobody does.
    pub(super) choices: Vec<Choice>,
}

/// Somebody who could wear it.
pub(super) struct Choice {
    pub(super) person: String,
    pub(super) name: String,
    pub(super) chosen: bool,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct WearerForm {
    device: String,
    wearer: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(in crate::pages) struct ReleaseForm {
    device: String,
}

pub(super) fn of(
    product: &Product,
    devices: &[&Device],
    all: &[Device],
    members: &[Person],
    who: Who,
) -> Vec<Worn> {
    let worn = product
        .gate
        .streams()
        .any(|(_, stream)| stream.about == AboutRule::Wearer);
    let name = |person: &Person| {
        let name = person.details.name.disclose_ref();
        if person.id == who.person {
            format!("{name} (you)")
        } else {
            name.clone()
        }
    };
    let choices = |device: &Device| {
        let choice = |person: &Person| Choice {
            person: person.id.to_string(),
            name: name(person),
            chosen: device.wearer == Some(person.id),
        };
        if worn {
            members.iter().map(choice).collect()
        } else {
            Vec::new()
        }
    };
    let with_it = |hub: &Device| {
        let behind = all.iter().filter(|device| device.via == Some(hub.id));
        behind
            .map(|device| device.name.disclose_ref().clone())
            .collect()
    };
    let one = |device: &&Device| Worn {
        device: device.id.to_string(),
        name: device.name.disclose_ref().clone(),
        with_it: with_it(device),
        since: day(device.claimed_at),
        choices: choices(device),
    };
    devices.iter().map(one).collect()
}

/// `POST /product/{id}/wearer`
pub(in crate::pages) async fn wearer(
    SignedIn(who): SignedIn,
    Path(id): Path<String>,
    State(portal): State<Portal>,
    Filled(form): Filled<WearerForm>,
) -> Result<Response, Refused> {
    product_named(&portal.house, &id)?;
    let device = device_of(&form.device)?;
    let wearer = match form.wearer.as_str() {
        "" => None,
        text => Some(
            text.parse::<PersonId>()
                .map_err(|_| Refusal::invalid("Choose somebody from the list, or nobody."))?,
        ),
    };
    portal.house.assign_device(who, device, wearer).await?;
    Ok(go_to(&format!("/product/{id}#devices")))
}

/// `POST /product/{id}/release`
pub(in crate::pages) async fn release(
    SignedIn(who): SignedIn,
    Path(id): Path<String>,
    State(portal): State<Portal>,
    Filled(form): Filled<ReleaseForm>,
) -> Result<Response, Refused> {
    product_named(&portal.house, &id)?;
    portal
        .house
        .release_device(who, device_of(&form.device)?)
        .await?;
    Ok(go_to("/"))
}

fn device_of(text: &str) -> Result<DeviceId, Refusal> {
    text.parse().map_err(|_| {
        Refusal::invalid(
            "This form does not say which device it is about. Go back and load the page again.",
        )
    })
}
