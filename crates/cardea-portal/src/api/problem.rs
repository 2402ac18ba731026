//! Refusals as RFC 9457 problems.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::{Refusal, RefusalKind};

impl RefusalKind {
    /// The status code it is answered with.
    pub(crate) const fn status(self) -> StatusCode {
        match self {
            Self::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
            Self::NotSignedIn => StatusCode::UNAUTHORIZED,
            Self::NotAllowed => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Changed => StatusCode::PRECONDITION_FAILED,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::NotNow => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

/// A problem as programs read it (RFC 9457).
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct ProblemDetails {
    /// `about:blank`: the status says what kind of problem it is.
    r#type: &'static str,
    /// The status in words.
    title: Option<&'static str>,
    /// The status code.
    status: u16,
    /// What is wrong and what to do, said to a person.
    detail: String,
}

/// The answers of every part of the API when something is not done.
#[derive(utoipa::IntoResponses)]
#[expect(dead_code, reason = "it describes answers and is none")]
pub(crate) enum Problems {
    /// It was not done, for a reason that who asks can mend. 401: not signed in. 403: not theirs to do. 404: not there. 412: it has changed since
    /// it was looked at. 413: too long. 415: not JSON. 422: it cannot be used. 429: too many tries.
    #[response(status = "4XX", content_type = "application/problem+json")]
    Refused(ProblemDetails),
    /// It cannot be done now. Nothing was changed.
    #[response(status = 503, content_type = "application/problem+json")]
    NotNow(ProblemDetails),
}

/// An answer that is a problem.
pub(crate) fn problem(status: StatusCode, detail: &str) -> Response {
    let details = ProblemDetails {
        r#type: "about:blank",
        title: status.canonical_reason(),
        status: status.as_u16(),
        detail: detail.to_owned(),
    };
    let head = [(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    )];
    (
        status,
        head,
        axum::Json(details).into_response().into_body(),
    )
        .into_response()
}

/// A refusal on its way to a program.
#[derive(Debug)]
pub(crate) struct Problem(pub(crate) Refusal);

impl<E: Into<Refusal>> From<E> for Problem {
    fn from(error: E) -> Self {
        Self(error.into())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = self.0.kind.status();
        if let Some(cause) = &self.0.cause {
            tracing::error!(%cause, "a request was refused");
        }
        let mut response = problem(status, &self.0.public);
        if status == StatusCode::UNAUTHORIZED {
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
