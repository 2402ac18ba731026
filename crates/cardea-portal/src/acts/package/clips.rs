//! Clips in an access package: one file each, copied from the store piece by piece.

use std::collections::BTreeSet;
use std::io::{Seek, Write};

use cardea_store::MediaItem;
use serde_json::{Value as Json, json};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::super::first_copy;
use super::super::own::OwnStream;
use super::{Contents, Package};
use crate::{Refusal, RefusalKind};

/// Where a clip is in the package. What is kept for two times is there once.
pub(super) fn file_name(stream: &OwnStream, clips: &[MediaItem], clip: &MediaItem) -> String {
    let first = first_copy(clips, clip);
    let at = first.at.to_string().replace(':', "-");
    let id = first.id.to_string();
    format!(
        "clips/{}/{}-{}-{at}-{}.{}",
        stream.product_id,
        stream.stream_id,
        first.field,
        id.get(..8).unwrap_or_default(),
        first.kind.ending()
    )
}

/// What is said of each.
pub(super) fn list(contents: &Contents) -> Json {
    let all = contents.views.iter().flat_map(|view| {
        view.clips.iter().map(|clip| {
            json!({
                "product": view.stream.product_id,
                "stream": view.stream.stream_id,
                "field": clip.field,
                "device": clip.device.to_string(),
                "at": clip.at.to_string(),
                "type": clip.kind.media_type(),
                "bytes": clip.bytes,
                "kept_until": clip.until.to_string(),
                "file": file_name(&view.stream, &view.clips, clip),
            })
        })
    });
    all.collect()
}

/// Writes them; answers how many went since they were counted, because they were withdrawn, ended or erased.
pub(super) fn pack<W: Write + Seek>(
    package: &Package,
    zip: &mut ZipWriter<W>,
) -> Result<u64, Refusal> {
    // Pictures and films are compressed already.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let (mut gone, mut written) = (0_u64, BTreeSet::new());
    for view in &package.contents.views {
        for clip in &view.clips {
            // Of two copies the one that is still there.
            let first = first_copy(&view.clips, clip).id;
            if written.contains(&first) {
                continue;
            }
            let begun = package
                .house
                .own_clip_now(package.who, clip.id)
                .and_then(|mut open| Ok((open.read(0)?, open)));
            let (mut piece, mut open) = match begun {
                Ok((piece, open)) => (piece, open),
                Err(refusal) if refusal.kind == RefusalKind::NotFound => {
                    gone = gone.saturating_add(1);
                    continue;
                }
                Err(refusal) => return Err(refusal),
            };
            written.insert(first);
            zip.start_file(file_name(&view.stream, &view.clips, clip), options)
                .map_err(Refusal::not_now)?;
            let mut at = 0_u64;
            while !piece.is_empty() {
                zip.write_all(&piece).map_err(Refusal::not_now)?;
                at = at.saturating_add(u64::try_from(piece.len()).unwrap_or(u64::MAX));
                piece = open.read(at)?;
            }
        }
    }
    Ok(gone)
}
