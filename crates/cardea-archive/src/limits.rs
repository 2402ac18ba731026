//! Bounds of archives, each with what happens there.

/// Bytes of a header; a longer one is refused. Two hundred manifests by name take a tenth of it.
pub const HEADER_BYTES_MAX: u32 = 262_144;
/// Parts of an archive; more are refused. A folder has two databases and a manifest for each product.
pub const PARTS_MAX: usize = 1_024;
/// Bytes of the name of a part; a longer one is refused.
pub const NAME_BYTES_MAX: usize = 255;
/// Bytes copied at once.
pub(crate) const COPIED_AT_ONCE: usize = 65_536;
