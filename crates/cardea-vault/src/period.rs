//! A stretch of time of one tier, with a secret of its own.

use cardea_units::UnixMillis;

use crate::VaultError;
use crate::limits::NAME_BYTES_MAX;

/// The tier whose periods lock the journal: one a day, ended when the day's readings are sealed into
/// blocks or their time is over, whichever is declared.
pub const JOURNAL_TIER: &str = "journal";

/// Which period: of which product, stream and tier, and from when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodName<'a> {
    /// The id of the product in its manifest.
    pub product: &'a str,
    /// The name of the stream in the manifest.
    pub stream: &'a str,
    /// The name of the tier, or [`JOURNAL_TIER`].
    pub tier: &'a str,
    /// The first moment that belongs to the period.
    pub starts_at: UnixMillis,
}

impl PeriodName<'_> {
    /// Refuses names that are empty or too long to be written with a length before them.
    pub(crate) fn check(&self) -> Result<(), VaultError> {
        for (part, name) in [
            ("product", self.product),
            ("stream", self.stream),
            ("tier", self.tier),
        ] {
            if name.is_empty() || name.len() > NAME_BYTES_MAX {
                return Err(VaultError::BadName { part });
            }
        }
        Ok(())
    }
}

/// A short handle for a period, for use with [`crate::Vault::data_key`] while the vault is open.
///
/// Do not store it: in a vault restored from an older copy the same number may come to stand for
/// another period. Ask [`crate::Vault::find_period`] by name instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PeriodId(i64);

impl PeriodId {
    pub(crate) const fn new(column: i64) -> Self {
        Self(column)
    }

    pub(crate) const fn to_column(self) -> i64 {
        self.0
    }
}

/// A period that has ended: its readings can be read by nobody and should now be swept away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndedPeriod {
    /// The handle it had.
    pub id: PeriodId,
    /// The id of the product.
    pub product: String,
    /// The name of the stream.
    pub stream: String,
    /// The name of the tier.
    pub tier: String,
    /// The first moment that belonged to it.
    pub starts_at: UnixMillis,
    /// When its secret was to be destroyed.
    pub ends_at: UnixMillis,
}

impl EndedPeriod {
    /// Its name, as it was begun.
    pub fn name(&self) -> PeriodName<'_> {
        PeriodName {
            product: &self.product,
            stream: &self.stream,
            tier: &self.tier,
            starts_at: self.starts_at,
        }
    }
}
