use cardea_law::uk_gdpr;
use cardea_manifest::model::ClockSource;

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "ACU-09",
    name: "time-not-reliable",
    title: "Time and provenance",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_D],
    applies_from: None,
    page: include_str!("time_not_reliable.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.manifest.streams.is_empty() {
        verdict.not_applicable("nothing is sent");
        return;
    }
    for (name, stream) in world.manifest.streams.iter() {
        let Some(clock) = &stream.clock else { continue };
        match *clock.source {
            ClockSource::Arrival => {}
            ClockSource::FreeRunning => {
                verdict.broken(
                    clock.source.span,
                    format!("nothing corrects the clock of `{}`; set it by the network or a phone, or leave `clock` out", name.value),
                );
            }
            ClockSource::Ntp | ClockSource::Gnss | ClockSource::Paired => Ask {
                place: name.span,
                unsaid: &format!(
                    "how far the clock of `{}` may be off is not said; write `skew`",
                    name.value
                ),
                wrong: "",
            }
            .words(clock.skew.as_ref(), verdict),
        }
    }
}
