use cardea_law::uk_gdpr;
use cardea_manifest::model::Account;

use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-06",
    name: "nothing-works-without-account",
    title: "Use without account",
    level: Level::Could,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_25_2],
    applies_from: None,
    page: include_str!("nothing_works_without_account.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let product = &world.manifest.product;
    let Some(account) = &product.account else {
        verdict.cannot_tell(
            product.span,
            "whether the product needs an account is not said; write `product.account`",
        );
        return;
    };
    if product.works_without.is_some() {
        return;
    }
    match account.value {
        Account::None => {}
        Account::Optional => {
            verdict.cannot_tell(
                account.span,
                "what works without an account is not said; write it as `works_without` under `product`",
            );
        }
        Account::Required => {
            verdict.broken(
                account.span,
                "nothing works without an account; what the product does at home could work without one, written as `works_without` under \
                 `product`",
            );
        }
    }
}
