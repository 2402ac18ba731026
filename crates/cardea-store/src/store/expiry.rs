//! The end of periods: secrets destroyed on time, blocks swept after.

use cardea_units::UnixMillis;
use cardea_vault::EndedPeriod;
use rusqlite::{TransactionBehavior, params};

use super::Store;
use crate::limits::PERIODS_SWEPT_AT_ONCE_MAX;
use crate::writer::Writer;
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
            // What ended is taken from the vault's log: what a crash kept from being swept is in it, too.
            let _ = writer.vault.end_periods(now)?;
            let swept = sweep(writer)?;
            if !swept.is_empty()
                && let Err(error) = sqlite::empty_log(&writer.db)
            {
                tracing::warn!(%error, "the swept blocks are still in the write-ahead log; nobody can open them");
            }
            Ok(swept)
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

/// Deletes the blocks of every period that has ended since the last sweep.
fn sweep(writer: &mut Writer) -> Result<Vec<EndedPeriod>, StoreError> {
    let mut swept = Vec::new();
    loop {
        let tx = writer
            .db
            .transaction_with_behavior(TransactionBehavior::Immediate)?;
        let seq: i64 = tx.query_row("SELECT seq FROM swept", [], |row| row.get(0))?;
        let ended = writer.vault.ended_after(seq, PERIODS_SWEPT_AT_ONCE_MAX)?;
        if ended.periods.is_empty() {
            return Ok(swept);
        }
        for period in &ended.periods {
            tx.prepare_cached(
                "DELETE FROM block WHERE period = ?1 AND layout IN
                 (SELECT id FROM layout WHERE product = ?2 AND stream = ?3 AND json_extract(description, '$.tier') = ?4)",
            )?
            .execute(params![period.starts_at.0, period.product, period.stream, period.tier])?;
        }
        tx.execute("UPDATE swept SET seq = ?1", [ended.seq])?;
        tx.commit()?;
        swept.extend(ended.periods);
    }
}
