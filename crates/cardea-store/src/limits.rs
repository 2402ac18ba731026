//! Bounds of the store, each with what happens there.

use std::time::Duration;

/// Readings in one group commit. A commit costs one sync of the disk whatever its size; 4,096 readings are some 400 KB. Then the next begins.
pub const BATCH_READINGS_MAX: usize = 4_096;
/// Hand-ins that wait for the writer. Beyond it, whoever hands in waits, and so the socket is not read.
pub const QUEUE_HANDINS_MAX: usize = 1_024;
/// Acts that wait for the writer: changes, and steps of sealing. Beyond it, whoever acts waits.
pub const QUEUE_ACTS_MAX: usize = 256;
/// Acts that are done one after the other before readings have their turn again.
pub const ACTS_TOGETHER_MAX: usize = 16;
/// Homes whose permissions are held in memory, about 1 KB each. Beyond it all are dropped and read again as they are needed.
pub const HOMES_CACHED_MAX: usize = 100_000;
/// Marks of recent readings held for each device, to know a repetition. A sender may repeat what it has not been told of: a window of MQTT,
/// or a whole HTTP request of 10,000 readings. Beyond it the oldest is forgotten.
pub const MARKS_EACH_MAX: usize = 16_384;
/// Marks held in memory for all devices, some 30 bytes each. Beyond it the older half of each device's is forgotten.
pub const MARKS_MAX: usize = 8_000_000;
/// How long marks of deliveries are kept on disk, in milliseconds: an hour, longer than a sender waits before it tries again. 16 bytes a reading.
pub const MARKS_KEPT_MILLIS: i64 = 3_600_000;
/// Journal rows sealed in one transaction.
pub const SEAL_ROWS_MAX: usize = 16_384;
/// Marks on disk that are forgotten at once when there are more than [`MARKS_MAX`].
pub const MARKS_STRETCH: usize = 100_000;
/// Bytes of journal sealed in one transaction, some 8,000 readings. They are prepared beside the writer, in ten times as much memory; the
/// transaction itself takes some milliseconds of the writer's time, for which readings and changes wait.
pub const SEAL_BYTES_MAX: usize = 512 * 1024;
/// Bytes that wait in the journal before they are sealed while little comes in.
pub const SEAL_WAITING_BYTES: usize = 4 * 1024 * 1024;
/// Bytes of journal that may wait to be sealed while readings keep coming. Beyond it the writer seals in its own turn, and so everybody who
/// sends waits.
pub const JOURNAL_BYTES_MAX: usize = 256 * 1024 * 1024;
/// How long a reading waits at most to be sealed when little comes in, in milliseconds: five minutes. Reads look into the journal all the same;
/// sealing each reading by itself would write every block over and over.
pub const SEAL_AFTER_MILLIS: i64 = 300_000;
/// How long after the end of a period its blocks are closed, in milliseconds: an hour, for readings that come late.
pub const CLOSE_AFTER_MILLIS: i64 = 3_600_000;
/// How far back is looked for blocks to close after a restart or a pause, in milliseconds: a week.
pub const CLOSE_BACK_MILLIS: i64 = 604_800_000;
/// Blocks closed in one transaction; between two of them readings are committed.
pub const CLOSE_BLOCKS_MAX: i64 = 256;
/// Rows of one part of a block. More are refused when it is read; what one step seals comes to far fewer.
pub const BLOCK_ROWS_MAX: usize = 1 << 20;
/// Rows of a part that is not merged any more.
pub const PART_ROWS_FULL: i64 = 4_096;
/// Small parts of one block before they are merged.
pub const PARTS_MAX: usize = 16;
/// Bytes of a text value.
pub const TEXT_BYTES_MAX: usize = 256;
/// Rows answered by one read. Beyond it the reader is told to ask for a shorter range.
pub const READ_ROWS_MAX: usize = 2_000_000;
/// Connections that read at once, some 2 MB of cache each. Beyond it the next one waits for [`READER_WAIT_MAX`].
pub const READERS_AT_ONCE_MAX: usize = 32;
/// How long a read waits for a connection. Reads take milliseconds; beyond it the answer is that the store is busy.
pub const READER_WAIT_MAX: Duration = Duration::from_secs(10);
/// Connections for reading that are kept open while nobody needs them. Those beyond are closed when they are given back.
pub const READERS_MAX: usize = 4;
/// Milliseconds a statement waits for a lock of another process before it gives up.
pub const BUSY_MILLIS_MAX: u64 = 5_000;
/// Purposes of a product over all versions of its manifest: one bit each.
pub const SLOTS_MAX: usize = 64;
/// Devices attached to one hub, about 32 bytes each in memory while it is signed in: more than a radio network of a home holds. Beyond it the
/// next is refused.
pub const ATTACHED_MAX: i64 = 1_024;
/// Members of a household, guests among them.
pub const MEMBERS_MAX: i64 = 64;
/// Journal period in milliseconds: its secret is destroyed a day after its end, when everything in it has long been sealed.
pub const JOURNAL_PERIOD_MILLIS: i64 = 86_400_000;
/// Days of the journal that may have ended before their time, because the clock was ahead, before nothing is kept until it is right again.
pub const JOURNAL_PERIODS_AHEAD_MAX: usize = 64;
/// Ended periods whose blocks are deleted in one transaction; then the next begins.
pub const PERIODS_SWEPT_AT_ONCE_MAX: usize = 256;
/// Blocks of an older manifest moved in one transaction; between two of them readings are committed.
pub const RELAY_BLOCKS_MAX: usize = 256;
/// Bytes of a clip that are locked together. A part of a clip is read in pieces of this size; each costs 16 bytes and some 30 microseconds.
pub const MEDIA_CHUNK_BYTES: usize = 64 * 1024;
/// Bytes of one clip: some minutes of film. A longer one is refused, and nothing of it is kept.
pub const MEDIA_BYTES_MAX: u64 = 256 * 1024 * 1024;
/// Bytes that are kept of a device in one day (UTC), over all tiers. Then the next clip is refused until tomorrow.
pub const MEDIA_BYTES_OF_DEVICE_A_DAY_MAX: u64 = 4 * 1024 * 1024 * 1024;
/// Clips that are taken at the same time, some 200 KB of memory each. The next is told to come again.
pub const UPLOADS_AT_ONCE_MAX: usize = 128;
/// Clips that are taken from one device at the same time, so that none keeps the others out. Its next is told to come again.
pub const UPLOADS_OF_DEVICE_MAX: usize = 2;
/// Clips in one answer. Beyond it the reader is told to ask for a shorter range.
pub const MEDIA_LISTED_MAX: usize = 100_000;
/// How often clips are looked for that end sooner by today's manifest than by that of then, in milliseconds: an hour, and at each start.
pub const MEDIA_NARROWED_EVERY_MILLIS: i64 = 3_600_000;
/// Files taken away before this is committed; then the next ones.
pub const MEDIA_SWEPT_AT_ONCE_MAX: usize = 256;
/// Earlier versions of a manifest with which today's is compared, the latest first: a reading of a manifest takes a millisecond or two. A
/// consent to a promise of an older version does not count.
pub const MANIFESTS_COMPARED_MAX: i64 = 256;
/// Days for which it is kept how often devices sent what their manifest does not say: long enough to compare two versions of a firmware. Then it
/// is deleted.
pub const DRIFT_DAYS: i64 = 30;
/// Rows of that kept of one product and day, some 100 bytes each. What comes beyond is counted under one name for each stream and kind.
pub const DRIFT_ROWS_MAX: i64 = 1_000;
/// Pages of SQLite's write-ahead log, of 4 KiB each, from which on it is copied into the main file beside the writer: 16 MiB.
pub const LOG_PAGES_MIN: i64 = 4_000;
/// Pages that the writer copies between two commits, so that the log begins anew: 1 MiB, a millisecond or two.
pub const LOG_PAGES_AT_ONCE_MAX: i64 = 256;
/// Rounds in which copying beside the writer gets so near; each copies what came during the last. After them the writer copies what is left.
pub const LOG_ROUNDS_MAX: usize = 8;
/// Pages of the log at most: 512 MiB. Beyond it the writer copies it within a commit, and so everybody who sends waits.
pub const LOG_PAGES_MAX: i64 = 131_072;
/// Requests that one person may have open. The next is refused until one is answered or taken back.
pub const REQUESTS_OPEN_MAX: i64 = 50;
/// Steps of one request. Beyond it, it is to be answered or refused.
pub const REQUEST_STEPS_MAX: i64 = 200;
/// Requests in one answer: of a person the latest, of all that are open the oldest.
pub const REQUESTS_LISTED_MAX: i64 = 10_000;
/// Years for which it is kept that a request was made and how it ended: as long as somebody can claim in court (Limitation Act 1980). Then it
/// is deleted.
pub const REQUESTS_KEPT_YEARS: i16 = 6;
/// Days that one correction may reach over.
pub const CORRECTED_DAYS_MAX: i64 = 31;
/// Rows that one correction may write again, some two seconds of the writer's time at most. Beyond it a shorter time is asked for.
pub const CORRECTED_ROWS_MAX: usize = 50_000;
/// How long the log is silent about readings that cannot be kept, after it has said so, in milliseconds: ten seconds. A disk that is full would fill
/// the rest of itself with a line for each reading.
pub const COMPLAINT_MILLIS: i64 = 10_000;
/// How long what an app was answered is kept, for a request that it sends again, in milliseconds: a day.
pub const ANSWERS_KEPT_MILLIS: i64 = 86_400_000;
/// Such answers kept for one person. Beyond it the oldest goes, and its request would be done again.
pub const ANSWERS_EACH_MAX: i64 = 1_000;
