//! Devices of a home: lost and found, handed on, reset, thrown away, and asked for by others.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use cardea_store::{HandOn, Recovery};
use cardea_units::{DeviceId, Sensitive};
use serde::Deserialize;

use super::Portal;
use super::filled::Filled;
use super::frame::{Problem, go_to, page, page_with};
use super::people::{PeopleForm, answer};
use super::profiles::{self, Known};
use super::refused::{Refused, note_cause};
use super::safety::in_groups;
use super::session::{Here, SignedIn};
use super::tries::Caller;
use super::wording::{counted, day, length_of};
use crate::{Forgot, House, Refusal, RefusalKind, Who};

#[derive(Template)]
#[template(path = "devices.html")]
struct DevicesPage {
    here: &'static str,
    devices: Vec<Card>,
    /// What others ask for that this home has.
    asked_of: Vec<Asked>,
    /// What this home asks for.
    asked_for: Vec<Asked>,
}

struct Card {
    name: String,
    product: String,
    since: String,
    lost: Option<String>,
}

struct Asked {
    id: String,
    name: String,
    left: Option<String>,
}

#[derive(Template)]
#[template(path = "device.html")]
struct DevicePage {
    here: &'static str,
    id: String,
    name: String,
    product: String,
    lost: Option<String>,
    /// Its hub speaks for it: it cannot be handed on alone.
    attached: bool,
    with_it: Vec<String>,
    product_id: String,
    /// Whom the product can know by name.
    known: Vec<Known>,
    problem: Option<Problem>,
}

#[derive(Template)]
#[template(path = "device_forgot.html")]
struct ForgotPage {
    here: &'static str,
    name: String,
    code: Option<String>,
    token: Option<String>,
    rows: String,
    clips: String,
    receipt: String,
    key: String,
}

#[derive(Template)]
#[template(path = "new_token.html")]
struct NewTokenPage {
    here: &'static str,
    name: String,
    token: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DeviceForm {
    device: String,
    code: String,
    password: String,
    how: String,
}

/// `GET /devices`
pub(super) async fn show(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let (of, asked_for) = portal.house.recoveries(who).await?;
    let shown = portal
        .house
        .waiting(move |house| {
            let devices = house.store.devices(who.household)?;
            let name = |id: DeviceId| {
                let device = devices.iter().find(|device| device.id == id);
                device
                    .map(|device| device.name.disclose_ref().clone())
                    .unwrap_or_default()
            };
            let left = |recovery: &Recovery| {
                (recovery.left_millis > 0).then(|| length_of(recovery.left_millis))
            };
            let asked_of = of.iter().map(|recovery| Asked {
                id: recovery.device.to_string(),
                name: name(recovery.device),
                left: left(recovery),
            });
            let asked_for = asked_for.iter().map(|recovery| Asked {
                id: recovery.device.to_string(),
                name: product_name(house, &recovery.product),
                left: left(recovery),
            });
            let cards = devices.iter().map(|device| Card {
                name: device.name.disclose_ref().clone(),
                product: house
                    .store
                    .products()
                    .get(device.product)
                    .map(|product| product.manifest.product.name.to_string())
                    .unwrap_or_default(),
                since: day(device.claimed_at),
                lost: device.lost_at.map(day),
            });
            Ok(DevicesPage {
                here: "people",
                devices: cards.collect(),
                asked_of: asked_of.collect(),
                asked_for: asked_for.collect(),
            })
        })
        .await?;
    Ok(page(&shown))
}

/// `GET /devices/{number}`: its place in the list. Forms on the page name the device itself, addresses name nothing.
pub(super) async fn one(
    SignedIn(who): SignedIn,
    Path(number): Path<usize>,
    State(portal): State<Portal>,
) -> Result<Response, Refused> {
    let id = portal
        .house
        .waiting(move |house| {
            let devices = house.store.devices(who.household)?;
            let place = number.checked_sub(1);
            let device = place.and_then(|place| devices.get(place));
            device.map(|device| device.id).ok_or_else(no_such_device)
        })
        .await?;
    shown(&portal, who, id, None, StatusCode::OK).await
}

/// `POST /devices/lost`
pub(super) async fn lost(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<DeviceForm>,
) -> Result<Response, Refused> {
    portal
        .house
        .report_lost(who, device_of(&form.device)?)
        .await?;
    Ok(go_to("/devices"))
}

/// `POST /devices/found`
pub(super) async fn found(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<DeviceForm>,
) -> Result<Response, Refused> {
    portal
        .house
        .report_found(who, device_of(&form.device)?)
        .await?;
    Ok(go_to("/devices"))
}

/// `POST /devices/hand-on`: code and certificate are in the answer, once.
pub(super) async fn hand_on(
    Here(present): Here,
    State(portal): State<Portal>,
    caller: Caller,
    Filled(form): Filled<DeviceForm>,
) -> Result<Response, Refused> {
    let (who, id) = (present.session, device_of(&form.device)?);
    let code = form.code.trim();
    let code = (!code.is_empty()).then(|| Sensitive::new(code.to_owned()));
    let handed = async {
        let how = match form.how.as_str() {
            "buyer" => HandOn::ToBuyer,
            "reset" => HandOn::Reset,
            "end" => HandOn::EndOfLife,
            _ => return Err(Refusal::invalid("Say what becomes of the device.")),
        };
        let confirmed = portal.confirm(who, form.password, caller).await?;
        let name = portal
            .house
            .waiting(move |house| Ok(device_named(house, who, id)?.0))
            .await?;
        let forgot = portal
            .house
            .hand_on_device(confirmed, (present.trust, code), id, how)
            .await?;
        Ok((name, forgot))
    };
    match handed.await {
        Ok((name, forgot)) => Ok(page(&forgot_page(&portal, name, forgot))),
        Err(refusal) => refused(&portal, who, id, refusal).await,
    }
}

/// `POST /devices/object`
pub(super) async fn object(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Filled(form): Filled<DeviceForm>,
) -> Result<Response, Refused> {
    portal
        .house
        .object_to_recovery(who, device_of(&form.device)?)
        .await?;
    Ok(go_to("/devices"))
}

/// `POST /devices/take`: the new token is in the answer, once.
pub(super) async fn take(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    caller: Caller,
    Filled(form): Filled<DeviceForm>,
) -> Result<Response, Refused> {
    let id = device_of(&form.device)?;
    let confirmed = portal.confirm(who, form.password, caller).await?;
    let taken = portal.house.take_recovered(confirmed, id).await?;
    let name = portal
        .house
        .waiting(move |house| Ok(device_named(house, who, taken.id)?.0))
        .await?;
    let key = taken.token.map(Sensitive::disclose).unwrap_or_default();
    Ok(new_token(name, key))
}

/// `POST /people/recover`: asks for a device that its last home forgot to let go.
pub(super) async fn recover(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    caller: Caller,
    Filled(form): Filled<PeopleForm>,
) -> Result<Response, Refused> {
    let asked = async {
        let begun = portal.try_now(&format!("recover {}", who.person), caller)?;
        let code = Sensitive::new(form.code.clone());
        portal.house.ask_recovery(who, &code).await?;
        portal.was_right(&begun);
        Ok(())
    };
    match asked.await {
        Ok(()) => Ok(go_to("/devices")),
        Err(refusal) => {
            let form = PeopleForm {
                which: "recover",
                ..form
            };
            answer(&portal, who, Err(refusal), form, &[("", "recover-code")]).await
        }
    }
}

/// A device that comes from another home, and its new token.
pub(super) fn new_token(name: String, token: String) -> Response {
    page(&NewTokenPage {
        here: "people",
        name,
        token,
    })
}

fn forgot_page(portal: &Portal, name: String, forgot: Forgot) -> ForgotPage {
    let erased = forgot.certificate.erased;
    ForgotPage {
        here: "people",
        name,
        code: forgot.code.map(|code| in_groups(code.disclose_ref())),
        token: forgot.token.map(Sensitive::disclose),
        rows: counted(erased.rows, "row"),
        clips: counted(erased.clips, "clip"),
        receipt: forgot.certificate.receipt,
        key: portal.house.ledger.verifier_key().to_string(),
    }
}

async fn refused(
    portal: &Portal,
    who: Who,
    id: DeviceId,
    refusal: Refusal,
) -> Result<Response, Refused> {
    if refusal.kind == RefusalKind::NotFound {
        return Err(Refused(refusal));
    }
    note_cause(&refusal);
    let status = refusal.kind.status();
    let problem = Problem {
        text: refusal.public,
        field: "password",
    };
    shown(portal, who, id, Some(problem), status).await
}

async fn shown(
    portal: &Portal,
    who: Who,
    id: DeviceId,
    problem: Option<Problem>,
    status: StatusCode,
) -> Result<Response, Refused> {
    portal.house.require_adult(who).await?;
    let shown = portal
        .house
        .waiting(move |house| {
            let devices = house.store.devices(who.household)?;
            let (name, product) = device_named(house, who, id)?;
            let device = devices.iter().find(|device| device.id == id);
            let behind = devices.iter().filter(|device| device.via == Some(id));
            let index = device.map(|device| device.product);
            let served = index.and_then(|index| Some((index, house.store.products().get(index)?)));
            let (product_id, known) = match served {
                Some((index, served)) => (
                    served.gate.product().to_owned(),
                    profiles::of(house, who, index, served)?,
                ),
                None => (String::new(), Vec::new()),
            };
            Ok(DevicePage {
                product_id,
                known,
                here: "people",
                id: id.to_string(),
                name,
                product,
                lost: device.and_then(|device| device.lost_at).map(day),
                attached: device.is_some_and(|device| device.via.is_some()),
                with_it: behind
                    .map(|device| device.name.disclose_ref().clone())
                    .collect(),
                problem,
            })
        })
        .await?;
    Ok(page_with(status, &shown))
}

/// What a device of somebody's home is called, and what it is.
fn device_named(house: &House, who: Who, id: DeviceId) -> Result<(String, String), Refusal> {
    let devices = house.store.devices(who.household)?;
    let device = devices
        .into_iter()
        .find(|device| device.id == id)
        .ok_or_else(no_such_device)?;
    let product = house.store.products().get(device.product);
    Ok((
        device.name.disclose(),
        product
            .map(|product| product.manifest.product.name.to_string())
            .unwrap_or_default(),
    ))
}

fn product_name(house: &House, id: &str) -> String {
    let known = house.store.products().named(id);
    known.map_or_else(
        || id.to_owned(),
        |(_, product)| product.manifest.product.name.to_string(),
    )
}

fn device_of(text: &str) -> Result<DeviceId, Refusal> {
    text.parse().map_err(|_| no_such_device())
}

fn no_such_device() -> Refusal {
    Refusal::new(
        RefusalKind::NotFound,
        "There is no such device in your home.",
    )
}
