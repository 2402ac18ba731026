//! For malformed input alone (`cargo xtask fuzz block`): not in any other build.

use super::{BlockRows, Intervals};

/// Reads bytes as a block of either kind; what can be read is written and read again.
///
/// # Panics
/// When it is not the same then.
#[expect(clippy::unwrap_used, reason = "it is to stop the program")]
pub fn try_block(bytes: &[u8]) {
    for intervals in [Intervals::Yes, Intervals::No] {
        let Ok(mut rows) = BlockRows::read(bytes, intervals) else {
            continue;
        };
        let written = rows.write();
        let again = BlockRows::read(&written, intervals).unwrap();
        assert!(again.iter().eq(rows.iter()), "the same rows");
    }
}
