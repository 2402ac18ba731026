//! Whether the mapping fits the database as it is.

use std::collections::BTreeMap;

use mysql_async::Conn;
use mysql_async::prelude::Queryable;

use super::{ConnectorError, Mapping, Table, place_of, quoted, refused};
use crate::Erasing;

/// One column as it is.
struct Column {
    form: String,
    may_be_null: bool,
    privileges: String,
}

/// Schema and name of a table; without a schema it is in that of the connection.
fn names(table: &Table) -> (Option<String>, String) {
    let mut parts: Vec<String> = table.parts().map(str::to_owned).collect();
    let name = parts.pop().unwrap_or_default();
    (parts.pop(), name)
}

/// The first table that cannot take back what was done in it.
pub(super) async fn without_transactions(
    connection: &mut Conn,
    mapping: &Mapping,
) -> Result<Option<String>, ConnectorError> {
    for table in &mapping.tables {
        let engine: Option<Option<String>> = connection
            .exec_first("SELECT engine FROM information_schema.tables WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ?", names(table))
            .await
            .map_err(|error| refused(&table.name, &error))?;
        let is_safe = engine
            .flatten()
            .is_none_or(|engine| engine.eq_ignore_ascii_case("InnoDB"));
        if !is_safe && !matches!(table.erase, Erasing::Keep { .. }) {
            return Ok(Some(table.name.clone()));
        }
    }
    Ok(None)
}

pub(super) async fn check(
    connection: &mut Conn,
    mapping: &Mapping,
) -> Result<Vec<String>, ConnectorError> {
    let mut problems = Vec::new();
    if let Some(table) = without_transactions(connection, mapping).await? {
        problems.push(format!(
            "`{table}` has an engine without transactions: ALTER TABLE {table} ENGINE = InnoDB"
        ));
    }
    for (number, table) in mapping.tables.iter().enumerate() {
        let columns = columns(connection, table).await?;
        if columns.is_empty() {
            problems.push(format!(
                "`{}` is not there, or this user may not see it",
                table.name
            ));
            continue;
        }
        of_columns(table, &columns, &mut problems);
        if table.erase == Erasing::Delete {
            let statement = format!(
                "EXPLAIN DELETE FROM {} WHERE {} = ''",
                place_of(table),
                quoted(&table.key)
            );
            if connection.query_drop(statement).await.is_err() {
                problems.push(format!(
                    "this user may not delete in `{0}`: GRANT DELETE ON {0} TO it",
                    table.name
                ));
            }
            before(connection, mapping, number, table, &mut problems).await?;
        }
    }
    Ok(problems)
}

async fn columns(
    connection: &mut Conn,
    table: &Table,
) -> Result<BTreeMap<String, Column>, ConnectorError> {
    let rows: Vec<(String, String, String, String)> = connection
        .exec(
            "SELECT column_name, data_type, is_nullable, privileges FROM information_schema.columns WHERE table_schema = COALESCE(?, DATABASE()) AND table_name = ?",
            names(table),
        )
        .await
        .map_err(|error| refused(&table.name, &error))?;
    let column = |(name, form, may_be_null, privileges): (String, String, String, String)| {
        (
            name,
            Column {
                form,
                may_be_null: may_be_null.eq_ignore_ascii_case("YES"),
                privileges,
            },
        )
    };
    Ok(rows.into_iter().map(column).collect())
}

/// Whether a column holds texts.
fn is_text(column: &Column) -> bool {
    matches!(
        column.form.as_str(),
        "char" | "varchar" | "tinytext" | "text" | "mediumtext" | "longtext"
    )
}

fn of_columns(table: &Table, columns: &BTreeMap<String, Column>, problems: &mut Vec<String>) {
    let name = &table.name;
    let (nulls, texts): (&[String], Vec<&String>) = match &table.erase {
        Erasing::Anonymise { set_null, set } => (set_null, set.keys().collect()),
        _ => (&[], Vec::new()),
    };
    let named = core::iter::once(&table.key)
        .chain(&table.export)
        .chain(nulls)
        .chain(texts.iter().copied());
    for column in named {
        match columns.get(column) {
            None => problems.push(format!("`{name}` has no column `{column}`")),
            Some(found) if !found.privileges.contains("select") => {
                problems.push(format!(
                    "this user may not read `{column}` of `{name}`: GRANT SELECT ON {name} TO it"
                ));
            }
            Some(_) => {}
        }
    }
    if let Some(key) = columns.get(&table.key).filter(|key| !is_text(key)) {
        problems.push(format!(
            "`{}` of `{name}` is {}: references are texts",
            table.key, key.form
        ));
    }
    for column in nulls.iter().chain(texts.iter().copied()) {
        if columns
            .get(column)
            .is_some_and(|found| !found.privileges.contains("update"))
        {
            problems.push(format!("this user may not change `{column}` of `{name}`: GRANT UPDATE ({column}) ON {name} TO it"));
        }
    }
    for column in nulls {
        if columns.get(column).is_some_and(|found| !found.may_be_null) {
            problems.push(format!(
                "`{column}` of `{name}` is never null: give it a text in `set`, or delete the rows"
            ));
        }
    }
    for column in texts {
        if let Some(found) = columns.get(column).filter(|found| !is_text(found)) {
            problems.push(format!(
                "`{column}` of `{name}` is {} and takes no text: put it into `set_null`",
                found.form
            ));
        }
    }
}

/// Tables whose rows hold on to rows of this one, and are not erased before it.
async fn before(
    connection: &mut Conn,
    mapping: &Mapping,
    number: usize,
    table: &Table,
    problems: &mut Vec<String>,
) -> Result<(), ConnectorError> {
    let (schema, name) = names(table);
    // The catalogue of rules is shown to those who may change tables; this one to all who may read them.
    let holding: Vec<(String, String, String)> = connection
        .exec(
            "SELECT DISTINCT table_schema, table_name, constraint_name FROM information_schema.key_column_usage
             WHERE referenced_table_schema = COALESCE(?, DATABASE()) AND referenced_table_name = ? AND table_name != ? ORDER BY 1, 2, 3",
            (schema, name.clone(), name),
        )
        .await
        .map_err(|error| refused(&table.name, &error))?;
    for (schema, holder, rule) in holding {
        let statement = format!("SHOW CREATE TABLE {}.{}", quoted(&schema), quoted(&holder));
        let shown: Option<(String, String)> = connection
            .query_first(statement)
            .await
            .map_err(|error| refused(&table.name, &error))?;
        if shown.is_some_and(|(_, made)| lets_go(&made, &rule)) {
            continue;
        }
        match mapping
            .tables
            .iter()
            .position(|other| names(other).1 == holder)
        {
            None => problems.push(format!(
                "`{holder}` refers to `{}`, and is not in `tables`: name it before",
                table.name
            )),
            Some(at) if at > number => problems.push(format!(
                "`{holder}` refers to `{}`: name it before",
                table.name
            )),
            Some(_) => {}
        }
    }
    Ok(())
}

/// Whether a rule of a table deletes its rows, or forgets what they refer to, by itself.
fn lets_go(made: &str, rule: &str) -> bool {
    let named = format!("CONSTRAINT {} ", quoted(rule));
    made.lines()
        .filter(|line| line.trim_start().starts_with(&named))
        .any(|line| line.contains(" ON DELETE CASCADE") || line.contains(" ON DELETE SET NULL"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_lets_go_is_known_by_its_own_line() {
        let made = "CREATE TABLE `a` (\n  `x` int,\n  CONSTRAINT `a_1` FOREIGN KEY (`x`) REFERENCES `b` (`id`) ON DELETE CASCADE,\n  CONSTRAINT `a_2` FOREIGN KEY (`y`) REFERENCES `b` (`id`)\n)";
        assert!(lets_go(made, "a_1"));
        assert!(!lets_go(made, "a_2") && !lets_go(made, "a_") && !lets_go(made, "a_3"));
    }
}
