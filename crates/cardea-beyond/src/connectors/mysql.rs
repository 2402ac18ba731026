//! MySQL, MariaDB, and what speaks their protocol.

mod check;

use core::future::Future;
use std::path::Path;

use cardea_units::SubjectId;
use mysql_async::prelude::Queryable;
use mysql_async::{
    Conn, Error, IsolationLevel, Opts, OptsBuilder, Params, Row, SslOpts, Transaction, TxOpts,
    Value as SqlValue,
};
use serde_json::{Map, Value};
use tokio::time::timeout;

use super::{
    ConnectorError, ConnectorsError, Ending, Erasing, Found, Gone, Mapping, Table, reference,
};

/// One database.
pub(super) struct MySql {
    opts: Opts,
}

impl core::fmt::Debug for MySql {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("MySql(..)")
    }
}

impl MySql {
    pub(super) fn new(
        mapping: &Mapping,
        folder: &Path,
        trusted: &[Vec<u8>],
    ) -> Result<Self, ConnectorsError> {
        let opts = Opts::from_url(&mapping.url)
            .map_err(|_| mapping.wrong("write `url` as mysql://user@host:3306/database"))?;
        if opts.pass().is_some_and(|password| !password.is_empty()) {
            return Err(mapping.wrong("a password in `url` is read by everybody who reads the file: put it into a `password_file`").into());
        }
        if opts.db_name().is_none() {
            return Err(mapping.wrong("name the database in `url`").into());
        }
        let host = opts.ip_or_hostname();
        let is_here = opts.socket().is_some()
            || host == "localhost"
            || host
                .parse::<std::net::IpAddr>()
                .is_ok_and(|ip| ip.is_loopback());
        // To another machine never without TLS, whatever the URL says; nor with less than a whole look at the certificate.
        let tls = (!is_here || opts.ssl_opts().is_some()).then(|| {
            let roots = trusted.iter().map(|root| root.clone().into()).collect();
            SslOpts::default()
                .with_disable_built_in_roots(true)
                .with_root_certs(roots)
        });
        let opts = OptsBuilder::from_opts(opts)
            .pass(mapping.secret(folder)?)
            .ssl_opts(tls)
            // Otherwise rows that are anonymous already would not be counted.
            .client_found_rows(true)
            // The server is not asked where else it could be reached.
            .prefer_socket(false)
            // Each statement is asked once.
            .stmt_cache_size(0);
        Ok(Self { opts: opts.into() })
    }

    async fn open(&self, mapping: &Mapping) -> Result<Conn, ConnectorError> {
        let mut connection = Conn::new(self.opts.clone())
            .await
            .map_err(|error| refused(&mapping.name, &error))?;
        let seconds = mapping.wait.as_secs().max(1);
        connection
            .query_drop(format!(
                "SET SESSION innodb_lock_wait_timeout = {seconds}, lock_wait_timeout = {seconds}"
            ))
            .await
            .map_err(|error| refused(&mapping.name, &error))?;
        Ok(connection)
    }

    pub(super) async fn find(
        &self,
        mapping: &Mapping,
        subjects: &[SubjectId],
    ) -> Result<Vec<Found>, ConnectorError> {
        within(mapping, async {
            let mut connection = self.open(mapping).await?;
            let mut one_moment = TxOpts::new();
            one_moment
                .with_isolation_level(IsolationLevel::RepeatableRead)
                .with_readonly(true);
            let begun = connection.start_transaction(one_moment).await;
            let mut transaction = begun.map_err(|error| refused(&mapping.name, &error))?;
            let (mut all, mut bytes) = (Vec::new(), 0_usize);
            for table in &mapping.tables {
                let mut rows = Vec::new();
                for reference in subjects
                    .iter()
                    .filter_map(|subject| reference(table.is, *subject))
                {
                    take_out(
                        &mut transaction,
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
            transaction
                .rollback()
                .await
                .map_err(|error| refused(&mapping.name, &error))?;
            let _ = connection.disconnect().await;
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
            let mut connection = self.open(mapping).await?;
            // What such a table did could not be taken back, by a rehearsal or when the next table refuses.
            if let Some(table) = check::without_transactions(&mut connection, mapping).await? {
                return Err(ConnectorError::NoTransactions { table });
            }
            let begun = connection.start_transaction(TxOpts::default()).await;
            let mut transaction = begun.map_err(|error| refused(&mapping.name, &error))?;
            let mut all = Vec::new();
            for table in &mapping.tables {
                let mut rows = 0_u64;
                for reference in subjects
                    .iter()
                    .filter_map(|subject| reference(table.is, *subject))
                {
                    rows =
                        rows.saturating_add(erase_in(&mut transaction, table, &reference).await?);
                }
                all.push(Gone {
                    table: table.name.clone(),
                    how: table.erase.word(),
                    rows,
                });
            }
            let ended = match ending {
                Ending::RollBack => transaction.rollback().await,
                Ending::Commit => transaction.commit().await,
            };
            ended.map_err(|error| refused(&mapping.name, &error))?;
            let _ = connection.disconnect().await;
            Ok(all)
        })
        .await
    }

    pub(super) async fn check(&self, mapping: &Mapping) -> Result<Vec<String>, ConnectorError> {
        within(mapping, async {
            let mut connection = self.open(mapping).await?;
            check::check(&mut connection, mapping).await
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

/// What a server refused: its code, never its words, in which there are values.
fn refused(table: &str, error: &Error) -> ConnectorError {
    match error {
        Error::Server(server) => ConnectorError::Refused {
            table: table.to_owned(),
            code: server.code.to_string(),
            constraint: None,
        },
        Error::Io(mysql_async::IoError::Tls(_)) => {
            ConnectorError::NotReached("it could not show that it is the one it should be (TLS)")
        }
        _ => ConnectorError::NotReached("it takes no connection, or broke off"),
    }
}

/// A name as a statement has it.
fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// The name of a table.
fn place_of(table: &Table) -> String {
    table.parts().map(quoted).collect::<Vec<_>>().join(".")
}

async fn take_out(
    transaction: &mut Transaction<'_>,
    mapping: &Mapping,
    table: &Table,
    reference: &str,
    (rows, bytes): (&mut Vec<Map<String, Value>>, &mut usize),
) -> Result<(), ConnectorError> {
    if table.export.is_empty() {
        return Ok(());
    }
    let refused = |error| refused(&table.name, &error);
    let columns: Vec<String> = table
        .export
        .iter()
        .map(|column| format!("?, {}", quoted(column)))
        .collect();
    let statement = format!(
        "SELECT JSON_OBJECT({}) FROM {} WHERE {} = ? LIMIT {}",
        columns.join(", "),
        place_of(table),
        quoted(&table.key),
        mapping.rows_max.saturating_add(1)
    );
    let values: Vec<SqlValue> = table
        .export
        .iter()
        .map(String::as_str)
        .chain([reference])
        .map(SqlValue::from)
        .collect();
    let mut found = transaction
        .exec_iter(statement, Params::Positional(values))
        .await
        .map_err(refused)?;
    while let Some(row) = found.next().await.map_err(refused)? {
        let text: Option<Result<String, _>> = row.get_opt(0);
        let Some(Ok(text)) = text else {
            return Err(ConnectorError::NotUnderstood(
                "a column holds bytes that are no text: leave it out of `export`",
            ));
        };
        *bytes = bytes.saturating_add(text.len());
        if rows.len() >= mapping.rows_max || *bytes > mapping.bytes_max {
            return Err(ConnectorError::TooMuch {
                table: table.name.clone(),
            });
        }
        let row = serde_json::from_str(&text)
            .map_err(|_| ConnectorError::NotUnderstood("a row is no JSON object"))?;
        rows.push(row);
    }
    Ok(())
}

async fn erase_in(
    transaction: &mut Transaction<'_>,
    table: &Table,
    reference: &str,
) -> Result<u64, ConnectorError> {
    let refused = |error| refused(&table.name, &error);
    let (place, key) = (place_of(table), quoted(&table.key));
    let (statement, values) = match &table.erase {
        Erasing::Delete => (
            format!("DELETE FROM {place} WHERE {key} = ?"),
            vec![SqlValue::from(reference)],
        ),
        Erasing::Anonymise { set_null, set } => {
            let nulls = set_null
                .iter()
                .map(|column| format!("{} = NULL", quoted(column)));
            let texts = set.keys().map(|column| format!("{} = ?", quoted(column)));
            let changes: Vec<String> = texts.chain(nulls).collect();
            let values = set
                .values()
                .map(String::as_str)
                .chain([reference])
                .map(SqlValue::from)
                .collect();
            (
                format!("UPDATE {place} SET {} WHERE {key} = ?", changes.join(", ")),
                values,
            )
        }
        Erasing::Keep { .. } => {
            let statement = format!("SELECT count(*) FROM {place} WHERE {key} = ?");
            let row: Option<Row> = transaction
                .exec_first(statement, (reference,))
                .await
                .map_err(refused)?;
            return Ok(row.and_then(|row| row.get(0)).unwrap_or(0));
        }
    };
    let done = transaction
        .exec_iter(statement, Params::Positional(values))
        .await
        .map_err(refused)?;
    let rows = done.affected_rows();
    done.drop_result().await.map_err(refused)?;
    Ok(rows)
}
