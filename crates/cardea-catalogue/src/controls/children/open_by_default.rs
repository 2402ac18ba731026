use cardea_law::{childrens_code, ico_audit_toolkits, uk_gdpr};
use cardea_manifest::model::{Children, Handler, PurposeClass};

use crate::children::{AtFirst, at_first, open_to_children};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "CHI-07",
    name: "open-by-default",
    title: "High privacy by default",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        childrens_code::STD_7,
        ico_audit_toolkits::TOOLKIT_DEFAULT_SETTINGS,
        uk_gdpr::ART_25_2,
    ],
    applies_from: None,
    page: include_str!("open_by_default.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if *manifest.product.children == Children::NotLikely {
        verdict.not_applicable("children are not likely to use it");
        return;
    }
    for (name, purpose) in open_to_children(manifest) {
        match at_first(manifest, name, purpose) {
            AtFirst::On(starts) => {
                verdict.broken(
                    starts.span,
                    format!("`{}` is on for children before anybody chose it; write `starts: off`, or `children: never` at the purpose", name.value),
                );
            }
            AtFirst::Unasked if optional(*purpose.class) => {
                verdict.broken(
                    purpose.class.span,
                    format!("`{}` uses children's data before anybody chose it; rest it on consent, or write `children: never`", name.value),
                );
            }
            AtFirst::Unasked | AtFirst::Off => {}
        }
    }
    let handled = &manifest.handled_by;
    if *handled.data == Handler::Cardea && *handled.choices == Handler::Cardea {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "what nobody agreed to is not kept, before an update or after it",
        );
    }
}

/// What the product can do without.
const fn optional(class: PurposeClass) -> bool {
    matches!(
        class,
        PurposeClass::Analytics
            | PurposeClass::Advertising
            | PurposeClass::Training
            | PurposeClass::Research
    )
}
