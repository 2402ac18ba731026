//! Every bound of this crate, with its unit, its reason and what happens there.

/// Bytes of a secret, of a salt and of the key file: 256 bits.
pub const SECRET_BYTES: usize = 32;

/// Bytes that sealing adds: the tag of AES-256-GCM.
pub const TAG_BYTES: usize = 16;

/// Bytes of a nonce of AES-256-GCM.
pub const NONCE_BYTES: usize = 12;

/// Bytes in the name of a product, stream or tier; a longer one is refused. The manifest allows fewer.
pub const NAME_BYTES_MAX: usize = 128;

/// Expanded data keys held at once, about 0.8 kB each. The key not used for longest makes room; keys
/// that somebody holds are never dropped, and when all are held a new one is refused.
pub const KEYS_CACHED_MAX: usize = 65_536;

/// Periods whose secret and name are held at once, about 0.3 kB each. When full, all are let go and
/// read again as needed: a product has a few hundred at a time, so it does not happen in a day.
pub const PERIODS_CACHED_MAX: usize = 16_384;

/// Subjects destroyed by one call; more are refused. A household has a few dozen; one transaction of
/// this size stays below a tenth of a second.
pub const SUBJECTS_DESTROYED_AT_ONCE_MAX: usize = 1_024;

/// Periods ended by one transaction. When more are due, [`crate::Vault::end_periods`] takes several.
pub const PERIODS_ENDED_AT_ONCE_MAX: usize = 1_024;

/// Rows of the log of what was destroyed given by one call; a larger wish gets this many.
pub const LOG_ROWS_MAX: usize = 10_000;

/// Bytes of personal details sealed at once; more are refused. A name, an address and a few settings
/// take hundreds.
pub const PROFILE_BYTES_MAX: usize = 65_536;

/// Segments that one [`crate::NonceSequence`] gives nonces for; then it ends. A batch has thousands.
pub const NONCES_PER_DRAW_MAX: u32 = u32::MAX;

/// Milliseconds that one statement waits for another user of the secrets file, such as a backup.
pub const BUSY_WAIT_MAX_MILLIS: u64 = 1_000;

/// Times that the write-ahead log is asked to empty itself, each waiting [`BUSY_WAIT_MAX_MILLIS`];
/// then the erasure answers that it is not done.
pub const CHECKPOINT_TRIES_MAX: usize = 3;

/// Secrets read at once while the key-encryption key is exchanged, some 200 bytes each; then the next.
pub const REWRAPPED_AT_ONCE_MAX: usize = 1_024;

/// Secrets that an [`crate::Examination`] holds at once, some 0.3 kB each. Beyond it, it says so and does
/// not begin.
pub const EXAMINED_SECRETS_MAX: usize = 2_000_000;

/// Times that an [`crate::Examination`] tries to unlock a stretch of a file as a secret that was
/// destroyed, a fraction of a microsecond each. Beyond it the rest is not tried, and it says so.
pub const REMAINS_TRIED_MAX: u64 = 20_000_000;

/// Kibibytes of pages that SQLite keeps in memory; older ones are read again.
pub const PAGE_CACHE_MAX_KIB: i64 = 4_096;

/// Parts of the key cache with a lock each, so that threads seldom wait for one another.
pub(crate) const CACHE_SHARDS: usize = 16;
