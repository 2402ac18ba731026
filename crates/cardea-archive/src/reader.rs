//! Reading an archive, trusting no length in it.

use std::io::{self, Read, Write};

use aws_lc_rs::digest::{Context, SHA256, digest};

use crate::limits::HEADER_BYTES_MAX;
use crate::writer::{hexadecimal, pump};
use crate::{ArchiveError, FORM, Header, MAGIC, Part};

const HASH_BYTES: usize = 32;

/// An archive whose header was read and is whole.
#[derive(Debug)]
pub struct Reader<R> {
    header: Header,
    from: R,
}

impl<R: Read> Reader<R> {
    /// Reads and checks the header.
    ///
    /// # Errors
    /// [`ArchiveError`], with what to do.
    pub fn open(mut from: R) -> Result<Self, ArchiveError> {
        let mut magic = [0; MAGIC.len()];
        fill(&mut from, &mut magic)?.ok_or(ArchiveError::NotAnArchive)?;
        if magic != *MAGIC {
            return Err(ArchiveError::NotAnArchive);
        }
        let short = || ArchiveError::CutShort("the header".to_owned());
        let mut form = [0; 1];
        fill(&mut from, &mut form)?.ok_or_else(short)?;
        if form != [FORM] {
            let [form] = form;
            return Err(ArchiveError::Newer(form));
        }
        let mut length = [0; 4];
        fill(&mut from, &mut length)?.ok_or_else(short)?;
        let bytes = u32::from_be_bytes(length);
        if bytes > HEADER_BYTES_MAX {
            return Err(ArchiveError::Header("it is too long"));
        }
        let mut text = vec![0; usize::try_from(bytes).unwrap_or(0)];
        fill(&mut from, &mut text)?.ok_or_else(short)?;
        let mut hash = [0; HASH_BYTES];
        fill(&mut from, &mut hash)?.ok_or_else(short)?;
        let head = [magic.as_slice(), &form, &length, &text].concat();
        if digest(&SHA256, &head).as_ref() != hash {
            return Err(ArchiveError::Header("its hash is another one"));
        }
        let header: Header = serde_json::from_slice(&text)
            .map_err(|_| ArchiveError::Header("it cannot be understood"))?;
        header.check()?;
        Ok(Self { header, from })
    }

    /// What it says of itself.
    pub const fn header(&self) -> &Header {
        &self.header
    }

    /// Hands every part over, in order, and checks each hash; nothing may follow the last. Only when this returns `Ok` is anything that was
    /// handed over what was backed up.
    ///
    /// # Errors
    /// [`ArchiveError::CutShort`], [`ArchiveError::Damaged`], [`ArchiveError::TooLong`], or what the system says.
    pub fn extract(
        mut self,
        open: &mut dyn FnMut(&Part) -> io::Result<Box<dyn Write>>,
    ) -> Result<Header, ArchiveError> {
        for part in &self.header.parts {
            let mut hashed = Context::new(&SHA256);
            let mut to = open(part)?;
            let mut some = (&mut self.from).take(part.bytes);
            let bytes = pump(&mut some, &mut *to, &mut hashed)?;
            to.flush()?;
            if bytes != part.bytes {
                return Err(ArchiveError::CutShort(part.name.clone()));
            }
            if hexadecimal(hashed.finish().as_ref()) != part.sha256 {
                return Err(ArchiveError::Damaged(part.name.clone()));
            }
        }
        let mut more = [0; 1];
        match fill(&mut self.from, &mut more)? {
            None => Ok(self.header),
            Some(()) => Err(ArchiveError::TooLong),
        }
    }
}

/// Fills the buffer; `None` when there is not as much.
fn fill(from: &mut impl Read, buffer: &mut [u8]) -> io::Result<Option<()>> {
    match from.read_exact(buffer) {
        Ok(()) => Ok(Some(())),
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}
