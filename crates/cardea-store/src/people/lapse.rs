//! Consents that end by themselves: their time is over, the promise goes further, a child decides now, the last device left.
//!
//! The gate does not wait for any of this: it looks at time, promise and age of each consent itself. What happens here is that the state says so,
//! with its reason, that what was kept on the consent alone goes, and that the evidence is written.

use std::sync::atomic::Ordering;

use cardea_gate::{Age, GivenBy, Role};
use cardea_rights::{ConsentEvent, ConsentReason};
use cardea_units::{HouseholdId, PersonId, UnixMillis};

use super::consent::{ConsentRecord, Owed, Reach, record, take_away, write};
use super::details::{born, role_of};
use super::notification::{self, NotificationAct};
use crate::engine::{Row, params, sql};
use crate::homes::{ends, role_from_word};
use crate::limits::CONSENTS_SETTLED_AT_ONCE_MAX;
use crate::{Desk, Product, Store, StoreError};

/// A change that nobody said and of which the evidence is still to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwedEvidence {
    /// In which home.
    pub household: HouseholdId,
    /// The consent as it stood from then on.
    pub record: ConsentRecord,
    number: i64,
}

impl Store {
    /// Ends consents whose time is over, those whose guardian decides no more, and takes away what was kept on them alone. Answers how many it
    /// looked at; 0 when there is nothing more to do.
    ///
    /// # Errors
    /// What the database or the vault reports. Called again, it goes on; the gate does not wait for it.
    pub async fn settle_consents(&self) -> Result<usize, StoreError> {
        // Birthdays come with the day, and the gate knows them without this.
        let today = self.clock().now().0.div_euclid(UnixMillis::DAY);
        let new_day = self.ages_seen().load(Ordering::Relaxed) != today;
        let settled = self
            .change(move |desk| {
                let mut due = over(desk)?;
                if due.is_empty() && new_day {
                    due = of_guardians(desk)?;
                }
                let count = due.len();
                for (household, standing) in due {
                    let _ = settle(desk, household, standing)?;
                }
                let taken = take_what_is_due(desk)?;
                Ok(count.saturating_add(taken))
            })
            .await?;
        if settled > 0 {
            self.sweep_media_soon().await;
        } else {
            self.ages_seen().store(today, Ordering::Relaxed);
        }
        Ok(settled)
    }

    /// Changes of which the evidence is still to be written, at most so many.
    ///
    /// # Errors
    /// What the database reports.
    pub fn owed_evidence(&self, max: usize) -> Result<Vec<OwedEvidence>, StoreError> {
        let max = i64::try_from(max).unwrap_or(i64::MAX);
        self.reader()?.all(
            sql!("SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words, household, number
                  FROM consent_history WHERE owed = 1 ORDER BY at, household, person, number LIMIT ?1"),
            params![max],
            |row| {
                Ok(OwedEvidence {
                    household: home(row, 13)?,
                    number: row.get(14)?,
                    record: record(row)?,
                })
            },
        )
    }

    /// The evidence of a change is written; the receipt is kept where there is one.
    ///
    /// # Errors
    /// What the database or the vault reports.
    pub async fn evidence_given(
        &self,
        owed: OwedEvidence,
        receipt: Option<String>,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let person = owed.record.person;
            let sealed = match receipt {
                Some(receipt) => Some(super::receipt::seal(desk, person, &receipt)?),
                None => None,
            };
            desk.tx.execute(
                sql!("UPDATE consent_history SET owed = 0, receipt = ?1 WHERE household = ?2 AND person = ?3 AND at = ?4 AND number = ?5"),
                params![sealed, owed.household.to_column(), person.to_column(), owed.record.at.0, owed.number],
            )?;
            Ok(())
        })
        .await
    }
}

fn home(row: Row<'_>, column: usize) -> Result<HouseholdId, StoreError> {
    HouseholdId::from_column(row.get(column)?).ok_or(StoreError::Corrupt("a consent has no home"))
}

/// Consents whose time is over.
fn over(desk: &Desk<'_>) -> Result<Vec<(HouseholdId, ConsentRecord)>, StoreError> {
    desk.tx.all(
        sql!("SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words, household FROM consent
              WHERE state = 'granted' AND ends_at <= ?1 ORDER BY ends_at LIMIT ?2"),
        params![desk.now.0, CONSENTS_SETTLED_AT_ONCE_MAX],
        |row| Ok((home(row, 13)?, record(row)?)),
    )
}

/// Consents that a guardian gave for somebody who decides now. The dates of birth are sealed, so each is looked at.
fn of_guardians(desk: &Desk<'_>) -> Result<Vec<(HouseholdId, ConsentRecord)>, StoreError> {
    let mut due = Vec::new();
    let all: Vec<(HouseholdId, ConsentRecord)> = desk.tx.all(
        sql!("SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words, household FROM consent
              WHERE state = 'granted' AND actor != person ORDER BY household, person"),
        params![],
        |row| Ok((home(row, 13)?, record(row)?)),
    )?;
    for (household, standing) in all {
        if due.len() >= usize::try_from(CONSENTS_SETTLED_AT_ONCE_MAX).unwrap_or(usize::MAX) {
            break;
        }
        if why(desk, household, &standing)?.is_some() {
            due.push((household, standing));
        }
    }
    Ok(due)
}

/// Why a consent that was given holds no more; `None` while it does, and for every other state.
fn why(
    desk: &Desk<'_>,
    household: HouseholdId,
    standing: &ConsentRecord,
) -> Result<Option<ConsentReason>, StoreError> {
    let Some((_, product)) = desk.products.named(&standing.product) else {
        return Ok(None);
    };
    let Some((index, rules)) = product.gate.purpose_named(&standing.purpose) else {
        return Ok(None);
    };
    if !standing.state.unlocks() {
        return Ok(None);
    }
    if given_by(standing) == GivenBy::Guardian
        && !is_young(desk, product, household, standing.person)?
    {
        return Ok(Some(ConsentReason::Age));
    }
    if ends(rules.lasts, standing.at, standing.ends_at).is_some_and(|ends| ends <= desk.now) {
        return Ok(Some(ConsentReason::Time));
    }
    if !product.counts(index, standing.promise) {
        return Ok(Some(product.why_superseded(index, standing.promise)));
    }
    Ok(None)
}

fn given_by(standing: &ConsentRecord) -> GivenBy {
    if standing.actor == standing.person {
        GivenBy::Themselves
    } else {
        GivenBy::Guardian
    }
}

/// Whether a guardian decides for somebody now.
fn is_young(
    desk: &Desk<'_>,
    product: &Product,
    household: HouseholdId,
    person: PersonId,
) -> Result<bool, StoreError> {
    let found = desk.tx.first(
        sql!("SELECT role, sealed_details FROM person WHERE household = ?1 AND id = ?2"),
        params![household.to_column(), person.to_column()],
        |row| {
            if role_from_word(row.get(0)?)? != Role::Child {
                return Ok(false);
            }
            let born = born(desk.vault, person, row.get(1)?)?;
            let under = product.gate.guardian_under(desk.now.date());
            Ok(Age::of_child(born, under, desk.now) == Age::Young)
        },
    )?;
    Ok(found.unwrap_or(false))
}

/// Brings a consent into the state that it has by now, and takes away what goes with it. Answers how it stands then.
pub(super) fn settle(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    standing: ConsentRecord,
) -> Result<ConsentRecord, StoreError> {
    match why(desk, household, &standing)? {
        Some(reason) => end(desk, household, standing, reason),
        None => Ok(standing),
    }
}

fn end(
    desk: &mut Desk<'_>,
    household: HouseholdId,
    standing: ConsentRecord,
    reason: ConsentReason,
) -> Result<ConsentRecord, StoreError> {
    let event = match reason {
        ConsentReason::Time => ConsentEvent::Expire,
        ConsentReason::Promise | ConsentReason::Parties => ConsentEvent::Supersede,
        ConsentReason::Reset | ConsentReason::Transfer | ConsentReason::Age => ConsentEvent::Void,
        ConsentReason::Said => ConsentEvent::Withdraw,
    };
    let state = standing
        .state
        .after(event)
        .map_err(|_| StoreError::Corrupt("a consent ended that was never given"))?;
    let now = ConsentRecord {
        state,
        reason,
        at: desk.now,
        ..standing
    };
    write(desk, household, &now, Owed::Yes)?;
    if reason.takes_away() {
        take_from(desk, household, &now)?;
    }
    desk.touch(household);
    Ok(now)
}

fn take_from(
    desk: &Desk<'_>,
    household: HouseholdId,
    ended: &ConsentRecord,
) -> Result<(), StoreError> {
    let Some((_, product)) = desk.products.named(&ended.product) else {
        return Ok(());
    };
    let reach = match role_of(desk, household, ended.person) {
        Ok(role) => Reach::of(role, product),
        // Somebody who is there no more has nothing that could be taken.
        Err(StoreError::Unknown(_)) => return Ok(()),
        Err(error) => return Err(error),
    };
    take_away(
        desk,
        product,
        household,
        ended.person,
        &ended.purpose,
        reach,
    )?;
    // Whoever was given something on this consent has no ground for it any more.
    notification::of_purpose(
        desk,
        NotificationAct::Withdrawal,
        household,
        ended.person,
        (product, &ended.purpose),
        reach,
    )
}

/// Takes away what was kept on consents that ended when a manifest came into force.
fn take_what_is_due(desk: &mut Desk<'_>) -> Result<usize, StoreError> {
    let due: Vec<(HouseholdId, ConsentRecord)> = desk.tx.all(
        sql!("SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words, household FROM consent
              WHERE taken = 0 ORDER BY household, person LIMIT ?1"),
        params![CONSENTS_SETTLED_AT_ONCE_MAX],
        |row| Ok((home(row, 13)?, record(row)?)),
    )?;
    for (household, ended) in &due {
        take_from(desk, *household, ended)?;
        desk.tx.execute(
            sql!("UPDATE consent SET taken = 1 WHERE household = ?1 AND person = ?2 AND product = ?3 AND purpose = ?4 AND kind = ?5"),
            params![
                household.to_column(),
                ended.person.to_column(),
                ended.product,
                ended.purpose,
                super::consent::kind_word(ended.kind)
            ],
        )?;
        desk.touch(*household);
    }
    Ok(due.len())
}

/// A manifest came into force: consents to promises that no longer count are superseded, and the end of those that count is no later than the
/// manifest lets a yes last.
pub(crate) fn supersede(
    tx: &crate::engine::Connection,
    product: &Product,
    now: UnixMillis,
) -> Result<(), StoreError> {
    for (index, rules) in product.gate.purposes() {
        let promises: Vec<[u8; 32]> = tx.all(
            sql!("SELECT DISTINCT promise FROM consent WHERE product = ?1 AND purpose = ?2 AND state = 'granted'"),
            params![product.gate.product(), rules.name],
            |row| row.get(0),
        )?;
        for promise in promises {
            let given = cardea_manifest::VersionId::from_bytes(promise);
            if product.counts(index, given) {
                continue;
            }
            let reason = product.why_superseded(index, given);
            // Marked first, so that exactly these come into the history.
            tx.execute(
                sql!("UPDATE consent SET state = 'superseded', at = ?1, manifest = ?2, reason = ?3, taken = 2
                      WHERE product = ?4 AND purpose = ?5 AND state = 'granted' AND promise = ?6"),
                params![
                    now.0,
                    product.gate.version().bytes(),
                    reason.word(),
                    product.gate.product(),
                    rules.name,
                    promise
                ],
            )?;
            tx.execute(
                sql!("INSERT INTO consent_history (household, person, at, number, product, purpose, kind, state, promise, manifest, actor, channel, ends_at, reason, words, owed)
                      SELECT household, person, at, (SELECT COALESCE(max(h.number), -1) FROM consent_history h WHERE h.household = c.household AND h.person = c.person)
                          + row_number() OVER (PARTITION BY household, person ORDER BY kind), product, purpose, kind, state, promise, manifest, actor, channel, ends_at, reason, words, 1
                      FROM consent c WHERE taken = 2"),
                params![],
            )?;
            tx.execute(
                sql!("UPDATE consent SET taken = ?1 WHERE taken = 2"),
                params![i64::from(!reason.takes_away())],
            )?;
        }
        shorten(tx, product.gate.product(), &rules.name, rules.lasts)?;
    }
    Ok(())
}

fn shorten(
    tx: &crate::engine::Connection,
    product: &str,
    purpose: &str,
    lasts: Option<cardea_units::CalendarDuration>,
) -> Result<(), StoreError> {
    if lasts.is_none() {
        return Ok(());
    }
    // Many people say yes on the same day, but seldom in the same millisecond; each time is set once.
    let given: Vec<(i64, Option<i64>)> = tx.all(
        sql!("SELECT DISTINCT at, ends_at FROM consent WHERE product = ?1 AND purpose = ?2 AND state = 'granted'"),
        params![product, purpose],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    for (at, said) in given {
        let end = ends(lasts, UnixMillis(at), said.map(UnixMillis)).map(|end| end.0);
        if end != said {
            tx.execute(
                sql!("UPDATE consent SET ends_at = ?1 WHERE product = ?2 AND purpose = ?3 AND state = 'granted' AND at = ?4"),
                params![end, product, purpose, at],
            )?;
        }
    }
    Ok(())
}

/// A device left a home: what was agreed to for products of which none is there any more counts no more. What was kept stays with the home
/// that it is about.
pub(super) fn void_without_devices(
    desk: &mut Desk<'_>,
    household: HouseholdId,
) -> Result<(), StoreError> {
    let given: Vec<ConsentRecord> = desk.tx.all(
        sql!("SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words FROM consent c
              WHERE household = ?1 AND state = 'granted' AND NOT EXISTS
              (SELECT 1 FROM device d WHERE d.household = c.household AND d.product = c.product)"),
        params![household.to_column()],
        record,
    )?;
    for standing in given {
        let _ = end(desk, household, standing, ConsentReason::Transfer)?;
    }
    Ok(())
}
