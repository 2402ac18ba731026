//! Whether data is used for a purpose now, and where it is not, why.

use cardea_gate::{AboutRule, PurposeIndex, PurposeRules, Role};
use cardea_manifest::model::{Guests, Purpose};

use super::{Card, Seen};
use crate::happens;

impl Seen<'_> {
    /// Whether data is used for the purpose now, as far as this person sees it.
    pub(super) fn happens(&self, purpose: PurposeIndex) -> bool {
        happens(
            self.product,
            self.permissions,
            purpose,
            self.person.id,
            self.wears,
        )
    }

    /// What happens now, and where nothing does, why.
    pub(super) fn now(&self, rules: &PurposeRules, purpose: &Purpose, card: &Card) -> &'static str {
        let agreed = card.switch.as_ref().is_none_or(|switch| switch.on)
            && card
                .statement
                .as_ref()
                .is_none_or(|statement| statement.given);
        let stopped = [&card.objection, &card.restriction]
            .into_iter()
            .flatten()
            .any(|stop| stop.stopped);
        if purpose.uses.is_empty() {
            return if agreed {
                "No readings are kept for this. It is on in the app."
            } else {
                "No readings are kept for this. It is off in the app."
            };
        }
        if card.happens {
            return "Readings are kept for this now.";
        }
        if stopped {
            return "Nothing new is kept for this, because you stopped it.";
        }
        if !agreed {
            let both = card.switch.is_some() && card.statement.is_some();
            return if both {
                "Nothing is kept for this. It needs both: the switch and the statement."
            } else {
                "Nothing is kept for this."
            };
        }
        let about = |name: &str| {
            self.product
                .gate
                .stream_named(name)
                .map(|(_, stream)| stream.about)
        };
        if purpose
            .uses
            .names()
            .all(|name| about(name) == Some(AboutRule::Wearer))
        {
            return match (self.wears, self.own) {
                (true, _) => "Nothing is kept for this now.",
                (false, true) => {
                    "Nothing is kept for this, because you wear none. What you choose counts as soon as you do."
                }
                (false, false) => {
                    "Nothing is kept for this, because they wear none. What you choose counts as soon as they do."
                }
            };
        }
        self.held_up_by(rules)
    }

    /// Why nothing about the home is kept though this person agreed to it.
    fn held_up_by(&self, rules: &PurposeRules) -> &'static str {
        let somebody = |role| self.members.iter().any(|person| person.role == role);
        let goes_on_with_guests = match &self.product.manifest.people.guests {
            Guests::Pause { .. } => false,
            Guests::Allow { purposes, .. } => {
                purposes.iter().any(|name| name.as_str() == rules.name)
            }
        };
        if rules.never_children && somebody(Role::Child) {
            "Nothing is kept for this, because a child is in the home."
        } else if somebody(Role::Guest)
            && !(goes_on_with_guests && !rules.needs_consent && !rules.needs_explicit)
        {
            "Nothing is kept for this while a guest is here. Guests are not asked, so it waits."
        } else if rules.needs_consent || rules.needs_explicit {
            "Nothing is kept for this yet. Every adult of the home has to say yes."
        } else {
            "Nothing is kept for this now, because somebody in the home stopped it."
        }
    }
}
