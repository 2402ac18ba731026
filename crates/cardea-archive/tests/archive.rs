//! An archive comes back as it was, and in no other way.
#![cfg(test)]

use std::io::{self, Cursor, Read, Write};
use std::sync::{Arc, Mutex};

use cardea_archive::{ArchiveError, Header, Kind, Part, Reader, hash, write};
use proptest::prelude::*;

/// Written by the first version; every later one reads it.
const GOLDEN: &[u8] = include_bytes!("golden_1.cardea");

#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let header = Header {
        kind: Kind::Data,
        backup: "00112233445566778899aabbccddeeff".to_owned(),
        made_at: 1_795_600_000_000,
        version: "0.1.0".to_owned(),
        kek: "be08ead1154bb7af0bc78bbf65497c61".to_owned(),
        parts: parts
            .iter()
            .map(|(name, bytes)| {
                let (length, sha256) = hash(&mut Cursor::new(bytes)).unwrap();
                Part {
                    name: (*name).to_owned(),
                    bytes: length,
                    sha256,
                }
            })
            .collect(),
    };
    let mut written = Vec::new();
    write(&mut written, &header, &mut |at| {
        Ok(Box::new(Cursor::new(parts[at].1.to_vec())) as Box<dyn Read>)
    })
    .unwrap();
    written
}

fn read(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, ArchiveError> {
    let mut kept: Vec<(String, Kept)> = Vec::new();
    Reader::open(bytes)?.extract(&mut |part| {
        let place = Kept::default();
        kept.push((part.name.clone(), place.clone()));
        Ok(Box::new(place))
    })?;
    Ok(kept
        .into_iter()
        .map(|(name, bytes)| (name, bytes.0.lock().unwrap().clone()))
        .collect())
}

#[test]
fn the_archive_of_the_first_version_is_read_and_still_written() {
    let parts: &[(&str, &[u8])] = &[("data.db", b"data of then"), ("manifests/a.yaml", b"")];
    let found = read(GOLDEN).unwrap();
    let expected: Vec<_> = parts
        .iter()
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
        .collect();
    assert_eq!(found, expected);
    assert_eq!(archive(parts), GOLDEN);
}

#[test]
fn names_that_lead_out_of_the_folder_are_refused() {
    for name in ["../kek", "/etc/passwd", "a//b", "a/./b", "", "a/..", "a\\b"] {
        let header = Header {
            kind: Kind::Secrets,
            backup: String::new(),
            made_at: 0,
            version: String::new(),
            kek: String::new(),
            parts: vec![Part {
                name: name.to_owned(),
                bytes: 0,
                sha256: String::new(),
            }],
        };
        let refused = write(&mut io::sink(), &header, &mut |_| Ok(Box::new(io::empty())));
        assert!(matches!(refused, Err(ArchiveError::Header(_))), "{name}");
    }
}

#[test]
fn a_part_that_changed_meanwhile_is_not_written_as_whole() {
    let header = Reader::open(GOLDEN).unwrap().header().clone();
    let refused = write(&mut io::sink(), &header, &mut |_| {
        Ok(Box::new(Cursor::new(b"other bytes!".to_vec())))
    });
    assert!(matches!(refused, Err(ArchiveError::Changed(_))));
}

#[test]
fn a_newer_form_and_another_file_are_told_apart() {
    let mut newer = GOLDEN.to_vec();
    newer[14] = 2;
    assert!(matches!(read(&newer), Err(ArchiveError::Newer(2))));
    assert!(matches!(
        read(b"SQLite format 3\0"),
        Err(ArchiveError::NotAnArchive)
    ));
    assert!(matches!(read(b""), Err(ArchiveError::NotAnArchive)));
}

proptest! {
    #[test]
    fn whatever_byte_changes_or_is_missing_the_archive_is_refused(
        parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..200), 1..4),
        at in any::<prop::sample::Index>(),
        change in 1..=255_u8,
    ) {
        let names = ["data.db", "log.db", "manifests/x.yaml"];
        let parts: Vec<(&str, &[u8])> =
            names.iter().copied().zip(parts.iter().map(Vec::as_slice)).collect();
        let whole = archive(&parts);
        prop_assert!(read(&whole).is_ok());
        let place = at.index(whole.len());
        let mut changed = whole.clone();
        changed[place] ^= change;
        prop_assert!(read(&changed).is_err());
        prop_assert!(read(&whole[..place]).is_err());
        prop_assert!(read(&[whole.as_slice(), &[change]].concat()).is_err());
    }

    #[test]
    fn no_bytes_stop_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
        let _ = read(&[b"cardea backup\n\x01".as_slice(), &bytes].concat());
    }
}
