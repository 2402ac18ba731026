use cardea_law::uk_gdpr;
use cardea_units::CalendarDuration;

use crate::{Checked, Control, Level, Status, Verdict, World, processors};

pub(crate) static CONTROL: Control = Control {
    code: "BRE-05",
    name: "processor-tells-too-late",
    title: "Processor tells controller",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_33_2],
    applies_from: None,
    page: include_str!("processor_tells_too_late.md"),
    check,
};

/// Longest time a contract may give a processor to tell of a breach. A setting of this catalogue: the law says without undue delay, and a
/// controller that hears within two days is early enough to help people.
const NOTICE_MAX: CalendarDuration = CalendarDuration::from_days(2);

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let mut processors = processors(world.manifest).peekable();
    if processors.peek().is_none() {
        verdict.not_applicable("no processor handles the data");
    }
    for (name, organisation) in processors {
        let contract = organisation.contract.as_ref();
        match contract.and_then(|contract| contract.breach_notice.as_ref()) {
            None => {
                verdict.cannot_tell(
                    contract.map_or(name.span, |contract| contract.span),
                    format!("how soon `{}` tells of a breach is not said; agree it and write `breach_notice` in its `contract`", name.value),
                );
            }
            Some(notice) if notice.value > NOTICE_MAX => {
                verdict.broken(
                    notice.span,
                    format!(
                        "`{}` may take {} to tell of a breach; agree {NOTICE_MAX} at most",
                        name.value, notice.value
                    ),
                );
            }
            Some(_) => {}
        }
    }
}
