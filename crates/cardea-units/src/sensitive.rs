//! A person's data in a type that cannot be printed.

use core::fmt;

/// A value about a person.
///
/// It has no `Display` and no `Serialize`, so it cannot enter a log line, an error message or a
/// response by accident. `Debug` prints a fixed mark.
///
/// ```compile_fail
/// let email = cardea_units::Sensitive::new("ada@example.org");
/// println!("{email}"); // does not compile
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Sensitive<T>(T);

impl<T> Sensitive<T> {
    /// Wraps a value at the edge, as early as possible.
    pub const fn new(value: T) -> Self {
        Self(value)
    }

    /// Takes the value out. Every call is listed by `cargo xtask disclosures` for review.
    pub fn disclose(self) -> T {
        self.0
    }

    /// Looks at the value. Every call is listed by `cargo xtask disclosures` for review.
    pub const fn disclose_ref(&self) -> &T {
        &self.0
    }
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sensitive(..)")
    }
}
