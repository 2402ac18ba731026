//! Answers that a control needs: what is not said cannot be told, and the wrong answer is broken.

use cardea_manifest::{At, Span};
use cardea_units::{CalendarDuration, Date};

use crate::{Verdict, World};

/// What a control asks about one key, in its own words.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'t> {
    /// Where to tell that nothing is said.
    pub place: Span,
    /// When nothing is said: what is missing, and the key to write.
    pub unsaid: &'t str,
    /// When the answer is wrong: what to do.
    pub wrong: &'t str,
}

impl Ask<'_> {
    /// A yes is needed.
    pub(crate) fn yes(self, said: Option<&At<bool>>, verdict: &mut Verdict<'_>) {
        self.is(said, |answer| *answer, verdict);
    }

    /// A no is needed.
    pub(crate) fn no(self, said: Option<&At<bool>>, verdict: &mut Verdict<'_>) {
        self.is(said, |answer| !*answer, verdict);
    }

    /// An answer that is right by `right` is needed.
    pub(crate) fn is<T>(
        self,
        said: Option<&At<T>>,
        right: impl FnOnce(&T) -> bool,
        verdict: &mut Verdict<'_>,
    ) {
        match said {
            None => {
                verdict.cannot_tell(self.place, self.unsaid);
            }
            Some(answer) if !right(&answer.value) => {
                verdict.broken(answer.span, self.wrong);
            }
            Some(_) => {}
        }
    }

    /// Some words are needed, whichever.
    pub(crate) fn words<T>(self, said: Option<&T>, verdict: &mut Verdict<'_>) {
        if said.is_none() {
            verdict.cannot_tell(self.place, self.unsaid);
        }
    }

    /// A day is needed that has come and is not longer ago than `within`; its last day still counts. `wrong` is told of one that is too
    /// long ago.
    pub(crate) fn lately(
        self,
        world: &World<'_>,
        said: Option<&At<Date>>,
        within: CalendarDuration,
        verdict: &mut Verdict<'_>,
    ) {
        match said {
            None => {
                verdict.cannot_tell(self.place, self.unsaid);
            }
            Some(day) if day.value > world.today => {
                verdict.broken(
                    day.span,
                    format!(
                        "{} has not come yet; write the day on which it was done",
                        day.value
                    ),
                );
            }
            Some(day) if within.after_date(day.value) < world.today => {
                verdict.broken(day.span, self.wrong);
            }
            Some(_) => {}
        }
    }
}

impl World<'_> {
    /// Where to tell what `security` lacks: the section, or else the manifest.
    pub(crate) fn security_span(&self) -> Span {
        self.manifest
            .security
            .as_ref()
            .map_or(self.manifest.span, |security| security.span)
    }
}
