//! The end of periods: secrets destroyed on time, blocks swept after.

use cardea_units::UnixMillis;
use cardea_vault::EndedPeriod;
use rusqlite::params;

use super::Store;
use crate::{StoreError, sqlite};

impl Store {
    /// Ends every period whose time has come: first its secret, so that nobody can read it (law L5), then the blocks.
    ///
    /// # Errors
    /// What SQLite or the vault reports. Called again, it goes on.
    pub async fn expire(&self) -> Result<Vec<EndedPeriod>, StoreError> {
        // What waits in the journal goes to its tier before the journal's own period can end.
        self.seal().await?;
        self.with_writer(|writer| {
            let now = writer.clock.now();
            let ended = writer.vault.end_periods(now)?;
            for period in &ended {
                let tier = serde_json::json!(period.tier).to_string();
                writer.db.execute(
                    "DELETE FROM block WHERE period = ?1 AND layout IN
                     (SELECT id FROM layout WHERE product = ?2 AND stream = ?3 AND json_extract(description, '$.tier') = json_extract(?4, '$'))",
                    params![period.starts_at.0, period.product, period.stream, tier],
                )?;
            }
            if !ended.is_empty()
                && let Err(error) = sqlite::empty_log(&writer.db)
            {
                tracing::warn!(%error, "the swept blocks are still in the write-ahead log; nobody can open them");
            }
            Ok(ended)
        })
        .await?
    }

    /// When the next period ends.
    ///
    /// # Errors
    /// What the vault reports.
    pub fn next_expiry(&self) -> Result<Option<UnixMillis>, StoreError> {
        Ok(self.vault.next_period_end()?)
    }
}
