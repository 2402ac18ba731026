//! A form as it was filled in.

use axum::Form;
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

use super::refused::Refused;
use crate::Refusal;

/// A form that could be read. What is missing is empty and for the act to refuse.
pub(super) struct Filled<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Filled<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Self::Rejection> {
        match Form::<T>::from_request(request, state).await {
            Ok(Form(filled)) => Ok(Self(filled)),
            // The words of the rejection may repeat what was sent, so they go nowhere.
            Err(_) => Err(Refused(Refusal::invalid(
                "This form could not be read, or is too long. Go back, load the page again and send it once more.",
            ))),
        }
    }
}
