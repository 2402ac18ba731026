//! Topics of firmware: `{device}` stands for the device's own id.

/// A topic with a place for the device's id.
#[derive(Debug)]
pub(super) struct Template {
    before: String,
    after: String,
}

/// How a topic relates to a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TopicMatch {
    /// It is this device's.
    Own,
    /// It is another device's.
    Other,
    /// It is of another form.
    None,
}

impl Template {
    pub(super) fn of(template: &str) -> Self {
        let (before, after) = template.split_once("{device}").unwrap_or((template, ""));
        Self {
            before: before.to_owned(),
            after: after.to_owned(),
        }
    }

    pub(super) fn matches(&self, topic: &str, device: &str) -> TopicMatch {
        match self.device_in(topic) {
            Some(middle) if middle == device => TopicMatch::Own,
            Some(middle) if !middle.contains('/') => TopicMatch::Other,
            _ => TopicMatch::None,
        }
    }

    /// What stands in the place of the device, if the topic is of this form: one level or more.
    pub(super) fn device_in<'t>(&self, topic: &'t str) -> Option<&'t str> {
        topic
            .strip_prefix(self.before.as_str())?
            .strip_suffix(self.after.as_str())
            .filter(|middle| !middle.is_empty())
    }

    /// Its levels that stand for themselves.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.before
            .split('/')
            .chain(self.after.split('/'))
            .filter(|word| !word.is_empty())
    }

    /// Bytes of it that stand for themselves. Of two forms that a topic fits, the one with more of them says more.
    pub(super) const fn fixed_bytes(&self) -> usize {
        self.before.len().saturating_add(self.after.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_known_by_its_place_in_the_topic() {
        let tasmota = Template::of("tele/{device}/SENSOR");
        assert_eq!(
            tasmota.matches("tele/plug7/SENSOR", "plug7"),
            TopicMatch::Own
        );
        assert_eq!(
            tasmota.matches("tele/plug8/SENSOR", "plug7"),
            TopicMatch::Other
        );
        assert_eq!(
            tasmota.matches("tele/plug7/STATE", "plug7"),
            TopicMatch::None
        );
        assert_eq!(
            tasmota.matches("tele/a/b/SENSOR", "a/b-not"),
            TopicMatch::None
        );
        assert_eq!(tasmota.matches("tele//SENSOR", "plug7"), TopicMatch::None);
        assert_eq!(tasmota.device_in("tele/a/b/SENSOR"), Some("a/b"));
        assert_eq!(tasmota.device_in("tele//SENSOR"), None);
        assert_eq!(tasmota.device_in("tele/SENSOR"), None);
        let prefixed = Template::of("shellies/shellyht-{device}/sensor/temperature");
        assert_eq!(
            prefixed.matches("shellies/shellyht-A1/sensor/temperature", "A1"),
            TopicMatch::Own
        );
    }
}
