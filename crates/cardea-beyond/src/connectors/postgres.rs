//! PostgreSQL, and what speaks its protocol.

mod check;
mod tls;

use core::future::Future;
use std::path::Path;

use cardea_units::SubjectId;
use futures_util::TryStreamExt;
use serde_json::{Map, Value};
use tokio::net::{TcpStream, UnixStream};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_postgres::config::{Host, SslMode};
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Config, NoTls, Transaction};
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

use self::tls::Tls;
use super::{
    ConnectorError, ConnectorsError, Ending, Erasing, Found, Gone, Mapping, Table, reference,
};
use crate::outside::tls_config;

/// The port where none is said.
const PORT: u16 = 5_432;

/// One database.
pub(super) struct Postgres {
    config: Config,
    place: Place,
    tls: TlsConnector,
}

/// Where it is.
enum Place {
    /// A socket on this machine.
    Socket(std::path::PathBuf),
    Tcp(String, u16),
}

impl core::fmt::Debug for Postgres {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Postgres(..)")
    }
}

/// A connection; closed when it is dropped.
struct Open {
    client: Client,
    task: JoinHandle<()>,
}

impl Drop for Open {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Postgres {
    pub(super) fn new(
        mapping: &Mapping,
        folder: &Path,
        trusted: &[Vec<u8>],
    ) -> Result<Self, ConnectorsError> {
        let mut config: Config = mapping
            .url
            .parse()
            .map_err(|_| mapping.wrong("write `url` as postgres://user@host:5432/database, or host=/var/run/postgresql user=... dbname=..."))?;
        if config.get_password().is_some() {
            return Err(mapping.wrong("a password in `url` is read by everybody who reads the file: put it into a `password_file`").into());
        }
        if let Some(password) = mapping.secret(folder)? {
            config.password(password);
        }
        config.application_name("cardea");
        let port = config.get_ports().first().copied().unwrap_or(PORT);
        let place = match config.get_hosts() {
            [Host::Unix(folder)] => Place::Socket(folder.join(format!(".s.PGSQL.{port}"))),
            [Host::Tcp(host)] => Place::Tcp(host.clone(), port),
            _ => return Err(mapping.wrong("name one host in `url`").into()),
        };
        if let Place::Tcp(host, _) = &place {
            let is_here = host == "localhost"
                || host
                    .parse::<std::net::IpAddr>()
                    .is_ok_and(|ip| ip.is_loopback());
            // To another machine never without TLS, whatever the URL says.
            if !is_here {
                config.ssl_mode(SslMode::Require);
            }
        }
        let tls = TlsConnector::from(std::sync::Arc::new(tls_config(trusted.to_vec())?));
        Ok(Self { config, place, tls })
    }

    async fn open(&self, mapping: &Mapping) -> Result<Open, ConnectorError> {
        let refused = |error: &tokio_postgres::Error| match error.code() {
            Some(code) => ConnectorError::Refused {
                table: mapping.name.clone(),
                code: code.code().to_owned(),
                constraint: None,
            },
            None => ConnectorError::NotReached("it could not be signed in to, or TLS failed"),
        };
        let open = match &self.place {
            Place::Socket(path) => {
                let stream = UnixStream::connect(path)
                    .await
                    .map_err(|_| ConnectorError::NotReached("nobody listens at its socket"))?;
                let (client, connection) = self
                    .config
                    .connect_raw(stream, NoTls)
                    .await
                    .map_err(|error| refused(&error))?;
                Open {
                    client,
                    task: tokio::spawn(async move { drop(connection.await) }),
                }
            }
            Place::Tcp(host, port) => {
                let stream = TcpStream::connect((host.as_str(), *port))
                    .await
                    .map_err(|_| ConnectorError::NotReached("it takes no connection"))?;
                let _ = stream.set_nodelay(true);
                let name = ServerName::try_from(host.clone())
                    .map_err(|_| ConnectorError::NotReached("its host is no name"))?;
                let tls = Tls {
                    connector: self.tls.clone(),
                    name,
                };
                let (client, connection) = self
                    .config
                    .connect_raw(stream, tls)
                    .await
                    .map_err(|error| refused(&error))?;
                Open {
                    client,
                    task: tokio::spawn(async move { drop(connection.await) }),
                }
            }
        };
        // The bound of `wait` holds on the server, too, when we are gone.
        let longest = mapping.wait.as_millis();
        open.client
            .batch_execute(&format!("SET statement_timeout = {longest}; SET lock_timeout = {longest}; SET idle_in_transaction_session_timeout = {longest}"))
            .await
            .map_err(|error| refused(&error))?;
        Ok(open)
    }

    pub(super) async fn find(
        &self,
        mapping: &Mapping,
        subjects: &[SubjectId],
    ) -> Result<Vec<Found>, ConnectorError> {
        within(mapping, async {
            let mut open = self.open(mapping).await?;
            let begun = open
                .client
                .build_transaction()
                .read_only(true)
                .isolation_level(tokio_postgres::IsolationLevel::RepeatableRead)
                .start()
                .await;
            let transaction = begun.map_err(|error| refused("", &error))?;
            let mut all = Vec::new();
            let mut bytes = 0_usize;
            for table in &mapping.tables {
                let mut rows = Vec::new();
                for reference in subjects
                    .iter()
                    .filter_map(|subject| reference(table.is, *subject))
                {
                    take_out(
                        &transaction,
                        mapping,
                        table,
                        &reference,
                        (&mut rows, &mut bytes),
                    )
                    .await?;
                }
                all.push(Found {
                    table: table.name.clone(),
                    rows,
                });
            }
            Ok(all)
        })
        .await
    }

    pub(super) async fn erase(
        &self,
        mapping: &Mapping,
        subjects: &[SubjectId],
        ending: Ending,
    ) -> Result<Vec<Gone>, ConnectorError> {
        within(mapping, async {
            let mut open = self.open(mapping).await?;
            let transaction = open
                .client
                .transaction()
                .await
                .map_err(|error| refused("", &error))?;
            let mut all = Vec::new();
            for table in &mapping.tables {
                let mut rows = 0_u64;
                for reference in subjects
                    .iter()
                    .filter_map(|subject| reference(table.is, *subject))
                {
                    rows = rows.saturating_add(erase_in(&transaction, table, &reference).await?);
                }
                all.push(Gone {
                    table: table.name.clone(),
                    how: table.erase.word(),
                    rows,
                });
            }
            let ended = match ending {
                // Rules that wait for the end of a transaction are asked as well, so that a rehearsal finds what the erasure would.
                Ending::RollBack => match transaction
                    .batch_execute("SET CONSTRAINTS ALL IMMEDIATE")
                    .await
                {
                    Ok(()) => transaction.rollback().await,
                    Err(error) => Err(error),
                },
                Ending::Commit => transaction.commit().await,
            };
            ended.map_err(|error| refused("", &error))?;
            Ok(all)
        })
        .await
    }

    pub(super) async fn check(&self, mapping: &Mapping) -> Result<Vec<String>, ConnectorError> {
        within(mapping, async {
            let open = self.open(mapping).await?;
            check::check(&open.client, mapping).await
        })
        .await
    }
}

async fn within<T>(
    mapping: &Mapping,
    work: impl Future<Output = Result<T, ConnectorError>>,
) -> Result<T, ConnectorError> {
    timeout(mapping.wait, work)
        .await
        .map_err(|_| ConnectorError::Slow)?
}

/// What a server refused: its code and the name of a rule, never its words, in which there are values.
fn refused(table: &str, error: &tokio_postgres::Error) -> ConnectorError {
    let Some(db) = error.as_db_error() else {
        return ConnectorError::NotReached("the connection broke off");
    };
    let table = if table.is_empty() {
        db.table().unwrap_or("it")
    } else {
        table
    };
    ConnectorError::Refused {
        table: table.to_owned(),
        code: db.code().code().to_owned(),
        constraint: db.constraint().map(str::to_owned),
    }
}

/// A name as a statement has it.
fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// The name of a table.
fn place_of(table: &Table) -> String {
    table.parts().map(quoted).collect::<Vec<_>>().join(".")
}

async fn take_out(
    transaction: &Transaction<'_>,
    mapping: &Mapping,
    table: &Table,
    reference: &str,
    (rows, bytes): (&mut Vec<Map<String, Value>>, &mut usize),
) -> Result<(), ConnectorError> {
    if table.export.is_empty() {
        return Ok(());
    }
    let refused = |error| refused(&table.name, &error);
    let too_much = || ConnectorError::TooMuch {
        table: table.name.clone(),
    };
    let columns: Vec<String> = table.export.iter().map(|column| quoted(column)).collect();
    let statement = format!(
        "SELECT to_jsonb(found)::text FROM (SELECT {} FROM {} WHERE {} = $1 LIMIT {}) AS found",
        columns.join(", "),
        place_of(table),
        quoted(&table.key),
        mapping.rows_max.saturating_add(1)
    );
    let values: [&(dyn ToSql + Sync); 1] = [&reference];
    let stream = transaction
        .query_raw(&statement, values)
        .await
        .map_err(refused)?;
    tokio::pin!(stream);
    while let Some(row) = stream.try_next().await.map_err(refused)? {
        let text: &str = row.try_get(0).map_err(refused)?;
        *bytes = bytes.saturating_add(text.len());
        if rows.len() >= mapping.rows_max || *bytes > mapping.bytes_max {
            return Err(too_much());
        }
        let row = serde_json::from_str(text)
            .map_err(|_| ConnectorError::NotUnderstood("a row is no JSON object"))?;
        rows.push(row);
    }
    Ok(())
}

async fn erase_in(
    transaction: &Transaction<'_>,
    table: &Table,
    reference: &str,
) -> Result<u64, ConnectorError> {
    let refused = |error| refused(&table.name, &error);
    let (place, key) = (place_of(table), quoted(&table.key));
    match &table.erase {
        Erasing::Delete => transaction
            .execute(
                &format!("DELETE FROM {place} WHERE {key} = $1"),
                &[&reference],
            )
            .await
            .map_err(refused),
        Erasing::Anonymise { set_null, set } => {
            let mut changes: Vec<String> = set_null
                .iter()
                .map(|column| format!("{} = NULL", quoted(column)))
                .collect();
            let mut values: Vec<&(dyn ToSql + Sync)> = vec![&reference];
            for (column, text) in set {
                values.push(text);
                changes.push(format!("{} = ${}", quoted(column), values.len()));
            }
            let statement = format!("UPDATE {place} SET {} WHERE {key} = $1", changes.join(", "));
            transaction
                .execute(&statement, &values)
                .await
                .map_err(refused)
        }
        Erasing::Keep { .. } => {
            let row = transaction
                .query_one(
                    &format!("SELECT count(*) FROM {place} WHERE {key} = $1"),
                    &[&reference],
                )
                .await
                .map_err(refused)?;
            let count: i64 = row.try_get(0).map_err(refused)?;
            Ok(count.unsigned_abs())
        }
    }
}
