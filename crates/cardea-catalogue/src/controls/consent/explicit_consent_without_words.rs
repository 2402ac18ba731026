use cardea_law::uk_gdpr;
use std::collections::BTreeSet;

use cardea_manifest::At;
use cardea_manifest::model::{Manifest, SpecialCategory};
use cardea_manifest::shape::Text;

use crate::asked::{Asked, Place, asked};
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World, special_fields};

pub(crate) static CONTROL: Control = Control {
    code: "CON-17",
    name: "explicit-consent-without-words",
    title: "Explicit consent wording",
    level: Level::Must,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_9_2_A],
    applies_from: None,
    page: include_str!("explicit_consent_without_words.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let explicit: Vec<_> = asked(world.manifest)
        .filter(|asked| asked.purpose.special_category.value == SpecialCategory::ExplicitConsent)
        .collect();
    if explicit.is_empty() {
        verdict.not_applicable("no purpose uses special category data on explicit consent");
        return;
    }
    for asked in &explicit {
        match asked.choice.and_then(|choice| choice.statement.as_ref()) {
            Some(statement) => names_the_data(world.manifest, asked, statement, verdict),
            None if asked.place == Place::MakersOwn => {
                let name = &asked.name.value;
                verdict.cannot_tell(
                    asked.span(),
                    format!("in which words people agree expressly to `{name}` is not said; write `statement` under `choices.{name}`"),
                );
            }
            None => {}
        }
    }
    if explicit.iter().all(|asked| asked.place == Place::Portal) {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "the portal asks for a statement that names the data and the use, beside the switch, and keeps nothing without it",
        );
    }
}

/// The statement names each kind of special category data, by the words of its category or by the name of its field.
fn names_the_data(
    manifest: &Manifest,
    asked: &Asked<'_>,
    statement: &At<Text>,
    verdict: &mut Verdict<'_>,
) {
    let text = statement.as_str().to_lowercase();
    let spaced = |word: &str| word.replace(['_', '-'], " ").to_lowercase();
    let unnamed: BTreeSet<_> = special_fields(manifest, asked.purpose)
        .filter(|special| {
            let category = spaced(special.field.data.word());
            !text.contains(&category) && !text.contains(&spaced(special.name.as_str()))
        })
        .map(|special| spaced(special.field.data.word()))
        .collect();
    for kind in unnamed {
        verdict.broken(
            statement.span,
            format!("the statement on `{}` does not name {kind}, which the purpose uses; name it in those words", asked.name.value),
        );
    }
}
