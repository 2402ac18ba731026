//! Every bound of this crate, with its unit, its reason and what happens there.

/// Bytes of one entry. One is about 300 bytes; more is refused before anything is written.
pub const ENTRY_BYTES_MAX: usize = 4_096;

/// Entries in one append. Bounds how long others wait for the log; more is refused, the caller splits.
pub const ENTRIES_PER_APPEND_MAX: usize = 1_024;

/// Entries handed out by one read. A longer range is cut here; the caller asks again from where it ended.
pub const ENTRIES_PER_READ_MAX: u64 = 1_024;

/// Entries in a log. Keeps every position within a signed 64-bit column and the arithmetic of `tlog_tiles` within
/// range; a checkpoint that claims more is refused.
pub const TREE_SIZE_MAX: u64 = 1 << 48;

/// Hashes in a proof. A tree of [`TREE_SIZE_MAX`] needs 49; a longer proof is refused unread.
pub const PROOF_HASHES_MAX: usize = 64;

/// Bytes of a signed checkpoint. One is about 200 bytes, each signature of a witness adds as many; more is refused.
pub const CHECKPOINT_BYTES_MAX: usize = 16_384;

/// Bytes of a receipt given to [`verify_receipt`](crate::verify_receipt). One is about 5 kB; more is refused unread.
pub const RECEIPT_JSON_BYTES_MAX: usize = 65_536;

/// Bytes of a name in an entry. Names come from the manifest; longer is refused.
pub const NAME_BYTES_MAX: usize = 96;

/// Bytes of a log's origin, which is also its key's name. Longer is refused.
pub const ORIGIN_BYTES_MAX: usize = 128;

/// Largest number in an entry. Above it JSON readers of other languages round; refused.
pub const NUMBER_MAX: u64 = (1 << 53) - 1;

/// Earlier checkpoints that one audit compares with. More is refused.
pub const EARLIER_CHECKPOINTS_MAX: usize = 4_096;

/// Bytes of a tile path. The longest within [`TREE_SIZE_MAX`] has 37; longer is refused.
pub const TILE_PATH_BYTES_MAX: usize = 64;

/// Bytes of the signing key's file. It has 70; more is refused.
pub const KEY_FILE_BYTES_MAX: u64 = 256;

/// Milliseconds to wait for another process that is writing to the log; then the append is refused.
pub const LOCK_WAIT_MILLIS_MAX: u64 = 5_000;
