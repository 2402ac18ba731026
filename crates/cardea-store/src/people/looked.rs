//! Who looked: every access to readings, as the people of the home see it.

use cardea_units::{HouseholdId, PersonId, UnixMillis};

use crate::engine::{params, sql};
use crate::{Store, StoreError};

/// One access.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Looked {
    /// When.
    pub at: UnixMillis,
    /// Whose readings, where they are about one person.
    pub person: Option<PersonId>,
    /// Who looked.
    pub organisation: String,
    /// Of which product.
    pub product: String,
    /// For which purpose.
    pub purpose: String,
    /// At which stream.
    pub stream: String,
    /// From when.
    pub from: UnixMillis,
    /// Until when.
    pub until: UnixMillis,
    /// How many rows.
    pub count: u64,
    /// The entry of the log.
    pub log_index: u64,
}

impl Store {
    /// Writes an access down, before the first byte leaves (law L7).
    ///
    /// # Errors
    /// What the database reports; then nothing may leave.
    pub async fn note_look(
        &self,
        household: HouseholdId,
        looked: Looked,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let number: i64 = desk.tx.only(
                sql!("SELECT count(*) FROM looked WHERE household = ?1 AND at = ?2"),
                params![household.to_column(), looked.at.0],
                |row| row.get(0),
            )?;
            desk.tx.execute(
                sql!("INSERT INTO looked (household, at, number, person, organisation, product, purpose, stream, from_at, to_at, count, log_index)
                      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"),
                params![
                    household.to_column(),
                    looked.at.0,
                    number,
                    looked.person.map(PersonId::to_column),
                    looked.organisation,
                    looked.product,
                    looked.purpose,
                    looked.stream,
                    looked.from.0,
                    looked.until.0,
                    i64::try_from(looked.count).unwrap_or(i64::MAX),
                    i64::try_from(looked.log_index).unwrap_or(i64::MAX)
                ],
            )?;
            Ok(())
        })
        .await
    }

    /// Who looked at the home's readings or at this person's, newest first, at most `max`.
    ///
    /// # Errors
    /// What the database reports.
    pub fn looks(
        &self,
        household: HouseholdId,
        person: PersonId,
        max: usize,
    ) -> Result<Vec<Looked>, StoreError> {
        self.looks_before(household, person, None, max)
    }

    /// The same, of those alone whose entry of the log is before this one.
    ///
    /// # Errors
    /// What the database reports.
    pub fn looks_before(
        &self,
        household: HouseholdId,
        person: PersonId,
        before: Option<u64>,
        max: usize,
    ) -> Result<Vec<Looked>, StoreError> {
        let before = before.map_or(i64::MAX, |before| i64::try_from(before).unwrap_or(i64::MAX));
        let max = i64::try_from(max).unwrap_or(i64::MAX);
        self.reader()?.all(
            sql!("SELECT at, person, organisation, product, purpose, stream, from_at, to_at, count, log_index FROM looked
                  WHERE household = ?1 AND (person IS NULL OR person = ?2) AND log_index < ?3 ORDER BY log_index DESC LIMIT ?4"),
            params![household.to_column(), person.to_column(), before, max],
            |row| {
                Ok(Looked {
                    at: UnixMillis(row.get(0)?),
                    person: row.get::<Option<i64>>(1)?.and_then(PersonId::from_column),
                    organisation: row.get(2)?,
                    product: row.get(3)?,
                    purpose: row.get(4)?,
                    stream: row.get(5)?,
                    from: UnixMillis(row.get(6)?),
                    until: UnixMillis(row.get(7)?),
                    count: row.get::<i64>(8)?.unsigned_abs(),
                    log_index: row.get::<i64>(9)?.unsigned_abs(),
                })
            },
        )
    }
}
