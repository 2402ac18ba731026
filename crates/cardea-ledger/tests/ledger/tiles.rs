//! The log as others read it: tiles and static files of C2SP `tlog-tiles`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use cardea_ledger::{Hash, Ledger, LedgerError};
use tlog_tiles::{HashReader, Tile, TileHashReader, TileReader};

use crate::home::{Home, grow};
use crate::reference;

/// A client of the tiles that nobody here wrote: `tlog_tiles`' own reader, which checks all it is given.
struct Client<'l>(&'l Ledger);

impl TileReader for Client<'_> {
    fn height(&self) -> u8 {
        8
    }

    fn read_tiles(&self, tiles: &[Tile]) -> Result<Vec<Vec<u8>>, tlog_tiles::Error> {
        let read = |tile: &Tile| {
            let path = tile.path().replace("tile/8/", "tile/");
            self.0
                .tile(&path)
                .unwrap()
                .unwrap_or_else(|| panic!("no {path}"))
        };
        Ok(tiles.iter().map(read).collect())
    }

    fn save_tiles(&self, _: &[Tile], _: &[Vec<u8>]) {}
}

#[test]
fn a_client_of_tiles_finds_every_leaf_and_every_proof() {
    let (_home, ledger) = Home::with(0);
    for size in [1, 2, 255, 256, 257, 700] {
        grow(&ledger, size);
        let checkpoint = ledger.checkpoint().unwrap();
        let client = Client(&ledger);
        let hashes = TileHashReader::new(size, *checkpoint.root(), &client);
        for index in [0, size / 2, size - 1] {
            let leaf = ledger.entry(index).unwrap().text;
            let position = tlog_tiles::stored_hash_index(0, index);
            let found = hashes.read_hashes(&[position]).unwrap();
            assert_eq!(found, [Hash(reference::leaf_hash(leaf.as_bytes()))]);
            let proof = tlog_tiles::prove_record(size, index, &hashes).unwrap();
            assert_eq!(proof, ledger.inclusion_proof(index, size).unwrap().hashes);
        }
    }
}

#[test]
fn a_tile_of_entries_holds_them_with_their_lengths() {
    let (_home, ledger) = Home::with(300);
    for (path, range) in [
        ("tile/entries/000", 0..256),
        ("tile/entries/000.p/3", 0..3),
        ("tile/entries/001.p/44", 256..300),
    ] {
        let mut expected = Vec::new();
        for entry in ledger.entries(range).unwrap() {
            expected.extend(u16::try_from(entry.text.len()).unwrap().to_be_bytes());
            expected.extend(entry.text.as_bytes());
        }
        assert_eq!(ledger.tile(path).unwrap().unwrap(), expected, "{path}");
    }
}

#[test]
fn what_is_not_there_yet_is_none_and_what_is_no_path_is_refused() {
    let (_home, ledger) = Home::with(300);
    for path in [
        "tile/0/001",
        "tile/0/001.p/45",
        "tile/0/002.p/1",
        "tile/1/000",
        "tile/1/000.p/2",
        "tile/2/000.p/1",
        "tile/6/000",
        "tile/entries/001",
        "tile/entries/001.p/45",
        "tile/entries/x001/000",
        "tile/0/x281/x474/x976/x710/656",
    ] {
        assert_eq!(ledger.tile(path).unwrap(), None, "{path}");
    }
    for path in [
        "",
        "checkpoint",
        "tile/0/000.p/0",
        "tile/64/000",
        "tile/entries/0",
        "../ledger.db",
    ] {
        assert!(
            matches!(ledger.tile(path), Err(LedgerError::TilePath)),
            "{path}"
        );
    }
}

#[test]
fn the_exported_files_are_the_tiles_and_are_written_once() {
    let (home, ledger) = Home::with(300);
    let folder = home.path("public");
    let exported = ledger.export_to(&folder).unwrap();
    assert_eq!(exported.checkpoint, ledger.checkpoint().unwrap());
    let files = files(&folder);
    let paths: Vec<&str> = files.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "checkpoint",
            "tile/0/000",
            "tile/0/001.p/44",
            "tile/1/000.p/1",
            "tile/entries/000",
            "tile/entries/001.p/44",
        ]
    );
    assert_eq!(exported.files_written, 6);
    for (path, bytes) in files {
        if path == "checkpoint" {
            assert_eq!(bytes, ledger.checkpoint().unwrap().note().as_bytes());
        } else {
            assert_eq!(Some(bytes), ledger.tile(&path).unwrap(), "{path}");
        }
    }
    assert_eq!(ledger.export_to(&folder).unwrap().files_written, 0);
    grow(&ledger, 301);
    assert_eq!(ledger.export_to(&folder).unwrap().files_written, 3);
    fs::write(folder.join("tile/0/000"), b"changed").unwrap();
    assert_eq!(ledger.export_to(&folder).unwrap().files_written, 1);
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            found.extend(
                files(&path)
                    .into_iter()
                    .map(|(rest, bytes)| (format!("{name}/{rest}"), bytes)),
            );
        } else {
            found.insert(name, fs::read(&path).unwrap());
        }
    }
    found
}
