//! The same readings as plain rows, read as anybody would: SELECT, and each row to JSON.

use std::path::Path;

use anyhow::Result;
use cardea_gate::Value;
use cardea_units::UnixMillis;
use rusqlite::{Connection, params};
use serde::Serialize;

use crate::house;

/// One row, as anybody would write it down.
#[derive(Serialize)]
struct Line {
    at: String,
    device: String,
    temperature: f64,
    humidity: f64,
    co2: f64,
    battery: f64,
    rssi: f64,
}

/// A file with one table.
pub struct Plain(Connection);

impl Plain {
    pub fn new(path: &Path, readings: usize, from: UnixMillis, step: i64) -> Result<Self> {
        let mut db = Connection::open(path)?;
        db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
        db.execute_batch(
            "CREATE TABLE reading (household INTEGER NOT NULL, at INTEGER NOT NULL, device TEXT NOT NULL,
             temperature REAL, humidity REAL, co2 REAL, battery REAL, rssi REAL, PRIMARY KEY (household, at)) STRICT, WITHOUT ROWID",
        )?;
        let tx = db.transaction()?;
        {
            let mut insert = tx.prepare(
                "INSERT INTO reading VALUES (1, ?1, 'h3kq7m2x9c4v', ?2, ?3, ?4, ?5, ?6)",
            )?;
            for number in 0..readings {
                let at = from.plus(i64::try_from(number)? * step);
                let values: Vec<f64> = house::room(number)
                    .iter()
                    .flatten()
                    .map(hundredths)
                    .collect();
                let [temperature, humidity, co2, battery, rssi] = values[..] else {
                    anyhow::bail!("five values");
                };
                insert.execute(params![at.0, temperature, humidity, co2, battery, rssi])?;
            }
        }
        tx.commit()?;
        db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        Ok(Self(db))
    }

    /// The rows of a time, a JSON object a line, as the API of Cardea writes them.
    pub fn ndjson(&self, from: UnixMillis, until: UnixMillis) -> Result<String> {
        let mut select = self.0.prepare_cached(
            "SELECT at, device, temperature, humidity, co2, battery, rssi FROM reading WHERE household = 1 AND at >= ?1 AND at < ?2 ORDER BY at",
        )?;
        let mut rows = select.query(params![from.0, until.0])?;
        let mut text = String::new();
        while let Some(row) = rows.next()? {
            let line = Line {
                at: UnixMillis(row.get(0)?).to_string(),
                device: row.get(1)?,
                temperature: row.get(2)?,
                humidity: row.get(3)?,
                co2: row.get(4)?,
                battery: row.get(5)?,
                rssi: row.get(6)?,
            };
            text.push_str(&serde_json::to_string(&line)?);
            text.push('\n');
        }
        Ok(text)
    }
}

/// A number in steps of a hundredth.
#[expect(clippy::cast_precision_loss, reason = "readings of a room are small")]
fn hundredths(value: &Value) -> f64 {
    match value {
        Value::Number(number) => *number as f64 / 100.0,
        Value::Flag(_) | Value::Text(_) => 0.0,
    }
}
