//! What a program sends: its body, its query and its path, each refused as a problem (RFC 9457) when it cannot be read.

use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;

use super::problem::problem;

/// A body of JSON.
#[derive(Clone, Debug)]
pub(crate) struct Body<T>(pub(crate) T);

/// What stands after the question mark.
#[derive(Clone, Debug)]
pub(crate) struct Asked<T>(pub(crate) T);

/// What the address names.
#[derive(Clone, Debug)]
pub(crate) struct Named<T>(pub(crate) T);

/// Why it could not be read.
#[derive(Clone, Debug)]
pub(crate) struct Unreadable {
    status: StatusCode,
    detail: String,
}

impl IntoResponse for Unreadable {
    fn into_response(self) -> Response {
        problem(self.status, &self.detail)
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Unreadable;

    async fn from_request(request: Request, state: &S) -> Result<Self, Unreadable> {
        axum::Json::from_request(request, state)
            .await
            .map(|axum::Json(body)| Self(body))
            .map_err(|rejection: JsonRejection| Unreadable {
                status: rejection.status(),
                detail: format!("{}.", rejection.body_text()),
            })
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Unreadable;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Unreadable> {
        Query::from_request_parts(parts, state)
            .await
            .map(|Query(asked)| Self(asked))
            .map_err(|rejection: QueryRejection| Unreadable {
                status: StatusCode::UNPROCESSABLE_ENTITY,
                detail: format!("{}.", rejection.body_text()),
            })
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Named<T> {
    type Rejection = Unreadable;

    /// An address that names no possible thing names nothing that is here.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Unreadable> {
        Path::from_request_parts(parts, state)
            .await
            .map(|Path(named)| Self(named))
            .map_err(|rejection: PathRejection| Unreadable {
                status: StatusCode::NOT_FOUND,
                detail: format!(
                    "There is nothing at this address: {}.",
                    rejection.body_text()
                ),
            })
    }
}
