//! Programs of organisations, and the operator's.

use cardea_units::Sensitive;

use super::device::draw_token;
use crate::engine::{params, sql};
use crate::{Store, StoreError};

/// What a program signs in with: 256 bits of chance. The store keeps only its keyed hash.
pub type ClientToken = Sensitive<String>;

/// Whose program it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Program {
    /// An organisation's, by its name in the manifest.
    Organisation(String),
    /// The operator's: provisions devices and programs. Reads no readings.
    Operator,
}

/// Milliseconds an operator's token lasts: a day.
const OPERATOR_MILLIS: i64 = 86_400_000;

impl Store {
    /// Gives an organisation that some manifest names a token for its program.
    ///
    /// # Errors
    /// [`StoreError::Refused`] when no manifest names it.
    pub async fn add_client(&self, organisation: &str) -> Result<ClientToken, StoreError> {
        let named = self
            .products()
            .iter()
            .any(|(_, product)| product.manifest.organisations.get(organisation).is_some());
        if !named {
            return Err(StoreError::Refused(
                "no manifest that is served names this organisation. Add it under `organisations`, or check the name",
            ));
        }
        let organisation = organisation.to_owned();
        self.change(move |desk| {
            let token = draw_token(desk.random)?;
            let hash = desk.vault.keyed_hash("client token", token.as_bytes());
            desk.tx.execute(
                sql!("INSERT INTO client (token, organisation, created_at) VALUES (?1, ?2, ?3)"),
                params![hash, organisation, desk.now.0],
            )?;
            Ok(Sensitive::new(token))
        })
        .await
    }

    /// Gives the operator a token for a day.
    ///
    /// # Errors
    /// What the database reports.
    pub async fn add_operator(&self) -> Result<ClientToken, StoreError> {
        self.change(move |desk| {
            let token = draw_token(desk.random)?;
            let hash = desk.vault.keyed_hash("client token", token.as_bytes());
            desk.tx.execute(
                sql!("INSERT INTO operator (token, created_at, expires_at) VALUES (?1, ?2, ?3)"),
                params![hash, desk.now.0, desk.now.plus(OPERATOR_MILLIS).0],
            )?;
            Ok(Sensitive::new(token))
        })
        .await
    }

    /// Whose program a token belongs to.
    ///
    /// # Errors
    /// What the database reports.
    pub fn program(&self, token: &ClientToken) -> Result<Option<Program>, StoreError> {
        let hash = self
            .vault()
            .keyed_hash("client token", token.disclose_ref().as_bytes());
        let reader = self.reader()?;
        let organisation: Option<String> = reader.first(
            sql!("SELECT organisation FROM client WHERE token = ?1"),
            params![hash],
            |row| row.get(0),
        )?;
        if let Some(organisation) = organisation {
            return Ok(Some(Program::Organisation(organisation)));
        }
        let operator: Option<i64> = reader.first(
            sql!("SELECT created_at FROM operator WHERE token = ?1 AND expires_at > ?2"),
            params![hash, self.clock().now().0],
            |row| row.get(0),
        )?;
        Ok(operator.map(|_| Program::Operator))
    }
}
