//! Answers with an entity tag (RFC 9110, 8.8.3): who has it already is not sent it again, and a change may be bound to what was seen.

use aws_lc_rs::digest::{SHA256, digest};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::problem::Problem;
use crate::Refusal;

/// A resource as it stands, and its tag.
#[derive(Clone, Debug)]
pub(crate) struct Tagged {
    body: Vec<u8>,
    tag: String,
}

impl Tagged {
    /// Of what is to be answered.
    ///
    /// # Errors
    /// When it cannot be written as JSON.
    pub(crate) fn of(resource: &impl Serialize) -> Result<Self, Refusal> {
        let body = serde_json::to_vec(resource).map_err(Refusal::not_now)?;
        let hash = digest(&SHA256, &body);
        let number = hash
            .as_ref()
            .iter()
            .take(16)
            .fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
        Ok(Self {
            body,
            tag: format!("\"{number:032x}\""),
        })
    }

    /// The answer to a GET: nothing but the tag where who asks has it (`If-None-Match`).
    pub(crate) fn answer(self, asked: &HeaderMap) -> Response {
        let Ok(tag) = HeaderValue::try_from(&self.tag) else {
            return Problem(Refusal::not_now("a tag is no header")).into_response();
        };
        if names(asked, &header::IF_NONE_MATCH, &self.tag) {
            return (StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response();
        }
        let head = [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("application/json"),
            ),
            (header::ETAG, tag),
        ];
        (head, self.body).into_response()
    }

    /// Whether a change may be made on what who asks has seen: they named no tag (`If-Match`), or this one.
    pub(crate) fn is_seen_by(&self, asked: &HeaderMap) -> bool {
        !asked.contains_key(header::IF_MATCH) || names(asked, &header::IF_MATCH, &self.tag)
    }
}

fn names(asked: &HeaderMap, name: &HeaderName, tag: &str) -> bool {
    asked
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn who_has_it_is_sent_the_tag_alone_and_a_change_needs_what_stands() {
        let one = Tagged::of(&["a"]).unwrap();
        let other = Tagged::of(&["b"]).unwrap();
        assert_ne!(one.tag, other.tag);
        let held = HeaderMap::from_iter([(
            header::IF_NONE_MATCH,
            HeaderValue::try_from(format!("W/\"x\", {}", one.tag)).unwrap(),
        )]);
        assert_eq!(one.clone().answer(&held).status(), StatusCode::NOT_MODIFIED);
        assert_eq!(other.answer(&held).status(), StatusCode::OK);
        assert!(one.is_seen_by(&HeaderMap::new()));
        assert!(one.is_seen_by(&asked(header::IF_MATCH, "*")));
        assert!(!one.is_seen_by(&asked(header::IF_MATCH, "\"x\"")));
    }
}
