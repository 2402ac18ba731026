use crate::asked::{Asked, Place, asked};
use crate::children::not_for_children;
use crate::{Checked, Control, HouseLaw, Level, Status, Verdict, World};
use cardea_law::childrens_code;
use cardea_manifest::model::{AllAtOnce, Prominence, PurposeChildren};

pub(crate) static CONTROL: Control = Control {
    code: "CHI-13",
    name: "children-nudged",
    title: "No nudges",
    level: Level::Should,
    checked: Checked::Auto,
    status: Status::Stable { since: 1 },
    law: &[childrens_code::STD_13],
    applies_from: None,
    page: include_str!("children_nudged.md"),
    check,
};

fn check(world: &World<'_>, verdict: &mut Verdict<'_>) {
    if not_for_children(world, verdict) {
        return;
    }
    let manifest = world.manifest;
    let asked: Vec<_> = asked(manifest)
        .filter(|asked| *asked.purpose.children == PurposeChildren::Allowed)
        .collect();
    if asked.is_empty() {
        verdict.not_applicable("children are asked for nothing");
        return;
    }
    if asked.iter().all(|asked| asked.place == Place::Portal) {
        verdict.kept_by_construction(
            HouseLaw::L2,
            "one switch in the portal says yes and no alike, is off until somebody turns it, and nobody is prompted to",
        );
        return;
    }
    for asked in asked.iter().filter(|asked| asked.place == Place::MakersOwn) {
        prominence(asked, verdict);
    }
    let asking = manifest.asking.as_ref();
    if let Some(all) = asking
        .and_then(|asking| asking.all_at_once.as_ref())
        .filter(|all| ***all == AllAtOnce::YesOnly)
    {
        verdict.broken(
            all.span,
            "children are pushed to say yes to everything; put a no to everything beside it, or write `all_at_once: no`",
        );
    }
    match asking.and_then(|asking| asking.design_review.as_ref()) {
        Some(review) if *review.on > world.today => {
            verdict.broken(
                review.on.span,
                format!("the review of how choices are asked is dated {}, which has not come yet; write the day on which it was made", *review.on),
            );
        }
        Some(_) => {}
        None => {
            verdict.cannot_tell(
                asking.map_or(manifest.choices.span, |asking| asking.span),
                "whether wording, colours and order push children is not said; have them reviewed and write `design_review` under `asking`",
            );
        }
    }
}

fn prominence(asked: &Asked<'_>, verdict: &mut Verdict<'_>) {
    let name = &asked.name.value;
    match asked.choice.and_then(|choice| choice.prominence.as_ref()) {
        Some(prominence) if **prominence == Prominence::Equal => {}
        Some(prominence) => {
            verdict.broken(
                prominence.span,
                format!("the choice about `{name}` pushes children towards yes (`{}`); let both answers look alike", **prominence),
            );
        }
        None => {
            verdict.cannot_tell(
                asked.span(),
                format!("how yes and no to `{name}` look beside each other is not said; write `prominence` under `choices.{name}`"),
            );
        }
    }
}
