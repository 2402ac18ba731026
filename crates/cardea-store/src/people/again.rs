//! Erasures that an older copy of a file has undone: known again, and done again.

use std::collections::HashSet;
use std::path::Path;

use cardea_rights::{RequestKind, RequestState};
use cardea_units::{HouseholdId, PersonId, SubjectId};
use cardea_vault::SubjectState;

use crate::engine::{Engine, params, sql};
use crate::sqlite::SqliteFile;
use crate::{Erasure, ErasureStep, Store, StoreError};

/// Everybody who asked to be forgotten, or was to be forgotten with them, by the requests in a folder's `data.db`, and how far that is. None
/// where there is none.
///
/// # Errors
/// What the database reports.
pub fn erased_in(folder: &Path) -> Result<Vec<(SubjectId, ErasureStep)>, StoreError> {
    let engine = SqliteFile::in_folder(folder);
    if !engine.exists()? {
        return Ok(Vec::new());
    }
    // A first start that was cut off leaves a file without tables.
    if !engine.has_tables()? {
        return Ok(Vec::new());
    }
    let db = engine.open_reader()?;
    let mut found = Vec::new();
    db.each(
        sql!("SELECT subjects, state FROM request WHERE kind = 'erasure' AND length(subjects) > 0"),
        params![],
        |row| {
            let subjects: &[u8] = row.get(0)?;
            let state: &str = row.get(1)?;
            let carried_out = [RequestState::Sweeping, RequestState::Done];
            let step = if carried_out.iter().any(|known| known.word() == state) {
                ErasureStep::Sweeping
            } else {
                ErasureStep::Received
            };
            for bytes in subjects.chunks(9) {
                let subject = SubjectId::from_bytes(bytes)
                    .ok_or(StoreError::Corrupt("a request cannot be read"))?;
                found.push((subject, step));
            }
            Ok(())
        },
    )?;
    Ok(found)
}

impl Store {
    /// Finds people whose secrets are destroyed and who stand in `data.db` all the same, as after an older copy of it was put back, and
    /// writes down that what is left of them is to be swept: [`Store::open_erasures`] has them then. Answers how many.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub async fn find_erased_again(&self) -> Result<usize, StoreError> {
        self.change(|desk| {
            let mut all = Vec::new();
            desk.tx.each(
                sql!("SELECT household, id FROM person p WHERE NOT EXISTS
                      (SELECT 1 FROM request r WHERE r.household = p.household AND r.person = p.id AND r.kind = 'erasure' AND length(r.subjects) > 0 AND r.state != 'done')"),
                params![],
                |row| {
                    const BROKEN: StoreError = StoreError::Corrupt("a person has no id");
                    let household = HouseholdId::from_column(row.get(0)?).ok_or(BROKEN)?;
                    all.push((household, PersonId::from_column(row.get(1)?).ok_or(BROKEN)?));
                    Ok(())
                },
            )?;
            let mut count = 0_usize;
            let mut homes = HashSet::new();
            for (household, person) in all {
                if desk.vault.subject_state(person.into())? != SubjectState::Destroyed {
                    continue;
                }
                let mut again = vec![SubjectId::Person(person)];
                let home = SubjectId::Household(household);
                if desk.vault.subject_state(home)? == SubjectState::Destroyed && homes.insert(household) {
                    again.push(home);
                }
                let subjects: Vec<u8> = again.iter().flat_map(|subject| subject.to_bytes()).collect();
                let number: i64 = desk.tx.only(
                    sql!("SELECT COALESCE(max(number), 0) + 1 FROM request WHERE household = ?1 AND person = ?2"),
                    params![household.to_column(), person.to_column()],
                    |row| row.get(0),
                )?;
                desk.tx.execute(
                    sql!("INSERT INTO request (household, person, number, kind, state, subjects, received_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
                    params![
                        household.to_column(),
                        person.to_column(),
                        number,
                        RequestKind::Erasure.word(),
                        RequestState::Sweeping.word(),
                        subjects,
                        desk.now.0
                    ],
                )?;
                // Who was told then may have come back, too.
                super::notification::of_erasure(desk, &Erasure { household, person, number, subjects: again, step: ErasureStep::Sweeping })?;
                desk.touch(household);
                count = count.saturating_add(1);
            }
            Ok(count)
        })
        .await
    }
}
