//! Backup archives: a header that says what is in them, then the parts, each with its hash.
//!
//! ```text
//! archive   "cardea backup\n" | form: 1 | length of header (4, big endian) | header (JSON) | sha-256 of all before (32) | part*
//! ```
//!
//! | read | to learn |
//! | --- | --- |
//! | [`Header`] | what an archive says of itself |
//! | [`write`] | how one is written |
//! | [`Reader`] | how one is read: what does not match its hash is never handed over as whole |
//!
//! **Invariant:** an archive that was cut short, lengthened or changed by accident is refused by [`Reader`], and no length in it makes the
//! reader take more memory than [`limits`] allow.
//!
//! **Trust:** the hashes find accidents, not somebody who writes a new archive: what is in it is checked by those who know it (the log by its
//! signature, secrets by the key that locked them).

mod error;
mod header;
pub mod limits;
mod reader;
mod writer;

pub use error::ArchiveError;
pub use header::{Header, Kind, Part};
pub use reader::Reader;
pub use writer::{hash, write};

/// The first bytes of every archive.
const MAGIC: &[u8; 14] = b"cardea backup\n";
/// The form that this version writes and reads.
const FORM: u8 = 1;
