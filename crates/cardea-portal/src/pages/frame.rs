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
            (
                StatusCode::INTERNAL_SERVER_ERROR,
                "This page cannot be shown now. Try again in a few minutes.",
            )
                .into_response()
        }
    }
}

/// Goes on to a page after something was done.
pub(super) fn go_to(place: &str) -> Response {
    Redirect::to(place).into_response()
}

pub(super) async fn style() -> Response {
    kept_for_an_hour(
        "text/css; charset=utf-8",
        include_str!("../../static/style.css"),
    )
}

pub(super) async fn icon() -> Response {
    kept_for_an_hour("image/svg+xml", include_str!("../../static/icon.svg"))
}

fn kept_for_an_hour(kind: &'static str, text: &'static str) -> Response {
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "public, max-age=3600"),
        ],
        text,
    )
        .into_response()
}

/// Whether a problem is about the field with this id.
pub(super) fn is_about(problem: Option<&Problem>, id: &str) -> bool {
    problem.is_some_and(|problem| problem.field == id)
}

/// What was filled in, in the form it was filled in, and nothing in the others.
pub(super) fn only<'f>(text: &'f str, which: &str, this: &str) -> &'f str {
    if which == this { text } else { "" }
}

/// Attributes of a field for a day that lies in the past.
pub(super) fn until(last: &str) -> String {
    format!("required max=\"{last}\"")
}

/// Attributes of a field for a day between two others.
pub(super) fn between(first: &str, last: &str) -> String {
    format!("required min=\"{first}\" max=\"{last}\"")
}

/// Attributes of a field for a day between two others, which may stay empty.
pub(super) fn between_or_none(first: &str, last: &str) -> String {
    format!("min=\"{first}\" max=\"{last}\"")
}

/// What was filled in, or a week.
pub(super) fn or_seven(days: &str) -> &str {
    if days.is_empty() { "7" } else { days }
}
