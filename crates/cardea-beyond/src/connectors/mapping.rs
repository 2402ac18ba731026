//! The file that says where a person is found: `connectors.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use cardea_units::CalendarDuration;
use serde::Deserialize;
use thiserror::Error;

use crate::limits::{
    BYTES_FOUND_MAX, COLUMNS_MAX, CONNECTORS_MAX, ROWS_FOUND_MAX, SECRET_FILE_BYTES_MAX,
    TABLES_MAX, WAIT_MAX,
};

/// One connector as it was declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// Its name: a folder in people's copies.
    pub name: String,
    /// Whose it is, by the name in the manifest.
    pub organisation: String,
    /// What it is.
    pub kind: Kind,
    /// Where it is.
    pub url: String,
    /// The file with its password or token.
    pub secret_file: Option<PathBuf>,
    /// The longest that anything may take.
    pub wait: Duration,
    /// Rows of one table for one person.
    pub rows_max: usize,
    /// Bytes of all tables for one person.
    pub bytes_max: usize,
    /// Its tables, in the order in which they are erased.
    pub tables: Vec<Table>,
}

/// What a connector is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A database that speaks PostgreSQL's protocol.
    Postgresql,
    /// A database that speaks MySQL's protocol, MariaDB among them.
    Mysql,
    /// A service by HTTP.
    Http,
}

/// One table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name, with its schema where it is not in the search path.
    pub name: String,
    /// The column that tells whose a row is.
    pub key: String,
    /// Whose reference stands there.
    pub is: Whose,
    /// Columns that are taken out for the person.
    pub export: Vec<String>,
    /// What an erasure does.
    pub erase: Erasing,
}

impl Table {
    /// The parts of its name.
    pub(super) fn parts(&self) -> impl Iterator<Item = &str> {
        self.name.split('.')
    }
}

/// Whose reference stands in a key column, as `GET /v1/subjects` gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Whose {
    /// A person's: `p-...`.
    Person,
    /// A home's: `h-...`.
    Household,
}

/// What an erasure does with the rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Erasing {
    /// They are deleted.
    Delete,
    /// They stay, and nobody can be found in them.
    Anonymise {
        /// Columns that become null.
        set_null: Vec<String>,
        /// Columns that become this text.
        set: BTreeMap<String, String>,
    },
    /// They stay, because a law asks for them.
    Keep {
        /// Which.
        because: String,
    },
}

impl Erasing {
    /// As it is written in the file.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Delete => "delete",
            Self::Anonymise { .. } => "anonymise",
            Self::Keep { .. } => "keep",
        }
    }
}

/// Why a file of connectors cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum MappingError {
    /// It is not in this form.
    #[error("the file cannot be read: {0}")]
    Form(String),
    /// Something in it does not fit.
    #[error("connector `{name}`: {what}")]
    Wrong {
        /// Which connector.
        name: String,
        /// What is wrong and what to do.
        what: String,
    },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    connectors: BTreeMap<String, Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    organisation: String,
    kind: Kind,
    url: String,
    password_file: Option<PathBuf>,
    token_file: Option<PathBuf>,
    wait: Option<String>,
    rows_max: Option<usize>,
    bytes_max: Option<usize>,
    #[serde(default)]
    tables: Vec<WrittenTable>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTable {
    table: String,
    key: String,
    is: Whose,
    #[serde(default)]
    export: Vec<String>,
    erase: String,
    #[serde(default)]
    set_null: Vec<String>,
    #[serde(default)]
    set: BTreeMap<String, String>,
    because: Option<String>,
}

impl Mapping {
    /// Reads every connector of a file, in the order of their names.
    pub(super) fn read_all(text: &str) -> Result<Vec<Self>, MappingError> {
        // The error shows the line it is about, in which a password could stand: only its words are taken.
        let file: File = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(1, |span| {
                text.get(..span.start)
                    .unwrap_or_default()
                    .matches('\n')
                    .count()
                    .saturating_add(1)
            });
            MappingError::Form(format!("line {line}: {}", error.message()))
        })?;
        if file.connectors.len() > CONNECTORS_MAX {
            return Err(MappingError::Form(format!(
                "there are more than {CONNECTORS_MAX} connectors"
            )));
        }
        file.connectors
            .into_iter()
            .map(|(name, written)| Self::from_written(name, written))
            .collect()
    }

    fn from_written(name: String, written: Written) -> Result<Self, MappingError> {
        let wrong = |what: String| MappingError::Wrong {
            name: name.clone(),
            what,
        };
        let is_name = |text: &str| {
            !text.is_empty()
                && text.len() <= 40
                && text.starts_with(|letter: char| letter.is_ascii_lowercase())
                && text
                    .bytes()
                    .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-'))
        };
        if !is_name(&name) {
            return Err(wrong(
                "give it a name of small letters, digits, `_` and `-`".to_owned(),
            ));
        }
        let is_http = written.kind == Kind::Http;
        if is_http != written.tables.is_empty() {
            let what = if is_http {
                "a service by HTTP has no `tables`: it knows its own"
            } else {
                "name its `tables`, in the order in which they are erased"
            };
            return Err(wrong(what.to_owned()));
        }
        if written.tables.len() > TABLES_MAX {
            return Err(wrong(format!("it has more than {TABLES_MAX} tables")));
        }
        let secret_file = match (is_http, written.password_file, written.token_file) {
            (true, None, token) => token,
            (false, password, None) => password,
            (true, Some(_), _) => {
                return Err(wrong("a service by HTTP has a `token_file`".to_owned()));
            }
            (false, _, Some(_)) => {
                return Err(wrong("a database has a `password_file`".to_owned()));
            }
        };
        let wait = wait_of(written.wait.as_deref()).map_err(wrong)?;
        let bounded = |given: Option<usize>, most: usize, what: &str| match given {
            None => Ok(most),
            Some(given) if (1..=most).contains(&given) => Ok(given),
            Some(_) => Err(wrong(format!("`{what}` is 1 to {most}"))),
        };
        let (rows_max, bytes_max) = (
            bounded(written.rows_max, ROWS_FOUND_MAX, "rows_max")?,
            bounded(written.bytes_max, BYTES_FOUND_MAX, "bytes_max")?,
        );
        let mut tables = Vec::new();
        let mut names = BTreeSet::new();
        for table in written.tables {
            if !names.insert((table.table.clone(), table.key.clone())) {
                return Err(wrong(format!(
                    "`{}` stands there twice with the same key",
                    table.table
                )));
            }
            tables.push(Table::from_written(table).map_err(wrong)?);
        }
        Ok(Self {
            organisation: written.organisation,
            kind: written.kind,
            url: written.url,
            secret_file,
            wait,
            rows_max,
            bytes_max,
            tables,
            name,
        })
    }

    /// What stands in the file of its password or token.
    pub(super) fn secret(&self, folder: &Path) -> Result<Option<String>, MappingError> {
        let Some(file) = &self.secret_file else {
            return Ok(None);
        };
        let path = folder.join(file);
        let is_short = fs::metadata(&path).is_ok_and(|file| file.len() <= SECRET_FILE_BYTES_MAX);
        let text = is_short.then(|| fs::read_to_string(&path).ok()).flatten();
        text.map(|text| Some(text.trim_end_matches(['\r', '\n']).to_owned()))
            .ok_or_else(|| MappingError::Wrong {
                name: self.name.clone(),
                what: format!(
                    "{} cannot be read, or is longer than {SECRET_FILE_BYTES_MAX} bytes",
                    path.display()
                ),
            })
    }

    /// Something about this one that does not fit.
    pub(super) fn wrong(&self, what: impl Into<String>) -> MappingError {
        MappingError::Wrong {
            name: self.name.clone(),
            what: what.into(),
        }
    }
}

fn wait_of(written: Option<&str>) -> Result<Duration, String> {
    let Some(text) = written else {
        return Ok(WAIT_MAX);
    };
    let millis = text
        .parse::<CalendarDuration>()
        .ok()
        .and_then(CalendarDuration::exact_millis);
    millis
        .and_then(|millis| u64::try_from(millis).ok())
        .map(Duration::from_millis)
        .filter(|wait| (Duration::from_secs(1)..=WAIT_MAX).contains(wait))
        .ok_or_else(|| format!("write `wait` as 1s to {}s", WAIT_MAX.as_secs()))
}

impl Table {
    fn from_written(written: WrittenTable) -> Result<Self, String> {
        let WrittenTable {
            table,
            key,
            is,
            export,
            erase,
            set_null,
            set,
            because,
        } = written;
        let is_identifier =
            |text: &str| !text.is_empty() && text.len() <= 63 && !text.contains('\0');
        let parts = table.split('.').count();
        if parts > 2 || !table.split('.').all(is_identifier) {
            return Err(format!(
                "`{table}` is no name of a table: write `table` or `schema.table`"
            ));
        }
        let columns = || {
            core::iter::once(&key)
                .chain(&export)
                .chain(&set_null)
                .chain(set.keys())
        };
        if let Some(column) = columns().find(|column| !is_identifier(column)) {
            return Err(format!("`{column}` of `{table}` is no name of a column"));
        }
        if columns().count() > COLUMNS_MAX {
            return Err(format!("`{table}` names more than {COLUMNS_MAX} columns"));
        }
        if let Some(twice) = set_null.iter().find(|column| set.contains_key(*column)) {
            return Err(format!(
                "`{twice}` of `{table}` cannot become both null and a text"
            ));
        }
        let changes = !set_null.is_empty() || !set.is_empty();
        let erase = match (erase.as_str(), because) {
            ("delete", None) if !changes => Erasing::Delete,
            ("anonymise", None) if changes => Erasing::Anonymise { set_null, set },
            ("keep", Some(because)) if !changes && !because.trim().is_empty() => {
                Erasing::Keep { because }
            }
            ("delete", _) => {
                return Err(format!(
                    "`{table}` is deleted: leave out `set_null`, `set` and `because`"
                ));
            }
            ("anonymise", _) => {
                return Err(format!(
                    "`{table}` is made anonymous: name columns in `set_null` or `set`, and no `because`"
                ));
            }
            ("keep", _) => {
                return Err(format!(
                    "`{table}` is kept: say `because` of which law, and leave out `set_null` and `set`"
                ));
            }
            _ => {
                return Err(format!(
                    "`erase` of `{table}` is `delete`, `anonymise` or `keep`"
                ));
            }
        };
        Ok(Self {
            name: table,
            key,
            is,
            export,
            erase,
        })
    }
}

#[cfg(test)]
mod tests;
