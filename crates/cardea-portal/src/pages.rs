//! The portal: pages for people. Made on the server, working without scripts, calling the acts and nothing else that changes anything.

mod door;
mod download;
mod filled;
mod forget;
mod frame;
mod guarded;
mod headers;
mod home;
mod looked;
mod my_data;
mod people;
mod product;
mod receipts;
mod refused;
mod requests;
mod session;
mod tries;
mod wording;

pub(crate) use self::tries::Caller;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use tokio::sync::Semaphore;
use tower_http::csrf::CsrfLayer;

use self::tries::Tries;
use crate::House;
use crate::api::UnderWay;
use crate::limits::{FORM_BYTES_MAX, HASHES_AT_ONCE_MAX};

/// How the portal is served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortalSettings {
    /// Over what cookies may travel.
    pub cookies: Cookies,
}

/// Over what cookies may travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cookies {
    /// Plain HTTP on this machine alone, for the demo. A cookie that must not leave HTTPS would not be kept there.
    PlainLoopback,
    /// HTTPS and nothing else.
    HttpsOnly,
}

/// The pages for people. Serve them with connect info where there is any, so that guessing is slowed down by address too; without it, by
/// account alone.
pub fn pages(house: House, settings: PortalSettings) -> Router {
    pages_of(Portal::new(house, settings))
}

/// The pages and the API, so that a wrong try at one door counts at the other.
pub fn portal(house: House, settings: PortalSettings) -> Router {
    let portal = Portal::new(house, settings);
    crate::api::whole(portal.clone()).merge(pages_of(portal))
}

fn pages_of(portal: Portal) -> Router {
    let routes = Router::new()
        .route("/", get(home::show))
        .route("/sign-up", get(door::ask_up).post(door::sign_up))
        .route("/sign-in", get(door::ask_in).post(door::sign_in))
        .route("/sign-out", post(door::sign_out))
        .route("/product/{id}", get(product::show))
        .route("/product/{id}/say", post(product::say))
        .route("/product/{id}/stop", post(product::stop))
        .route("/product/{id}/wearer", post(product::wearer))
        .route("/product/{id}/release", post(product::release))
        .route("/my-data", get(my_data::show))
        .route("/my-data/clips/{id}", get(my_data::clip))
        .route("/my-data/clips/{id}/erase", post(my_data::erase_clip))
        .route("/people", get(people::show))
        .route("/people/adult", post(people::add_adult))
        .route("/people/child", post(people::add_child))
        .route("/people/guest", post(people::add_guest))
        .route("/people/device", post(people::claim))
        .route("/who-looked", get(looked::show))
        .route("/receipts", get(receipts::show))
        .route("/receipts/{file}", get(receipts::file))
        .route("/download", get(download::ask))
        .route("/me/package", post(download::package))
        .route("/me/portable", post(download::portable))
        .route("/requests", get(requests::show))
        .route("/requests/ask", post(requests::ask))
        .route("/requests/correct", post(requests::correct))
        .route("/requests/marketing", post(requests::marketing))
        .route("/requests/back", post(requests::take_back))
        .route("/requests/identify", post(requests::identify))
        .route("/requests/clarify", post(requests::clarify))
        .route("/forget-me", get(forget::ask).post(forget::forget))
        .route("/static/style.css", get(frame::style))
        .route("/static/icon.svg", get(frame::icon))
        .fallback(refused::no_such_page)
        .with_state(portal)
        .layer(DefaultBodyLimit::max(FORM_BYTES_MAX))
        .layer(CsrfLayer::new().with_rejection_response(refused::from_elsewhere));
    headers::add_to(routes)
}

/// What every page needs.
#[derive(Clone, Debug)]
pub(crate) struct Portal {
    pub(crate) house: House,
    settings: PortalSettings,
    tries: Arc<Tries>,
    /// Passwords hashed at once.
    hashing: Arc<Semaphore>,
    /// Requests of apps that are being done and must not be done twice.
    pub(crate) under_way: UnderWay,
}

impl Portal {
    fn new(house: House, settings: PortalSettings) -> Self {
        Self {
            house,
            settings,
            tries: Arc::new(Tries::default()),
            hashing: Arc::new(Semaphore::new(HASHES_AT_ONCE_MAX)),
            under_way: UnderWay::default(),
        }
    }
}
