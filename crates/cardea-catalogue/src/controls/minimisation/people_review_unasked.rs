use cardea_law::uk_gdpr;
use cardea_manifest::At;
use cardea_manifest::model::{HumanReview, Manifest, Purpose, PurposeClass, Start};
use cardea_manifest::shape::Name;

use crate::asked::rests_on_consent;
use crate::said::Ask;
use crate::{Checked, Control, Level, Status, Verdict, World};

pub(crate) static CONTROL: Control = Control {
    code: "MIN-12",
    name: "people-review-unasked",
    title: "Human listening or viewing",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[uk_gdpr::ART_5_1_C, uk_gdpr::ART_5_1_F, uk_gdpr::ART_6_1],
    applies_from: None,
    page: include_str!("people_review_unasked.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    let manifest = world.manifest;
    let mut reviewed = manifest
        .purposes
        .iter()
        .filter_map(|(name, purpose)| Some((name, purpose, purpose.human_review.as_ref()?)))
        .peekable();
    if reviewed.peek().is_none() {
        verdict.not_applicable("nobody listens to or looks at what is recorded");
        return;
    }
    for (name, purpose, review) in reviewed {
        asked_apart(manifest, (name, purpose), review, verdict);
        guarded(review, verdict);
    }
}

fn asked_apart(
    manifest: &Manifest,
    (name, purpose): (&At<Name>, &Purpose),
    review: &HumanReview,
    verdict: &mut Verdict<'_>,
) {
    if *purpose.class == PurposeClass::Core {
        verdict.broken(
            review.span,
            format!(
                "people of `{}` listen or look as a part of `{}`; make it a purpose of its own that people can refuse",
                review.by.value, name.value
            ),
        );
    } else if !rests_on_consent(purpose) {
        verdict.broken(
            review.span,
            format!(
                "people of `{}` listen or look for `{}` without anybody's consent; write `basis: consent`",
                review.by.value, name.value
            ),
        );
    }
    let choice = manifest.choices.get(name.as_str());
    if let Some(choice) = choice.filter(|choice| *choice.starts == Start::On) {
        verdict.broken(
            choice.starts.span,
            format!(
                "people of `{}` listen or look before anybody agreed; write `starts: off`",
                review.by.value
            ),
        );
    }
}

fn guarded(review: &HumanReview, verdict: &mut Verdict<'_>) {
    Ask {
        place: review.by.span,
        unsaid: "whether reviewers see who it is about is not said; write `pseudonymised`",
        wrong: "reviewers see who it is about; replace names and identifiers before they look",
    }
    .yes(review.pseudonymised.as_ref(), verdict);
    Ask {
        place: review.by.span,
        unsaid: "whether each look of a reviewer is logged is not said; write `logged`",
        wrong: "what reviewers look at is not logged; log each look",
    }
    .yes(review.logged.as_ref(), verdict);
}
