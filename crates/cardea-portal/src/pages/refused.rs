//! What somebody sees when something is not done.

use askama::Template;
use axum::body::Body;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use tower_http::csrf::ProtectionError;

use super::frame::page_with;
use crate::{Refusal, RefusalKind};

/// A refusal on its way to a person: the sentence for them, the cause for the operator's log alone.
#[derive(Debug)]
pub(super) struct Refused(pub(super) Refusal);

impl<E: Into<Refusal>> From<E> for Refused {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

#[derive(Template)]
#[template(path = "refused.html")]
struct RefusedPage<'r> {
    title: &'static str,
    text: &'r str,
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        note_cause(&self.0);
        let title = match self.0.kind {
            RefusalKind::Invalid => "There is a problem",
            RefusalKind::NotSignedIn => "Sign in first",
            RefusalKind::NotAllowed => "This is not yours to do",
            RefusalKind::NotFound => "There is no such page",
            RefusalKind::Changed => "This has changed",
            RefusalKind::TooMany => "Too many tries",
            RefusalKind::NotNow => "This cannot be done now",
        };
        page_with(
            self.0.kind.status(),
            &RefusedPage {
                title,
                text: &self.0.public,
            },
        )
    }
}

/// Writes the cause down for the operator. What the person is told stands elsewhere.
pub(super) fn note_cause(refusal: &Refusal) {
    if let Some(cause) = &refusal.cause {
        tracing::error!(%cause, "a page refused");
    }
}

/// For an address at which there is nothing.
pub(super) async fn no_such_page() -> Refused {
    Refused(Refusal::new(
        RefusalKind::NotFound,
        "Check the address, or go back to your home.",
    ))
}

/// For a form that another site sent in somebody's name.
pub(super) fn from_elsewhere(_: ProtectionError) -> Response<Body> {
    let text = "This form was sent from another site, so nothing was done. Open the page here and try again.";
    page_with(
        StatusCode::FORBIDDEN,
        &RefusedPage {
            title: "Nothing was done",
            text,
        },
    )
}
