//! What was said about a purpose, when, until when it holds, and what was shown then.

use cardea_gate::{ConsentKind, PurposeIndex, PurposeRules};
use cardea_rights::{Channel, ConsentReason, ConsentState};
use cardea_store::ConsentRecord;

use super::Seen;
use crate::Refusal;
use crate::acts::state_now;
use crate::limits::PAST_SHOWN_MAX;
use crate::pages::wording::{day, when};

/// One thing that was said or that ended.
pub(in crate::pages::product) struct Past {
    /// When.
    pub(in crate::pages::product) at: String,
    /// What, in a sentence.
    pub(in crate::pages::product) what: String,
    /// The words that were shown.
    pub(in crate::pages::product) shown: Vec<String>,
    /// The version of the notice: the first digits of the manifest and of the promise.
    pub(in crate::pages::product) version: String,
}

impl Seen<'_> {
    /// What is known of a purpose, the latest first.
    pub(super) fn past(
        &self,
        purpose: &str,
        history: &[ConsentRecord],
    ) -> Result<Vec<Past>, Refusal> {
        let of_purpose = |record: &&ConsentRecord| {
            record.product == self.product.gate.product() && record.purpose == purpose
        };
        let records = history.iter().rev().filter(of_purpose);
        let mut past = Vec::new();
        for record in records.take(PAST_SHOWN_MAX) {
            let shown = match record.words {
                Some(words) => self.house.store.words_shown(words)?,
                None => None,
            };
            past.push(Past {
                at: when(record.at),
                what: self.what(record),
                shown: shown
                    .map(|shown| shown.words.lines().map(str::to_owned).collect())
                    .unwrap_or_default(),
                version: format!("{}, {}", record.manifest.short(), record.promise.short()),
            });
        }
        Ok(past)
    }

    fn what(&self, record: &ConsentRecord) -> String {
        let name = self.person.details.name.disclose_ref();
        let who = match (record.actor == self.person.id, self.own) {
            (true, true) => "You",
            (true, false) => name.as_str(),
            (false, _) => "A grown-up of the home",
        };
        let said = match (record.kind, record.state) {
            (ConsentKind::Ordinary, ConsentState::Granted) => "said yes",
            (ConsentKind::Ordinary, ConsentState::Refused) => "said no",
            (ConsentKind::Ordinary, ConsentState::Withdrawn) => "took the yes back",
            (ConsentKind::Explicit, ConsentState::Granted) => "agreed to the statement",
            (ConsentKind::Explicit, ConsentState::Refused) => "did not agree to the statement",
            (ConsentKind::Explicit, ConsentState::Withdrawn) => "took the statement back",
            (ConsentKind::Opening, ConsentState::Granted) => "switched it on",
            (ConsentKind::Opening, ConsentState::Refused | ConsentState::Withdrawn) => {
                "switched it off"
            }
            (_, ConsentState::Expired) => return "The time of the yes was over.".to_owned(),
            (_, ConsentState::Superseded) => {
                return match record.reason {
                    ConsentReason::Parties => {
                        "It became another matter. The yes ended, and what was kept for this alone is gone.".to_owned()
                    }
                    _ => "What it is for went further. The yes ended, and what was kept waits: nobody may use it.".to_owned(),
                };
            }
            (_, ConsentState::Void) => {
                return match record.reason {
                    ConsentReason::Age => {
                        "The yes of a grown-up ended with the birthday.".to_owned()
                    }
                    ConsentReason::Reset => "The product was reset, and the yes ended.".to_owned(),
                    _ => "The last one left the home, and the yes ended.".to_owned(),
                };
            }
            (_, ConsentState::Unset) => return "Nobody said anything.".to_owned(),
        };
        let way = match record.channel {
            Channel::Portal => "here",
            Channel::CompanionApp => "in the app",
            Channel::Device => "on the product",
            Channel::Voice => "by voice",
            Channel::Card => "by the code on the card",
            Channel::Operator => "by letter, mail or telephone",
        };
        match record
            .ends_at
            .filter(|_| record.state == ConsentState::Granted)
        {
            Some(ends) => format!("{who} {said} {way}, until {}.", when(ends)),
            None => format!("{who} {said} {way}."),
        }
    }

    /// Whether it is on, whether it may be answered anew, and a sentence of what was said when.
    pub(super) fn said(
        &self,
        (index, rules): (PurposeIndex, &PurposeRules),
        record: Option<&ConsentRecord>,
    ) -> (bool, bool, String) {
        let name = self.person.details.name.disclose_ref();
        let Some(record) = record else {
            let nobody = if self.own {
                "You have not said yes or no yet."
            } else {
                "Nobody has said yes or no yet."
            };
            return (false, true, nobody.to_owned());
        };
        let who = match (record.actor == self.person.id, self.own) {
            (true, true) => "You".to_owned(),
            (true, false) => name.clone(),
            (false, true) => "A grown-up of the home".to_owned(),
            (false, false) => format!("A grown-up of the home, for {name},"),
        };
        let at = day(record.at);
        // What ended by itself has ended, whether or not it is written down yet.
        let now = self.house.clock.now();
        let state = state_now(self.product, self.person, record, index, now);
        match state {
            ConsentState::Granted => {
                let narrower = record.promise != rules.promise;
                let less = if narrower {
                    " What it is for has become less since, so that yes still counts."
                } else {
                    ""
                };
                let until = record
                    .ends_at
                    .map(|ends| format!(" It holds until {}.", when(ends)))
                    .unwrap_or_default();
                (true, false, format!("{who} said yes on {at}.{less}{until}"))
            }
            ConsentState::Superseded => {
                let kept = if record.reason == ConsentReason::Parties {
                    "What was kept for this alone is gone."
                } else {
                    "What was kept waits, and nobody may use it: a yes opens it, a no deletes it."
                };
                let at = match record.state {
                    ConsentState::Superseded => format!("It stopped on {at}. "),
                    _ => String::new(),
                };
                (
                    false,
                    true,
                    format!(
                        "What it is for has changed since, so that yes does not count any more. {at}You are asked again. {kept}"
                    ),
                )
            }
            ConsentState::Refused => (false, false, format!("{who} said no on {at}.")),
            ConsentState::Withdrawn => (
                false,
                false,
                format!("{who} took the yes back on {at}. What was kept for this alone is gone."),
            ),
            ConsentState::Expired => {
                let ended = record.ends_at.unwrap_or(record.at);
                let words = format!(
                    "The time of the yes was over on {}. What was kept for this alone is gone.",
                    day(ended)
                );
                (false, true, words)
            }
            ConsentState::Void => {
                let words = match (record.reason, self.own) {
                    (ConsentReason::Transfer, _) => {
                        format!("What was said does not count any more: the last one left the home on {at}.")
                    }
                    (ConsentReason::Reset, _) => {
                        format!("What was said does not count any more: it was reset on {at}.")
                    }
                    (_, true) => "A grown-up had said yes for you. You are old enough to decide now, so that yes has ended. Nothing happens until you say so.".to_owned(),
                    (_, false) => format!("{name} is old enough to decide now, so what was said for them has ended."),
                };
                (false, true, words)
            }
            ConsentState::Unset => (false, true, "Nobody has said yes or no yet.".to_owned()),
        }
    }
}
