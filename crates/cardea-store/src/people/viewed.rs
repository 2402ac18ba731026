//! Who of a home looks at what is about the home: each looks before the others' eyes.

use cardea_units::{HouseholdId, PersonId, UnixMillis};

use crate::engine::{params, sql};
use crate::{Store, StoreError};

/// When somebody last looked at a stream about the home.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewed {
    /// Who.
    pub person: PersonId,
    /// Of which product.
    pub product: String,
    /// At which stream.
    pub stream: String,
    /// When.
    pub at: UnixMillis,
}

impl Store {
    /// Writes down that somebody looks at streams about their home, before they see them.
    ///
    /// # Errors
    /// What the database reports; then they may not look.
    pub async fn note_views(
        &self,
        household: HouseholdId,
        person: PersonId,
        streams: Vec<(String, String)>,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            for (product, stream) in &streams {
                desk.tx.execute(
                    sql!("INSERT INTO viewed (household, person, product, stream, at) VALUES (?1, ?2, ?3, ?4, ?5)
                          ON CONFLICT (household, person, product, stream) DO UPDATE SET at = excluded.at"),
                    params![household.to_column(), person.to_column(), product, stream, desk.now.0],
                )?;
            }
            Ok(())
        })
        .await
    }

    /// Who of a home looked at which stream about it, and when last; the latest first.
    ///
    /// # Errors
    /// What the database reports.
    pub fn views(&self, household: HouseholdId) -> Result<Vec<Viewed>, StoreError> {
        let found = self.reader()?.all(
            sql!("SELECT person, product, stream, at FROM viewed WHERE household = ?1 ORDER BY at DESC, person, product, stream"),
            params![household.to_column()],
            |row| Ok((PersonId::from_column(row.get(0)?), row.get(1)?, row.get(2)?, UnixMillis(row.get(3)?))),
        )?;
        let views = found
            .into_iter()
            .filter_map(|(person, product, stream, at)| {
                Some(Viewed {
                    person: person?,
                    product,
                    stream,
                    at,
                })
            });
        Ok(views.collect())
    }
}
