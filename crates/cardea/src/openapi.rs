//! The API of the whole house, as OpenAPI 3.1 describes it: people's and programs' from the portal, devices' from the gateway.

use anyhow::Result;
use axum::Router;
use axum::http::header;
use axum::routing::get;

/// The description.
pub(crate) fn text() -> Result<String> {
    let mut all = cardea_portal::api::openapi();
    all.merge(cardea_gateway::http::openapi());
    Ok(all.to_pretty_json()?)
}

/// Tells it at `GET /v1/openapi.json`.
pub(crate) fn route() -> Result<Router> {
    let text = text()?;
    let tell = move || {
        let text = text.clone();
        async move { ([(header::CONTENT_TYPE, "application/json")], text) }
    };
    Ok(Router::new().route("/v1/openapi.json", get(tell)))
}
