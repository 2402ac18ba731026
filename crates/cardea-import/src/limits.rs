//! Bounds on what is read and what a draft takes over. What is beyond is refused, cut off or left out, as each says.

/// Bytes of a file. What zigbee2mqtt says of 120 devices has 1.2 MB. A larger file is refused.
pub const FILE_BYTES_MAX: usize = 32 * 1024 * 1024;
/// Products that one file describes; every device known to zigbee2mqtt would be some 5,000. A file with more is refused.
pub const PRODUCTS_MAX: usize = 8_192;
/// Values within values that are followed to a field; firmware needs 4. What lies deeper is left out.
pub const DEPTH_MAX: usize = 8;
/// Bytes of one line of messages: what a hub says of 500 devices has some 5 MB. A longer line is passed over, and counted.
pub const LINE_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Bytes of a payload that is looked into, as `cardea serve` takes them. A longer one is counted, and not looked into.
pub const PAYLOAD_BYTES_MAX: usize = 256 * 1024;
/// Bytes of a topic that is looked at: as many as a manifest takes. What comes on a longer one is counted, and not looked into.
pub const TOPIC_BYTES_MAX: usize = 512;
/// Characters of a name or description taken over; the rest is cut off.
pub const SHOWN_CHARS_MAX: usize = 120;
/// Words that a text can be. A field with more is a text without a list.
pub const WORDS_MAX: usize = 64;
/// Things left out that a draft names; of the rest it says how many they are.
pub const LEFT_OUT_MAX: usize = 200;
/// Topics that are told apart while traffic is watched: a home of 500 devices with two each. What comes on others is counted, and not
/// looked into.
pub const TOPICS_MAX: usize = 1_024;
/// Values of a topic that are told apart: twice what a stream may have. Others are counted, and not looked into.
pub const FIELDS_SEEN_MAX: usize = 128;
/// Devices of a topic whose rates are told apart. Those of others are not measured.
pub const DEVICES_MAX: usize = 1_024;
/// Different words of a text that are held. A text with more is a free text, and its words are forgotten.
pub const WORDS_SEEN_MAX: usize = 16;
/// Bytes of the streams of a draft, a quarter of what a manifest may have, so that what a person adds fits in as well. Fields beyond are left out, and named.
pub const DRAFT_BYTES_MAX: usize = 512 * 1024;
/// Streams of a product that are told apart while it is read: four times what a manifest has. What comes on others is left out, and named.
pub const STREAMS_TAKEN_MAX: usize = 1_024;
/// Fields of a stream that are told apart while it is read: some of them are left out for other reasons. Others are counted.
pub const FIELDS_TAKEN_MAX: usize = 1_024;
