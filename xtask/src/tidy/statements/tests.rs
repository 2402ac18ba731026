use super::*;

fn text(name: &str, text: &str) -> Text {
    Text {
        path: Path::new(STORE).join(name),
        text: text.to_owned(),
    }
}

/// The texts of the statements of one file, and how many complaints there are.
fn found(code: &str) -> (Vec<String>, usize) {
    let texts = [text("people/a.rs", code)];
    let (statements, complaints) = statements(&texts);
    let sql = statements.into_iter().map(|statement| statement.sql);
    (sql.collect(), complaints.len())
}

#[test]
fn a_statement_is_found_in_every_form_it_can_have() {
    let code = "let a = sql!(\"SELECT 1\");\ndb.execute(\n    sql!(\"DELETE FROM a\n         WHERE b = ?1\"),\n    \
                params![b],\n)?;\nsql!(\n    \"SELECT 2\",\n)\n/// Made by [`sql!`] only.\n";
    let expected = ["SELECT 1", "DELETE FROM a WHERE b = ?1", "SELECT 2"];
    assert_eq!(found(code), (expected.map(str::to_owned).to_vec(), 0));
}

#[test]
fn what_cannot_be_read_is_a_complaint_and_not_passed_over() {
    for code in [
        "sql!(TEXT)",
        "sql![\"SELECT 1\"]",
        "sql!(concat!(\"SELECT\", \" 1\"))",
        "sql!(\"SELECT \\\"a\\\"\")",
        "sql!(r#\"SELECT 1\"#)",
        "sql!(\"SELECT 1; SELECT 2\")",
        "Statement::of_literal(text)",
        "use crate::engine::sql as s;",
    ] {
        assert_eq!(found(code).1, 1, "{code}");
    }
}

#[test]
fn what_only_one_engine_understands_is_a_complaint() {
    for sql in [
        "INSERT OR REPLACE INTO a VALUES (?1)",
        "INSERT INTO a VALUES (?1) ON CONFLICT DO UPDATE SET b = 1",
        "SELECT rowid FROM a",
        "SELECT json_extract(a, '$.b') FROM c",
        "SELECT $1",
        "INSERT INTO a VALUES (x'00')",
    ] {
        assert!(found(&format!("sql!(\"{sql}\")")).1 > 0, "{sql}");
    }
    let fine = "INSERT INTO a VALUES (?1) ON CONFLICT DO NOTHING";
    assert_eq!(found(&format!("sql!(\"{fine}\")")).1, 0);
}

#[test]
fn a_driver_is_named_by_its_engine_only() {
    let code = "use rusqlite::Connection;";
    for (name, complaints) in [
        ("sqlite.rs", 0),
        ("sqlite/session.rs", 0),
        ("sqlite/tests.rs", 0),
        ("engine.rs", 1),
        ("people/device.rs", 1),
        ("people/tests.rs", 1),
        ("postgres/sqlite.rs", 1),
    ] {
        assert_eq!(drivers(&[text(name, code)]).len(), complaints, "{name}");
    }
}

#[test]
fn the_list_is_compared() {
    let code = text("a.rs", "sql!(\"SELECT 1\")");
    let path = code.path.display().to_string();
    let kept = |text: String| Text {
        path: LIST.into(),
        text,
    };
    let right = kept(format!("{HEAD}\n-- {path}\nSELECT 1;\n"));
    assert!(check(&[text("a.rs", &code.text), right]).is_empty());
    assert_eq!(check(&[code, kept(HEAD.to_owned())]).len(), 1);
}
