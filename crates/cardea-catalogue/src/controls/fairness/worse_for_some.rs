use cardea_law::{equality_act_2010, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::Model;
use cardea_manifest::shape::Name;

use crate::recognition::compared_fields;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "FAI-08",
    name: "worse-for-some",
    title: "Works fairly across groups",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        uk_gdpr::ART_5_1_A,
        uk_gdpr::ART_5_1_D,
        equality_act_2010::S_19,
        equality_act_2010::S_29,
    ],
    applies_from: None,
    page: include_str!("worse_for_some.md"),
    check,
};

/// How much less often a model may be right for one group than for all, in thousandths. A setting of this catalogue.
const GAP_MAX_THOUSANDTHS: f64 = 150.0;

/// The name of the share over everybody.
const EVERYBODY: &str = "all";

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    if manifest.models.is_empty() {
        match compared_fields(manifest).next() {
            Some((name, _)) => {
                verdict.cannot_tell(
                    name.span,
                    format!("how well `{}` tells different people apart is not said; describe what does it under `models`, with `accuracy` by group", name.value),
                );
            }
            None => verdict.not_applicable("nothing about people is concluded or recognised"),
        }
    }
    for (name, model) in manifest.models.iter() {
        groups(name, model, verdict);
    }
}

fn groups(name: &At<Name>, model: &Model, verdict: &mut Verdict<'_>) {
    let accuracy = &model.accuracy;
    let Some(all) = accuracy.get(EVERYBODY) else {
        verdict.cannot_tell(
            name.span,
            format!("how often `{}` is right for everybody is not said; measure it and write it as `accuracy: {{ all: ... }}`", name.value),
        );
        return;
    };
    if accuracy.len() == 1 {
        verdict.cannot_tell(
            all.span,
            format!("how often `{}` is right for each group is not said; measure it by what matters, such as age, sex, skin, accent or disability, and write the shares beside `all`", name.value),
        );
    }
    for (group, share) in accuracy.iter() {
        // Rounded to thousandths, so that a gap as written is not a hair wider than it is.
        let gap = ((all.value - share.value) * 1000.0).round();
        if gap > GAP_MAX_THOUSANDTHS {
            verdict.broken(
                share.span,
                format!("`{}` is right in {} of cases for `{}`, and in {} for all; mend it for them, or do not use it where it falls short", name.value, share.value, group.value, all.value),
            );
        }
    }
}
