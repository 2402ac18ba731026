use cardea_law::en_303_645;
use cardea_manifest::model::{Account, Manifest, PasswordScheme};

use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-05",
    name: "guessing-not-resisted",
    title: "Resist guessing",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[en_303_645::P_5_1_4, en_303_645::P_5_1_5],
    applies_from: None,
    page: include_str!("guessing_not_resisted.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if nobody_signs_in(world.manifest) {
        verdict.not_applicable("nobody signs in");
        return;
    }
    let security = world.manifest.security.as_ref();
    let sign_in = security.and_then(|security| security.sign_in.as_ref());
    let place = sign_in.map_or_else(|| world.security_span(), |sign_in| sign_in.span);
    Ask {
        place,
        unsaid: "whether guesses are slowed down is not said; write `rate_limited` under `security.sign_in`",
        wrong: "guesses are not slowed down; limit tries for each account and each address",
    }
    .yes(sign_in.and_then(|sign_in| sign_in.rate_limited.as_ref()), verdict);
    Ask {
        place,
        unsaid: "what happens with passwords known from breaches is not said; write `breached_passwords` under `security.sign_in`",
        wrong: "passwords known from breaches are accepted; refuse them",
    }
    .is(
        sign_in.and_then(|sign_in| sign_in.breached_passwords.as_ref()),
        |what| !matches!(what.as_str(), "accepted" | "allowed"),
        verdict,
    );
}

fn nobody_signs_in(manifest: &Manifest) -> bool {
    let account = manifest.product.account.as_ref();
    let security = manifest.security.as_ref();
    let passwords = security.and_then(|security| security.passwords.as_ref());
    account.is_some_and(|account| account.value == Account::None)
        && passwords.is_none_or(|passwords| *passwords.scheme == PasswordScheme::None)
}
