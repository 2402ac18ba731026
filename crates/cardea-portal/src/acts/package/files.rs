//! The files of rows: read and written on a second core stretch by stretch, while what was written before is compressed.

use std::io::{Seek, Write};
use std::panic::resume_unwind;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use zip::ZipWriter;

use super::held::Held;
use super::text::{JSON_END, JsonRows, csv_part, json_begin};
use super::{begin, file_name};
use crate::{House, Refusal};

/// Bytes of text handed over at once.
const PIECE_BYTES: usize = 256 * 1024;
/// Pieces that wait to be compressed.
const PIECES_WAITING_MAX: usize = 4;

/// With more rows a file may be longer than 4 GiB: 64 texts of 256 bytes a row would be 16 KB.
const LARGE_ROWS: u64 = 250_000;

/// How many rows were written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Written {
    /// As JSON.
    pub(super) documents: u64,
    /// As CSV.
    pub(super) tables: u64,
}

/// What the one who reads hands to the one who compresses.
enum Piece {
    /// A file begins, which may be longer than 4 GiB.
    File(String, bool),
    /// More of it.
    Text(String),
}

/// Writes the rows of every stream, first as JSON, then as CSV.
///
/// # Errors
/// What the store reports, and what the archive does.
pub(super) fn write<W: Write + Seek>(
    house: &House,
    all: &[Held],
    zip: &mut ZipWriter<W>,
) -> Result<Written, Refusal> {
    let (to, pieces) = sync_channel(PIECES_WAITING_MAX);
    thread::scope(|scope| {
        let reading = scope.spawn(move || read(house, all, &Pen::new(to)));
        let mut compressed = Ok(());
        // When the archive takes no more, nobody receives, and who reads stops.
        for piece in pieces {
            compressed = match piece {
                Piece::File(name, large) => begin(zip, &name, large),
                Piece::Text(text) => zip.write_all(text.as_bytes()).map_err(Into::into),
            };
            if compressed.is_err() {
                break;
            }
        }
        // A panic is a fault of ours; it goes on as if there had been no thread.
        let read = reading.join().unwrap_or_else(|panic| resume_unwind(panic));
        compressed.map_err(Refusal::not_now)?;
        read
    })
}

fn read(house: &House, all: &[Held], pen: &Pen) -> Result<Written, Refusal> {
    let mut written = Written::default();
    for held in all {
        for (number, tier) in held.tiers.iter().enumerate() {
            let name = format!("data/{}.json", file_name(&held.stream, number));
            pen.file(name, tier.rows)?;
            let mut text = json_begin(&tier.head);
            let mut json = JsonRows::new(&tier.head);
            let mut first = true;
            held.each(house, tier, |rows| {
                for row in &rows.rows {
                    text.push_str(if first { "\n" } else { ",\n" });
                    first = false;
                    json.push(row, &mut text);
                    written.documents = written.documents.saturating_add(1);
                    if text.len() >= PIECE_BYTES {
                        pen.text(core::mem::take(&mut text))?;
                    }
                }
                Ok(())
            })?;
            text.push_str(JSON_END);
            pen.text(text)?;
        }
    }
    for held in all {
        for (number, tier) in held.tiers.iter().enumerate() {
            let name = format!("data/{}.csv", file_name(&held.stream, number));
            pen.file(name, tier.rows)?;
            pen.text(csv_part(&tier.head, true))?;
            held.each(house, tier, |rows| {
                let count = u64::try_from(rows.rows.len()).unwrap_or(u64::MAX);
                written.tables = written.tables.saturating_add(count);
                pen.text(csv_part(&rows, false))
            })?;
        }
    }
    Ok(written)
}

struct Pen(SyncSender<Piece>);

impl Pen {
    const fn new(to: SyncSender<Piece>) -> Self {
        Self(to)
    }

    fn file(&self, name: String, rows: u64) -> Result<(), Refusal> {
        self.put(Piece::File(name, rows > LARGE_ROWS))
    }

    fn text(&self, text: String) -> Result<(), Refusal> {
        self.put(Piece::Text(text))
    }

    fn put(&self, piece: Piece) -> Result<(), Refusal> {
        self.0
            .send(piece)
            .map_err(|_| Refusal::not_now("nobody takes the package any more"))
    }
}
