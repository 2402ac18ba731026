use crate::{Checked, Control, Level, Status, Verdict, World};
use cardea_law::uk_gdpr;
use cardea_manifest::model::{Handler, IdentityStep};

pub(crate) static CONTROL: Control = Control {
    code: "RIG-15",
    name: "documents-asked-first",
    title: "Identity check in proportion",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_12_6, uk_gdpr::ART_12A_2_B],
    applies_from: None,
    page: include_str!("documents_asked_first.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if world.uses_no_data() {
        verdict.not_applicable("the product uses no data");
        return;
    }
    let rights = &world.manifest.rights;
    let Some((last, before)) = rights.identity.split_last() else {
        if *world.manifest.handled_by.rights == Handler::Own {
            verdict.cannot_tell(
                rights.span,
                "how people show who they are is not said; write `identity` under `rights`, the least first",
            );
        }
        return;
    };
    let document = |step: &IdentityStep| *step == IdentityStep::Document;
    for early in before.iter().filter(|step| document(step)) {
        verdict.broken(
            early.span,
            "a document is asked for before a gentler proof; put `document` last in `identity`",
        );
    }
    if before.is_empty() && document(last) {
        verdict.broken(
            last.span,
            "everybody has to show a document; put a gentler proof before it, such as `signed_in` or `device_in_hand`",
        );
    }
}
