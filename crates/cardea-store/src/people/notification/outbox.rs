//! The outbox: what is to be sent now, what came of it, and what is overdue.

use cardea_units::{HouseholdId, PersonId};

use super::{Notification, NotificationAct, NotificationId, NotificationState};
use crate::engine::{params, sql};
use crate::limits::{
    NOTIFICATION_ESCALATE_MILLIS, NOTIFICATION_KEPT_MILLIS, NOTIFICATIONS_AT_ONCE_MAX,
    NOTIFICATIONS_LISTED_MAX, ORGANISATIONS_AT_ONCE_MAX,
};
use crate::{Store, StoreError, Webhook};

/// What is to be sent to one organisation.
#[derive(Debug)]
pub struct Outbox {
    /// Where.
    pub webhook: Webhook,
    /// What, the longest due first.
    pub notices: Vec<Notification>,
}

/// What came of sending a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// The organisation has it.
    Received(u16),
    /// This one was not taken; it is sent again so many milliseconds from now.
    Again(Option<u16>, i64),
    /// The organisation's server does not work. All that waits for it is sent again so many milliseconds from now.
    Down(Option<u16>, i64),
    /// It was tried for long enough.
    Failed(Option<u16>),
    /// The organisation's address is given up (410).
    Gone(u16),
}

impl Store {
    /// What is due now, for a few organisations at a time.
    ///
    /// # Errors
    /// What the database reports.
    pub fn outboxes(&self) -> Result<Vec<Outbox>, StoreError> {
        let now = self.clock().now().0;
        let organisations: Vec<String> = self.reader()?.all(
            sql!("SELECT n.organisation FROM notification n JOIN webhook w ON w.organisation = n.organisation
                  WHERE n.state = 'waiting' AND n.connector = '' AND n.due_at <= ?1 AND w.state = 'on' GROUP BY n.organisation ORDER BY min(n.due_at) LIMIT ?2"),
            params![now, ORGANISATIONS_AT_ONCE_MAX],
            |row| row.get(0),
        )?;
        let mut outboxes = Vec::new();
        for organisation in organisations {
            let Some(webhook) = self.webhook(&organisation)? else {
                continue;
            };
            let notices = self.reader()?.all(
                sql!("SELECT id, organisation, act, household, person, product, purposes, streams, at, act_by, state, tries, due_at, status, received_at, done_at, escalated_at, connector, fault
                      FROM notification WHERE state = 'waiting' AND organisation = ?1 AND connector = '' AND due_at <= ?2 ORDER BY due_at LIMIT ?3"),
                params![organisation, now, NOTIFICATIONS_AT_ONCE_MAX],
                Notification::read,
            )?;
            outboxes.push(Outbox { webhook, notices });
        }
        Ok(outboxes)
    }

    /// What is due now to be erased by a connector, the longest due first.
    ///
    /// # Errors
    /// What the database reports.
    pub fn due_at_connectors(&self) -> Result<Vec<Notification>, StoreError> {
        self.reader()?.all(
            sql!("SELECT n.id, n.organisation, act, household, person, product, purposes, streams, at, act_by, state, tries, due_at, status, received_at, done_at, escalated_at, connector, fault
                  FROM notification n JOIN connector c ON c.name = n.connector WHERE n.state = 'waiting' AND n.due_at <= ?1 ORDER BY n.due_at LIMIT ?2"),
            params![self.clock().now().0, NOTIFICATIONS_AT_ONCE_MAX],
            Notification::read,
        )
    }

    /// Sets which connectors there are, with whose each is. What is to be erased by one of them and did not work is due at once.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn set_connectors(&self, all: Vec<(String, String)>) -> Result<(), StoreError> {
        self.change(move |desk| {
            desk.tx.execute(sql!("DELETE FROM connector"), params![])?;
            for (name, organisation) in all {
                desk.tx.execute(sql!("INSERT INTO connector (name, organisation) VALUES (?1, ?2)"), params![name, organisation])?;
                desk.tx.execute(
                    sql!("UPDATE notification SET state = 'waiting', due_at = ?1 WHERE connector = ?2 AND state IN ('waiting', 'failed')"),
                    params![desk.now.0, name],
                )?;
            }
            Ok(())
        })
        .await
    }

    /// Writes down what came of sending a notice, and the fault in words that name nobody. One that was done or forgotten meanwhile stays so.
    ///
    /// # Errors
    /// What the database reports; then it is sent again.
    pub async fn note_delivery(
        &self,
        id: NotificationId,
        delivery: Delivery,
        fault: Option<String>,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            let now = desk.now;
            let (state, status, due) = match delivery {
                Delivery::Received(status) => (NotificationState::Received, Some(status), now.0),
                Delivery::Again(status, millis) | Delivery::Down(status, millis) => {
                    (NotificationState::Waiting, status, now.plus(millis).0)
                }
                Delivery::Failed(status) => (NotificationState::Failed, status, now.0),
                Delivery::Gone(status) => (NotificationState::Waiting, Some(status), now.0),
            };
            let received = matches!(delivery, Delivery::Received(_)).then_some(now.0);
            desk.tx.execute(
                sql!("UPDATE notification SET state = ?1, status = ?2, due_at = ?3, received_at = ?4, tries = tries + 1, fault = ?6 WHERE id = ?5 AND state = 'waiting'"),
                params![state.word(), status.map(i64::from), due, received, id.0, fault],
            )?;
            if matches!(delivery, Delivery::Down(..)) {
                desk.tx.execute(
                    sql!("UPDATE notification SET due_at = ?1 WHERE state = 'waiting' AND due_at < ?1
                          AND EXISTS (SELECT 1 FROM notification o WHERE o.id = ?2 AND o.organisation = notification.organisation AND o.connector = notification.connector)"),
                    params![due, id.0],
                )?;
            }
            if matches!(delivery, Delivery::Gone(_)) {
                desk.tx.execute(
                    sql!("UPDATE webhook SET state = 'gone' WHERE organisation IN (SELECT organisation FROM notification WHERE id = ?1)"),
                    params![id.0],
                )?;
            }
            Ok(())
        })
        .await
    }

    /// An organisation says that it has done what it was told of, or the operator says so for it (`None`). Answers the notice as it was;
    /// nothing when there is none for it. Said again, it stays as it is. A notice of an erasure is deleted: nothing about who was forgotten is
    /// kept longer than it must be told.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn settle_notice(
        &self,
        id: NotificationId,
        organisation: Option<String>,
    ) -> Result<Option<Notification>, StoreError> {
        self.change(move |desk| {
            let found = desk.tx.first(
                sql!("SELECT id, organisation, act, household, person, product, purposes, streams, at, act_by, state, tries, due_at, status, received_at, done_at, escalated_at, connector, fault
                      FROM notification WHERE id = ?1"),
                params![id.0],
                Notification::read,
            )?;
            let Some(notice) = found.filter(|notice| {
                organisation
                    .as_ref()
                    .is_none_or(|by| notice.connector.is_none() && *by == notice.organisation)
            }) else {
                return Ok(None);
            };
            if notice.act == NotificationAct::Erasure {
                desk.tx.execute(sql!("DELETE FROM notification WHERE id = ?1"), params![id.0])?;
            } else if notice.state != NotificationState::Done {
                desk.tx.execute(
                    sql!("UPDATE notification SET state = 'done', done_at = ?1, received_at = COALESCE(received_at, ?1) WHERE id = ?2"),
                    params![desk.now.0, id.0],
                )?;
            }
            Ok(Some(notice))
        })
        .await
    }

    /// Finds what is overdue since just now: not received a day after it happened, given up, without an address to send it to, or not done
    /// when it was to be. Each is answered once.
    ///
    /// # Errors
    /// What the database reports; then they are answered the next time.
    pub async fn escalate_notices(&self) -> Result<Vec<Notification>, StoreError> {
        let (now, since) = (
            self.clock().now().0,
            self.clock()
                .now()
                .plus(NOTIFICATION_ESCALATE_MILLIS.saturating_neg())
                .0,
        );
        let overdue: Vec<Notification> = self.reader()?.all(
            sql!("SELECT id, organisation, act, household, person, product, purposes, streams, at, act_by, state, tries, due_at, status, received_at, done_at, escalated_at, connector, fault
                  FROM notification n WHERE escalated_at IS NULL AND state != 'done' AND (act_by <= ?1 OR state = 'failed'
                      OR (state = 'waiting' AND (at <= ?2 OR (connector = '' AND NOT EXISTS (SELECT 1 FROM webhook w WHERE w.organisation = n.organisation AND w.state = 'on'))
                      OR (connector != '' AND NOT EXISTS (SELECT 1 FROM connector c WHERE c.name = n.connector)))))
                  ORDER BY at LIMIT ?3"),
            params![now, since, NOTIFICATIONS_LISTED_MAX],
            Notification::read,
        )?;
        if overdue.is_empty() {
            return Ok(overdue);
        }
        let ids: Vec<NotificationId> = overdue.iter().map(|notice| notice.id).collect();
        self.change(move |desk| {
            for id in ids {
                desk.tx.execute(
                    sql!("UPDATE notification SET escalated_at = ?1 WHERE id = ?2"),
                    params![desk.now.0, id.0],
                )?;
            }
            Ok(())
        })
        .await?;
        Ok(overdue)
    }

    /// Deletes notices that are older than they are kept, whatever became of them; answers how many.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn forget_notices(&self) -> Result<u64, StoreError> {
        let before = self
            .clock()
            .now()
            .plus(NOTIFICATION_KEPT_MILLIS.saturating_neg())
            .0;
        let old: i64 = self.reader()?.only(
            sql!("SELECT count(*) FROM notification WHERE at < ?1"),
            params![before],
            |row| row.get(0),
        )?;
        if old == 0 {
            return Ok(0);
        }
        self.change(move |desk| {
            desk.tx.execute(
                sql!("DELETE FROM notification WHERE at < ?1"),
                params![before],
            )
        })
        .await
    }

    /// Notices that are not done, those that are overdue first, then the oldest: the messages to one organisation, or all there are.
    ///
    /// # Errors
    /// What the database reports.
    pub fn open_notices(
        &self,
        organisation: Option<&str>,
    ) -> Result<Vec<Notification>, StoreError> {
        self.reader()?.all(
            sql!("SELECT id, organisation, act, household, person, product, purposes, streams, at, act_by, state, tries, due_at, status, received_at, done_at, escalated_at, connector, fault
                  FROM notification WHERE state != 'done' AND (?1 = '' OR (organisation = ?1 AND connector = ''))
                  ORDER BY CASE WHEN escalated_at IS NULL THEN 1 ELSE 0 END, at LIMIT ?2"),
            params![organisation.unwrap_or_default(), NOTIFICATIONS_LISTED_MAX],
            Notification::read,
        )
    }

    /// What organisations were told because of what a person did, the latest first.
    ///
    /// # Errors
    /// What the database reports.
    pub fn notices_by(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Vec<Notification>, StoreError> {
        self.reader()?.all(
            sql!("SELECT id, organisation, act, household, person, product, purposes, streams, at, act_by, state, tries, due_at, status, received_at, done_at, escalated_at, connector, fault
                  FROM notification WHERE household = ?1 AND by_person = ?2 ORDER BY at DESC, organisation LIMIT ?3"),
            params![household.to_column(), person.to_column(), NOTIFICATIONS_LISTED_MAX],
            Notification::read,
        )
    }
}
