//! The API for a signed-in person: what the portal's pages do, for a maker's app. It calls the same acts.

mod choices;
mod data;
mod evidence;
mod home;
mod once;
mod rights;
mod session;
mod who;

use axum::middleware::from_fn_with_state;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub(crate) use self::once::UnderWay;
use crate::pages::Portal;

/// What a person can do.
pub(super) fn routes(portal: Option<Portal>) -> OpenApiRouter<Portal> {
    let making = OpenApiRouter::new()
        .routes(routes!(home::add))
        .routes(routes!(home::claim));
    let making = match portal {
        Some(portal) => making.route_layer(from_fn_with_state(portal, once::only)),
        // To be described alone.
        None => making,
    };
    making
        .routes(routes!(session::found))
        .routes(routes!(session::sign_in))
        .routes(routes!(session::me))
        .routes(routes!(session::sign_out))
        .routes(routes!(home::members))
        .routes(routes!(home::devices))
        .routes(routes!(home::release))
        .routes(routes!(home::assign))
        .routes(routes!(choices::list))
        .routes(routes!(choices::show, choices::say))
        .routes(routes!(choices::stop, choices::resume))
        .routes(routes!(data::streams))
        .routes(routes!(data::readings))
        .routes(routes!(evidence::receipts))
        .routes(routes!(evidence::looks))
        .routes(routes!(rights::package))
        .routes(routes!(rights::erase))
}
