//! Who and what is in the home.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use cardea_units::{Date, DeviceId, PersonId, Sensitive, UnixMillis};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::session::RoleName;
use super::who::Person;
use crate::api::asked::{Body, Named};
use crate::api::problem::{Problem, Problems};
use crate::pages::Portal;
use crate::{House, Refusal};

/// Everybody in the home.
#[derive(Serialize, ToSchema)]
pub(super) struct Members {
    members: Vec<Member>,
}

/// Somebody in the home.
#[derive(Serialize, ToSchema)]
pub(super) struct Member {
    /// The person.
    #[schema(value_type = String, pattern = "^p-[0-9a-f]{16}$", example = "p-0123456789abcdef")]
    person: PersonId,
    /// What they are called.
    name: String,
    /// What they are there.
    role: RoleName,
    /// Until when a guest stays (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

/// Somebody who comes into the home.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "role", rename_all = "snake_case", deny_unknown_fields)]
pub(super) enum NewMember {
    /// An adult, who decides for themselves.
    Adult {
        /// What they are called.
        #[schema(min_length = 1, max_length = 80)]
        name: String,
        /// The address they sign in with.
        #[schema(max_length = 254, example = "ben@example.org")]
        email: String,
        /// Their password, 10 to 256 characters.
        #[schema(min_length = 10, max_length = 256)]
        password: String,
    },
    /// Somebody under 18.
    Child {
        /// What they are called.
        #[schema(min_length = 1, max_length = 80)]
        name: String,
        /// Their date of birth.
        #[schema(format = Date, example = "2015-04-01")]
        born: String,
    },
    /// Somebody who stays for a time.
    Guest {
        /// What they are called.
        #[schema(min_length = 1, max_length = 80)]
        name: String,
        /// Until when they stay: a time in the next 90 days.
        #[schema(format = DateTime, example = "2026-11-29T18:00:00Z")]
        until: String,
    },
}

/// Somebody who came into the home.
#[derive(Serialize, ToSchema)]
pub(super) struct Added {
    /// The person.
    #[schema(value_type = String, pattern = "^p-[0-9a-f]{16}$", example = "p-0123456789abcdef")]
    person: PersonId,
}

/// Everything in the home.
#[derive(Serialize, ToSchema)]
pub(super) struct Devices {
    devices: Vec<DeviceShown>,
}

/// A device of the home.
#[derive(Serialize, ToSchema)]
pub(super) struct DeviceShown {
    /// The device.
    #[schema(value_type = String, pattern = "^d-[0-9a-f]{16}$", example = "d-0123456789abcdef")]
    device: DeviceId,
    /// The name it uses itself, or that its hub uses for it.
    name: String,
    /// Id of its product.
    product: String,
    /// The hub that speaks for it.
    #[schema(value_type = Option<String>)]
    via: Option<DeviceId>,
    /// Who wears it.
    #[schema(value_type = Option<String>)]
    wearer: Option<PersonId>,
    /// When it was claimed (RFC 3339).
    claimed_at: String,
}

/// What a device is claimed with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Claim {
    /// The code on its packaging or screen, good once.
    #[schema(min_length = 1, max_length = 64)]
    code: String,
}

/// Who wears a device.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Wearer {
    /// Somebody of the home, or `null` for nobody.
    #[schema(value_type = Option<String>, pattern = "^p-[0-9a-f]{16}$", example = "p-0123456789abcdef")]
    person: Option<PersonId>,
}

/// Everybody in the home
#[utoipa::path(get, path = "/v1/home/members", operation_id = "list_members", tag = "home", responses((status = 200, body = Members), Problems))]
pub(super) async fn members(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
) -> Result<Json<Members>, Problem> {
    let members = portal
        .house
        .waiting(move |house| Ok(house.store.members(who.household)?))
        .await?;
    let members = members.into_iter().map(|person| Member {
        person: person.id,
        name: person.details.name.disclose(),
        role: person.role.into(),
        until: person.until.map(|until| until.to_string()),
    });
    Ok(Json(Members {
        members: members.collect(),
    }))
}

/// Add somebody to the home
///
/// For adults of the home.
#[utoipa::path(post, path = "/v1/home/members", operation_id = "add_member", tag = "home", request_body = NewMember, params(("Idempotency-Key" = Option<String>, Header, description = "Chosen anew for each request. Sent again within a day, the same is answered and nothing is done twice")), responses((status = 201, body = Added), Problems))]
pub(super) async fn add(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Body(new): Body<NewMember>,
) -> Result<Response, Problem> {
    let house = &portal.house;
    let person = match new {
        NewMember::Adult {
            name,
            email,
            password,
        } => {
            let [name, email, password] = [name, email, password].map(Sensitive::new);
            portal.add_adult(who, name, email, password).await?
        }
        NewMember::Child { name, born } => {
            let born: Date = born
                .parse()
                .map_err(|_| Refusal::invalid("Write `born` as a date, such as 2015-04-01."))?;
            house.add_child(who, Sensitive::new(name), born).await?
        }
        NewMember::Guest { name, until } => {
            let until = UnixMillis::parse_rfc3339(&until).ok_or_else(|| {
                Refusal::invalid(
                    "Write `until` as a time with a zone, such as 2026-11-29T18:00:00Z.",
                )
            })?;
            house.add_guest(who, Sensitive::new(name), until).await?
        }
    };
    Ok((StatusCode::CREATED, Json(Added { person })).into_response())
}

/// Everything in the home
#[utoipa::path(get, path = "/v1/home/devices", operation_id = "list_devices", tag = "home", responses((status = 200, body = Devices), Problems))]
pub(super) async fn devices(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
) -> Result<Json<Devices>, Problem> {
    let devices = portal
        .house
        .waiting(move |house| {
            let devices = house.store.devices(who.household)?;
            Ok(devices
                .into_iter()
                .map(|device| shown(house, device))
                .collect())
        })
        .await?;
    Ok(Json(Devices { devices }))
}

/// Claim a device
///
/// For adults of the home. Wrong codes are counted as wrong passwords are.
#[utoipa::path(post, path = "/v1/home/devices", operation_id = "claim_device", tag = "home", request_body = Claim, params(("Idempotency-Key" = Option<String>, Header, description = "Chosen anew for each request. Sent again within a day, the same is answered and nothing is done twice")), responses((status = 201, body = DeviceShown), Problems))]
pub(super) async fn claim(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    caller: crate::pages::Caller,
    Body(claim): Body<Claim>,
) -> Result<Response, Problem> {
    let device = portal.claim_device(who, claim.code, caller).await?;
    let shown = shown(&portal.house, device);
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

/// Let a device go
///
/// For adults of the home. It can send nothing more; neither can what it spoke for as a hub.
#[utoipa::path(delete, path = "/v1/home/devices/{device}", operation_id = "release_device", tag = "home", params(("device" = String, Path, description = "The device", pattern = "^d-[0-9a-f]{16}$", example = "d-0123456789abcdef")),
    responses((status = 204), Problems))]
pub(super) async fn release(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Named(device): Named<DeviceId>,
) -> Result<StatusCode, Problem> {
    portal.house.release_device(who, device).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Say who wears a device
///
/// For adults of the home.
#[utoipa::path(put, path = "/v1/home/devices/{device}/wearer", operation_id = "assign_wearer", tag = "home", request_body = Wearer, params(("device" = String, Path, description = "The device", pattern = "^d-[0-9a-f]{16}$", example = "d-0123456789abcdef")),
    responses((status = 204), Problems))]
pub(super) async fn assign(
    State(portal): State<Portal>,
    Person { who, .. }: Person,
    Named(device): Named<DeviceId>,
    Body(wearer): Body<Wearer>,
) -> Result<StatusCode, Problem> {
    portal
        .house
        .assign_device(who, device, wearer.person)
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

fn shown(house: &House, device: cardea_store::Device) -> DeviceShown {
    let product = house.store.products().get(device.product);
    DeviceShown {
        device: device.id,
        name: device.name.disclose(),
        product: product
            .map(|product| product.gate.product().to_owned())
            .unwrap_or_default(),
        via: device.via,
        wearer: device.wearer,
        claimed_at: device.claimed_at.to_string(),
    }
}
