use cardea_law::{ico_consent, uk_gdpr};
use cardea_manifest::At;
use cardea_manifest::model::{Handler, Manifest};
use cardea_manifest::shape::Name;

use crate::asked::{Asked, Place, asked};
use crate::{Checked, Control, HouseLaw, Level, Role, Status, Verdict, World, roles};

pub(crate) static CONTROL: Control = Control {
    code: "CON-08",
    name: "deciders-not-named",
    title: "What the request says",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[ico_consent::CHAPTER_OBTAIN, uk_gdpr::ART_7],
    applies_from: None,
    page: include_str!("deciders_not_named.md"),
    check,
};

/// Words that name a kind of organisation. A name made of them alone names nobody.
const KINDS: [&str; 25] = [
    "advertisers",
    "advertising",
    "affiliates",
    "and",
    "carefully",
    "companies",
    "group",
    "marketing",
    "of",
    "organisations",
    "other",
    "others",
    "our",
    "parties",
    "partners",
    "party",
    "providers",
    "selected",
    "service",
    "subsidiaries",
    "suppliers",
    "the",
    "third",
    "trusted",
    "vendors",
];

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let asked: Vec<_> = asked(manifest).collect();
    if asked.is_empty() {
        verdict.not_applicable("no purpose waits for consent");
        return;
    }
    for asked in &asked {
        deciders(manifest, asked, verdict);
        way_back(asked, verdict);
    }
    let handled = &manifest.handled_by;
    let own = [&handled.choices, &handled.notices]
        .into_iter()
        .find(|by| by.value == Handler::Own);
    if let Some(own) = own {
        verdict.ask_statement(
            world,
            own.span,
            "whether your request names who decides, what for, what is done and how to withdraw is not known; write a dated statement under \
             `assessments.CON-08`",
        );
    } else if asked.iter().all(|asked| asked.place == Place::Portal) {
        verdict.kept_by_construction(
            HouseLaw::L10,
            "the portal says beside each switch who decides, who gets it, what for and how long, from the manifest that is enforced",
        );
    }
}

/// Everybody who relies on the consent: those who decide about the purpose, and those who use it for purposes of their own.
fn deciders(manifest: &Manifest, asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    let mut relying = roles(asked.purpose).filter(|(_, role)| *role != Role::Processor);
    if !relying.clone().any(|(_, role)| role == Role::Controller) {
        verdict.broken(
            asked.name.span,
            format!("nobody is named who decides about `{name}`, so people do not know to whom they say yes; write its `controller`"),
        );
    }
    if let Some((organisation, _)) =
        relying.find(|(organisation, _)| is_a_kind(manifest, organisation))
    {
        verdict.broken(
            organisation.span,
            format!(
                "`{}` is a kind of organisation and no name, and a yes to `{name}` counts for those only who are named; list each of them \
                 under `organisations`",
                organisation.value
            ),
        );
    }
}

fn is_a_kind(manifest: &Manifest, organisation: &At<Name>) -> bool {
    let known = manifest.organisations.get(organisation.as_str());
    known.is_some_and(|known| names_a_kind(known.name.as_str()))
}

fn names_a_kind(name: &str) -> bool {
    name.split(|letter: char| !letter.is_alphabetic())
        .filter(|word| !word.is_empty())
        .all(|word| KINDS.contains(&word.to_lowercase().as_str()))
}

fn way_back(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let Some(choice) = asked.choice.filter(|_| asked.place == Place::MakersOwn) else {
        return;
    };
    if choice.places.is_empty() && choice.withdraw_where.is_empty() {
        let name = &asked.name.value;
        verdict.cannot_tell(
            choice.span,
            format!("where `{name}` can be withdrawn is not said, so no request can say it; write `where` under `choices.{name}`"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::names_a_kind;

    #[test]
    fn words_of_kinds_alone_name_nobody() {
        for name in [
            "Our carefully selected partners",
            "Trusted third-party providers",
            "The third parties",
            "Service suppliers and other vendors",
            "Affiliates, subsidiaries, others of the group",
            "Advertising companies",
            "Marketing organisations",
            "Advertisers",
        ] {
            assert!(names_a_kind(name), "{name}");
        }
        for name in ["Smith & Partners Ltd", "Third Wave", "Gridwise"] {
            assert!(!names_a_kind(name), "{name}");
        }
    }
}
