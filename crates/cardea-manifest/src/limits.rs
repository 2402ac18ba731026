//! Bounds on what a manifest may be. Beyond each the maker is told, and nothing is read.

/// Bytes of a manifest. A hand-written one has 10 to 60 KB; the largest plausible, with 256 streams, some 500 KB.
pub const MANIFEST_BYTES_MAX: usize = 2 * 1024 * 1024;
/// Sections within sections. The format itself needs 7.
pub const DEPTH_MAX: usize = 32;
/// Keys, values and lists in all.
pub const NODES_MAX: usize = 200_000;
/// Problems told at once; a person mends a screen or two at a time.
pub const PROBLEMS_MAX: usize = 50;
/// Characters of a free text such as `explain`.
pub const TEXT_CHARS_MAX: usize = 4_000;
/// Characters of a name that other places refer to.
pub const NAME_CHARS_MAX: usize = 64;
/// Purposes: a permission is one bit of a 64-bit word.
pub const PURPOSES_MAX: usize = 64;
/// Organisations of a product, sub-processors and components of the app included.
pub const ORGANISATIONS_MAX: usize = 256;
/// Models of a product.
pub const MODELS_MAX: usize = 256;
/// Streams of a product.
pub const STREAMS_MAX: usize = 256;
/// Fields of a stream: which fields a purpose needs is one bit of a 64-bit word.
pub const FIELDS_MAX: usize = 64;
