//! Who tells people: Cardea's portal, or the maker.

use cardea_manifest::model::Handler;

use crate::{HouseLaw, Verdict, World};

/// What people are told, in the words of its two outcomes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Telling {
    /// The control that asks for it.
    pub code: &'static str,
    /// What the portal says: one sentence, lower case, no full stop.
    pub portal: &'static str,
    /// The same behind "nobody has stated that people are told ".
    pub people: &'static str,
}

/// Where Cardea writes the notices, they are computed from the manifest that is enforced; where the maker does, a statement is asked for.
pub(crate) fn told(world: &World<'_>, telling: &Telling, verdict: &mut Verdict<'_>) {
    let Telling {
        code,
        portal,
        people,
    } = *telling;
    let by = &world.manifest.handled_by.notices;
    match by.value {
        Handler::Cardea => verdict.kept_by_construction(HouseLaw::L10, portal),
        Handler::Own => {
            let missing = format!(
                "nobody has stated that people are told {people}; state it under `assessments.{code}`, or let `handled_by.notices` be `cardea`"
            );
            verdict.ask_statement(world, by.span, missing);
        }
    }
}
