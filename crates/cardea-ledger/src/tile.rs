//! Names of tiles: C2SP `tlog-tiles`, `tile/<L>/<N>[.p/<W>]` and `tile/entries/<N>[.p/<W>]`.
//!
//! Read here rather than by `tlog_tiles`, whose paths carry a height and whose reader stops the program on a level
//! of 64 or a width of 0: anybody may ask an HTTP server for any path.

use crate::limits::{TILE_PATH_BYTES_MAX, TREE_SIZE_MAX};

/// Hashes or entries in a whole tile.
pub(crate) const TILE_WIDTH: u64 = 256;

/// Levels of the tree that one level of tiles spans: 256 is 2 to the power of this.
pub(crate) const TILE_HEIGHT: u8 = 8;

/// Highest level of tiles within [`TREE_SIZE_MAX`].
const LEVEL_MAX: u8 = 6;

/// What a tile holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rows {
    /// Hashes of the tree at 8 times this level.
    Hashes(u8),
    /// The entries themselves.
    Entries,
}

/// One tile, whole or its first rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TileName {
    pub(crate) rows: Rows,
    /// Which tile of its level.
    pub(crate) number: u64,
    /// Rows in it: 1 to 256, 256 for a whole one.
    pub(crate) width: u64,
}

impl TileName {
    /// Reads a path. `None` when it is not, letter for letter, a path of C2SP `tlog-tiles` within our limits.
    pub(crate) fn parse(path: &str) -> Option<Self> {
        if path.len() > TILE_PATH_BYTES_MAX {
            return None;
        }
        let (rows, rest) = path.strip_prefix("tile/")?.split_once('/')?;
        let rows = match rows {
            "entries" => Rows::Entries,
            level => Rows::Hashes(level.parse().ok().filter(|level| *level <= LEVEL_MAX)?),
        };
        let (number, width) = match rest.split_once(".p/") {
            None => (rest, TILE_WIDTH),
            Some((number, width)) => (
                number,
                width
                    .parse()
                    .ok()
                    .filter(|width| (1..TILE_WIDTH).contains(width))?,
            ),
        };
        let mut total = 0_u64;
        for part in number.split('/') {
            let digits: u64 = part.strip_prefix('x').unwrap_or(part).parse().ok()?;
            total = total.checked_mul(1_000)?.checked_add(digits)?;
        }
        let name = Self {
            rows,
            number: total,
            width,
        };
        (total <= TREE_SIZE_MAX && name.path() == path).then_some(name)
    }

    /// The path, as it is served and exported.
    pub(crate) fn path(&self) -> String {
        let mut rest = self.number;
        let mut number = format!("{:03}", rest % 1_000);
        while rest >= 1_000 {
            rest /= 1_000;
            number = format!("x{:03}/{number}", rest % 1_000);
        }
        let part = if self.width == TILE_WIDTH {
            String::new()
        } else {
            format!(".p/{}", self.width)
        };
        match self.rows {
            Rows::Hashes(level) => format!("tile/{level}/{number}{part}"),
            Rows::Entries => format!("tile/entries/{number}{part}"),
        }
    }

    /// First row of the tile, counted over its level.
    pub(crate) const fn first(&self) -> u64 {
        self.number.saturating_mul(TILE_WIDTH)
    }

    /// Whether a log of `size` entries has every row of it.
    pub(crate) const fn is_within(&self, size: u64) -> bool {
        self.first().saturating_add(self.width) <= self.rows.count(size)
    }

    /// Every tile of a log of `size` entries: the whole ones and, at the end of each level, the part of one.
    pub(crate) fn all(size: u64) -> impl Iterator<Item = Self> {
        let levels = (0..=LEVEL_MAX).map(Rows::Hashes);
        levels.chain([Rows::Entries]).flat_map(move |rows| {
            let count = rows.count(size);
            let whole = (0..count / TILE_WIDTH).map(|number| (number, TILE_WIDTH));
            let part =
                (count % TILE_WIDTH != 0).then_some((count / TILE_WIDTH, count % TILE_WIDTH));
            whole.chain(part).map(move |(number, width)| Self {
                rows,
                number,
                width,
            })
        })
    }
}

impl Rows {
    /// Rows in a log of `size` entries, over all tiles.
    pub(crate) const fn count(self, size: u64) -> u64 {
        match self {
            // LEVEL_MAX keeps the shift at 48 or less.
            Self::Hashes(level) => size >> level.saturating_mul(TILE_HEIGHT),
            Self::Entries => size,
        }
    }
}

/// One entry as it stands in a tile of entries: its length in 16 bits, big endian, then its bytes.
///
/// `None` for an entry longer than 16 bits can say; [`ENTRY_BYTES_MAX`](crate::limits::ENTRY_BYTES_MAX) is far less.
pub(crate) fn row(entry: &[u8]) -> Option<Vec<u8>> {
    let mut row = u16::try_from(entry.len()).ok()?.to_be_bytes().to_vec();
    row.extend_from_slice(entry);
    Some(row)
}

/// The entries in a tile of entries. `None` when it was cut short.
pub(crate) fn rows(tile: &[u8]) -> Option<Vec<&[u8]>> {
    let mut found = Vec::new();
    let mut rest = tile;
    while !rest.is_empty() {
        let (length, after) = rest.split_first_chunk::<2>()?;
        let (entry, after) = after.split_at_checked(u16::from_be_bytes(*length).into())?;
        found.push(entry);
        rest = after;
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paths_of_the_specification() {
        let hashes = |level, number, width| TileName {
            rows: Rows::Hashes(level),
            number,
            width,
        };
        for (path, name) in [
            ("tile/0/000", hashes(0, 0, 256)),
            ("tile/0/x001/x234/067", hashes(0, 1_234_067, 256)),
            ("tile/0/x001/x234/067.p/5", hashes(0, 1_234_067, 5)),
            ("tile/1/001.p/255", hashes(1, 1, 255)),
            (
                "tile/entries/999",
                TileName {
                    rows: Rows::Entries,
                    number: 999,
                    width: 256,
                },
            ),
            (
                "tile/entries/000.p/1",
                TileName {
                    rows: Rows::Entries,
                    number: 0,
                    width: 1,
                },
            ),
        ] {
            assert_eq!(TileName::parse(path), Some(name), "{path}");
            assert_eq!(name.path(), path);
        }
    }

    #[test]
    fn other_paths_are_none() {
        for path in [
            "",
            "tile",
            "tile/",
            "/tile/0/000",
            "tile/0/0",
            "tile/00/000",
            "tile/-1/000",
            "tile/+1/000",
            "tile/7/000",
            "tile/64/000",
            "tile/255/000",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/07",
            "tile/0/000.p/+7",
            "tile/0/000.p/",
            "tile/0/x000/001",
            "tile/0/001/x001",
            "tile/0/x001/1",
            "tile/0/xx01/001",
            "tile/0/+01",
            "tile/0/000/",
            "tile/0/../../etc",
            "tile/entries/",
            "tile/data/000",
            "tile/8/0/000",
            "tile/0/x999/x999/x999/x999/x999/999",
        ] {
            assert_eq!(TileName::parse(path), None, "{path}");
        }
    }

    #[test]
    fn a_level_ends_with_the_part_of_a_tile() {
        let paths = |size| {
            TileName::all(size)
                .map(|name| name.path())
                .collect::<Vec<_>>()
        };
        assert_eq!(paths(0), Vec::<String>::new());
        assert_eq!(paths(1), ["tile/0/000.p/1", "tile/entries/000.p/1"]);
        assert_eq!(
            paths(256),
            ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"]
        );
        assert_eq!(
            paths(70_000)
                .into_iter()
                .filter(|path| path.contains(".p/"))
                .collect::<Vec<_>>(),
            [
                "tile/0/273.p/112",
                "tile/1/001.p/17",
                "tile/2/000.p/1",
                "tile/entries/273.p/112"
            ]
        );
    }

    proptest! {
        #[test]
        fn every_tile_of_a_log_reads_back_and_is_within_it(size in 0_u64..200_000) {
            for name in TileName::all(size) {
                prop_assert_eq!(TileName::parse(&name.path()), Some(name));
                prop_assert!(name.is_within(size));
                let wider = TileName { width: name.width.saturating_add(1), ..name };
                prop_assert!(name.width == TILE_WIDTH || !wider.is_within(size));
            }
        }

        #[test]
        fn no_path_makes_it_fall_over(path in "tile/([0-9]{1,3}|entries)/[x0-9/]{0,40}(\\.p/[0-9]{0,4})?") {
            if let Some(name) = TileName::parse(&path) {
                prop_assert_eq!(name.path(), path);
            }
        }

        #[test]
        fn rows_read_back(entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..300), 0..20)) {
            let tile: Vec<u8> = entries.iter().flat_map(|entry| row(entry).unwrap()).collect();
            prop_assert_eq!(&rows(&tile).unwrap(), &entries);
            let (_, cut) = tile.split_last().unwrap_or((&0, &[]));
            prop_assert!(tile.is_empty() || entries.last().is_some_and(Vec::is_empty) || rows(cut).is_none());
        }
    }
}
