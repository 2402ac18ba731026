//! Why an archive could not be read or written.

use std::io;

/// Why an archive could not be read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// It does not begin as one.
    #[error("this is no backup of Cardea: give a file that `cardea backup` wrote")]
    NotAnArchive,
    /// A later version wrote it.
    #[error("this backup has the form {0}, which this version does not know: use a newer Cardea")]
    Newer(u8),
    /// Its header is not as it was written.
    #[error("the header of this backup is damaged ({0}): use another copy of it")]
    Header(&'static str),
    /// It ends too early.
    #[error("this backup ends in the middle of `{0}`: copy it again, or use another one")]
    CutShort(String),
    /// There is more than the header says.
    #[error("this backup goes on after its end: use another copy of it")]
    TooLong,
    /// A part is not as it was written.
    #[error("`{0}` in this backup is damaged: its hash is another one. Use another copy of it")]
    Damaged(String),
    /// The file that is to be a part changed while it was read.
    #[error("`{0}` changed while it was written: try again")]
    Changed(String),
    /// The file system could not.
    #[error("{0}")]
    Io(#[from] io::Error),
}
