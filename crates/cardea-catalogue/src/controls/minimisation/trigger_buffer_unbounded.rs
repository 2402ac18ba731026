use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{Buffer, BufferPlace, FalseTriggers, Input, Kind, Product, Sense};
use cardea_manifest::shape::Name;
use cardea_units::CalendarDuration;

use crate::said::Ask;
use crate::sensing::hears;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-08",
    name: "trigger-buffer-unbounded",
    title: "Trigger buffers and false wakes",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_C, uk_gdpr::ART_5_1_E],
    applies_from: None,
    page: include_str!("trigger_buffer_unbounded.md"),
    check,
};

/// The most that a sensor may hold back before something triggers it: the wake word and a short sentence. A setting of this catalogue.
const BUFFER_MAX: CalendarDuration = CalendarDuration::from_seconds(5);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let product = &world.manifest.product;
    let mut waiting = product
        .senses
        .iter()
        .filter(|(name, sense)| waits(product, name, sense))
        .peekable();
    if waiting.peek().is_none() {
        verdict.not_applicable("no sensor waits for a trigger");
        return;
    }
    for (name, sense) in waiting {
        match &sense.buffer {
            Some(buffer) => bounded(name, buffer, verdict),
            None => {
                verdict.cannot_tell(
                    name.span,
                    format!(
                        "what `{}` holds back before its trigger is not said; write `buffer` with its `length` and `place`",
                        name.value
                    ),
                );
            }
        }
    }
}

/// Whether it holds something back, or listens for words that wake the product.
fn waits(product: &Product, name: &At<Name>, sense: &Sense) -> bool {
    let used = sense.used.as_ref().is_none_or(|used| used.value);
    let by_voice = *product.kind == Kind::SmartSpeaker
        || product.inputs.iter().any(|input| **input == Input::Voice);
    used && (sense.buffer.is_some() || (by_voice && hears(name.as_str())))
}

fn bounded(name: &At<Name>, buffer: &Buffer, verdict: &mut Verdict<'_>) {
    if *buffer.length > BUFFER_MAX {
        verdict.broken(
            buffer.length.span,
            format!(
                "`{}` holds back {}, more than {BUFFER_MAX}; shorten it",
                name.value, *buffer.length
            ),
        );
    }
    if *buffer.place != BufferPlace::Ram {
        verdict.broken(
            buffer.place.span,
            format!(
                "what `{}` holds back is in the `{}`; keep it in memory that is overwritten, as `ram`",
                name.value, *buffer.place
            ),
        );
    }
    Ask {
        place: buffer.span,
        unsaid: "what becomes of what a false trigger caught is not said; write `false_triggers`",
        wrong: "what a false trigger caught is kept; delete it at once",
    }
    .is(
        buffer.false_triggers.as_ref(),
        |what| *what == FalseTriggers::Deleted,
        verdict,
    );
}
