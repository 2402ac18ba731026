//! Clips and pictures on "My data": seen, taken, erased.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use cardea_store::{MediaId, MediaItem, MediaKind};

use super::super::Portal;
use super::super::refused::Refused;
use super::super::session::SignedIn;
use super::super::wording::{number, short_when, words_of};
use crate::acts::first_copy;
use crate::limits::SHOWN_CLIPS_MAX;
use crate::{Refusal, clip_answer};

/// One of them.
pub(super) struct ClipShown {
    pub(super) id: String,
    pub(super) form: &'static str,
    pub(super) when: String,
    pub(super) until: String,
    pub(super) what: String,
    pub(super) size: String,
    pub(super) file: String,
}

/// The latest, newest first; how many there are where not all are shown. What is kept for two times is shown once.
pub(super) fn shown(clips: &[MediaItem]) -> (Vec<ClipShown>, Option<String>) {
    let is_first = |clip: &&MediaItem| first_copy(clips, clip).id == clip.id;
    let count = clips.iter().filter(is_first).count();
    let latest = clips.iter().rev().filter(is_first).take(SHOWN_CLIPS_MAX);
    let until = |clip: &MediaItem| {
        let copies = clips
            .iter()
            .filter(|other| first_copy(clips, other).id == clip.id);
        copies.map(|copy| copy.until).max().unwrap_or(clip.until)
    };
    let shown = latest.map(|clip| ClipShown {
        id: clip.id.to_string(),
        form: match clip.kind {
            MediaKind::Jpeg | MediaKind::Png => "picture",
            MediaKind::Mp4 => "film",
            MediaKind::Wav | MediaKind::M4a => "sound",
        },
        when: short_when(clip.at),
        until: short_when(until(clip)),
        what: words_of(&clip.field),
        size: size(clip.bytes),
        file: format!(
            "{}-{}.{}",
            clip.field,
            clip.at.to_string().replace(':', "-"),
            clip.kind.ending()
        ),
    });
    let all = u64::try_from(count).unwrap_or(u64::MAX);
    (
        shown.collect(),
        (count > SHOWN_CLIPS_MAX).then(|| number(all)),
    )
}

fn size(bytes: u64) -> String {
    const KB: u64 = 1_000;
    const MB: u64 = 1_000_000;
    match bytes {
        0..KB => format!("{bytes} bytes"),
        KB..MB => format!("{} KB", bytes.div_ceil(KB)),
        _ => format!("{} MB", bytes.div_ceil(MB)),
    }
}

/// `GET /my-data/clips/{id}`
pub(in super::super) async fn clip(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let id: MediaId = id.parse().map_err(Refusal::from)?;
    let clip = portal.house.own_clip(who, id).await?;
    portal.house.note_looking(who).await?;
    Ok(clip_answer::answer(clip, &headers, portal.token(&headers))?)
}

/// `POST /my-data/clips/{id}/erase`
pub(in super::super) async fn erase_clip(
    SignedIn(who): SignedIn,
    State(portal): State<Portal>,
    Path(id): Path<String>,
) -> Result<Response, Refused> {
    let id: MediaId = id.parse().map_err(Refusal::from)?;
    portal.house.erase_clip(who, id).await?;
    Ok(Redirect::to("/my-data").into_response())
}
