//! Who is signed in, by a cookie that scripts and other sites cannot have.

use axum::extract::FromRequestParts;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use cardea_store::SessionToken;
use cardea_units::Sensitive;

use super::frame::go_to;
use super::refused::Refused;
use super::{Cookies, Portal};
use crate::limits::COOKIE_BYTES_MAX;
use crate::{Refusal, Who};

/// Somebody who is signed in. A page that takes this sends everybody else to the door.
#[derive(Clone, Copy, Debug)]
pub(super) struct SignedIn(pub(super) Who);

impl FromRequestParts<Portal> for SignedIn {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        portal: &Portal,
    ) -> Result<Self, Self::Rejection> {
        match portal.who(&parts.headers).await {
            Ok(Some(who)) => Ok(Self(who)),
            Ok(None) => Err(go_to("/sign-in")),
            Err(refusal) => Err(Refused(refusal).into_response()),
        }
    }
}

impl Portal {
    /// Who a request comes from; nobody where it has no cookie of a session that goes on.
    pub(super) async fn who(&self, headers: &HeaderMap) -> Result<Option<Who>, Refusal> {
        let Some(token) = self.token(headers) else {
            return Ok(None);
        };
        self.house
            .waiting(move |house| Ok(house.store.session(&token)?))
            .await
    }

    /// The token in a request's cookies.
    pub(super) fn token(&self, headers: &HeaderMap) -> Option<SessionToken> {
        let name = self.cookie_name();
        headers
            .get_all(COOKIE)
            .iter()
            .filter(|value| value.len() <= COOKIE_BYTES_MAX)
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(known, token)| *known == name && looks_like_a_token(token))
            .map(|(_, token)| Sensitive::new(token.to_owned()))
    }

    /// Adds the cookie of a new session to an answer.
    pub(super) fn with_session(&self, token: &SessionToken, response: Response) -> Response {
        self.with_cookie(token.disclose_ref(), "", response)
    }

    /// Takes the cookie away.
    pub(super) fn without_session(&self, response: Response) -> Response {
        self.with_cookie("", "; Max-Age=0", response)
    }

    fn with_cookie(&self, value: &str, ending: &str, mut response: Response) -> Response {
        let secure = match self.settings.cookies {
            Cookies::HttpsOnly => "; Secure",
            Cookies::PlainLoopback => "",
        };
        let cookie = format!(
            "{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{ending}",
            self.cookie_name()
        );
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
}

fn looks_like_a_token(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
