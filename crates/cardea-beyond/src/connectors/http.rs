//! A service of the maker's own, by HTTP: `GET` and `DELETE` of `{url}/subjects/{reference}`.

use std::path::Path;

use cardea_units::SubjectId;
use hyper::Method;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{ConnectorError, ConnectorsError, Found, Gone, Mapping};
use crate::limits::LISTS_MAX;
use crate::{Answer, Outside, Request, Target, Unreached};

/// One service.
pub(super) struct HttpService {
    outside: Outside,
    url: String,
    token: Option<String>,
    wait: core::time::Duration,
    bytes_max: usize,
    name: String,
}

impl core::fmt::Debug for HttpService {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("HttpService(..)")
    }
}

/// What is held of somebody: lists by name.
#[derive(Deserialize)]
struct Records {
    records: std::collections::BTreeMap<String, Vec<Map<String, Value>>>,
}

/// How many records of each list are gone. May be left out.
#[derive(Deserialize)]
struct Erased {
    #[serde(default)]
    erased: std::collections::BTreeMap<String, u64>,
}

impl HttpService {
    pub(super) fn new(
        mapping: &Mapping,
        folder: &Path,
        outside: Outside,
    ) -> Result<Self, ConnectorsError> {
        let url = mapping.url.trim_end_matches('/').to_owned();
        if url.contains('?') {
            return Err(mapping
                .wrong("leave out the question mark in `url`: `/subjects/...` is put behind it")
                .into());
        }
        Target::parse(&format!("{url}/subjects/p-0"))
            .map_err(|error| mapping.wrong(error.to_string()))?;
        Ok(Self {
            outside,
            url,
            token: mapping.secret(folder)?,
            wait: mapping.wait,
            bytes_max: mapping.bytes_max,
            name: mapping.name.clone(),
        })
    }

    async fn ask(&self, method: Method, path: &str) -> Result<Answer, ConnectorError> {
        let target = Target::parse(&format!("{}{path}", self.url))
            .map_err(|_| ConnectorError::NotReached("its URL cannot be used"))?;
        let mut headers = vec![("accept", "application/json".to_owned())];
        if let Some(token) = &self.token {
            headers.push(("authorization", format!("Bearer {token}")));
        }
        let request = Request {
            target: &target,
            method,
            headers: &headers,
            body: Vec::new(),
            answer_bytes_max: self.bytes_max,
        };
        self.outside
            .ask_within(request, self.wait)
            .await
            .map_err(|error| match error {
                Unreached::Slow => ConnectorError::Slow,
                Unreached::Long => ConnectorError::TooMuch {
                    table: self.name.clone(),
                },
                Unreached::NotTrusted => {
                    ConnectorError::NotReached("its certificate is not to be trusted")
                }
                _ => ConnectorError::NotReached("it takes no connection, or broke off"),
            })
    }

    fn refused(&self, status: u16) -> ConnectorError {
        ConnectorError::Refused {
            table: self.name.clone(),
            code: status.to_string(),
            constraint: None,
        }
    }

    pub(super) async fn check(&self) -> Result<Vec<String>, ConnectorError> {
        // Nobody's reference: ids are never 0.
        let answer = self
            .ask(Method::GET, "/subjects/p-0000000000000000")
            .await?;
        Ok(match answer.status {
            404 => Vec::new(),
            200 => vec!["it has records of a person that there is not: GET /subjects/{reference} answers 404 when it knows nobody".to_owned()],
            401 | 403 => vec![format!("it refuses the token (status {}): check `token_file`", answer.status)],
            other => vec![format!("it answers {other} where it knows nobody: 404 is expected")],
        })
    }

    pub(super) async fn find(
        &self,
        mapping: &Mapping,
        subjects: &[SubjectId],
    ) -> Result<Vec<Found>, ConnectorError> {
        let mut all: Vec<Found> = Vec::new();
        for subject in subjects {
            let answer = self.ask(Method::GET, &path_of(*subject)).await?;
            let records: Records = match answer.status {
                404 => continue,
                200 => serde_json::from_slice(&answer.body).map_err(|_| {
                    ConnectorError::NotUnderstood("`records` is no object of lists of objects")
                })?,
                status => return Err(self.refused(status)),
            };
            for (table, rows) in records.records {
                if rows.len() > mapping.rows_max || all.len() >= LISTS_MAX {
                    return Err(ConnectorError::TooMuch {
                        table: self.name.clone(),
                    });
                }
                match all.iter_mut().find(|found| found.table == table) {
                    Some(found) => found.rows.extend(rows),
                    None => all.push(Found { table, rows }),
                }
            }
        }
        Ok(all)
    }

    pub(super) async fn erase(&self, subjects: &[SubjectId]) -> Result<Vec<Gone>, ConnectorError> {
        let mut all = Vec::new();
        for subject in subjects {
            let answer = self.ask(Method::DELETE, &path_of(*subject)).await?;
            match answer.status {
                404 | 204 => {}
                200 => {
                    let erased: Erased = serde_json::from_slice(&answer.body).map_err(|_| {
                        ConnectorError::NotUnderstood("`erased` is no object of numbers")
                    })?;
                    all.extend(
                        erased
                            .erased
                            .into_iter()
                            .take(LISTS_MAX)
                            .map(|(table, rows)| Gone {
                                table,
                                how: "delete",
                                rows,
                            }),
                    );
                }
                202 => return Err(ConnectorError::NotYet),
                status => return Err(self.refused(status)),
            }
        }
        Ok(all)
    }
}

fn path_of(subject: SubjectId) -> String {
    match subject {
        SubjectId::Person(person) => format!("/subjects/{person}"),
        SubjectId::Household(household) => format!("/subjects/{household}"),
    }
}
