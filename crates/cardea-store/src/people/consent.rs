//! Consents: what somebody said, when, by which way; and what follows for what is kept.

use cardea_gate::{ChildDefault, ConsentKind, PurposeRules, Role};
use cardea_manifest::VersionId;
use cardea_rights::{Channel, ConsentEvent, ConsentReason, ConsentState};
use cardea_units::{HouseholdId, PersonId, SubjectId, UnixMillis};

use super::details::role_of;
use super::lapse;
use super::notification::{self, NotificationAct};
use super::words::{self, Shown};
use crate::engine::{Row, Statement, params, sql};
use crate::{Desk, Product, ProductIndex, Store, StoreError, media};

/// Something a person says about a purpose.
#[derive(Clone, Debug)]
pub struct Decision {
    /// In which home.
    pub household: HouseholdId,
    /// About whose data.
    pub person: PersonId,
    /// Who says it: the person, or a guardian.
    pub actor: PersonId,
    /// Of which product.
    pub product: ProductIndex,
    /// About which purpose.
    pub purpose: String,
    /// Plain or express.
    pub kind: ConsentKind,
    /// What is said.
    pub event: ConsentEvent,
    /// By which way.
    pub channel: Channel,
    /// What was put before them; `None` where nothing was, as when an operator writes down a letter.
    pub shown: Option<Shown>,
}

/// A consent as it stands, or as it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentRecord {
    /// About whose data.
    pub person: PersonId,
    /// Who said it.
    pub actor: PersonId,
    /// Id of the product.
    pub product: String,
    /// Name of the purpose.
    pub purpose: String,
    /// Plain or express.
    pub kind: ConsentKind,
    /// Where it stands.
    pub state: ConsentState,
    /// The promise it was about.
    pub promise: VersionId,
    /// The manifest that was in force.
    pub manifest: VersionId,
    /// By which way.
    pub channel: Channel,
    /// When.
    pub at: UnixMillis,
    /// Until when a yes holds by itself; `None` for as long as it is not taken back.
    pub ends_at: Option<UnixMillis>,
    /// What brought it into its state.
    pub reason: ConsentReason,
    /// The hash of what was shown; [`Store::words_shown`] has the words.
    pub words: Option<VersionId>,
}

/// What a decision changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsentChange {
    /// Where the consent stood before.
    pub before: ConsentState,
    /// How it stands now.
    pub now: ConsentRecord,
}

impl Store {
    /// Records what somebody said. When it returns, every reading that comes after is gated with it (law L3); after a withdrawal, what was
    /// kept on that consent alone is gone.
    ///
    /// # Errors
    /// When the purpose does not ask for this consent, or the event does not fit.
    pub async fn decide(&self, decision: Decision) -> Result<ConsentChange, StoreError> {
        let change = self.change(move |desk| decide(desk, &decision)).await?;
        self.sweep_media_soon().await;
        Ok(change)
    }

    /// How every consent of a person stands.
    ///
    /// # Errors
    /// What the database reports.
    pub fn consents(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Vec<ConsentRecord>, StoreError> {
        let standing = sql!("SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words FROM consent
                             WHERE household = ?1 AND person = ?2 ORDER BY product, purpose, kind");
        self.records(standing, household, person)
    }

    /// Everything a person ever said, or that was said for them, oldest first.
    ///
    /// # Errors
    /// What the database reports.
    pub fn consent_history(
        &self,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Vec<ConsentRecord>, StoreError> {
        let all = sql!("SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words FROM consent_history
                        WHERE household = ?1 AND person = ?2 ORDER BY at, number");
        self.records(all, household, person)
    }

    fn records(
        &self,
        statement: Statement,
        household: HouseholdId,
        person: PersonId,
    ) -> Result<Vec<ConsentRecord>, StoreError> {
        let (household, person) = (household.to_column(), person.to_column());
        self.reader()?
            .all(statement, params![household, person], record)
    }
}

/// A record from the columns that [`Store::consents`] asks for.
pub(super) fn record(row: Row<'_>) -> Result<ConsentRecord, StoreError> {
    const BROKEN: StoreError = StoreError::Corrupt("a consent cannot be read");
    Ok(ConsentRecord {
        person: PersonId::from_column(row.get(0)?).ok_or(BROKEN)?,
        actor: PersonId::from_column(row.get(1)?).ok_or(BROKEN)?,
        product: row.get(2)?,
        purpose: row.get(3)?,
        kind: kind_from_word(row.get(4)?).ok_or(BROKEN)?,
        state: ConsentState::from_word(row.get(5)?).ok_or(BROKEN)?,
        promise: VersionId::from_bytes(row.get(6)?),
        manifest: VersionId::from_bytes(row.get(7)?),
        channel: Channel::from_word(row.get(8)?).ok_or(BROKEN)?,
        at: UnixMillis(row.get(9)?),
        ends_at: row.get::<Option<i64>>(10)?.map(UnixMillis),
        reason: ConsentReason::from_word(row.get(11)?).ok_or(BROKEN)?,
        words: row.get::<Option<[u8; 32]>>(12)?.map(VersionId::from_bytes),
    })
}

/// Whether a purpose asks a person for this kind of yes.
const fn asks_for(rules: &PurposeRules, kind: ConsentKind) -> bool {
    match kind {
        ConsentKind::Ordinary => rules.needs_consent,
        ConsentKind::Explicit => rules.needs_explicit,
        ConsentKind::Opening => {
            !rules.is_asked()
                && (rules.never_children || !matches!(rules.for_children, ChildDefault::AsForAll))
        }
    }
}

fn decide(desk: &mut Desk<'_>, decision: &Decision) -> Result<ConsentChange, StoreError> {
    let product = desk
        .products
        .get(decision.product)
        .ok_or(StoreError::Unknown("product"))?;
    let (_, rules) = product
        .gate
        .purpose_named(&decision.purpose)
        .ok_or(StoreError::Unknown("purpose"))?;
    if !asks_for(rules, decision.kind) {
        return Err(StoreError::Refused(
            "this purpose does not rest on such a consent. It can be objected to, where the law gives that right",
        ));
    }
    let role = role_of(desk, decision.household, decision.person)?;
    let standing = desk.tx.first(
        sql!("SELECT person, actor, product, purpose, kind, state, promise, manifest, channel, at, ends_at, reason, words FROM consent
              WHERE household = ?1 AND person = ?2 AND product = ?3 AND purpose = ?4 AND kind = ?5"),
        params![
            decision.household.to_column(),
            decision.person.to_column(),
            product.gate.product(),
            decision.purpose,
            kind_word(decision.kind)
        ],
        record,
    )?;
    // What has ended by itself has ended, whether or not somebody swept since.
    let before = match standing {
        Some(standing) => lapse::settle(desk, decision.household, standing)?.state,
        None => ConsentState::Unset,
    };
    let state = before.after(decision.event).map_err(|_| {
        StoreError::Refused("this does not fit how the consent stands now. Look at it again")
    })?;
    let now = ConsentRecord {
        person: decision.person,
        actor: decision.actor,
        product: product.gate.product().to_owned(),
        purpose: decision.purpose.clone(),
        kind: decision.kind,
        state,
        promise: rules.promise,
        manifest: product.gate.version(),
        channel: decision.channel,
        at: desk.now,
        ends_at: rules
            .lasts
            .filter(|_| state.unlocks())
            .map(|lasts| lasts.after(desk.now)),
        reason: ConsentReason::Said,
        words: words::note(desk, decision.shown.as_ref())?,
    };
    write(desk, decision.household, &now, Owed::No)?;
    // What waited under a promise that went further goes with a no.
    let was_held = before.unlocks() || before == ConsentState::Superseded;
    if was_held && !state.unlocks() {
        let reach = Reach::of(role, product);
        take_away(
            desk,
            product,
            decision.household,
            decision.person,
            &decision.purpose,
            reach,
        )?;
        notification::of_purpose(
            desk,
            NotificationAct::Withdrawal,
            decision.household,
            decision.person,
            (product, &decision.purpose),
            reach,
        )?;
    }
    desk.touch(decision.household);
    Ok(ConsentChange { before, now })
}

/// Whether the evidence of a change is still to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owed {
    No,
    Yes,
}

pub(super) fn write(
    desk: &Desk<'_>,
    household: HouseholdId,
    record: &ConsentRecord,
    owed: Owed,
) -> Result<(), StoreError> {
    let number: i64 = desk.tx.only(
        sql!("SELECT COALESCE(max(number), -1) + 1 FROM consent_history WHERE household = ?1 AND person = ?2"),
        params![household.to_column(), record.person.to_column()],
        |row| row.get(0),
    )?;
    let words = record.words.map(|words| *words.bytes());
    desk.tx.execute(
        sql!("INSERT INTO consent (household, person, product, purpose, kind, state, promise, manifest, actor, channel, at, ends_at, reason, words, taken)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
              ON CONFLICT (household, person, product, purpose, kind) DO UPDATE SET
                  state = excluded.state, promise = excluded.promise, manifest = excluded.manifest,
                  actor = excluded.actor, channel = excluded.channel, at = excluded.at, ends_at = excluded.ends_at,
                  reason = excluded.reason, words = excluded.words, taken = excluded.taken"),
        params![
            household.to_column(),
            record.person.to_column(),
            record.product,
            record.purpose,
            kind_word(record.kind),
            record.state.word(),
            record.promise.bytes(),
            record.manifest.bytes(),
            record.actor.to_column(),
            record.channel.word(),
            record.at.0,
            record.ends_at.map(|ends| ends.0),
            record.reason.word(),
            words,
            1_i64
        ],
    )?;
    desk.tx.execute(
        sql!("INSERT INTO consent_history (household, person, at, number, product, purpose, kind, state, promise, manifest, actor, channel, ends_at, reason, words, owed)
              VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"),
        params![
            household.to_column(),
            record.person.to_column(),
            record.at.0,
            number,
            record.product,
            record.purpose,
            kind_word(record.kind),
            record.state.word(),
            record.promise.bytes(),
            record.manifest.bytes(),
            record.actor.to_column(),
            record.channel.word(),
            record.ends_at.map(|ends| ends.0),
            record.reason.word(),
            words,
            i64::from(owed == Owed::Yes)
        ],
    )?;
    Ok(())
}

/// How far a person's word goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// To what is about them.
    Person,
    /// To what is about the home as well.
    PersonAndHome,
}

impl Reach {
    /// Of what somebody agreed to.
    pub(super) fn of(role: Role, product: &Product) -> Self {
        if role.is_asked_for_home(&product.gate) {
            Self::PersonAndHome
        } else {
            Self::Person
        }
    }
}

/// Takes a purpose from everything that was kept for it: of the person, and of the home where the person's word counts for it. What no
/// purpose is left for is deleted.
pub(super) fn take_away(
    desk: &Desk<'_>,
    product: &Product,
    household: HouseholdId,
    person: PersonId,
    purpose: &str,
    reach: Reach,
) -> Result<(), StoreError> {
    let Some(slot) = product
        .gate
        .purpose_named(purpose)
        .and_then(|(index, _)| product.slot(index))
    else {
        return Ok(());
    };
    let bit = 1_u64.wrapping_shl(u32::from(slot)).cast_signed();
    let own = SubjectId::Person(person).to_bytes();
    let home = SubjectId::Household(household).to_bytes();
    let subjects: &[[u8; 9]] = match reach {
        Reach::Person => &[own],
        Reach::PersonAndHome => &[own, home],
    };
    for subject in subjects {
        desk.tx.execute(
            sql!("UPDATE block SET mask = mask & ~?1 WHERE household = ?2 AND subject = ?3 AND mask & ?1 != 0
                  AND layout IN (SELECT id FROM layout WHERE product = ?4)"),
            params![bit, household.to_column(), subject, product.gate.product()],
        )?;
        desk.tx.execute(
            sql!("DELETE FROM block WHERE household = ?1 AND subject = ?2 AND mask = 0"),
            params![household.to_column(), subject],
        )?;
        media::take_away(&desk.tx, bit, household, subject, product.gate.product())?;
    }
    let cut_persons: &[i64] = match reach {
        Reach::Person => &[person.to_column()],
        // No person has the number 0: it stands for the home.
        Reach::PersonAndHome => &[person.to_column(), 0],
    };
    for cut_person in cut_persons {
        desk.tx.execute(
            sql!("INSERT INTO cut (household, person, product, slot, journal) VALUES (?1, ?2, ?3, ?4, ?5)
                  ON CONFLICT (household, person, product, slot) DO UPDATE SET journal = excluded.journal"),
            params![household.to_column(), cut_person, product.gate.product(), slot, desk.last_row],
        )?;
    }
    Ok(())
}

pub(crate) const fn kind_word(kind: ConsentKind) -> &'static str {
    match kind {
        ConsentKind::Ordinary => "ordinary",
        ConsentKind::Explicit => "explicit",
        ConsentKind::Opening => "opening",
    }
}

pub(crate) fn kind_from_word(word: &str) -> Option<ConsentKind> {
    [
        ConsentKind::Ordinary,
        ConsentKind::Explicit,
        ConsentKind::Opening,
    ]
    .into_iter()
    .find(|kind| kind_word(*kind) == word)
}
