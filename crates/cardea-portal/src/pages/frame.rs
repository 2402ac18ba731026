//! Turning a template into an answer, and what all pages share.

use askama::Template;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};

/// Something wrong with what was filled in, said at the field it is about.
pub(super) struct Problem {
    /// The sentence.
    pub(super) text: String,
    /// The id of the field.
    pub(super) field: &'static str,
}

/// A page.
pub(super) fn page(template: &impl Template) -> Response {
    page_with(StatusCode::OK, template)
}

/// A page with another status.
pub(super) fn page_with(status: StatusCode, template: &impl Template) -> Response {
    match template.render() {
        Ok(text) => (status, Html(text)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a page could not be written");
            (StatusCode::INTERNAL_SERVER_ERROR, "This page cannot be shown now. Try again in a few minutes.").into_response()
        }
    }
}

/// Goes on to a page after something was done.
pub(super) fn go_to(place: &str) -> Response {
    Redirect::to(place).into_response()
}

pub(super) async fn style() -> Response {
    kept_for_an_hour("text/css; charset=utf-8", include_str!("../../static/style.css"))
}

pub(super) async fn icon() -> Response {
    kept_for_an_hour("image/svg+xml", include_str!("../../static/icon.svg"))
}

fn kept_for_an_hour(kind: &'static str, text: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=3600")], text).into_response()
}
