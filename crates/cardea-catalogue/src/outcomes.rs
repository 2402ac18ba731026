//! What came of controls so far, so that none is judged twice where one asks about others.

use core::cell::OnceCell;
use std::borrow::Cow;

use crate::{ALL, Control, Outcome, World, judge_one};

/// A place for what came of each control, in the order of the catalogue; filled by whoever asks first.
#[derive(Debug)]
pub(crate) struct Outcomes(Vec<OnceCell<Outcome>>);

impl Outcomes {
    pub(crate) fn new() -> Self {
        Self(ALL.iter().map(|_| OnceCell::new()).collect())
    }

    /// What came of each control that was judged; `None` for the others.
    pub(crate) fn into_inner(self) -> impl Iterator<Item = (&'static Control, Option<Outcome>)> {
        let outcomes = self.0.into_iter().map(OnceCell::into_inner);
        ALL.iter().copied().zip(outcomes)
    }
}

impl<'m> World<'m> {
    /// What comes of another control, judged once in a world that remembers. No control may ask for itself, nor for one that asks for it.
    pub(crate) fn outcome(&self, control: &'static Control) -> Cow<'m, Outcome> {
        let place = ALL.iter().position(|known| core::ptr::eq(*known, control));
        match (self.outcomes, place) {
            (Some(Outcomes(outcomes)), Some(place)) => match outcomes.get(place) {
                Some(outcome) => Cow::Borrowed(outcome.get_or_init(|| judge_one(control, self))),
                None => Cow::Owned(judge_one(control, self)),
            },
            _ => Cow::Owned(judge_one(control, self)),
        }
    }
}
