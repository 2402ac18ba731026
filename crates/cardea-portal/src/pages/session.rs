//! Who is signed in, by a cookie that scripts and other sites cannot have.

use axum::extract::FromRequestParts;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use cardea_store::limits::BROWSER_TOKENS_MAX;
use cardea_store::{Begun, Comes, Lives, Present, SessionToken};
use cardea_units::Sensitive;

use super::browser;
use super::frame::go_to;
use super::refused::Refused;
use super::{Cookies, Portal};
use crate::limits::COOKIE_BYTES_MAX;
use crate::{Refusal, Who};

/// Seconds a browser keeps what it is known by: 400 days, as long as browsers allow.
const BROWSER_SECONDS: u32 = 400 * 86_400;

/// Somebody who is signed in and lives in their home. A page that takes this sends everybody else to the door.
#[derive(Clone, Copy, Debug)]
pub(super) struct SignedIn(pub(super) Who);

/// The same, with what is known of the session.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here(pub(super) Present);

/// Somebody who has left the home they are asked about, and comes for what is about them alone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Elsewhere(pub(super) Present);

impl FromRequestParts<Portal> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        portal: &Portal,
    ) -> Result<Self, Self::Rejection> {
        let Here(present) = Here::from_request_parts(parts, portal).await?;
        Ok(Self(present.session))
    }
}

impl FromRequestParts<Portal> for Here {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        portal: &Portal,
    ) -> Result<Self, Self::Rejection> {
        match portal.present(&parts.headers).await {
            Ok(Some(present)) if present.lives == Lives::Here => Ok(Self(present)),
            Ok(Some(_)) => Err(go_to("/left")),
            Ok(None) => Err(go_to("/sign-in")),
            Err(refusal) => Err(Refused(refusal).into_response()),
        }
    }
}

impl FromRequestParts<Portal> for Elsewhere {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        portal: &Portal,
    ) -> Result<Self, Self::Rejection> {
        match portal.present(&parts.headers).await {
            Ok(Some(present)) if present.lives == Lives::Elsewhere => Ok(Self(present)),
            Ok(Some(_)) => Err(go_to("/")),
            Ok(None) => Err(go_to("/sign-in")),
            Err(refusal) => Err(Refused(refusal).into_response()),
        }
    }
}

impl Portal {
    /// Who a request comes from, and what is known of the session; nobody where it has no cookie of one that goes on.
    pub(super) async fn present(&self, headers: &HeaderMap) -> Result<Option<Present>, Refusal> {
        let Some(token) = self.token(headers) else {
            return Ok(None);
        };
        self.house.present(token).await
    }

    /// The token in a request's cookies.
    pub(super) fn token(&self, headers: &HeaderMap) -> Option<SessionToken> {
        token_in(headers, self.cookie_name())
    }

    /// What a request's browser was given when somebody signed in with it before, and what it calls itself.
    pub(super) fn comes(&self, headers: &HeaderMap) -> Comes {
        Comes {
            tokens: tokens_in(headers, self.browser_cookie_name()),
            words: browser::words(headers),
        }
    }

    /// Adds the cookies of a session that has begun to an answer.
    pub(super) fn with_begun(&self, begun: &Begun, response: Response) -> Response {
        let response = self.with_cookie(
            self.cookie_name(),
            begun.session.disclose_ref(),
            "",
            response,
        );
        let kept = format!("; Max-Age={BROWSER_SECONDS}");
        self.with_cookie(self.browser_cookie_name(), &joined(begun), &kept, response)
    }

    /// Takes the cookie away.
    pub(super) fn without_session(&self, response: Response) -> Response {
        self.with_cookie(self.cookie_name(), "", "; Max-Age=0", response)
    }

    fn with_cookie(
        &self,
        name: &str,
        value: &str,
        ending: &str,
        mut response: Response,
    ) -> Response {
        let secure = match self.settings.cookies {
            Cookies::HttpsOnly => "; Secure",
            Cookies::PlainLoopback => "",
        };
        let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{ending}");
        if let Ok(mut cookie) = HeaderValue::try_from(cookie) {
            cookie.set_sensitive(true);
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        response
    }

    const fn cookie_name(&self) -> &'static str {
        match self.settings.cookies {
            // The prefix makes browsers refuse it from anywhere but this very host over HTTPS.
            Cookies::HttpsOnly => "__Host-session",
            Cookies::PlainLoopback => "session",
        }
    }

    const fn browser_cookie_name(&self) -> &'static str {
        match self.settings.cookies {
            Cookies::HttpsOnly => "__Host-browser",
            Cookies::PlainLoopback => "browser",
        }
    }
}

/// The token that a cookie holds.
fn token_in(headers: &HeaderMap, name: &str) -> Option<SessionToken> {
    tokens_in(headers, name).into_iter().next()
}

/// The tokens that a cookie holds, with dots between them.
fn tokens_in(headers: &HeaderMap, name: &str) -> Vec<SessionToken> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter(|value| value.len() <= COOKIE_BYTES_MAX)
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(known, _)| *known == name)
        .flat_map(|(_, tokens)| tokens_of(tokens))
        .take(BROWSER_TOKENS_MAX)
        .collect()
}

/// Tokens with dots between them.
pub(crate) fn tokens_of(text: &str) -> Vec<SessionToken> {
    text.split('.')
        .filter(|token| looks_like_a_token(token))
        .take(BROWSER_TOKENS_MAX)
        .map(|token| Sensitive::new(token.to_owned()))
        .collect()
}

/// What a browser or app keeps to be known again.
pub(crate) fn joined(begun: &Begun) -> String {
    let tokens = begun.browser.iter();
    let tokens: Vec<&str> = tokens.map(|token| token.disclose_ref().as_str()).collect();
    tokens.join(".")
}

fn looks_like_a_token(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
