//! What devices send against what their manifests declare, for the operator.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use cardea_store::Drift;
use cardea_store::limits::DRIFT_DAYS;
use cardea_units::UnixMillis;
use serde::Deserialize;
use serde_json::{Value as Json, json};

use utoipa::IntoParams;

use super::asked::Asked;
use super::bearer::Bearer;
use super::problem::{Problem, Problems};
use crate::{House, Refusal};

/// Of which product, and how far back.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct Part {
    /// Id of one product; without it, of all.
    product: Option<String>,
    /// How many days back, today among them: 1 to 31. Without it, all that is kept.
    #[param(minimum = 1, maximum = 31)]
    days: Option<i64>,
}

/// What devices send beside what their manifests declare
///
/// Names and types alone, the latest day first, an object a line.
#[utoipa::path(get, path = "/v1/drift", operation_id = "read_drift", tag = "operator", params(Part), responses((status = 200, body = String, content_type = "application/x-ndjson"), Problems))]
pub(super) async fn read(
    State(house): State<House>,
    bearer: Bearer,
    Asked(asked): Asked<Part>,
) -> Result<Response, Problem> {
    bearer.operator()?;
    let days = asked.days.unwrap_or(DRIFT_DAYS.saturating_add(1));
    if !(1..=DRIFT_DAYS.saturating_add(1)).contains(&days) {
        let public = format!(
            "Ask for 1 to {} days: what is older is deleted.",
            DRIFT_DAYS.saturating_add(1)
        );
        return Err(Problem(Refusal::invalid(public)));
    }
    if let Some(product) = &asked.product
        && house.store.products().named(product).is_none()
    {
        return Err(Problem(Refusal::invalid("There is no such product here.")));
    }
    let today = house.clock.now().0.div_euclid(UnixMillis::DAY);
    let since = today.saturating_sub(days).saturating_add(1);
    let found = house
        .waiting(move |house| Ok(house.store.drift(since)?))
        .await?;
    let of = |drift: &&Drift| {
        asked
            .product
            .as_ref()
            .is_none_or(|product| *product == drift.product)
    };
    let mut text = String::new();
    for drift in found.iter().filter(of) {
        text.push_str(&drift_json(drift).to_string());
        text.push('\n');
    }
    Ok(([(header::CONTENT_TYPE, "application/x-ndjson")], text).into_response())
}

/// A count as programs get it.
pub fn drift_json(drift: &Drift) -> Json {
    let said = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    json!({
        "day": UnixMillis(drift.day.saturating_mul(UnixMillis::DAY)).date().to_string(),
        "product": drift.product,
        "manifest": drift.manifest.to_string(),
        "firmware": said(&drift.firmware),
        "stream": said(&drift.stream),
        "kind": drift.kind.word(),
        "name": said(&drift.name),
        "type": said(drift.form.word()),
        "count": drift.count,
    })
}
