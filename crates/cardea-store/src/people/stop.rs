//! Objections and restrictions (UK GDPR Arts 21 and 18).

use cardea_units::{HouseholdId, PersonId, UnixMillis};

use super::consent::{Reach, take_away};
use super::device::require_member;
use super::notification::{self, NotificationAct};
use crate::engine::{params, sql};
use crate::{ProductIndex, Store, StoreError};

/// The name under which an objection to all direct marketing stands, of every product and every purpose there will ever be. No manifest can
/// have a product or purpose of this name.
pub(crate) const MARKETING: &str = "*";

/// What a person stops.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopKind {
    /// They object to a purpose: nothing more is kept for it, and what was kept for it alone is gone.
    Objection,
    /// They have it restricted: nothing is kept for it or served, and what is there stays.
    Restriction,
}

impl StopKind {
    /// As it is written in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Objection => "objection",
            Self::Restriction => "restriction",
        }
    }
}

impl Store {
    /// A person stops a purpose.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when there is no right to object to this purpose.
    pub async fn stop_purpose(
        &self,
        household: HouseholdId,
        person: PersonId,
        product: ProductIndex,
        purpose: &str,
        kind: StopKind,
    ) -> Result<(), StoreError> {
        let purpose = purpose.to_owned();
        self.change(move |desk| {
            require_member(desk, household, person)?;
            let product = desk.products.get(product).ok_or(StoreError::Unknown("product"))?;
            let (_, rules) = product.gate.purpose_named(&purpose).ok_or(StoreError::Unknown("purpose"))?;
            if kind == StopKind::Objection && !rules.may_object {
                return Err(StoreError::Refused(
                    "this purpose does not rest on a ground that can be objected to. Withdraw the consent, or ask for restriction",
                ));
            }
            let new = desk.tx.execute(
                sql!("INSERT INTO stop (household, person, product, purpose, kind, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING"),
                params![household.to_column(), person.to_column(), product.gate.product(), purpose, kind.word(), desk.now.0],
            )?;
            if kind == StopKind::Objection {
                take_away(desk, product, household, person, &purpose, Reach::PersonAndHome)?;
            }
            if new > 0 {
                let act = match kind {
                    StopKind::Objection => NotificationAct::Objection,
                    StopKind::Restriction => NotificationAct::Restriction,
                };
                notification::of_purpose(desk, act, household, person, (product, &purpose), Reach::PersonAndHome)?;
            }
            desk.touch(household);
            Ok(())
        })
        .await?;
        self.sweep_media_soon().await;
        Ok(())
    }

    /// A person takes a stop back.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn resume_purpose(
        &self,
        household: HouseholdId,
        person: PersonId,
        product: ProductIndex,
        purpose: &str,
        kind: StopKind,
    ) -> Result<(), StoreError> {
        let purpose = purpose.to_owned();
        self.change(move |desk| {
            let product = desk.products.get(product).ok_or(StoreError::Unknown("product"))?;
            let lifted = desk.tx.execute(
                sql!("DELETE FROM stop WHERE household = ?1 AND person = ?2 AND product = ?3 AND purpose = ?4 AND kind = ?5"),
                params![household.to_column(), person.to_column(), product.gate.product(), purpose, kind.word()],
            )?;
            if lifted > 0 && kind == StopKind::Restriction {
                let act = NotificationAct::RestrictionLifted;
                notification::of_purpose(desk, act, household, person, (product, &purpose), Reach::PersonAndHome)?;
            }
            desk.touch(household);
            Ok(())
        })
        .await
    }

    /// A person objects to all direct marketing at once (UK GDPR Art 21(2), (3)), or takes that back: of every product that is served, and of
    /// those and their purposes that come later. What was kept for it alone is gone. Single objections stay as they are.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn stop_marketing(
        &self,
        household: HouseholdId,
        person: PersonId,
        stopped: bool,
    ) -> Result<(), StoreError> {
        self.change(move |desk| {
            require_member(desk, household, person)?;
            let row = (household.to_column(), person.to_column());
            if stopped {
                let new = desk.tx.execute(
                    sql!("INSERT INTO stop (household, person, product, purpose, kind, at) VALUES (?1, ?2, '*', '*', 'objection', ?3) ON CONFLICT DO NOTHING"),
                    params![row.0, row.1, desk.now.0],
                )?;
                for (_, product) in desk.products.iter() {
                    for (_, rules) in product.gate.purposes().filter(|(_, rules)| rules.advertises) {
                        let (act, reach) = (NotificationAct::Objection, Reach::PersonAndHome);
                        take_away(desk, product, household, person, &rules.name, reach)?;
                        if new > 0 {
                            notification::of_purpose(desk, act, household, person, (product, &rules.name), reach)?;
                        }
                    }
                }
            } else {
                desk.tx.execute(
                    sql!("DELETE FROM stop WHERE household = ?1 AND person = ?2 AND product = '*'"),
                    params![row.0, row.1],
                )?;
            }
            desk.touch(household);
            Ok(())
        })
        .await?;
        self.sweep_media_soon().await;
        Ok(())
    }

    /// Since when a person objects to all direct marketing; `None` when they do not.
    ///
    /// # Errors
    /// What the database reports.
    pub fn marketing_stopped(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Option<UnixMillis>, StoreError> {
        self.reader()?.first(
            sql!("SELECT at FROM stop WHERE household = ?1 AND person = ?2 AND product = '*'"),
            params![household.to_column(), person.to_column()],
            |row| Ok(UnixMillis(row.get(0)?)),
        )
    }

    /// When a person last objected to a purpose; `None` when they do not object.
    ///
    /// # Errors
    /// What the database reports.
    pub fn objected_at(
        &self,
        household: HouseholdId,
        person: PersonId,
        product: &str,
        purpose: &str,
    ) -> Result<Option<UnixMillis>, StoreError> {
        self.reader()?.first(
            sql!("SELECT at FROM stop WHERE household = ?1 AND person = ?2 AND product = ?3 AND purpose = ?4 AND kind = 'objection'"),
            params![household.to_column(), person.to_column(), product, purpose],
            |row| Ok(UnixMillis(row.get(0)?)),
        )
    }

    /// The purposes of a product that a person stopped.
    ///
    /// # Errors
    /// What the database reports.
    pub fn stops(
        &self,
        household: HouseholdId,
        person: PersonId,
        product: ProductIndex,
    ) -> Result<Vec<(String, StopKind)>, StoreError> {
        let product = self
            .products()
            .get(product)
            .ok_or(StoreError::Unknown("product"))?;
        self.reader()?.all(
            sql!("SELECT purpose, kind FROM stop WHERE household = ?1 AND person = ?2 AND product = ?3"),
            params![household.to_column(), person.to_column(), product.gate.product()],
            |row| {
                let kind: &str = row.get(1)?;
                let kind = if kind == StopKind::Objection.word() {
                    StopKind::Objection
                } else {
                    StopKind::Restriction
                };
                Ok((row.get(0)?, kind))
            },
        )
    }
}
