//! Erasing people in the maker's own databases and services, until it is done.

use cardea_beyond::ConnectorError;
use cardea_gate::Role;
use cardea_store::{Delivery, Notification};
use cardea_units::SubjectId;

use crate::house::Who;
use crate::limits::NOTICE_TRIED_MILLIS;
use crate::{House, Refusal, ToldRound};

impl House {
    /// Whose data is looked for elsewhere when somebody takes a copy: theirs, and that of the home they live in unless they are a guest.
    pub(crate) fn subjects_elsewhere(&self, who: Who) -> Result<Vec<SubjectId>, Refusal> {
        let (person, _) = self.person_or_former(who)?;
        let home = (person.role != Role::Guest).then_some(SubjectId::Household(who.household));
        Ok(core::iter::once(SubjectId::Person(who.person))
            .chain(home)
            .collect())
    }

    /// Erases by connectors who was forgotten here and is to be erased there. What does not work is tried again, later and later, for a week.
    ///
    /// # Errors
    /// What the store or the log reports; then it is done again, which changes nothing.
    pub async fn erase_elsewhere(&self) -> Result<ToldRound, Refusal> {
        let due = self
            .waiting(|house| Ok(house.store.due_at_connectors()?))
            .await?;
        let mut round = ToldRound::default();
        for notice in due {
            if self.erase_at(&notice).await? {
                round.received = round.received.saturating_add(1);
            } else {
                round.not_received = round.not_received.saturating_add(1);
            }
        }
        Ok(round)
    }

    async fn erase_at(&self, notice: &Notification) -> Result<bool, Refusal> {
        let name = notice.connector.clone().unwrap_or_default();
        // Known to the store, and not to this start: it waits, and is overdue in time.
        let Some(connector) = self.elsewhere.get(&name) else {
            return Ok(false);
        };
        let subject = notice
            .person
            .map_or(SubjectId::Household(notice.household), SubjectId::Person);
        let fault = match connector.erase(&[subject]).await {
            Ok(gone) => {
                self.log_told(notice, "erased").await?;
                self.store.settle_notice(notice.id, None).await?;
                let rows = gone
                    .iter()
                    .map(|gone| gone.rows)
                    .fold(0, u64::saturating_add);
                tracing::info!(connector = name, rows, "a person was erased elsewhere");
                return Ok(true);
            }
            Err(fault) => fault,
        };
        tracing::warn!(connector = name, notice = %notice.id, %fault, "a person could not be erased elsewhere; it is tried again");
        let is_over = self.clock.now().since(notice.at) >= NOTICE_TRIED_MILLIS;
        let delivery = match fault {
            _ if is_over => Delivery::Failed(None),
            // All that waits for it would find the same.
            ConnectorError::NotReached(_) | ConnectorError::Slow => {
                Delivery::Down(None, self.pace(notice)?)
            }
            _ => Delivery::Again(None, self.pace(notice)?),
        };
        self.store
            .note_delivery(notice.id, delivery, Some(fault.to_string()))
            .await?;
        Ok(false)
    }
}
