//! The end of periods, and its evidence.

use cardea_ledger::{Entry, limits::ENTRIES_PER_APPEND_MAX};
use cardea_vault::EndedPeriod;

use crate::house::log_name;
use crate::{House, Refusal};

impl House {
    /// Ends every period whose time has come and writes that down. Answers how many there were.
    ///
    /// # Errors
    /// What the store or the log reports; it goes on where it stopped.
    pub async fn end_periods(&self) -> Result<usize, Refusal> {
        let ended = self.store.expire().await?;
        let count = ended.len();
        let entries = self
            .waiting(move |house| {
                Ok(ended
                    .iter()
                    .filter_map(|period| house.ended_entry(period))
                    .collect::<Vec<_>>())
            })
            .await?;
        for some in entries.chunks(ENTRIES_PER_APPEND_MAX) {
            self.log(some.to_vec()).await?;
        }
        Ok(count)
    }

    /// The journal's own periods belong to no product and are not written down: what was in them is in its blocks.
    fn ended_entry(&self, period: &EndedPeriod) -> Option<Entry> {
        let (_, product) = self.store.products().named(&period.product)?;
        let (_, stream) = product.gate.stream_named(&period.stream)?;
        let tier = stream
            .tiers
            .iter()
            .position(|tier| tier.name() == period.tier)?;
        Some(Entry::PeriodEnded {
            product: log_name(&period.product).ok()?,
            stream: log_name(&period.stream).ok()?,
            tier: u64::try_from(tier).ok()?,
            period: log_name(&period.starts_at.to_string()).ok()?,
        })
    }
}
