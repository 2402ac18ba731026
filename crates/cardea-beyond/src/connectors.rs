//! Connectors: a person is found, taken out and erased in the maker's own databases and services, by a mapping that the maker declares.

mod http;
mod mapping;
mod mysql;
mod postgres;

use std::path::Path;
use std::sync::Arc;

use cardea_units::SubjectId;
use serde_json::{Map, Value};
use thiserror::Error;
use tokio::task::JoinSet;

use self::http::HttpService;
pub use self::mapping::{Erasing, Kind, Mapping, MappingError, Table, Whose};
use self::mysql::MySql;
use self::postgres::Postgres;
use crate::{Outside, OutsideError, Reach};

/// Everything that is connected. None by default.
#[derive(Debug, Default)]
pub struct Connectors {
    all: Vec<Arc<Connector>>,
}

/// One database or service.
#[derive(Debug)]
pub struct Connector {
    mapping: Mapping,
    way: Way,
}

#[derive(Debug)]
enum Way {
    Postgres(Postgres),
    MySql(MySql),
    Http(HttpService),
}

/// Why a connector could not do what it was asked. Says nothing of a person; a server's own words are left out, since there may be values in
/// them.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ConnectorError {
    /// It cannot be reached.
    #[error("it cannot be reached: {0}")]
    NotReached(&'static str),
    /// It took too long.
    #[error("it took longer than `wait`")]
    Slow,
    /// It holds more than is read.
    #[error("`{table}` has more than `rows_max` rows or `bytes_max` bytes for one person")]
    TooMuch {
        /// Where.
        table: String,
    },
    /// It refused a statement.
    #[error("it refused `{table}` with code {code}{}", constraint.as_ref().map(|name| format!(" (constraint `{name}`)")).unwrap_or_default())]
    Refused {
        /// Where.
        table: String,
        /// Its code: SQLSTATE, or the status of HTTP.
        code: String,
        /// Which rule of its own it would break.
        constraint: Option<String>,
    },
    /// It answered with something else than the mapping says.
    #[error("it answered with something that cannot be read: {0}")]
    NotUnderstood(&'static str),
    /// A table cannot take back what was done in it.
    #[error(
        "`{table}` has an engine without transactions, so that nothing is done in it: ALTER TABLE {table} ENGINE = InnoDB"
    )]
    NoTransactions {
        /// Which.
        table: String,
    },
    /// It took the task and has not finished it.
    #[error("it has not finished yet")]
    NotYet,
}

/// What one table or list holds of somebody.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Its name.
    pub table: String,
    /// Each row with the columns that are taken out.
    pub rows: Vec<Map<String, Value>>,
}

/// What became of one table in an erasure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Its name.
    pub table: String,
    /// What is done with its rows.
    pub how: &'static str,
    /// Rows that it was done with.
    pub rows: u64,
}

/// What a connector has of somebody, or why that cannot be told.
#[derive(Debug)]
pub struct Elsewhere {
    /// Its name.
    pub name: String,
    /// Whose it is, by the name in the manifest.
    pub organisation: String,
    /// What it holds.
    pub found: Result<Vec<Found>, ConnectorError>,
}

/// Why there are no connectors.
#[derive(Debug, Error)]
pub enum ConnectorsError {
    /// The file cannot be used.
    #[error(transparent)]
    Mapping(#[from] MappingError),
    /// TLS cannot be used.
    #[error(transparent)]
    Outside(#[from] OutsideError),
}

impl Connectors {
    /// Reads a file of connectors. Files of passwords and tokens are looked for beside it. Nothing is connected yet.
    ///
    /// # Errors
    /// [`ConnectorsError`], with what to do.
    pub fn read(text: &str, folder: &Path, trusted: &[Vec<u8>]) -> Result<Self, ConnectorsError> {
        let mut all = Vec::new();
        for mapping in Mapping::read_all(text)? {
            let way = match &mapping.kind {
                Kind::Postgresql => Way::Postgres(Postgres::new(&mapping, folder, trusted)?),
                Kind::Mysql => Way::MySql(MySql::new(&mapping, folder, trusted)?),
                Kind::Http => {
                    // The operator named it in a file on this machine: any address of theirs is meant.
                    let outside = Outside::new(trusted.to_vec(), Reach::everywhere())?;
                    Way::Http(HttpService::new(&mapping, folder, outside)?)
                }
            };
            all.push(Arc::new(Connector { mapping, way }));
        }
        Ok(Self { all })
    }

    /// Every one.
    pub fn iter(&self) -> impl Iterator<Item = &Connector> {
        self.all.iter().map(|connector| &**connector)
    }

    /// The one of this name.
    pub fn get(&self, name: &str) -> Option<&Connector> {
        self.iter().find(|connector| connector.mapping.name == name)
    }

    /// What each of them holds of these, asked at the same time, in the order of their names.
    pub async fn find(&self, subjects: &[SubjectId]) -> Vec<Elsewhere> {
        let mut asked = JoinSet::new();
        for connector in &self.all {
            let (connector, subjects) = (Arc::clone(connector), subjects.to_vec());
            asked.spawn(async move {
                Elsewhere {
                    name: connector.mapping.name.clone(),
                    organisation: connector.mapping.organisation.clone(),
                    found: connector.find(&subjects).await,
                }
            });
        }
        let mut all: Vec<Elsewhere> = asked.join_all().await;
        all.sort_by(|one, other| one.name.cmp(&other.name));
        all
    }
}

impl Connector {
    /// What was declared.
    pub const fn mapping(&self) -> &Mapping {
        &self.mapping
    }

    /// Compares the mapping with what is there; what has to be mended, in sentences.
    ///
    /// # Errors
    /// [`ConnectorError`] when it cannot be looked at.
    pub async fn check(&self) -> Result<Vec<String>, ConnectorError> {
        match &self.way {
            Way::Postgres(postgres) => postgres.check(&self.mapping).await,
            Way::MySql(mysql) => mysql.check(&self.mapping).await,
            Way::Http(service) => service.check().await,
        }
    }

    /// What it holds of these.
    ///
    /// # Errors
    /// [`ConnectorError`].
    pub async fn find(&self, subjects: &[SubjectId]) -> Result<Vec<Found>, ConnectorError> {
        match &self.way {
            Way::Postgres(postgres) => postgres.find(&self.mapping, subjects).await,
            Way::MySql(mysql) => mysql.find(&self.mapping, subjects).await,
            Way::Http(service) => service.find(&self.mapping, subjects).await,
        }
    }

    /// Erases these, all of it or nothing. Once more, it finds nothing to do.
    ///
    /// # Errors
    /// [`ConnectorError`]; then nothing was erased, or a service of HTTP has it in hand.
    pub async fn erase(&self, subjects: &[SubjectId]) -> Result<Vec<Gone>, ConnectorError> {
        match &self.way {
            Way::Postgres(postgres) => {
                postgres
                    .erase(&self.mapping, subjects, Ending::Commit)
                    .await
            }
            Way::MySql(mysql) => mysql.erase(&self.mapping, subjects, Ending::Commit).await,
            Way::Http(service) => service.erase(subjects).await,
        }
    }

    /// What an erasure would do: done, counted and taken back. `None` where that cannot be tried.
    ///
    /// # Errors
    /// [`ConnectorError`], as the erasure would have.
    pub async fn rehearse(
        &self,
        subjects: &[SubjectId],
    ) -> Result<Option<Vec<Gone>>, ConnectorError> {
        match &self.way {
            Way::Postgres(postgres) => postgres
                .erase(&self.mapping, subjects, Ending::RollBack)
                .await
                .map(Some),
            Way::MySql(mysql) => mysql
                .erase(&self.mapping, subjects, Ending::RollBack)
                .await
                .map(Some),
            Way::Http(_) => Ok(None),
        }
    }
}

/// How a transaction ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ending {
    Commit,
    RollBack,
}

/// The reference of somebody, where a table knows people or homes by it.
fn reference(whose: Whose, subject: SubjectId) -> Option<String> {
    match (whose, subject) {
        (Whose::Person, SubjectId::Person(person)) => Some(person.to_string()),
        (Whose::Household, SubjectId::Household(household)) => Some(household.to_string()),
        _ => None,
    }
}
