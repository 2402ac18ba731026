//! The JSON API for programs: people's apps, organisations', and the operator's. Bearer tokens; refusals as RFC 9457 problems; described by its own
//! code (OpenAPI 3.1).

#![expect(
    unused_qualifications,
    reason = "what describes a path writes whole names"
)]

mod asked;
mod bearer;
mod clips;
mod drift;
mod log;
mod openapi;
mod operator;
mod person;
mod problem;
mod readings;
mod requests;
mod tagged;

use axum::Router;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::any;

pub use self::drift::drift_json;
pub use self::openapi::openapi;
pub(crate) use self::person::UnderWay;
pub use self::requests::{in_order, request_json};
use crate::House;
use crate::pages::Portal;

/// The routes for programs of organisations and the operator, for the log, and for health.
pub fn router(house: House) -> Router {
    let (programs, _) = openapi::programs().split_for_parts();
    programs.with_state(house)
}

/// The same, and those for people's apps.
pub(crate) fn whole(portal: Portal) -> Router {
    let (people, _) = openapi::people(Some(portal.clone())).split_for_parts();
    router(portal.house.clone())
        .merge(people.with_state(portal))
        .method_not_allowed_fallback(no_such_method)
        .route("/v1/{*rest}", any(nothing_here))
}

async fn nothing_here() -> Response {
    problem::problem(
        StatusCode::NOT_FOUND,
        "There is nothing at this address. `GET /v1/openapi.json` tells what there is.",
    )
}

async fn no_such_method() -> Response {
    problem::problem(
        StatusCode::METHOD_NOT_ALLOWED,
        "This cannot be done here. `GET /v1/openapi.json` tells what can.",
    )
}
