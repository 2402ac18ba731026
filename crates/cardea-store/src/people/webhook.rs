//! Where organisations are told.

use cardea_units::{Random, Sensitive, UnixMillis};

use crate::engine::{params, sql};
use crate::limits::SECRET_BEFORE_MILLIS;
use crate::{Store, StoreError};

/// Where an organisation is told, and what proves that it is us.
#[derive(Debug)]
pub struct Webhook {
    /// Whose.
    pub organisation: String,
    /// The URL.
    pub url: String,
    /// The secrets in force: that of today, and for a day after it was replaced the one before.
    pub secrets: Vec<Sensitive<[u8; 32]>>,
    /// Whether its server said that nobody is there any more.
    pub is_gone: bool,
}

/// What became of setting an address.
#[derive(Debug)]
pub struct WebhookSet {
    /// The secret, where a new one was drawn. It is answered this once.
    pub secret: Option<Sensitive<[u8; 32]>>,
    /// Until when the one before is in force as well.
    pub before_until: Option<UnixMillis>,
}

impl Store {
    /// Sets where an organisation that some manifest names is told. The first time, and whenever `rotate` says so, a new secret is drawn; the
    /// one before is in force for a day more. What could not be sent is due at once.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when no manifest names it.
    pub async fn set_webhook(
        &self,
        organisation: &str,
        url: &str,
        rotate: bool,
    ) -> Result<WebhookSet, StoreError> {
        let named = self
            .products()
            .iter()
            .any(|(_, product)| product.manifest.organisations.get(organisation).is_some());
        if !named {
            return Err(StoreError::Refused(
                "no manifest that is served names this organisation. Add it under `organisations`, or check the name",
            ));
        }
        let (organisation, url) = (organisation.to_owned(), url.to_owned());
        self.change(move |desk| {
            let before: Option<[u8; 32]> = desk.tx.first(
                sql!("SELECT seed FROM webhook WHERE organisation = ?1"),
                params![organisation],
                |row| row.get(0),
            )?;
            let mut set = WebhookSet { secret: None, before_until: None };
            if before.is_some() && !rotate {
                desk.tx.execute(
                    sql!("UPDATE webhook SET url = ?1, state = 'on', changed_at = ?2 WHERE organisation = ?3"),
                    params![url, desk.now.0, organisation],
                )?;
            } else {
                let seed = draw(desk.random)?;
                set.secret = Some(Sensitive::new(desk.vault.keyed_hash(SECRET, &seed)));
                set.before_until = before.map(|_| desk.now.plus(SECRET_BEFORE_MILLIS));
                desk.tx.execute(
                    sql!("INSERT INTO webhook (organisation, url, seed, seed_before, before_until, state, changed_at) VALUES (?1, ?2, ?3, ?4, ?5, 'on', ?6)
                          ON CONFLICT (organisation) DO UPDATE SET url = excluded.url, seed = excluded.seed, seed_before = excluded.seed_before,
                              before_until = excluded.before_until, state = excluded.state, changed_at = excluded.changed_at"),
                    params![organisation, url, seed, before, set.before_until.map(|until| until.0), desk.now.0],
                )?;
            }
            desk.tx.execute(
                sql!("UPDATE notification SET state = 'waiting', due_at = ?1 WHERE organisation = ?2 AND connector = '' AND state IN ('waiting', 'failed')"),
                params![desk.now.0, organisation],
            )?;
            Ok(set)
        })
        .await
    }

    /// Takes an organisation's address away; whether there was one. What it is still to be told is overdue at once.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn remove_webhook(&self, organisation: &str) -> Result<bool, StoreError> {
        let organisation = organisation.to_owned();
        self.change(move |desk| {
            let removed = desk.tx.execute(
                sql!("DELETE FROM webhook WHERE organisation = ?1"),
                params![organisation],
            )?;
            Ok(removed > 0)
        })
        .await
    }

    /// Where an organisation is told.
    ///
    /// # Errors
    /// What the database reports.
    pub fn webhook(&self, organisation: &str) -> Result<Option<Webhook>, StoreError> {
        let now = self.clock().now().0;
        let found = self.reader()?.first(
            sql!("SELECT url, seed, seed_before, before_until, state FROM webhook WHERE organisation = ?1"),
            params![organisation],
            |row| {
                let mut seeds: Vec<[u8; 32]> = vec![row.get(1)?];
                if row.get::<Option<i64>>(3)?.is_some_and(|until| until > now) {
                    seeds.extend(row.get::<Option<[u8; 32]>>(2)?);
                }
                Ok((row.get::<String>(0)?, seeds, row.get::<&str>(4)? == "gone"))
            },
        )?;
        Ok(found.map(|(url, seeds, is_gone)| Webhook {
            organisation: organisation.to_owned(),
            url,
            secrets: seeds
                .iter()
                .map(|seed| Sensitive::new(self.vault().keyed_hash(SECRET, seed)))
                .collect(),
            is_gone,
        }))
    }
}

/// What keeps these hashes apart from others of the vault.
const SECRET: &str = "webhook secret";

fn draw(random: &dyn Random) -> Result<[u8; 32], StoreError> {
    let mut seed = [0; 32];
    if random.fill(&mut seed) {
        Ok(seed)
    } else {
        Err(StoreError::NoRandomness)
    }
}
