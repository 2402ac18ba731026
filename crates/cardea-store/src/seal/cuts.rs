//! Purposes that were taken away after readings were journalled.

use cardea_units::{HouseholdId, SubjectId};

use crate::StoreError;
use crate::engine::{Connection, params, sql};

/// One withdrawal: readings journalled up to a row lose a purpose.
pub(super) struct Cut {
    person: i64,
    product: String,
    slot: u8,
    journal: i64,
}

/// Purposes of journalled readings that were taken away since, for reads.
pub(crate) fn cuts_of(
    db: &Connection,
    household: HouseholdId,
    product: &str,
    subject: SubjectId,
    row: i64,
) -> Result<u64, StoreError> {
    let person = match subject {
        SubjectId::Household(_) => 0,
        SubjectId::Person(person) => person.to_column(),
    };
    Ok(cut_mask(&load_cuts(db, household)?, product, person, row))
}

pub(super) fn cut_mask(cuts: &[Cut], product: &str, person: i64, row: i64) -> u64 {
    cuts.iter()
        .filter(|cut| cut.journal >= row && cut.product == product && cut.person == person)
        .fold(0, |mask, cut| {
            mask | 1_u64.wrapping_shl(u32::from(cut.slot))
        })
}

pub(super) fn load_cuts(db: &Connection, household: HouseholdId) -> Result<Vec<Cut>, StoreError> {
    db.all(
        sql!("SELECT person, product, slot, journal FROM cut WHERE household = ?1"),
        params![household.to_column()],
        |row| {
            Ok(Cut {
                person: row.get(0)?,
                product: row.get(1)?,
                slot: row.get(2)?,
                journal: row.get(3)?,
            })
        },
    )
}
