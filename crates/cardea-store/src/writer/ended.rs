//! Periods that have ended though their readings could still be kept.
//!
//! Mostly there are none: a period ends when nobody may keep anything of it any more. But a clock that was ahead for a while ended periods too early.
//! An ended period never comes back (law L5); a reading of its time must not be acknowledged as kept and then lost (law L6).

use std::collections::HashSet;

use cardea_gate::{StreamIndex, TierIndex};
use cardea_units::UnixMillis;
use cardea_vault::Vault;

use crate::{ProductIndex, Products, StoreError};

/// The ended periods that a tier of today would still keep.
#[derive(Debug)]
pub(crate) struct EndedEarly {
    periods: HashSet<(ProductIndex, StreamIndex, TierIndex, UnixMillis)>,
    /// The time at which this was looked up; `None` when it must be looked up again.
    looked_at: Option<UnixMillis>,
}

impl EndedEarly {
    /// Not looked up yet.
    pub(crate) fn unknown() -> Self {
        Self {
            periods: HashSet::new(),
            looked_at: None,
        }
    }

    /// Periods ended, or the manifest is another one.
    pub(crate) fn look_again(&mut self) {
        self.looked_at = None;
    }

    /// Looks it up where that has not been done, or where the clock stands before the time of the last look.
    ///
    /// # Errors
    /// What the vault reports. It is tried again.
    pub(crate) fn look(
        &mut self,
        vault: &Vault,
        products: &Products,
        now: UnixMillis,
    ) -> Result<(), StoreError> {
        if self.looked_at.is_some_and(|looked_at| looked_at <= now) {
            return Ok(());
        }
        self.looked_at = None;
        self.periods.clear();
        for (index, product) in products.iter() {
            for (stream, rules) in product.gate.streams() {
                for (place, tier) in (0..).map(TierIndex).zip(&rules.tiers) {
                    let ended =
                        vault.ended_of_tier(product.gate.product(), &rules.name, &tier.name())?;
                    let too_early = ended
                        .into_iter()
                        .take_while(|starts_at| now < tier.period_ends(*starts_at));
                    self.periods
                        .extend(too_early.map(|starts_at| (index, stream, place, starts_at)));
                }
            }
        }
        self.looked_at = Some(now);
        Ok(())
    }

    /// Whether this period has ended.
    pub(crate) fn has(
        &self,
        product: ProductIndex,
        stream: StreamIndex,
        tier: TierIndex,
        starts_at: UnixMillis,
    ) -> bool {
        !self.periods.is_empty() && self.periods.contains(&(product, stream, tier, starts_at))
    }
}
