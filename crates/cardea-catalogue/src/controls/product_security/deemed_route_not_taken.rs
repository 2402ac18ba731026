use cardea_law::{iso_29147, psti_regulations_2023};
use cardea_manifest::At;
use cardea_manifest::model::{Conformance, Manifest, PasswordScheme};
use cardea_manifest::shape::Text;
use cardea_units::date;

use crate::en_303_645::number;
use crate::psti::{Label, label, outside};
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "PST-08",
    name: "deemed-route-not-taken",
    title: "Deemed compliance routes",
    level: Level::Could,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[
        psti_regulations_2023::SCH_2_PARA_1,
        psti_regulations_2023::SCH_2_PARA_2,
        psti_regulations_2023::SCH_2_PARA_3,
        psti_regulations_2023::SCH_2A,
        iso_29147::P_6_2_2,
        iso_29147::P_6_2_5,
        iso_29147::P_6_5,
    ],
    applies_from: Some(date(2024, 4, 29)),
    page: include_str!("deemed_route_not_taken.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if let Some(why) = outside(world) {
        verdict.not_applicable(why);
        return;
    }
    match label(world) {
        Label::Counts => {}
        Label::Expired(label) => {
            let until = *label.until;
            verdict.broken(
                label.until.span,
                format!("the label ended on {until} and stands for nothing any more; renew it, or take it away"),
            );
        }
        Label::TooEarly(label) => {
            verdict.broken(
                label.span,
                "labels of other countries count from 2025-12-04; until then the product could take the route of EN 303 645",
            );
        }
        Label::Missing => by_standard(world.manifest, verdict),
    }
}

/// The route of the standards, requirement by requirement.
fn by_standard(manifest: &Manifest, verdict: &mut Verdict<'_>) {
    let statements = &manifest.statements;
    let standard = statements
        .psti
        .as_ref()
        .and_then(|statement| statement.standard.as_ref());
    let Some(standard) = standard else {
        verdict.broken(
            statements.span,
            "the product could count as compliant by EN 303 645 V2.1.1 or by a label of Japan or Singapore; name it as `statements.psti.standard` or `statements.label`",
        );
        return;
    };
    if !(names(standard, "303645") && names(standard, "V2.1.1")) {
        verdict.broken(
            standard.span,
            format!("`{}` is not the standard that the regulations name; the product could count as compliant by EN 303 645 V2.1.1", standard.value),
        );
        return;
    }
    for key in needed(manifest, standard) {
        provision(manifest, key, standard, verdict);
    }
}

/// The provisions that stand for the three requirements. ISO/IEC 29147 is another way to the second.
fn needed(manifest: &Manifest, standard: &At<Text>) -> impl Iterator<Item = &'static str> {
    let scheme = manifest
        .security
        .as_ref()
        .and_then(|security| Some(security.passwords.as_ref()?.scheme.value));
    let passwords = (scheme != Some(PasswordScheme::None)).then_some("5-1-1");
    let unique = (scheme == Some(PasswordScheme::UniqueRandom)).then_some("5-1-2");
    let reports = (!names(standard, "29147:2018")).then_some("5-2-1");
    [passwords, unique, reports, Some("5-3-13")]
        .into_iter()
        .flatten()
}

fn provision(manifest: &Manifest, key: &str, standard: &At<Text>, verdict: &mut Verdict<'_>) {
    let number = number(key);
    match manifest.statements.en_303_645.get(key) {
        Some(answer) if answer.value == Conformance::Met => {}
        Some(answer) => {
            verdict.broken(
                answer.span,
                format!("provision {number} is `{}`, so the product does not count as compliant by the standard; it could meet it", answer.value),
            );
        }
        None => {
            verdict.cannot_tell(
                standard.span,
                format!("whether provision {number} is met is not said; write `{key}` under `statements.en_303_645`"),
            );
        }
    }
}

/// Whether a standard is named, however it is spaced.
fn names(standard: &At<Text>, wanted: &str) -> bool {
    let packed: String = standard
        .as_str()
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect();
    packed
        .to_ascii_uppercase()
        .contains(&wanted.to_ascii_uppercase())
}
