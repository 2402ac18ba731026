//! The end of periods: secrets destroyed on time, blocks swept after.

use cardea_units::UnixMillis;
use cardea_vault::EndedPeriod;

use super::Store;
use crate::engine::{Connection, params, sql};
use crate::limits::PERIODS_SWEPT_AT_ONCE_MAX;
use crate::products::tier_of_layout;
use crate::writer::Writer;
use crate::{StoreError, media};

impl Store {
    /// Ends every period whose time has come: first its secret, so that nobody can read it (law L5), then the blocks.
    ///
    /// # Errors
    /// What the database or the vault reports. Called again, it goes on.
    pub async fn expire(&self) -> Result<Vec<EndedPeriod>, StoreError> {
        // What waits in the journal goes to its tier before the journal's own period can end.
        let now = self.clock().now();
        if self.next_expiry()?.is_some_and(|next| next <= now) {
            self.seal().await?;
        }
        // No stretch of the journal is being sealed by a period that ends now, and nobody who seals looks at the files while what was deleted is
        // taken out of them.
        let _one = self.one_sealer().lock().await;
        let ended = self.with_writer(|writer| {
            let now = writer.clock.now();
            // What ended is taken from the vault's log: what a crash kept from being swept is in it, too.
            writer.ended.look_again();
            let _ = writer.vault.end_periods(now)?;
            let swept = sweep(writer)?;
            if !swept.is_empty()
                && let Err(error) = writer.db.purge_deleted()
            {
                tracing::warn!(%error, "the swept blocks are still in the write-ahead log; nobody can open them");
            }
            Ok::<_, StoreError>(swept)
        })
        .await??;
        self.narrow_media().await?;
        let _ = self.sweep_media().await?;
        Ok(ended)
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
        let tx = writer.db.write()?;
        let seq = tx.only(sql!("SELECT seq FROM swept"), params![], |row| row.get(0))?;
        let ended = writer.vault.ended_after(seq, PERIODS_SWEPT_AT_ONCE_MAX)?;
        if ended.periods.is_empty() {
            return Ok(swept);
        }
        for period in &ended.periods {
            media::end_of_period(&tx, period)?;
            for layout in layouts_of(&tx, period)? {
                tx.execute(
                    sql!("DELETE FROM block WHERE layout = ?1 AND period = ?2"),
                    params![layout, period.starts_at.0],
                )?;
            }
        }
        tx.execute(sql!("UPDATE swept SET seq = ?1"), params![ended.seq])?;
        tx.commit()?;
        swept.extend(ended.periods);
    }
}

/// Every layout that blocks of a period can have: those of its tier, of any version of the manifest.
fn layouts_of(db: &Connection, period: &EndedPeriod) -> Result<Vec<i64>, StoreError> {
    let mut layouts = Vec::new();
    db.each(
        sql!("SELECT id, description FROM layout WHERE product = ?1 AND stream = ?2"),
        params![period.product, period.stream],
        |row| {
            if tier_of_layout(row.get(1)?)?.is_some_and(|tier| tier == period.tier) {
                layouts.push(row.get(0)?);
            }
            Ok(())
        },
    )?;
    Ok(layouts)
}
