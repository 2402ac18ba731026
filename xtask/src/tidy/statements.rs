//! What the store asks of its database: every statement in one list, and drivers in their engines only.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::Text;

/// The list, which is prepared on every engine: on SQLite by a test of the store, on PostgreSQL by `tests/real/postgres_dialect.py`.
const LIST: &str = "contracts/statements.sql";

const HEAD: &str = "\
-- Every statement of the store, in the SQL that all its engines understand: see crates/cardea-store/src/engine/statement.rs.
-- Made from the source by `cargo xtask statements --write`.
";

/// The crate that asks.
const STORE: &str = "crates/cardea-store/src";

/// Where `sql!` is defined.
const DEFINITION: &str = "crates/cardea-store/src/engine/statement.rs";

/// What begins a statement.
const STATEMENT: &str = "sql!";

/// Ways to a statement that are not a literal in the source, each with what to do.
const DETOURS: &[(&str, &str)] = &[
    ("of_literal", "write `sql!(\"...\")`"),
    ("sql as ", "use `sql!` by its own name"),
];

/// The word by which a driver is known, and the engine that may say it.
const DRIVERS: &[(&str, &str)] = &[("rusqlite", "sqlite")];

/// What one engine only understands, in capitals, and what to write.
const ONE_ENGINE_ONLY: &[(&str, &str)] = &[
    ("INSERT OR ", "`ON CONFLICT (columns)`"),
    ("REPLACE INTO", "`ON CONFLICT (columns) DO UPDATE`"),
    ("CONFLICT DO UPDATE", "`ON CONFLICT (columns) DO UPDATE`"),
    ("ROWID", "a column"),
    ("PRAGMA", "a method of `Session`"),
    ("JSON_", "read the text in Rust"),
    ("IFNULL", "`COALESCE`"),
    ("X'", "a value"),
    ("$", "`?1`"),
];

/// One statement and where it stands.
#[derive(Debug, PartialEq, Eq)]
struct Statement<'t> {
    path: &'t Path,
    sql: String,
}

/// Every statement, as the list has them.
pub(crate) fn list(root: &Path) -> Result<String> {
    let texts = super::texts(root)?;
    let (statements, complaints) = statements(&texts);
    ensure!(complaints.is_empty(), "{}", complaints.join("\n  "));
    Ok(written(&statements))
}

/// Writes the list anew.
pub(crate) fn write(root: &Path) -> Result<()> {
    fs::write(root.join(LIST), list(root)?).with_context(|| LIST.to_owned())
}

/// Finds statements that are not in the list or not for every engine, and drivers out of their place.
pub(super) fn check(texts: &[Text]) -> Vec<String> {
    let (statements, mut complaints) = statements(texts);
    complaints.extend(drivers(texts));
    let kept = texts.iter().find(|text| text.path == Path::new(LIST));
    if kept.map_or("", |text| &text.text) != written(&statements) {
        complaints.push(format!(
            "{LIST} differs from the code; write it anew with `cargo xtask statements --write`, and look at the difference"
        ));
    }
    complaints
}

fn written(statements: &[Statement<'_>]) -> String {
    let mut list = HEAD.to_owned();
    let mut place = Path::new("");
    for statement in statements {
        if statement.path != place {
            place = statement.path;
            // Writing to a `String` cannot fail.
            let _: std::fmt::Result = writeln!(list, "\n-- {}", place.display());
        }
        let _: std::fmt::Result = writeln!(list, "{};", statement.sql);
    }
    list
}

/// The statements of the store by file and place, and what is wrong with them.
fn statements(texts: &[Text]) -> (Vec<Statement<'_>>, Vec<String>) {
    let (mut found, mut complaints) = (Vec::new(), Vec::new());
    for text in texts.iter().filter(|text| asks(text)) {
        let mut complain = |line: usize, why: &str| {
            complaints.push(format!("{}:{line}: {why}", text.path.display()));
        };
        for (number, line) in (1..).zip(text.text.lines()) {
            for (word, instead) in DETOURS.iter().filter(|(word, _)| line.contains(word)) {
                complain(number, &format!("`{word}` hides a statement; {instead}"));
            }
        }
        for (at, _) in text.text.match_indices(STATEMENT) {
            let (before, from) = text.text.split_at(at);
            let line = before.matches('\n').count() + 1;
            let beside = before.rsplit('\n').next().unwrap_or_default();
            if beside.contains("//") {
                continue;
            }
            match literal(from) {
                None => complain(
                    line,
                    "a statement is one literal: `sql!(\"...\")`, without `\\` and `;`",
                ),
                Some(sql) => {
                    for (word, instead) in one_engine_only(&sql) {
                        complain(
                            line,
                            &format!("`{word}` is of one engine only; use {instead}"),
                        );
                    }
                    found.push(Statement {
                        path: &text.path,
                        sql,
                    });
                }
            }
        }
    }
    (found, complaints)
}

/// Source of the store that is not a test: those may make tables of their own.
fn asks(text: &Text) -> bool {
    text.is("rs")
        && text.path.starts_with(STORE)
        && text.path != Path::new(DEFINITION)
        && text.path.file_name().is_none_or(|name| name != "tests.rs")
}

/// The text of `sql!("...")` at the beginning of `from`, on one line with single spaces.
fn literal(from: &str) -> Option<String> {
    let inner = from.strip_prefix(STATEMENT)?.strip_prefix('(')?;
    let (sql, rest) = inner.trim_start().strip_prefix('"')?.split_once('"')?;
    let rest = rest.trim_start();
    let closed = rest.strip_prefix(',').map_or(rest, str::trim_start);
    let plain = !sql.contains(['\\', ';']);
    (plain && closed.starts_with(')')).then(|| sql.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn one_engine_only(sql: &str) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    let capitals = sql.to_uppercase();
    ONE_ENGINE_ONLY
        .iter()
        .filter(move |(word, _)| capitals.contains(word))
}

/// Every mention of a driver outside the engine it is for.
fn drivers(texts: &[Text]) -> Vec<String> {
    let mut complaints = Vec::new();
    for text in texts
        .iter()
        .filter(|text| text.is("rs") && text.path.starts_with(STORE))
    {
        for (driver, engine) in DRIVERS.iter().filter(|(word, _)| text.text.contains(word)) {
            let folder = Path::new(STORE).join(engine);
            if !text.path.starts_with(&folder) && text.path != folder.with_extension("rs") {
                complaints.push(format!(
                    "{}: mentions `{driver}`, which only {} may; ask through `engine.rs`",
                    text.path.display(),
                    folder.display()
                ));
            }
        }
    }
    complaints
}

#[cfg(test)]
mod tests;
