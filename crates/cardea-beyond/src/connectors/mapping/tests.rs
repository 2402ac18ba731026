use super::*;

const WHOLE: &str = r#"
[connectors.crm]
organisation = "maker"
kind = "postgresql"
url = "postgres://cardea@db.maker.example/crm"
password_file = "crm.password"
wait = "10s"
rows_max = 100

[[connectors.crm.tables]]
table = "sales.orders"
key = "customer"
is = "person"
export = ["id", "placed_at"]
erase = "anonymise"
set_null = ["customer"]
set = { note = "erased" }

[[connectors.crm.tables]]
table = "invoices"
key = "customer"
is = "household"
erase = "keep"
because = "VAT Act 1994 Sch 11 para 6"

[connectors.shop]
organisation = "maker"
kind = "http"
url = "https://shop.maker.example/privacy"
"#;

#[test]
fn a_whole_file_is_read() {
    let all = Mapping::read_all(WHOLE).unwrap();
    let [crm, shop] = all.as_slice() else {
        panic!("{all:?}")
    };
    assert_eq!(
        (crm.name.as_str(), crm.kind, crm.wait, crm.rows_max),
        ("crm", Kind::Postgresql, Duration::from_secs(10), 100)
    );
    assert_eq!(
        crm.tables[0].parts().collect::<Vec<_>>(),
        ["sales", "orders"]
    );
    assert_eq!(crm.tables[0].erase.word(), "anonymise");
    assert_eq!(crm.tables[1].is, Whose::Household);
    assert_eq!((shop.kind, shop.bytes_max), (Kind::Http, BYTES_FOUND_MAX));
}

#[test]
fn what_does_not_fit_is_said_and_where() {
    for (before, after, said) in [
        (
            "kind = \"http\"",
            "kind = \"ftp\"",
            "line 28: unknown variant `ftp`",
        ),
        ("rows_max = 100", "rows_max = 0", "`rows_max` is 1 to 10000"),
        ("rows_max = 100", "rows = 100", "unknown field `rows`"),
        (
            "wait = \"10s\"",
            "wait = \"1h\"",
            "write `wait` as 1s to 30s",
        ),
        (
            "[connectors.shop]",
            "[connectors.\"../shop\"]",
            "give it a name",
        ),
        (
            "table = \"sales.orders\"",
            "table = \"a.b.c\"",
            "no name of a table",
        ),
        ("key = \"customer\"", "key = \"\"", "no name of a column"),
        (
            "erase = \"anonymise\"",
            "erase = \"delete\"",
            "is deleted: leave out",
        ),
        (
            "erase = \"anonymise\"",
            "erase = \"forget\"",
            "`delete`, `anonymise` or `keep`",
        ),
        (
            "set = { note = \"erased\" }",
            "set = { customer = \"erased\" }",
            "cannot become both",
        ),
        (
            "because = \"VAT Act 1994 Sch 11 para 6\"",
            "",
            "say `because`",
        ),
        (
            "table = \"invoices\"\n",
            "table = \"sales.orders\"\n",
            "stands there twice",
        ),
        (
            "password_file",
            "token_file",
            "a database has a `password_file`",
        ),
        (
            "kind = \"http\"",
            "kind = \"postgresql\"",
            "name its `tables`",
        ),
    ] {
        assert!(WHOLE.contains(before), "{before}");
        let error = Mapping::read_all(&WHOLE.replacen(before, after, 1))
            .unwrap_err()
            .to_string();
        assert!(error.contains(said), "{after}: {error}");
    }
}

#[test]
fn an_error_shows_no_line_of_the_file() {
    let error = Mapping::read_all("[connectors.a]\nurl = \"postgres://a:hunter2@b/c\" oops")
        .unwrap_err()
        .to_string();
    assert!(!error.contains("hunter2"), "{error}");
}
