//! Bounds of the portal, each with what happens there.

use std::time::Duration;

/// Characters of a person's or home's name. Beyond it the form says so.
pub const NAME_CHARS_MAX: usize = 80;
/// Characters of an e-mail address (RFC 5321 allows 254).
pub const EMAIL_CHARS_MAX: usize = 254;
/// Fewest characters of a password (NCSC: length before complexity).
pub const PASSWORD_CHARS_MIN: usize = 10;
/// Most characters of a password: hashing takes as long as there are.
pub const PASSWORD_CHARS_MAX: usize = 256;
/// Argon2id memory in KiB: 19 MiB, two passes, one lane (OWASP).
pub const ARGON2_KIB: u32 = 19 * 1024;
/// Argon2id passes.
pub const ARGON2_PASSES: u32 = 2;
/// Passwords hashed at once: each takes 19 MiB and a core. Beyond it the next waits.
pub const HASHES_AT_ONCE_MAX: usize = 4;
/// Accesses shown on a page.
pub const LOOKS_SHOWN_MAX: usize = 200;
/// Accesses in an access package.
pub const LOOKS_PACKED_MAX: usize = 100_000;
/// Days a guest can stay before they are asked again.
pub const GUEST_DAYS_MAX: i64 = 90;
/// Milliseconds after signing in during which erasure and download need no second asking.
pub const FRESH_MILLIS: i64 = 5 * 60_000;
/// Bytes of a form. The longest, a sign-up, is under 2 KB even when every letter is escaped. Beyond it the form is refused unread.
pub const FORM_BYTES_MAX: usize = 16 * 1024;
/// Bytes of the cookies a browser sends that are looked at. Beyond it nobody is signed in.
pub const COOKIE_BYTES_MAX: usize = 8 * 1024;
/// Wrong passwords for one account before the next has to wait.
pub const ACCOUNT_TRIES_FREE: u32 = 5;
/// Wrong passwords, sign-ups and claim codes from one network address before the next has to wait: a whole home sits behind one.
pub const ADDRESS_TRIES_FREE: u32 = 20;
/// First wait after too many tries, in milliseconds. Each further try doubles it.
pub const TRIES_WAIT_FIRST_MILLIS: i64 = 5_000;
/// Longest wait after too many tries, in milliseconds: long enough to make guessing hopeless, short enough that nobody can lock another
/// person out for good.
pub const TRIES_WAIT_MAX_MILLIS: i64 = 15 * 60_000;
/// After so many milliseconds without a wrong try the count begins again: a day.
pub const TRIES_FORGOTTEN_MILLIS: i64 = 86_400_000;
/// Accounts and addresses whose tries are counted, about 64 bytes each. Beyond it the half with the fewest wrong tries is forgotten.
pub const TRIES_HELD_MAX: usize = 20_000;
/// Days of readings that "My data" shows.
pub const SHOWN_DAYS: i64 = 7;
/// Rows of a table on "My data"; all of them are in the download.
pub const SHOWN_ROWS_MAX: usize = 8;
/// Points of a line in a picture; more are thinned out evenly.
pub const PICTURE_POINTS_MAX: usize = 600;
/// Clips and packages that are sent at once to people, and as many to programs, each with a thread that reads and some 200 KB. The next is told to come again.
pub const STREAMED_AT_ONCE_MAX: usize = 64;
/// Bytes of such an answer that are sent together.
pub const STREAMED_BYTES: usize = 64 * 1024;
/// How long whoever receives it may take nothing. Then the answer is broken off.
pub const STREAMED_STILL_MAX: Duration = Duration::from_mins(1);
/// Clips of a stream that "My data" shows; all of them are in the download.
pub const SHOWN_CLIPS_MAX: usize = 24;
/// Letters of what is asked or answered in one request; a form of [`FORM_BYTES_MAX`] holds them also when each is escaped. Beyond it the form says so.
pub const REQUEST_CHARS_MAX: usize = 1_500;
/// Requests that "My requests" shows, the latest first. All of them are in the download.
pub const REQUESTS_SHOWN_MAX: usize = 50;
/// Rows of a tier in one answer of the API to a person who does not say how many.
pub const OWN_ROWS_USUAL: usize = 1_000;
/// Most rows of a tier in one answer of the API to a person, about 1 MB. Beyond it the answer says where to go on.
pub const OWN_ROWS_MAX: usize = 10_000;
/// Bytes of an `Idempotency-Key`. Beyond it the request is refused.
pub const IDEMPOTENCY_KEY_BYTES_MAX: usize = 255;
/// Bytes of an answer that is remembered for such a key. Those that are name what was made, and are far shorter.
pub const ANSWER_BYTES_MAX: usize = 64 * 1024;
