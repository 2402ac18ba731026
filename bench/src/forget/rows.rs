//! The same readings as plain rows, with an index by person and time, and their DELETE.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, ensure};
use rusqlite::{Connection, params};
use tokio_postgres::Client;

use super::Deletion;

/// Rows that are written in one transaction or statement.
const ROWS_AT_ONCE: usize = 10_000;

/// A table in a file, opened as Cardea opens its own but for `secure_delete`.
pub struct OnSqlite(Connection, usize);

impl OnSqlite {
    pub fn new(path: &Path, readings: usize) -> Result<Self> {
        let mut db = Connection::open(path)?;
        db.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0))?;
        db.pragma_update(None, "synchronous", "FULL")?;
        db.pragma_update(None, "secure_delete", "OFF")?;
        db.execute_batch(
            "CREATE TABLE reading (person INTEGER NOT NULL, at INTEGER NOT NULL, temperature REAL, humidity REAL, co2 REAL, battery REAL, rssi REAL,
             PRIMARY KEY (person, at)) STRICT",
        )?;
        // Two people take turns, as they do in time: what is to be deleted is not in one piece.
        let mut done = 0;
        while done < readings {
            let until = readings.min(done + ROWS_AT_ONCE);
            let tx = db.transaction()?;
            {
                let mut insert =
                    tx.prepare_cached("INSERT INTO reading VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?;
                for number in done..until {
                    let at = i64::try_from(number)?;
                    for person in [1_i64, 2] {
                        insert.execute(params![person, at, 20.5, 48.4, 612.3, 97.0, -61.0])?;
                    }
                }
            }
            tx.commit()?;
            done = until;
        }
        db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        Ok(Self(db, readings))
    }

    pub fn delete(self) -> Result<Deletion> {
        let Self(db, readings) = self;
        let began = Instant::now();
        let count = db.execute("DELETE FROM reading WHERE person = 1", [])?;
        let deleted = began.elapsed();
        ensure!(count == readings, "SQLite deleted {count} of {readings}");
        // What was deleted stays in free pages until the file is written anew.
        db.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)")?;
        Ok(Deletion {
            deleted,
            gone: began.elapsed(),
        })
    }
}

/// A table on a server.
pub struct OnPostgres(Client, usize);

impl OnPostgres {
    pub async fn new(client: Client, readings: usize) -> Result<Self> {
        client
            .batch_execute(
                "DROP TABLE IF EXISTS reading;
                 CREATE TABLE reading (person bigint NOT NULL, at bigint NOT NULL, temperature float8, humidity float8, co2 float8, battery float8, rssi float8,
                 PRIMARY KEY (person, at))",
            )
            .await?;
        client
            .execute(
                "INSERT INTO reading SELECT person, at, 20.5, 48.4, 612.3, 97.0, -61.0 FROM generate_series(0, $1::bigint - 1) AS at, unnest(ARRAY[1, 2]) AS person",
                &[&i64::try_from(readings)?],
            )
            .await?;
        client.batch_execute("VACUUM ANALYZE reading").await?;
        client.batch_execute("CHECKPOINT").await?;
        Ok(Self(client, readings))
    }

    pub async fn delete(self) -> Result<Deletion> {
        let Self(client, readings) = self;
        let began = Instant::now();
        let count = client
            .execute("DELETE FROM reading WHERE person = 1", &[])
            .await?;
        let deleted = began.elapsed();
        ensure!(
            usize::try_from(count)? == readings,
            "PostgreSQL deleted {count} of {readings}"
        );
        // Dead rows stay in their pages until the table is written anew; in the write-ahead log they stay longer.
        client.batch_execute("VACUUM FULL reading").await?;
        client.batch_execute("CHECKPOINT").await?;
        let gone = began.elapsed();
        client.batch_execute("DROP TABLE reading").await?;
        Ok(Deletion { deleted, gone })
    }
}
