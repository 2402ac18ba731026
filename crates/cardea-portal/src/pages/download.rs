//! Download my data: everything, as a file to keep.

use askama::Template;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use cardea_units::Sensitive;
use serde::Deserialize;

use super::Portal;
use super::filled::Filled;
use super::frame::{Problem, page, page_with};
use super::refused::{Refused, note_cause};
use super::session::SignedIn;
use super::tries::Caller;
use super::wording::iso_day;
use crate::limits::FRESH_MILLIS;
use crate::streamed;
use crate::{Package, Refusal, Who};

#[derive(Template)]
#[template(path = "download.html")]
struct DownloadPage {
    here: &'static str,
    ask_password: bool,
    problem: Option<Problem>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct DownloadForm {
    password: String,
}

/// `GET /download`
pub(super) async fn ask(SignedIn(who): SignedIn, State(portal): State<Portal>) -> Response {
    page(&DownloadPage {
        here: "my-data",
        ask_password: !portal.is_fresh(who),
        problem: None,
    })
}

/// `POST /me/package`
pub(super) async fn package(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    caller: Caller,
    Filled(form): Filled<DownloadForm>,
) -> Result<Response, Refused> {
    if !portal.is_fresh(who)
        && let Err(refusal) = portal.confirm(who, form.password, caller).await
    {
        note_cause(&refusal);
        let problem = Some(Problem {
            text: refusal.public,
            field: "password",
        });
        return Ok(page_with(
            refusal.kind.status(),
            &DownloadPage {
                here: "my-data",
                ask_password: true,
                problem,
            },
        ));
    }
    let package = portal.house.access_package(who).await?;
    sent(&portal, package, "my-data")
}

/// `POST /me/portable`: what somebody may take elsewhere.
pub(super) async fn portable(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    caller: Caller,
    Filled(form): Filled<DownloadForm>,
) -> Result<Response, Refused> {
    if !portal.is_fresh(who) {
        portal.confirm(who, form.password, caller).await?;
    }
    let package = portal.house.portable_package(who).await?;
    sent(&portal, package, "my-data-to-take-elsewhere")
}

/// A package as it is sent. When all of it was taken, the request is answered.
fn sent(portal: &Portal, package: Package, name: &str) -> Result<Response, Refused> {
    let body = streamed::package(package)?;
    let name = format!(
        "attachment; filename=\"{name}-{}.zip\"",
        iso_day(portal.house.clock.now())
    );
    let name = HeaderValue::try_from(name).map_err(Refusal::not_now)?;
    Ok((
        [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/zip"),
            ),
            (header::CONTENT_DISPOSITION, name),
        ],
        body,
    )
        .into_response())
}

impl Portal {
    /// Whether somebody signed in so shortly ago that they need not be asked again.
    pub(crate) fn is_fresh(&self, who: Who) -> bool {
        let since = self.house.clock.now().since(who.since);
        (0..=FRESH_MILLIS).contains(&since)
    }

    /// Asks for the password again, with as few tries as at the door.
    pub(crate) async fn confirm(
        &self,
        who: Who,
        password: String,
        caller: Caller,
    ) -> Result<(), Refusal> {
        let begun = self.try_now(&format!("confirm {}", who.person), caller)?;
        let _turn = self.hashing.acquire().await.map_err(Refusal::not_now)?;
        self.house.confirm(who, Sensitive::new(password)).await?;
        self.was_right(&begun);
        Ok(())
    }
}
