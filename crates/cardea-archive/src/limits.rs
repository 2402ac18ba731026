//! Bounds of archives, each with what happens there.

/// Bytes of a header; a longer one is refused. As many parts as may be, with the names of clips, take two thirds of it.
pub const HEADER_BYTES_MAX: u32 = 32 * 1024 * 1024;
/// Parts of an archive; more are refused. A folder has two databases, a manifest for each product and a file for each clip.
pub const PARTS_MAX: usize = 131_072;
/// Bytes of the name of a part; a longer one is refused.
pub const NAME_BYTES_MAX: usize = 255;
/// Bytes copied at once.
pub(crate) const COPIED_AT_ONCE: usize = 65_536;
