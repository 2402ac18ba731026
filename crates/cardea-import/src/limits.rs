//! Bounds on what a draft takes over. What is beyond is cut off or left out, as each says.

/// Characters of a name or description taken over; the rest is cut off.
pub const SHOWN_CHARS_MAX: usize = 120;
/// Words that a text can be. A field with more is a text without a list.
pub const WORDS_MAX: usize = 64;
