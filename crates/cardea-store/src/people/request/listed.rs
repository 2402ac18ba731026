//! Looking at requests.

use std::path::Path;

use cardea_units::{HouseholdId, PersonId};

use super::rows::Head;
use super::{RequestId, RequestRecord};
use crate::engine::{Connection, Engine, params, sql};
use crate::limits::REQUESTS_LISTED_MAX;
use crate::sqlite::SqliteFile;
use crate::{Store, StoreError};

impl Store {
    /// The requests of a person, the latest first, with what was said; at most [`REQUESTS_LISTED_MAX`].
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub fn requests_of(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Vec<RequestRecord>, StoreError> {
        let reader = self.reader()?;
        let heads = reader.all(
            sql!("SELECT household, person, number, kind, state, channel, nation, received_at, received_on, done_at, sealed_asked
                  FROM request WHERE household = ?1 AND person = ?2 ORDER BY number DESC LIMIT ?3"),
            params![household.to_column(), person.to_column(), REQUESTS_LISTED_MAX],
            Head::read,
        )?;
        heads
            .into_iter()
            .map(|head| head.with_steps(&reader, Some(self.vault())))
            .collect()
    }

    /// One request, with what was said.
    ///
    /// # Errors
    /// [`StoreError::Unknown`] when there is no such request.
    pub fn request(&self, id: RequestId) -> Result<RequestRecord, StoreError> {
        let reader = self.reader()?;
        reader
            .first(
                sql!("SELECT household, person, number, kind, state, channel, nation, received_at, received_on, done_at, sealed_asked
                      FROM request WHERE person = ?1 AND number = ?2"),
                params![id.person.to_column(), id.number],
                Head::read,
            )?
            .ok_or(StoreError::Unknown("request"))?
            .with_steps(&reader, Some(self.vault()))
    }

    /// The requests that are open, in no order, without what was said; at most [`REQUESTS_LISTED_MAX`], the oldest first.
    ///
    /// # Errors
    /// What the database reports.
    pub fn open_requests(&self) -> Result<Vec<RequestRecord>, StoreError> {
        open(&*self.reader()?)
    }
}

/// The requests that are open in a data folder, whether it is being served or not, without what was said. None where there is no data yet.
///
/// # Errors
/// What the database reports, also where it was last served by a version that kept none.
pub fn requests_in(folder: &Path) -> Result<Vec<RequestRecord>, StoreError> {
    let engine = SqliteFile::in_folder(folder);
    if !engine.exists()? {
        return Ok(Vec::new());
    }
    open(&engine.open_reader()?)
}

fn open(db: &Connection) -> Result<Vec<RequestRecord>, StoreError> {
    let heads = db.all(
        sql!("SELECT household, person, number, kind, state, channel, nation, received_at, received_on, done_at, sealed_asked
              FROM request WHERE state NOT IN ('done', 'refused', 'withdrawn') ORDER BY received_at LIMIT ?1"),
        params![REQUESTS_LISTED_MAX],
        Head::read,
    )?;
    heads
        .into_iter()
        .map(|head| head.with_steps(db, None))
        .collect()
}
