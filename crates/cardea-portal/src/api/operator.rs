//! What the operator does: devices and programs.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use cardea_ledger::{ClientChange, Entry};
use cardea_store::Provisioned;
use cardea_units::{DeviceId, Sensitive};
use serde::Deserialize;
use serde_json::json;

use super::bearer::Bearer;
use super::problem::Problem;
use crate::house::log_name;
use crate::{House, Refusal};

#[derive(Debug, Deserialize)]
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

/// `POST /v1/devices`: makes a device known, a hub, or one that is attached to a hub. Token and claim code are answered once; what is attached
/// has no token.
pub(super) async fn provision(
    State(house): State<House>,
    bearer: Bearer,
    Json(new): Json<NewDevice>,
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
            json!({ "device": new.name, "via": hub, "id": made.id, "claim_code": made.claim_code.disclose() })
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
fn credentials(name: &str, made: Provisioned) -> serde_json::Value {
    json!({ "device": name, "id": made.id, "token": made.token.disclose(), "claim_code": made.claim_code.disclose() })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NewClient {
    /// Name of the organisation in the manifest.
    organisation: String,
}

/// `POST /v1/clients`: gives an organisation a token. It is answered once.
pub(super) async fn add_client(
    State(house): State<House>,
    bearer: Bearer,
    Json(new): Json<NewClient>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let recipient = log_name(&new.organisation)?;
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
    house
        .log(vec![Entry::ClientChanged {
            recipient,
            change: ClientChange::Issued,
        }])
        .await?;
    let token = house.store.add_client(&new.organisation).await?;
    Ok((
        StatusCode::CREATED,
        Json(json!({ "organisation": new.organisation, "token": token.disclose() })),
    )
        .into_response())
}

/// `GET /v1/recoveries`: devices that somebody outside their home asks for. Numbers only.
pub(super) async fn recoveries(
    State(house): State<House>,
    bearer: Bearer,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let all = house.waiting(|house| Ok(house.store.recoveries()?)).await?;
    let all = all.iter().map(|recovery| {
        json!({
            "device": recovery.device,
            "product": recovery.product,
            "asked_at": recovery.asked_at.to_string(),
            "seconds_left": recovery.left_millis.div_euclid(1_000),
        })
    });
    Ok(Json(json!({ "recoveries": all.collect::<Vec<_>>() })).into_response())
}

/// `POST /v1/recoveries/{device}/approve` and `/refuse`: the maker has looked at a proof of purchase, or at none.
pub(super) async fn decide_recovery(
    State(house): State<House>,
    bearer: Bearer,
    Path((device, word)): Path<(String, String)>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let no_such = || Refusal::new(crate::RefusalKind::NotFound, "Nobody asks for this device.");
    let device: DeviceId = device.parse().map_err(|_| no_such())?;
    let all = house.waiting(|house| Ok(house.store.recoveries()?)).await?;
    let recovery = all
        .into_iter()
        .find(|recovery| recovery.device == device)
        .ok_or_else(no_such)?;
    let what = match word.as_str() {
        "approve" => {
            house
                .store
                .approve_recovery(recovery.household, device)
                .await?;
            "recovery_approved"
        }
        "refuse" => {
            house
                .store
                .refuse_recovery(recovery.household, device)
                .await?;
            "recovery_refused"
        }
        _ => {
            let public = "Say `approve` or `refuse`.";
            return Err(Problem(Refusal::invalid(public)));
        }
    };
    house
        .log(vec![Entry::Administrative {
            what: log_name(what)?,
        }])
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
