use cardea_law::{ico_iot_guidance, uk_gdpr};
use cardea_manifest::model::{Account, Mfa};

use crate::high_impact::high_impact;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "SEC-04",
    name: "no-second-factor",
    title: "Multi-factor sign-in",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_32, ico_iot_guidance::CHAPTER_SECURITY],
    applies_from: None,
    page: include_str!("no_second_factor.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let product = &world.manifest.product;
    match product.account.as_ref().map(|account| account.value) {
        None => {
            verdict.cannot_tell(
                product.span,
                "whether there is an account is not said; write `account` under `product`",
            );
            return;
        }
        Some(Account::None) => {
            verdict.not_applicable("there is no account");
            return;
        }
        Some(Account::Optional | Account::Required) => {}
    }
    let security = world.manifest.security.as_ref();
    let sign_in = security.and_then(|security| security.sign_in.as_ref());
    let place = sign_in.map_or_else(|| world.security_span(), |sign_in| sign_in.span);
    let Some(mfa) = sign_in.and_then(|sign_in| sign_in.mfa.as_ref()) else {
        verdict.cannot_tell(
            place,
            "whether there is a second factor is not said; write it as `security.sign_in.mfa`",
        );
        return;
    };
    match (mfa.value, high_impact(world.manifest)) {
        (Mfa::None, _) => {
            verdict.broken(
                mfa.span,
                "there is no second factor to sign in with; offer one",
            );
        }
        (Mfa::Optional, Some(why)) => {
            verdict.broken(
                mfa.span,
                format!("the second factor is off until somebody switches it on, and {why}; make it the default"),
            );
        }
        (Mfa::Optional, None) | (Mfa::Default, _) => {}
    }
}
