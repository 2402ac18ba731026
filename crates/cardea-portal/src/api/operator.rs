//! What the operator does: devices and programs.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use cardea_ledger::{ClientChange, Entry};
use cardea_store::Provisioned;
use cardea_units::DeviceId;
use cardea_units::Sensitive;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::asked::Body;
use super::bearer::Bearer;
use super::problem::{Problem, Problems};
use crate::house::log_name;
use crate::{House, Refusal};

/// A device to be made known.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewDevice {
    /// Id of the product.
    product: String,
    /// The name the device uses itself, or that its hub uses for it.
    name: String,
    /// Whether it speaks for what is attached to it.
    #[serde(default)]
    hub: bool,
    /// The name of the hub that speaks for it.
    via: Option<String>,
}

/// A device that was made known. Token and code are told once.
#[derive(Serialize, ToSchema)]
pub(super) struct Credentials {
    /// The name it uses itself, or that its hub uses for it.
    device: String,
    /// The hub that speaks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<String>,
    /// Its id.
    #[schema(value_type = String, pattern = "^d-[0-9a-f]{16}$", example = "d-0123456789abcdef")]
    id: DeviceId,
    /// What it signs in with. What is attached to a hub has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    token: Option<String>,
    /// What a person claims it with, once.
    claim_code: String,
}

/// Make a device known
///
/// A device, a hub, or one that is attached to a hub. Token and claim code are answered once; what is attached has no token.
#[utoipa::path(post, path = "/v1/devices", operation_id = "provision_device", tag = "operator", request_body = NewDevice, responses((status = 201, body = Credentials), Problems))]
pub(super) async fn provision(
    State(house): State<House>,
    bearer: Bearer,
    Body(new): Body<NewDevice>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let body = match (new.via, new.hub) {
        (Some(_), true) => {
            let public = "A hub cannot be attached to a hub. Leave out `via` or `hub`.";
            return Err(Problem(Refusal::invalid(public)));
        }
        (Some(hub), false) => {
            let name = Sensitive::new(new.name.clone());
            let made = house.store.attach_device(&hub, &new.product, &name).await?;
            Credentials {
                device: new.name,
                via: Some(hub),
                id: made.id,
                token: None,
                claim_code: made.claim_code.disclose(),
            }
        }
        (None, true) => credentials(
            &new.name,
            house.store.provision_hub(&new.product, &new.name).await?,
        ),
        (None, false) => credentials(
            &new.name,
            house
                .store
                .provision_device(&new.product, &new.name)
                .await?,
        ),
    };
    house
        .log(vec![Entry::Administrative {
            what: log_name("device_provisioned")?,
        }])
        .await?;
    Ok((StatusCode::CREATED, Json(body)).into_response())
}

/// What goes into a device and onto its box.
fn credentials(name: &str, made: Provisioned) -> Credentials {
    Credentials {
        device: name.to_owned(),
        via: None,
        id: made.id,
        token: Some(made.token.disclose()),
        claim_code: made.claim_code.disclose(),
    }
}

/// Whose program is to have a token.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewClient {
    /// Name of the organisation in the manifest.
    organisation: String,
}

/// A program's token.
#[derive(Serialize, ToSchema)]
pub(super) struct ClientShown {
    /// The organisation.
    organisation: String,
    /// Sent as `Authorization: Bearer TOKEN`. Told once.
    token: String,
}

/// Give an organisation a token
///
/// One that the manifest of a product names. It is answered once.
#[utoipa::path(post, path = "/v1/clients", operation_id = "add_client", tag = "operator", request_body = NewClient, responses((status = 201, body = ClientShown), Problems))]
pub(super) async fn add_client(
    State(house): State<House>,
    bearer: Bearer,
    Body(new): Body<NewClient>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let named = house.store.products().iter().any(|(_, product)| {
        product
            .manifest
            .organisations
            .get(&new.organisation)
            .is_some()
    });
    if !named {
        let public = "No manifest that is served names this organisation. Add it under `organisations`, or check the name.";
        return Err(Problem(Refusal::invalid(public)));
    }
    let recipient = log_name(&new.organisation)?;
    house
        .log(vec![Entry::ClientChanged {
            recipient,
            change: ClientChange::Issued,
        }])
        .await?;
    let token = house.store.add_client(&new.organisation).await?;
    Ok((
        StatusCode::CREATED,
        Json(ClientShown {
            organisation: new.organisation,
            token: token.disclose(),
        }),
    )
        .into_response())
}
