//! The same readings in PostgreSQL, each encrypted with pgcrypto.

use anyhow::{Result, ensure};
use tokio_postgres::Client;

use super::series::Series;

/// Rows in one statement.
const ROWS_AT_ONCE: usize = 5_000;

/// Bytes of the table and its index when it has been vacuumed.
///
/// The fewest rounds that make a key of the password (`s2k-count`): these are for time and change no byte.
pub async fn bytes(client: &Client, series: &Series) -> Result<usize> {
    client
        .batch_execute(
            "CREATE EXTENSION IF NOT EXISTS pgcrypto;
             DROP TABLE IF EXISTS reading;
             CREATE TABLE reading (device bigint NOT NULL, at timestamptz NOT NULL, data bytea NOT NULL, PRIMARY KEY (device, at))",
        )
        .await?;
    let mut rows: Vec<(i64, i64, String)> = Vec::new();
    series.each_json(|device, at, json| {
        rows.push((i64::try_from(device)?, at.0, json.to_owned()));
        Ok(())
    })?;
    let insert = client
        .prepare(
            "INSERT INTO reading SELECT device, to_timestamp(at / 1000.0), pgp_sym_encrypt(json, 'a password of the service', 's2k-count=1024')
             FROM unnest($1::bigint[], $2::bigint[], $3::text[]) AS t (device, at, json)",
        )
        .await?;
    for chunk in rows.chunks(ROWS_AT_ONCE) {
        let devices: Vec<i64> = chunk.iter().map(|(device, _, _)| *device).collect();
        let times: Vec<i64> = chunk.iter().map(|(_, at, _)| *at).collect();
        let texts: Vec<&str> = chunk.iter().map(|(_, _, json)| json.as_str()).collect();
        client.execute(&insert, &[&devices, &times, &texts]).await?;
    }
    client.batch_execute("VACUUM ANALYZE reading").await?;
    client.batch_execute("CHECKPOINT").await?;
    let row = client
        .query_one(
            "SELECT count(*), pg_total_relation_size('reading') FROM reading",
            &[],
        )
        .await?;
    let count: i64 = row.get(0);
    ensure!(
        usize::try_from(count)? == series.readings(),
        "{count} rows in PostgreSQL"
    );
    Ok(usize::try_from(row.get::<_, i64>(1))?)
}
