use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::model::Handler;

use crate::told::{Telling, told};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "TRA-15",
    name: "period-not-told",
    title: "Retention told",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_13_2_A, ico_iot_guidance::CHAPTER_TRANSPARENCY],
    applies_from: None,
    page: include_str!("period_not_told.md"),
    check,
};

const TELLING: Telling = Telling {
    code: CONTROL.code,
    portal: "of each kind of data the portal says how long it is kept, from the periods by which it is deleted",
    people: "how long each kind of data is kept",
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut purposes = manifest.purposes.values();
    if purposes.all(|purpose| purpose.uses.is_empty() && purpose.recipients.is_empty()) {
        verdict.not_applicable("no purpose keeps data");
        return;
    }
    for (purpose, name, recipient) in manifest.purposes.iter().flat_map(|(purpose, it)| {
        let recipients = it.recipients.iter();
        recipients.map(move |(name, recipient)| (purpose, name, recipient))
    }) {
        if recipient.duration.is_none() {
            verdict.broken(
                name.span,
                format!("people cannot be told how long `{}` keeps what it gets for `{}`; write `duration`", name.value, purpose.value),
            );
        }
    }
    told(world, &TELLING, verdict);
    let by = &manifest.handled_by;
    if *by.notices == Handler::Cardea && *by.data == Handler::Own {
        let missing = "people are told the periods of the manifest, and nobody has stated that the data is deleted by them; state it under \
                       `assessments.TRA-15`, or let `handled_by.data` be `cardea`";
        verdict.ask_statement(world, by.data.span, missing);
    }
}
