//! What organisations are told of erasure, restriction, withdrawal and the like (UK GDPR Art 19), until they say that they have done it.
//!
//! A notice is written in the same transaction as what it tells of, so that there is never the one without the other. It names whom it is
//! about as the organisation knows them (their random id), and what was given for which purpose; never a name or a value.

mod outbox;
mod queue;

use core::fmt;
use core::str::FromStr;

use cardea_units::{HouseholdId, PersonId, Random, UnixMillis};

pub use self::outbox::{Delivery, Outbox};
pub(super) use self::queue::{note_given, of_erasure, of_purpose};
use crate::StoreError;
use crate::engine::Row;
use crate::limits::NOTIFICATION_DAY_MILLIS;

/// The name of a notice: 128 bits at random; the same however often it is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NotificationId([u8; 16]);

impl NotificationId {
    fn draw(random: &dyn Random) -> Result<Self, StoreError> {
        let mut bytes = [0; 16];
        if random.fill(&mut bytes) {
            Ok(Self(bytes))
        } else {
            Err(StoreError::NoRandomness)
        }
    }
}

impl fmt::Display for NotificationId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "msg_{:032x}", u128::from_be_bytes(self.0))
    }
}

impl FromStr for NotificationId {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let digits = text.strip_prefix("msg_").filter(|digits| {
            digits.len() == 32
                && digits
                    .bytes()
                    .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        });
        let number = digits.and_then(|digits| u128::from_str_radix(digits, 16).ok());
        number
            .map(|number| Self(number.to_be_bytes()))
            .ok_or(StoreError::Unknown("notice"))
    }
}

/// What an organisation is told of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NotificationAct {
    /// Somebody was forgotten (Art 17): what was given of them is to be erased.
    Erasure,
    /// Something was corrected (Art 16): it is to be fetched anew.
    Rectification,
    /// Somebody has a purpose restricted (Art 18): what was given for it is to be left alone.
    Restriction,
    /// They let it go on.
    RestrictionLifted,
    /// They took back the consent on which it was given (Art 7(3)).
    Withdrawal,
    /// They object to it (Art 21).
    Objection,
}

impl NotificationAct {
    const ALL: [Self; 6] = [
        Self::Erasure,
        Self::Rectification,
        Self::Restriction,
        Self::RestrictionLifted,
        Self::Withdrawal,
        Self::Objection,
    ];

    /// As it is written in the database, in the evidence, and behind `cardea.` in a message.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Erasure => "erasure",
            Self::Rectification => "rectification",
            Self::Restriction => "restriction",
            Self::RestrictionLifted => "restriction_lifted",
            Self::Withdrawal => "withdrawal",
            Self::Objection => "objection",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|act| act.word() == word)
    }

    /// How long the organisation has to do it, in milliseconds: three days to stop, two weeks to find and delete or correct.
    pub const fn time_to_act(self) -> i64 {
        let days: i64 = match self {
            Self::Erasure | Self::Rectification => 14,
            Self::Restriction | Self::RestrictionLifted | Self::Withdrawal | Self::Objection => 3,
        };
        days.saturating_mul(NOTIFICATION_DAY_MILLIS)
    }
}

/// How far a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotificationState {
    /// Not yet received.
    Waiting,
    /// It was tried for days. It is not tried again until the operator sets the address anew.
    Failed,
    /// The organisation has it.
    Received,
    /// The organisation, or the operator for it, says that it is done.
    Done,
}

impl NotificationState {
    const ALL: [Self; 4] = [Self::Waiting, Self::Failed, Self::Received, Self::Done];

    /// As it is written in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Failed => "failed",
            Self::Received => "received",
            Self::Done => "done",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

/// One notice to one organisation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notification {
    /// Which.
    pub id: NotificationId,
    /// To whom, by its name in the manifest.
    pub organisation: String,
    /// The connector by which the person is erased there; a message where there is none.
    pub connector: Option<String>,
    /// Of what.
    pub act: NotificationAct,
    /// About whose home.
    pub household: HouseholdId,
    /// About whom; the home itself where there is nobody.
    pub person: Option<PersonId>,
    /// Of which product.
    pub product: String,
    /// For which purposes it has something, by their names in the manifest.
    pub purposes: Vec<String>,
    /// Of which streams.
    pub streams: Vec<String>,
    /// When it happened.
    pub at: UnixMillis,
    /// Until when it is to be done.
    pub act_by: UnixMillis,
    /// How far it is.
    pub state: NotificationState,
    /// How often it was sent.
    pub tries: u32,
    /// When it is sent next, while it waits.
    pub due_at: UnixMillis,
    /// What the organisation's server answered last: a status of HTTP.
    pub status: Option<u16>,
    /// Why it did not work last, in words that name nobody.
    pub fault: Option<String>,
    /// Since when the organisation has it.
    pub received_at: Option<UnixMillis>,
    /// When it was done.
    pub done_at: Option<UnixMillis>,
    /// Since when it is overdue.
    pub escalated_at: Option<UnixMillis>,
}

impl Notification {
    fn read(row: Row<'_>) -> Result<Self, StoreError> {
        const BROKEN: StoreError = StoreError::Corrupt("a notice cannot be read");
        let names = |text: &str| serde_json::from_str::<Vec<String>>(text).map_err(|_| BROKEN);
        Ok(Self {
            id: NotificationId(row.get(0)?),
            organisation: row.get(1)?,
            connector: Some(row.get::<String>(17)?).filter(|name| !name.is_empty()),
            act: NotificationAct::from_word(row.get(2)?).ok_or(BROKEN)?,
            household: HouseholdId::from_column(row.get(3)?).ok_or(BROKEN)?,
            person: PersonId::from_column(row.get(4)?),
            product: row.get(5)?,
            purposes: names(row.get(6)?)?,
            streams: names(row.get(7)?)?,
            at: UnixMillis(row.get(8)?),
            act_by: UnixMillis(row.get(9)?),
            state: NotificationState::from_word(row.get(10)?).ok_or(BROKEN)?,
            tries: u32::try_from(row.get::<i64>(11)?).unwrap_or(u32::MAX),
            due_at: UnixMillis(row.get(12)?),
            status: row
                .get::<Option<i64>>(13)?
                .and_then(|status| u16::try_from(status).ok()),
            fault: row.get(18)?,
            received_at: row.get::<Option<i64>>(14)?.map(UnixMillis),
            done_at: row.get::<Option<i64>>(15)?.map(UnixMillis),
            escalated_at: row.get::<Option<i64>>(16)?.map(UnixMillis),
        })
    }
}
