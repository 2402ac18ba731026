//! The API as OpenAPI 3.1 describes it.

use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::{clips, drift, log, operator, person, readings, requests};
use crate::House;
use crate::pages::Portal;

/// What is true of all of it.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Cardea",
        description = "What people, organisations and the operator of a product can do with what its devices send. A request that is refused is answered with a \
                       problem (RFC 9457) that says what to do. Times are RFC 3339; identifiers are a letter, a dash and 16 hexadecimal digits.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    servers((url = "/", description = "Where this was fetched")),
    security(("token" = [])),
    modifiers(&Token),
    tags(
        (name = "session", description = "For a person's app: coming in and going out."),
        (name = "home", description = "For a person's app: who and what is in the home."),
        (name = "choices", description = "For a person's app: yes, no, objecting, pausing."),
        (name = "data", description = "For a person's app: what is held."),
        (name = "evidence", description = "For a person's app: receipts, and who looked."),
        (name = "rights", description = "For a person's app: a copy of everything, and being forgotten."),
        (name = "readings", description = "For programs of organisations that a manifest names: readings for a purpose, each access on record before the first byte."),
        (name = "operator", description = "For the operator's programs. They see no readings."),
        (name = "log", description = "For everybody: the evidence log, and whether the server works."),
    ),
)]
struct Described;

/// How a program shows whose it is.
struct Token;

impl Modify for Token {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(
                "A person's session (`POST /v1/sessions`), an organisation's token (`POST /v1/clients`), or the operator's.",
            ))
            .build();
        openapi
            .components
            .get_or_insert_default()
            .add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

/// What programs of organisations, of the operator, and everybody can do.
pub(super) fn programs() -> OpenApiRouter<House> {
    OpenApiRouter::new()
        .routes(routes!(operator::provision))
        .routes(routes!(operator::add_client))
        .routes(routes!(drift::read))
        .routes(routes!(requests::list, requests::take_up))
        .routes(routes!(requests::one))
        .routes(routes!(requests::step))
        .routes(routes!(readings::read))
        .routes(routes!(readings::subjects))
        .routes(routes!(clips::read))
        .routes(routes!(log::checkpoint))
        .routes(routes!(log::key))
        .routes(routes!(log::health))
        // An address of several parts is nothing that OpenAPI can say; tlog-tiles does.
        .route("/tile/{*path}", axum::routing::get(log::tile))
}

/// What a signed-in person's app can do.
pub(super) fn people(portal: Option<Portal>) -> OpenApiRouter<Portal> {
    person::routes(portal)
}

/// The description of the whole API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    let mut all = Described::openapi();
    all.merge(people(None).into_openapi());
    all.merge(programs().into_openapi());
    env!("CARGO_PKG_VERSION").clone_into(&mut all.info.version);
    all
}
