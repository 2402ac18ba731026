//! A place in a manifest, by the keys that lead to it.

use core::fmt;

/// The keys from the top of the manifest: `purposes.heating.uses.climate.keep`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Path(Vec<String>);

impl Path {
    /// The keys, the outermost first.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// The key at a depth, counted from 0.
    pub fn key(&self, depth: usize) -> Option<&str> {
        self.0.get(depth).map(String::as_str)
    }

    /// The last key. `None` at the top.
    pub fn last(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }

    /// So many keys less. The top where there are not so many.
    pub(super) fn up(&self, keys: usize) -> Self {
        let left = self.0.len().saturating_sub(keys);
        Self(self.0.iter().take(left).cloned().collect())
    }

    pub(super) fn with(&self, key: &str) -> Self {
        let mut keys = self.0.clone();
        keys.push(key.to_owned());
        Self(keys)
    }

    /// Whether it fits a pattern: keys between dots, `*` for any one key.
    pub(super) fn fits(&self, pattern: &str) -> bool {
        let mut keys = self.keys();
        let fits = pattern.split('.').all(|wanted| {
            keys.next()
                .is_some_and(|key| wanted == "*" || wanted == key)
        });
        fits && keys.next().is_none()
    }

    /// Whether it is at or below what a pattern fits.
    pub(super) fn is_under(&self, pattern: &str) -> bool {
        let depth = pattern.split('.').count();
        self.0.len() >= depth && self.up(self.0.len().saturating_sub(depth)).fits(pattern)
    }
}

impl<'k> FromIterator<&'k str> for Path {
    fn from_iter<I: IntoIterator<Item = &'k str>>(keys: I) -> Self {
        Self(keys.into_iter().map(str::to_owned).collect())
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_any_one_key() {
        let path = Path::from_iter(["purposes", "heating", "title"]);
        assert!(path.fits("purposes.*.title"));
        assert!(!path.fits("purposes.*"));
        assert!(!path.fits("purposes.*.title.*"));
        assert!(path.is_under("purposes.*"));
        assert!(path.is_under("purposes.*.title"));
        assert!(!path.is_under("streams"));
        assert!(!path.is_under("purposes.*.title.*"));
    }
}
