//! Which names may be counted. A name may say something about a person, too: a Wi-Fi network as a key, a telephone number in a topic.

pub(crate) use cardea_units::is_identifier;

use crate::limits::DRIFT_FIRMWARE_BYTES_MAX;

/// What stands in the place of a name that does not look like one that a programmer gave.
pub(crate) const NO_IDENTIFIER: &str = "(a name that is not an identifier)";
/// In a topic, what stands in the place of such a level.
const NO_WORD: &str = "{other}";
/// Levels of a topic that are told; more are cut off.
const LEVELS_MAX: usize = 8;

/// The place of a field: that of what holds it, as the manifest says it, and its key.
pub(crate) fn field_name(above: &str, key: &str) -> String {
    let key = if is_identifier(key) {
        key
    } else {
        NO_IDENTIFIER
    };
    format!("{above}/{key}")
}

/// A topic with `{device}` in the place of the device's name. Where people choose the words of topics (`chosen`: behind a hub), only those in
/// `declared` are told.
pub(crate) fn topic_name(topic: &str, device: &str, chosen: bool, declared: &[&str]) -> String {
    let level = |level: &str| {
        if level == device {
            "{device}".to_owned()
        } else if declared.contains(&level)
            || (!chosen && is_identifier(level) && !level.contains(device))
        {
            level.to_owned()
        } else {
            NO_WORD.to_owned()
        }
    };
    let levels: Vec<String> = topic.split('/').take(LEVELS_MAX).map(level).collect();
    levels.join("/")
}

/// A version as a device says it, if it looks like one: letters, digits and `.`, `-`, `_`, `+`.
pub(super) fn firmware_name(said: &str) -> Option<String> {
    let fits = !said.is_empty()
        && said.len() <= DRIFT_FIRMWARE_BYTES_MAX
        && said
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte));
    fits.then(|| said.to_owned())
}
