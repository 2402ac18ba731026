use rusqlite::Connection as Driver;
use tempfile::TempDir;

use super::*;
use crate::engine::{DatabaseFault, LogCopied, Value, params, sql};
use crate::limits::LOG_PAGES_MIN;

fn opened() -> (TempDir, SqliteFile, Connection) {
    let folder = TempDir::new().unwrap();
    let file = SqliteFile::in_folder(folder.path());
    let db = file.open_writer().unwrap();
    (folder, file, db)
}

fn clients(db: &Connection) -> Vec<String> {
    let names = sql!("SELECT organisation FROM client ORDER BY organisation");
    db.all(names, params![], |row| row.get(0)).unwrap()
}

fn add(db: &Connection, token: u8, name: &str) -> Result<u64, StoreError> {
    db.execute(
        sql!("INSERT INTO client (token, organisation, created_at) VALUES (?1, ?2, 0)"),
        params![[token], name],
    )
}

fn fault_of<T>(result: Result<T, StoreError>) -> DatabaseFault {
    match result.map(drop) {
        Err(StoreError::Database(error)) => error.fault(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_statement_of_the_store_is_understood() {
    let (_folder, file, _db) = opened();
    let driver = Driver::open(&file.0).unwrap();
    let list = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../contracts/statements.sql"
    );
    let list = std::fs::read_to_string(list).unwrap();
    let statements: Vec<&str> = list
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("--"))
        .map(|line| line.strip_suffix(';').unwrap())
        .collect();
    for statement in &statements {
        let prepared = driver.prepare(statement);
        let prepared = prepared.unwrap_or_else(|error| panic!("{statement}: {error}"));
        for number in 1..=prepared.parameter_count() {
            assert!(
                statement.contains(&format!("?{number}")),
                "{statement} leaves out ?{number}"
            );
        }
    }
    assert!(
        (1..PREPARED_MAX).contains(&statements.len()),
        "{} statements and {PREPARED_MAX} places to keep them prepared",
        statements.len()
    );
}

#[test]
fn a_transaction_is_kept_whole_or_not_at_all() {
    let (_folder, file, mut db) = opened();
    let reader = file.open_reader().unwrap();
    let tx = db.write().unwrap();
    assert_eq!(add(&tx, 1, "one").unwrap(), 1);
    assert!(
        clients(&reader).is_empty(),
        "nobody sees it before the commit"
    );
    drop(tx);
    assert!(clients(&db).is_empty());
    let tx = db.write().unwrap();
    add(&tx, 1, "one").unwrap();
    assert!(add(&tx, 1, "double").is_err());
    tx.commit().unwrap();
    assert_eq!(clients(&reader), ["one"]);
}

#[test]
fn a_snapshot_is_of_one_moment() {
    let (_folder, file, db) = opened();
    add(&db, 1, "one").unwrap();
    let mut reader = file.open_reader().unwrap();
    let snapshot = reader.snapshot().unwrap();
    assert_eq!(clients(&snapshot), ["one"]);
    add(&db, 2, "two").unwrap();
    assert_eq!(clients(&snapshot), ["one"]);
    drop(snapshot);
    assert_eq!(clients(&reader), ["one", "two"]);
}

#[test]
fn rows_are_looked_at_one_answer_at_a_time() {
    let (_folder, _file, db) = opened();
    for token in 1..=3 {
        add(&db, token, &format!("{token}")).unwrap();
    }
    let tokens = sql!("SELECT token FROM client ORDER BY token");
    let within = db.each(tokens, params![], |_| add(&db, 9, "within").map(drop));
    assert_eq!(fault_of(within), DatabaseFault::Other);
    let first = db.first(tokens, params![], |row| row.get::<[u8; 1]>(0));
    assert_eq!(first.unwrap(), Some([1]));
    let wrong = db.first(tokens, params![], |row| row.get::<i64>(0));
    assert!(matches!(wrong, Err(StoreError::Corrupt(_))));
    let none = db.first(tokens, params![], |row| row.get::<[u8; 1]>(1));
    assert!(
        matches!(none, Err(StoreError::Corrupt(_))),
        "no such column"
    );
    assert_eq!(
        clients(&db),
        ["1", "2", "3"],
        "the connection is free again"
    );
}

#[test]
fn values_come_back_as_they_went_in() {
    let (_folder, _file, db) = opened();
    let bytes: &[u8] = &[0, 255, 39];
    let given = params![i64::MIN, "it's \0 ünïcode", bytes, None::<i64>];
    let same = db.first(sql!("SELECT ?1, ?2, ?3, ?4"), given, |row| {
        for (column, given) in given.iter().enumerate() {
            let equal = match *given {
                Value::Integer(number) => row.get::<i64>(column)? == number,
                Value::Text(text) => row.get::<&str>(column)? == text,
                Value::Bytes(bytes) => row.get::<&[u8]>(column)? == bytes,
                Value::Null => row.get::<Option<&str>>(column)?.is_none(),
            };
            assert!(equal, "column {column}");
        }
        Ok(())
    });
    assert_eq!(same.unwrap(), Some(()));
}

#[test]
fn a_full_disk_is_called_that_and_takes_the_transaction_back() {
    let (folder, file, db) = opened();
    add(&db, 1, "one").unwrap();
    drop(db);
    let driver = Driver::open(&file.0).unwrap();
    let pages: i64 = driver
        .query_row("PRAGMA page_count", [], |row| row.get(0))
        .unwrap();
    driver.pragma_update(None, "max_page_count", pages).unwrap();
    let mut db = Connection::new(SqliteSession(driver));
    let tx = db.write().unwrap();
    let full = (2..=255).try_for_each(|token| add(&tx, token, &"x".repeat(1_000)).map(drop));
    assert_eq!(fault_of(full), DatabaseFault::Full);
    drop(tx);
    assert_eq!(clients(&db), ["one"]);
    drop(folder);
}

#[test]
fn what_is_no_database_and_what_cannot_be_opened_are_told_apart() {
    let folder = TempDir::new().unwrap();
    let file = SqliteFile::in_folder(folder.path());
    assert!(!file.exists().unwrap());
    assert_eq!(fault_of(file.open_reader()), DatabaseFault::NoAccess);
    std::fs::write(
        &file.0,
        "not a database, and longer than the head of one: ".repeat(20),
    )
    .unwrap();
    assert!(file.exists().unwrap());
    assert_eq!(fault_of(file.open_writer()), DatabaseFault::Damaged);
    let (_other, file, _db) = opened();
    let reader = file.open_reader().unwrap();
    assert_eq!(fault_of(add(&reader, 1, "one")), DatabaseFault::NoAccess);
}

#[test]
fn a_lock_of_somebody_else_is_called_that() {
    let (_folder, file, mut db) = opened();
    let _held = db.write().unwrap();
    let driver = Driver::open(&file.0).unwrap();
    driver.busy_timeout(Duration::ZERO).unwrap();
    let mut other = Connection::new(SqliteSession(driver));
    assert_eq!(fault_of(other.write()), DatabaseFault::Busy);
}

#[test]
fn tables_of_a_newer_version_are_refused() {
    let (_folder, file, db) = opened();
    drop(db);
    let driver = Driver::open(&file.0).unwrap();
    driver.pragma_update(None, "user_version", 1_000).unwrap();
    assert!(matches!(file.open_writer(), Err(StoreError::Migration(_))));
}

/// Many commits, so that the log has to begin anew several times.
#[test]
fn the_log_is_copied_beside_and_begins_anew() {
    const NAME_BYTES: usize = 60_000;
    const COMMITS: i64 = 3_000;
    let (_folder, file, mut db) = opened();
    let copier = file.open_copier().unwrap();
    let name = "x".repeat(NAME_BYTES);
    let mut times = 0;
    for number in 0..COMMITS {
        let tx = db.write().unwrap();
        let token = (number % 7).to_be_bytes();
        tx.execute(sql!("DELETE FROM client WHERE token = ?1"), params![token])
            .unwrap();
        tx.execute(
            sql!("INSERT INTO client (token, organisation, created_at) VALUES (?1, ?2, ?3)"),
            params![token, name, number],
        )
        .unwrap();
        tx.commit().unwrap();
        if copier.copy_log().unwrap() == LogCopied::Nearly {
            db.copy_rest_of_log().unwrap();
            times += 1;
        }
    }
    assert!(times > 2, "{times} times");
    let log = file.0.with_extension("db-wal");
    let length = std::fs::metadata(&log).unwrap().len();
    let bound = u64::try_from(LOG_PAGES_MIN).unwrap() * 4_200;
    assert!(length < bound * 2, "{length} bytes, copied {times} times");
    db.purge_deleted().unwrap();
    assert_eq!(std::fs::metadata(&log).unwrap().len(), 0);
    assert_eq!(clients(&db).len(), 7);
}

/// Rows of blocks are long: small parts are found in the key alone.
#[test]
fn small_parts_are_found_without_reading_a_block() {
    let (_folder, file, _db) = opened();
    let driver = Driver::open(&file.0).unwrap();
    let asked = "EXPLAIN QUERY PLAN SELECT part, count FROM block WHERE household = 1 AND subject = x'00' AND layout = 1
                 AND period = 1 AND device = 1 AND mask = 1 AND count < 2";
    let plan: String = driver.query_row(asked, [], |row| row.get(3)).unwrap();
    assert!(plan.contains("COVERING INDEX block_key"), "{plan}");
}
