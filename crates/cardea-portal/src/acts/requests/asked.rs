//! What was asked, as it is kept: under the secret of who asks.

use core::fmt;

use cardea_units::Sensitive;
use serde::{Deserialize, Serialize};

/// What was asked.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// In the person's own words.
    pub words: String,
    /// How somebody without an account is reached.
    pub contact: String,
    /// Which purpose it is about.
    pub purpose: Option<PurposeAsked>,
    /// Which value is wrong, and what is right.
    pub value: Option<ValueAsked>,
}

/// A purpose of a product.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PurposeAsked {
    /// Id of the product.
    pub product: String,
    /// Name of the purpose.
    pub purpose: String,
}

/// A value to be put right, by names, so that it can be read after the manifest has moved on.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ValueAsked {
    /// Id of the product.
    pub product: String,
    /// Name of the stream.
    pub stream: String,
    /// Name of the field.
    pub field: String,
    /// Whether it is about the home, and not about who asks alone.
    pub of_home: bool,
    /// First time, included, in milliseconds since 1970.
    pub from: i64,
    /// Last time, not included.
    pub until: i64,
    /// What is right, as people write it.
    pub right: String,
}

/// What people say is not printed.
impl fmt::Debug for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Asked(..)")
    }
}

impl fmt::Debug for ValueAsked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ValueAsked(..)")
    }
}

impl Asked {
    /// As it is kept.
    pub(super) fn written(&self) -> Sensitive<String> {
        Sensitive::new(serde_json::to_string(self).unwrap_or_default())
    }

    /// Back from how it is kept. What cannot be read is empty.
    pub(super) fn read(kept: &Sensitive<String>) -> Self {
        serde_json::from_str(kept.disclose_ref()).unwrap_or_default()
    }
}
