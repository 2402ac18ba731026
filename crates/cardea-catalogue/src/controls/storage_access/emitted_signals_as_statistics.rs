use cardea_law::pecr;
use cardea_manifest::model::Ground;
use cardea_units::date;

use crate::pecr::{Emitted, operations};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PEC-10",
    name: "emitted-signals-as-statistics",
    title: "Automatically emitted signals count",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[pecr::REG_6_2_B, pecr::SCH_A1_PARA_5_2],
    applies_from: Some(date(2026, 2, 5)),
    page: include_str!("emitted_signals_as_statistics.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut may_listen = false;
    for operation in operations(world.manifest) {
        let emitted = operation.emitted();
        may_listen |= emitted != Emitted::No;
        if let Some(ground) = operation
            .declared()
            .filter(|ground| ground.value == Ground::Statistics)
        {
            match emitted {
                Emitted::Yes => {
                    verdict.broken(
                        ground.span,
                        format!(
                            "`statistics` never covers what equipment sends out by itself, as {} hears it; take another ground, such as \
                             `consent`, or do not listen",
                            operation.names_listening()
                        ),
                    );
                }
                Emitted::Unsaid => {
                    verdict.cannot_tell(
                        ground.span,
                        format!(
                            "whether {} listens to what equipment sends out by itself is not said; write `emitted: true` or \
                             `emitted: false`",
                            operation.names()
                        ),
                    );
                }
                Emitted::No => {}
            }
        }
    }
    if !may_listen {
        verdict.not_applicable("nothing listens to what equipment sends out by itself");
    }
}
