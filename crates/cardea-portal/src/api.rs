//! The JSON API for programs: the operator's and organisations'. Bearer tokens; refusals as RFC 9457 problems.

mod bearer;
mod clips;
mod drift;
mod log;
mod notices;
mod operator;
mod problem;
mod readings;

use axum::Router;
use axum::routing::{get, post, put};

pub use self::drift::drift_json;
use crate::House;

/// The routes for programs, for the log, and for health.
pub fn router(house: House) -> Router {
    Router::new()
        .route("/v1/devices", post(operator::provision))
        .route("/v1/clients", post(operator::add_client))
        .route(
            "/v1/organisations/{id}/webhook",
            put(notices::set).delete(notices::remove),
        )
        .route("/v1/notices", get(notices::list))
        .route("/v1/notices/{id}/done", post(notices::done))
        .route("/v1/drift", get(drift::read))
        .route("/v1/readings", get(readings::read))
        .route("/v1/clips/{id}", get(clips::read))
        .route("/v1/subjects", get(readings::subjects))
        .route("/checkpoint", get(log::checkpoint))
        .route("/tile/{*path}", get(log::tile))
        .route("/log/key", get(log::key))
        .route("/health", get(log::health))
        .with_state(house)
}
