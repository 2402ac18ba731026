use cardea_law::uk_gdpr;
use cardea_manifest::model::{Account, Manifest, Safety};

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-15",
    name: "members-not-protected",
    title: "Household access and tech-abuse safety",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_F, uk_gdpr::ART_25, uk_gdpr::ART_32],
    applies_from: None,
    page: include_str!("members_not_protected.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let product = &manifest.product;
    let no_account = product
        .account
        .as_ref()
        .is_some_and(|account| account.value == Account::None);
    if no_account && product.app.is_none() {
        verdict.not_applicable("nobody works it from afar");
        return;
    }
    match &manifest.people.safety {
        Some(safety) => within_the_home(safety, verdict),
        None => {
            verdict.cannot_tell(
                manifest.people.span,
                "how members of a home are protected from each other is not said; write it under `people` as `safety`",
            );
        }
    }
    if records(manifest) {
        Ask {
            place: manifest.people.sees.span,
            unsaid: "whether people can tell that somebody watches or listens live is not said; write `live_view_signal` under `people.sees`",
            wrong: "people cannot tell that somebody watches or listens live; show it on the product",
        }
        .yes(manifest.people.sees.live_view_signal.as_ref(), verdict);
    }
}

fn within_the_home(safety: &Safety, verdict: &mut Verdict<'_>) {
    let ask = |unsaid, wrong| Ask {
        place: safety.span,
        unsaid,
        wrong,
    };
    ask(
        "which roles there are is not said; write `roles` under `people.safety`",
        "",
    )
    .words(safety.roles.first(), verdict);
    ask(
        "whether people see who has access and who looked is not said; write `access_is_visible` under `people.safety`",
        "people do not see who has access and who looked; show it to everybody concerned",
    )
    .yes(safety.access_is_visible.as_ref(), verdict);
    ask(
        "how access is taken away at once is not said; write `revoke` under `people.safety`",
        "",
    )
    .words(safety.revoke.as_ref(), verdict);
    ask("how somebody leaves without the others being told first is not said; write `leave_quietly` under `people.safety`", "")
        .words(safety.leave_quietly.as_ref(), verdict);
    ask(
        "whether somebody can watch, listen or follow without a sign is not said; write `covert_mode` under `people.safety`",
        "somebody can watch, listen or follow without a sign; take that mode away",
    )
    .no(safety.covert_mode.as_ref(), verdict);
}

fn records(manifest: &Manifest) -> bool {
    let mut fields = manifest
        .streams
        .values()
        .flat_map(|stream| stream.fields.values());
    fields.any(|field| field.data.is_recording())
}
