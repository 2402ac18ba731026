use cardea_law::{ico_iot_guidance, uk_gdpr};

use crate::told::{Telling, told};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "LAW-02",
    name: "basis-not-told",
    title: "Basis written down and told",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_2,
        uk_gdpr::ART_13_1_C,
        ico_iot_guidance::CHAPTER_LAWFULLY,
    ],
    applies_from: None,
    page: include_str!("basis_not_told.md"),
    check,
};

const TELLING: Telling = Telling {
    code: CONTROL.code,
    portal: "beside each purpose the portal says on which basis it rests, from the manifest that is enforced",
    people: "of each purpose on which basis it rests",
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let purposes = &world.manifest.purposes;
    if purposes.is_empty() {
        verdict.not_applicable("no purpose uses data");
        return;
    }
    for (name, purpose) in purposes.iter() {
        for former in &purpose.former_bases {
            let until = *former.until;
            if until >= world.today {
                verdict.broken(
                    former.until.span,
                    format!(
                        "`{}` rests on `{}` until {until}, but people are told `{}`; write as `basis` what it rests on today",
                        name.value, former.basis.value, purpose.basis.kind
                    ),
                );
            }
        }
    }
    told(world, &TELLING, verdict);
}
