//! Whether the mapping fits the database as it is.

use std::collections::BTreeMap;

use tokio_postgres::Client;

use super::{ConnectorError, Mapping, Table, place_of, refused};
use crate::Erasing;

/// One column as it is.
struct Column {
    form: String,
    may_be_null: bool,
    may_select: bool,
    may_update: bool,
}

pub(super) async fn check(
    client: &Client,
    mapping: &Mapping,
) -> Result<Vec<String>, ConnectorError> {
    let mut problems = Vec::new();
    for (number, table) in mapping.tables.iter().enumerate() {
        let columns = columns(client, table).await?;
        if columns.is_empty() {
            problems.push(format!(
                "`{}` is not there, or this user may not see it",
                table.name
            ));
            continue;
        }
        of_columns(table, &columns, &mut problems);
        if table.erase == Erasing::Delete {
            let row = client
                .query_one(
                    "SELECT has_table_privilege(to_regclass($1), 'DELETE')",
                    &[&place_of(table)],
                )
                .await
                .map_err(|error| refused(&table.name, &error))?;
            if !row
                .try_get::<_, bool>(0)
                .map_err(|error| refused(&table.name, &error))?
            {
                problems.push(format!(
                    "this user may not delete in `{0}`: GRANT DELETE ON {0} TO it",
                    table.name
                ));
            }
            before(client, mapping, number, table, &mut problems).await?;
        }
    }
    Ok(problems)
}

async fn columns(
    client: &Client,
    table: &Table,
) -> Result<BTreeMap<String, Column>, ConnectorError> {
    let rows = client
        .query(
            "SELECT attname::text, format_type(atttypid, NULL), NOT attnotnull, has_column_privilege(attrelid, attnum, 'SELECT'), has_column_privilege(attrelid, attnum, 'UPDATE')
             FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped",
            &[&place_of(table)],
        )
        .await
        .map_err(|error| refused(&table.name, &error))?;
    rows.iter()
        .map(|row| {
            let column = Column {
                form: row.try_get(1)?,
                may_be_null: row.try_get(2)?,
                may_select: row.try_get(3)?,
                may_update: row.try_get(4)?,
            };
            Ok((row.try_get(0)?, column))
        })
        .collect::<Result<_, tokio_postgres::Error>>()
        .map_err(|error| refused(&table.name, &error))
}

/// Whether a column holds texts.
fn is_text(column: &Column) -> bool {
    matches!(
        column.form.as_str(),
        "text" | "character varying" | "character" | "citext"
    )
}

fn of_columns(table: &Table, columns: &BTreeMap<String, Column>, problems: &mut Vec<String>) {
    let name = &table.name;
    let mut missing = |column: &String| {
        let found = columns.get(column);
        if found.is_none() {
            problems.push(format!("`{name}` has no column `{column}`"));
        }
        found
    };
    let key = missing(&table.key);
    let exported: Vec<_> = table
        .export
        .iter()
        .map(|column| (column, missing(column)))
        .collect();
    let (mut nulls, mut texts) = (Vec::new(), Vec::new());
    if let Erasing::Anonymise { set_null, set } = &table.erase {
        nulls = set_null
            .iter()
            .map(|column| (column, missing(column)))
            .collect();
        texts = set.keys().map(|column| (column, missing(column))).collect();
    }
    if let Some(key) = key {
        if !is_text(key) {
            problems.push(format!(
                "`{}` of `{name}` is {}: references are texts",
                table.key, key.form
            ));
        }
        if !key.may_select {
            problems.push(format!(
                "this user may not read `{}` of `{name}`: GRANT SELECT ON {name} TO it",
                table.key
            ));
        }
    }
    for (column, found) in exported {
        if found.is_some_and(|found| !found.may_select) {
            problems.push(format!(
                "this user may not read `{column}` of `{name}`: GRANT SELECT ON {name} TO it"
            ));
        }
    }
    for (column, found) in nulls.iter().chain(&texts) {
        if found.is_some_and(|found| !found.may_update) {
            problems.push(format!("this user may not change `{column}` of `{name}`: GRANT UPDATE ({column}) ON {name} TO it"));
        }
    }
    for (column, found) in nulls {
        if found.is_some_and(|found| !found.may_be_null) {
            problems.push(format!(
                "`{column}` of `{name}` is never null: give it a text in `set`, or delete the rows"
            ));
        }
    }
    for (column, found) in texts {
        if let Some(found) = found.filter(|found| !is_text(found)) {
            problems.push(format!(
                "`{column}` of `{name}` is {} and takes no text: put it into `set_null`",
                found.form
            ));
        }
    }
}

/// Tables whose rows hold on to rows of this one, and are not erased before it.
async fn before(
    client: &Client,
    mapping: &Mapping,
    number: usize,
    table: &Table,
    problems: &mut Vec<String>,
) -> Result<(), ConnectorError> {
    let failed = |error: tokio_postgres::Error| refused(&table.name, &error);
    // Neither `cascade` nor `set null`: the database itself lets nothing go while they are there.
    let holding = client
        .query(
            "SELECT DISTINCT conrelid::regclass::text, conrelid::bigint FROM pg_constraint
             WHERE contype = 'f' AND confrelid = to_regclass($1) AND conrelid != confrelid AND confdeltype IN ('a', 'r') ORDER BY 1",
            &[&place_of(table)],
        )
        .await
        .map_err(failed)?;
    for row in &holding {
        let (name, id): (String, i64) = (
            row.try_get(0).map_err(failed)?,
            row.try_get(1).map_err(failed)?,
        );
        let mut place = None;
        for (at, other) in mapping.tables.iter().enumerate() {
            let same = client
                .query_one(
                    "SELECT COALESCE(to_regclass($1)::bigint = $2, FALSE)",
                    &[&place_of(other), &id],
                )
                .await
                .map_err(failed)?;
            if same.try_get::<_, bool>(0).map_err(failed)? {
                place = Some((at, other));
            }
        }
        match place {
            None => problems.push(format!(
                "`{name}` refers to `{}`, and is not in `tables`: name it before",
                table.name
            )),
            Some((at, _)) if at > number => problems.push(format!(
                "`{name}` refers to `{}`: name it before",
                table.name
            )),
            Some(_) => {}
        }
    }
    Ok(())
}
