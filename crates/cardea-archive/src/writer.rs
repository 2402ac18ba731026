//! Writing an archive.

use std::io::{Read, Write};

use aws_lc_rs::digest::{Context, SHA256, digest};

use crate::limits::{COPIED_AT_ONCE, HEADER_BYTES_MAX};
use crate::{ArchiveError, FORM, Header, MAGIC};

/// Length and sha-256 of what is to become a part.
///
/// # Errors
/// What the system says.
pub fn hash(from: &mut dyn Read) -> Result<(u64, String), ArchiveError> {
    let mut hashed = Context::new(&SHA256);
    let bytes = pump(from, &mut std::io::sink(), &mut hashed)?;
    Ok((bytes, hexadecimal(hashed.finish().as_ref())))
}

/// Writes a header and its parts; `open` gives the bytes of a part by its place. Syncing and naming the file is left to the caller.
///
/// # Errors
/// [`ArchiveError::Changed`] when a part is not what the header says, or what the system says; then nothing written is to be used.
pub fn write(
    to: &mut dyn Write,
    header: &Header,
    open: &mut dyn FnMut(usize) -> std::io::Result<Box<dyn Read>>,
) -> Result<(), ArchiveError> {
    header.check()?;
    let text =
        serde_json::to_vec(header).map_err(|_| ArchiveError::Header("it cannot be written"))?;
    let length = u32::try_from(text.len())
        .ok()
        .filter(|length| *length <= HEADER_BYTES_MAX)
        .ok_or(ArchiveError::Header("it is too long"))?;
    let mut head = MAGIC.to_vec();
    head.push(FORM);
    head.extend_from_slice(&length.to_be_bytes());
    head.extend_from_slice(&text);
    to.write_all(&head)?;
    to.write_all(digest(&SHA256, &head).as_ref())?;
    for (at, part) in header.parts.iter().enumerate() {
        let mut hashed = Context::new(&SHA256);
        let bytes = pump(&mut *open(at)?, to, &mut hashed)?;
        if bytes != part.bytes || hexadecimal(hashed.finish().as_ref()) != part.sha256 {
            return Err(ArchiveError::Changed(part.name.clone()));
        }
    }
    Ok(())
}

/// Copies everything; answers how many bytes.
pub(crate) fn pump(
    from: &mut dyn Read,
    to: &mut dyn Write,
    hashed: &mut Context,
) -> std::io::Result<u64> {
    let mut buffer = vec![0; COPIED_AT_ONCE];
    let mut bytes = 0_u64;
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => return Ok(bytes),
            Ok(read) => read,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let some = buffer.get(..read).unwrap_or_default();
        hashed.update(some);
        to.write_all(some)?;
        bytes = bytes.saturating_add(u64::try_from(read).unwrap_or(0));
    }
}

pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
