//! A clip as an answer: whole, or the part that was asked for (RFC 9110, section 14).

use std::io::Write as _;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use cardea_store::SessionToken;

use crate::acts::OpenClip;
use crate::{Refusal, streamed};

/// What of something is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Range {
    Whole,
    /// From one place up to another, exclusive.
    Part(u64, u64),
    /// Nothing that is there.
    Outside,
}

/// Answers with a clip. It breaks off when it may not be had any more, or the session that asked for it has ended.
///
/// # Errors
/// When too many answers are being sent.
pub(crate) fn answer(
    mut clip: OpenClip,
    headers: &HeaderMap,
    session: Option<SessionToken>,
) -> Result<Response, Refusal> {
    let item = clip.item().clone();
    let tag = format!("\"{}\"", item.id);
    let text = |name| {
        headers
            .get(name)
            .and_then(|said: &HeaderValue| said.to_str().ok())
    };
    // A part of something that is another one by now is no part of it.
    let same = text(header::IF_RANGE).is_none_or(|said| said == tag);
    let range = match text(header::RANGE).filter(|_| same) {
        Some(said) => Range::read(said, item.bytes),
        None => Range::Whole,
    };
    let value = |text: String| HeaderValue::try_from(text).map_err(Refusal::not_now);
    let (status, from, until) = match range {
        Range::Whole => (StatusCode::OK, 0, item.bytes),
        Range::Part(from, until) => (StatusCode::PARTIAL_CONTENT, from, until),
        Range::Outside => (StatusCode::RANGE_NOT_SATISFIABLE, 0, 0),
    };
    let length = until.saturating_sub(from);
    let log_entry = clip.log_index;
    let body = if length == 0 {
        Body::empty()
    } else {
        let still = still(&clip, session);
        streamed::body(clip.whom(), still, move |pipe| {
            let mut at = from;
            while at < until {
                let mut piece = clip.read(at)?;
                let left = usize::try_from(until.saturating_sub(at)).unwrap_or(usize::MAX);
                piece.truncate(left);
                if piece.is_empty() {
                    return Err(Refusal::not_now("a clip ends too early"));
                }
                at = at.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
                pipe.write_all(&piece).map_err(Refusal::not_now)?;
            }
            Ok(())
        })?
    };
    let mut response = Response::new(body);
    *response.status_mut() = status;
    let to = response.headers_mut();
    to.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    to.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    to.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    to.insert(header::ETAG, value(tag)?);
    to.insert(header::CONTENT_LENGTH, length.into());
    match range {
        Range::Whole => {}
        Range::Part(from, until) => {
            let last = until.saturating_sub(1);
            to.insert(
                header::CONTENT_RANGE,
                value(format!("bytes {from}-{last}/{}", item.bytes))?,
            );
        }
        Range::Outside => {
            to.insert(
                header::CONTENT_RANGE,
                value(format!("bytes */{}", item.bytes))?,
            );
            return Ok(response);
        }
    }
    to.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(item.kind.media_type()),
    );
    if let Some(entry) = log_entry {
        to.insert("x-cardea-log-entry", entry.into());
    }
    Ok(response)
}

/// Whether a clip may still be had, and by the session that asked for it.
fn still(
    clip: &OpenClip,
    session: Option<SessionToken>,
) -> impl Fn() -> Result<(), Refusal> + Send + Sync + 'static {
    let (may_be_had, store) = (clip.still(), Arc::clone(clip.store()));
    move || {
        may_be_had()?;
        match &session {
            Some(token) => Ok(store.goes_on(token)?),
            None => Ok(()),
        }
    }
}

impl Range {
    /// The first range of a `Range` header; what cannot be read, or is several ranges, is as if nothing was said.
    fn read(said: &str, bytes: u64) -> Self {
        let Some((first, last)) = said
            .strip_prefix("bytes=")
            .filter(|ranges| !ranges.contains(','))
            .and_then(|range| range.trim().split_once('-'))
        else {
            return Self::Whole;
        };
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
            digits.then(|| text.parse::<u64>().unwrap_or(u64::MAX))
        };
        match (number(first), number(last)) {
            (Some(first), _)
                if !last.is_empty() && number(last).is_none_or(|last| last < first) =>
            {
                Self::Whole
            }
            (Some(first), _) if first >= bytes => Self::Outside,
            (Some(first), last) => {
                let until = last.map_or(bytes, |last| last.saturating_add(1).min(bytes));
                Self::Part(first, until)
            }
            (None, Some(0)) if first.is_empty() => Self::Outside,
            (None, Some(last)) if first.is_empty() => Self::Part(bytes.saturating_sub(last), bytes),
            _ => Self::Whole,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (said, wanted) in [
            ("bytes=0-0", Range::Part(0, 1)),
            ("bytes=0-", Range::Part(0, 10)),
            ("bytes=3-5", Range::Part(3, 6)),
            ("bytes=3-99", Range::Part(3, 10)),
            ("bytes=9-99999999999999999999999", Range::Part(9, 10)),
            ("bytes=10-", Range::Outside),
            ("bytes=99999999999999999999999-", Range::Outside),
            ("bytes=-3", Range::Part(7, 10)),
            ("bytes=-99", Range::Part(0, 10)),
            ("bytes=-0", Range::Outside),
            ("bytes=5-3", Range::Whole),
            ("bytes=0-1,3-4", Range::Whole),
            ("bytes=-", Range::Whole),
            ("bytes=a-b", Range::Whole),
            ("bytes=3-b", Range::Whole),
            ("lines=0-1", Range::Whole),
            ("", Range::Whole),
        ] {
            assert_eq!(Range::read(said, 10), wanted, "{said}");
        }
    }
}
